"""Small words for the pages around a game. Pure, and free of the game's own modules, which the first page spares."""

from __future__ import annotations

import datetime

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SECONDS_EACH = 40
"""About how long a question takes, with its answer and its footnote read."""


def spelled(number: int) -> str:
    """A small number in letters, a greater one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def some(number: int, word: str) -> str:
    """`one round`, `three rounds`."""
    return f"{spelled(number)} {word}" if number == 1 else f"{spelled(number)} {word}s"


def game_length(rounds: int, length: int, held: int | None = None) -> str:
    """What a game asks of a player; of a pack that is known to hold no more than `held` questions, those."""
    asked, parts = rounds * length, some(rounds, "round")
    if held is not None and held < asked:
        asked, parts = held, some(held, "question")
    return f"{parts}, about {some(max(1, round(asked * SECONDS_EACH / 60)), 'minute')}"


def moment(started: str) -> str:
    """When a game was begun, from the time of its first event, by the clock on the wall: `2025-09-05 14:03`."""
    try:
        when = datetime.datetime.fromisoformat(started)
    except ValueError:
        return started[:16].replace("T", " ")
    return when.astimezone().strftime("%Y-%m-%d %H:%M")
