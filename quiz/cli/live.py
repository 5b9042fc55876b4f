"""Running the app on this terminal."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.places import settings_path

if TYPE_CHECKING:
    from quiz.tui.onward import Onward
    from quiz.tui.playing import Begin


def live(folder: Path, begin: Begin = None) -> int:
    """Run the app. Gives the exit code.

    Until the first page is painted nothing is thrown away, so nothing is looked for to throw away: that is a tenth of
    the time to the first page. What is loaded by then stays, and is not looked through again.
    """
    gc.disable()
    from quiz.cli.services import AppServices
    from quiz.tui.capabilities import Capabilities, depth_of
    from quiz.tui.run import run

    capabilities = Capabilities(local=True, depth=depth_of(os.environ, windows=os.name == "nt"))

    def onward(to: Onward) -> str:
        from quiz.cli.hosting import go

        return go(folder, to)

    return run(AppServices(folder, settings_path()), capabilities, _say, begin, painted=_collect, go=onward)


def desk(folder: Path, socket: Path, say: Callable[[str], None] | None = None) -> int:
    """Run the desk of the room behind `socket`, and give the exit code. A last line goes to `say`."""
    from quiz.cli.services import AppServices
    from quiz.tui.capabilities import Capabilities, depth_of
    from quiz.tui.desk import run

    capabilities = Capabilities(local=True, depth=depth_of(os.environ, windows=os.name == "nt"))
    return run(socket, AppServices(folder, settings_path()), capabilities, say or _say)


def _collect() -> None:
    """Look for garbage from now on."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _say(text: str) -> None:
    """One line to the standard error, once the app is gone."""
    from quiz.cli.wiring import say

    say(text)
