"""Runs the app from its first paint to its exit code."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.tui.app import FootnoteApp
from quiz.tui.capabilities import Capabilities
from quiz.tui.playing import Begin
from quiz.tui.services import Services

if TYPE_CHECKING:
    from quiz.tui.onward import Onward

FAILED = 1


def run(
    services: Services, capabilities: Capabilities, say: Callable[[str], None], begin: Begin = None,
    *, painted: Callable[[], None] | None = None, go: Callable[[Onward], str] | None = None,
) -> int:  # fmt: skip
    """Run the app and give the exit code. What went wrong is said in one line, once the terminal is restored.

    `painted` is called once the first page is there. Where the player leaves it for a room, `go` takes them there and
    returns when they are back, with what there is to say of it, and the app opens again.
    """
    greeting = ""
    while True:
        app = FootnoteApp(services, capabilities, begin, painted=painted, greeting=greeting)
        try:
            app.run()
        finally:
            services.leave()
        if app.failure is not None:
            say(told(app.failure))
            return FAILED
        if app.onward is None or go is None:
            return app.return_code or 0
        greeting, begin = go(app.onward), None


def told(error: BaseException) -> str:
    """An error in one line: what it is, where it arose, and what a player can do. Its own words may name a value."""
    # A worker wraps what went wrong in it.
    error = getattr(error, "error", None) or error
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "quiz" in Path(frame.filename).parts]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    what = type(error).__name__
    return f"the app failed{place} ({what}). A game is kept as it was: `quiz play --resume --plain` goes on."
