"""The commands: one file each. This is the only layer that wires the parts together.

Nothing heavy is imported before a command runs, so that help is there at once.

Exit codes: 0 done; 1 findings, contradictions or a limit passed; 2 what was given cannot be used; 130 interrupted.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from quiz.cli.app import build
    from quiz.cli.wiring import ready_streams

    ready_streams()
    build()(prog_name="quiz")
