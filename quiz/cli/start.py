"""`quiz` alone: the app on a terminal, the demo anywhere else."""

from __future__ import annotations

from quiz.cli.demo import demo
from quiz.cli.places import on_terminal
from quiz.cli.play import play
from quiz.cli.wiring import say


def start() -> None:
    """Play on a terminal that no page can be painted on; where nobody can type, show how it is played.

    The app itself is opened before the command line is read: see `quiz.cli.main`.
    """
    if on_terminal():
        play()
        return
    say("there is no terminal here, so this is the demo; `quiz play` also reads answers from a pipe.")
    demo()
