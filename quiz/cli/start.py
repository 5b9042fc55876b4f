"""`quiz` alone: a game on a terminal, the demo anywhere else."""

from __future__ import annotations

from quiz.cli.demo import demo
from quiz.cli.play import play
from quiz.cli.wiring import on_terminal, say


def start() -> None:
    """Play the shipped pack; where nobody can type, show how it is played."""
    if on_terminal():
        play()
        return
    say("there is no terminal here, so this is the demo; `quiz play` also reads answers from a pipe.")
    demo()
