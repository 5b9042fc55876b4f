"""Playthroughs: files that hold what was typed and every line that was shown.

about: what this one shows
columns: 80
encoding: utf-8
scoring: fair
seed: 7
--- input
...
--- transcript (done)
...
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from quiz.core.plan import Scoring
from quiz.plain.console import StreamConsole
from quiz.plain.player import Player
from quiz.plain.text import Page, signs_for
from quiz.rooms.solo import SoloGame
from quiz.stores.memory import MemoryLog
from tests.games import started

FOLDER = Path(__file__).resolve().parent.parent / "playthroughs"
INPUT, OUTPUT = "--- input\n", "--- transcript"


@dataclass(frozen=True, slots=True)
class Playthrough:
    """One file, taken apart."""

    head: str
    typed: str
    shown: str

    def setting(self, name: str, default: str) -> str:
        """A line of the head."""
        lines = [line.partition(": ") for line in self.head.splitlines()]
        return next((value for key, _, value in lines if key == name), default)


def read(path: Path) -> Playthrough:
    """Take a file apart; one without a transcript yet is fine."""
    head, _, rest = path.read_text("utf-8").partition(INPUT)
    typed, _, shown = rest.partition(OUTPUT)
    return Playthrough(head, typed, OUTPUT + shown)


def play(typed: str, encoding: str = "utf-8", scoring: Scoring = "fair", seed: int = 7) -> tuple[str, str]:
    """Play the sample game with these lines: the transcript and how it ended."""
    buffer, console = streams(typed, encoding)
    ending = Player(
        started(MemoryLog(), scoring, seed), console, f"quiz play --seed {seed} --rounds 2 --length 4"
    ).play()
    return buffer.getvalue().decode(encoding), ending.value


def play_game(game: SoloGame, typed: str, encoding: str, columns: int) -> str:
    """Play any game on a page of `columns`, and give its transcript."""
    buffer, console = streams(typed, encoding)
    console.page = lambda: Page(columns, signs_for(encoding))  # type: ignore[method-assign]
    Player(game, console).play()
    return buffer.getvalue().decode(encoding)


def streams(typed: str, encoding: str) -> tuple[io.BytesIO, StreamConsole]:
    """A console on streams like those of a pipe, and the bytes that it writes."""
    source = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    buffer = io.BytesIO()
    target = io.TextIOWrapper(buffer, encoding=encoding, errors="replace", newline="\n", write_through=True)
    return buffer, StreamConsole(source, target)
