"""`quiz` alone: the app on a terminal, the demo anywhere else."""

from __future__ import annotations

from quiz.cli.demo import demo
from quiz.cli.live import can_live, live
from quiz.cli.play import play
from quiz.cli.wiring import command, data_folder, on_terminal, say


def start() -> None:
    """Open the app; on a terminal that no page can be painted on play, and where nobody can type show how."""
    if can_live():
        command(live)(data_folder(None))
    elif on_terminal():
        play()
    else:
        say("there is no terminal here, so this is the demo; `quiz play` also reads answers from a pipe.")
        demo()
