"""Plots of past games, as rows of signs without colour. Plotext is loaded when the first is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from quiz.scenes.brush import PART
from quiz.scenes.cells import cells
from quiz.tui.widgets.menu import fitted

if TYPE_CHECKING:
    from quiz.rooms.records import TopicShare

LABEL = 26
PERCENT, HALVES = (0, 25, 50, 75, 100), (0, 50, 100)
"""What a scale names, and what it names where there is no room for more."""
SCALED = 60
"""How wide a plot of topics is that has room for the whole scale."""
AXIS = 2
"""The rows below a line over time: its axis, and the numbers of the games."""
DOTS = frozenset(map(chr, range(0x2801, 0x2900)))
BLOCKS = frozenset("█▀▄▌▐▖▗▘▝▙▚▛▜▞▟")


def by_topic(shares: Sequence[TopicShare], width: int) -> list[str]:
    """A bar for each topic: the share of its credit, a scale below."""
    # The first topic stands on top, and plotext counts from the bottom.
    labels = [_label(share) for share in reversed(shares)]
    values = [float(100 * share.credit / share.weight) if share.weight else 0.0 for share in reversed(shares)]
    number = len(shares)
    figure = _figure(width, 2 * number + 1)
    # Rows are counted so that each bar falls on one row, with a blank one between two.
    figure.draw(figure.bar(labels, values, orientation="horizontal", width=0.01))
    figure.ruler(1, 0).lim(1, number) if number > 1 else figure.ruler(1, 0).lim(0.5, 1.5)
    marks = PERCENT if width >= SCALED else HALVES
    figure.ruler(0, 0).lim(0, 100).ticks(list(marks), [f"{mark} %" for mark in marks])
    return _rows(figure)


def over_time(accuracies: Sequence[Fraction], width: int, height: int) -> list[str]:
    """A line through the accuracy of each game, the oldest at the left, on `height` rows.

    Where `height` is one more than a multiple of four, each quarter of the scale falls on a row.
    """
    figure = _figure(width, height + AXIS)
    games = list(range(1, len(accuracies) + 1))
    line = figure.signal(games, [float(100 * one) for one in accuracies], marker="braille").lines(True)
    figure.draw(line)
    figure.ruler(1, 0).lim(0, 100).ticks(list(PERCENT), [f"{mark} %" for mark in PERCENT])
    step = max(1, (len(games) + 9) // 10)
    figure.ruler(0, 0).ticks(games[::step], [str(game) for game in games[::step]])
    return _rows(figure)


def drawn(sign: str) -> bool:
    """Whether a sign is part of what is plotted, and not of its frame."""
    return sign in DOTS or sign in BLOCKS


def _figure(width: int, height: int) -> Any:  # noqa: ANN401 - plotext has no types
    """A figure of its own: the one that plotext keeps for everybody is left alone."""
    import plotext

    terminal = type(plotext.terminal)().limit(False, False)
    figure = type(plotext.figure)(terminal)
    figure.plot_size(width, height)
    figure.axes(False, axis=0, side=1)
    figure.axes(False, axis=1, side=1)
    return figure


def _rows(figure: Any) -> list[str]:  # noqa: ANN401 - plotext has no types
    """What is drawn, row by row."""
    text: str = figure.build().string(colorless=True)
    return text.rstrip("\n").split("\n")


def _label(share: TopicShare) -> str:
    """The name of a topic, cut to its column, and how many answers were right, and right in part."""
    name = cells(share.topic or "no topic")[0]
    counts = f"{share.right} of {share.asked}{f' {PART} {share.partly}' if share.partly else ''}"
    return f"{fitted(name, LABEL - len(counts) - 1)} {counts}"
