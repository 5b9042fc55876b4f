"""The commands: one file each. This is the only layer that wires the parts together.

Nothing heavy is imported before a command runs, so that help is there at once.

Exit codes: 0 done; 1 findings, contradictions or a limit passed; 2 what was given cannot be used; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from quiz.cli.places import can_live, data_folder


def main() -> None:
    """Run the command line and leave with its exit code.

    `quiz` alone on a terminal opens the app at once: there is nothing for the command line to read.
    """
    _guarded(_command_line)


def main_afresh() -> None:
    """Run the app that a command line has given way to, and leave with its exit code."""
    from quiz.cli.afresh import handed_over

    _guarded(lambda: sys.exit(handed_over()))


def _command_line() -> None:
    """Open the app, or do what the command line says."""
    if len(sys.argv) == 1 and can_live():
        from quiz.cli.live import live

        raise SystemExit(live(data_folder(None)))
    from quiz.cli.app import build
    from quiz.cli.wiring import ready_streams

    ready_streams()
    build()(prog_name="quiz")


def _guarded(run: Callable[[], None]) -> None:
    """Run a program; an interrupt, and a stream that takes no more, end it in order."""
    try:
        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError as error:
        # Help and usage are written outside of a command, and what takes them may be full.
        from quiz.cli.wiring import UNUSABLE, say, system_says

        with suppress(OSError):
            say(system_says(error))
        raise SystemExit(UNUSABLE) from None
