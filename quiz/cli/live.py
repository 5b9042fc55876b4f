"""Where the app can run, and running it there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.wiring import on_terminal, say

if TYPE_CHECKING:
    from quiz.tui.playing import Begin


def can_live() -> bool:
    """Whether there is a terminal that a page can be painted on. Textual paints on the standard error."""
    return on_terminal() and sys.stderr.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


def live(folder: Path, begin: Begin = None) -> int:
    """Run the app on this terminal. Gives the exit code."""
    from quiz.cli.services import AppServices, settings_path
    from quiz.tui.capabilities import Capabilities, depth_of
    from quiz.tui.run import run

    capabilities = Capabilities(local=True, depth=depth_of(os.environ, windows=os.name == "nt"))
    return run(AppServices(folder, settings_path()), capabilities, say, begin)
