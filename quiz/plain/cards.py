"""The pages between questions: cover, round title, standing. Pure: views to lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, assert_never

from quiz.core.plan import Scoring
from quiz.core.views import PlayerView, PublicView, RoundView, Row
from quiz.plain.text import Page, counted, width


class Outline(Protocol):
    """What is ahead in a game, without a word of its questions."""

    @property
    def rounds(self) -> tuple[tuple[str, int], ...]:
        """Title and length of each round."""
        ...

    @property
    def sources(self) -> int:
        """How many sources are cited."""
        ...

    @property
    def sourced(self) -> int:
        """How many questions cite one."""
        ...


def cover(public: PublicView, outline: Outline, page: Page) -> list[str]:
    """The title page: what is played, how it counts, how to answer."""
    total = sum(length for _, length in outline.rounds)
    lines = ["", *page.text(f"FOOTNOTE{page.signs.mark(1)}"), page.rule(8, heavy=True), *page.text(public.title)]
    lines += [*page.text(f"{counted(total, 'question')} in {counted(len(outline.rounds), 'round')}"), ""]
    for number, (title, length) in enumerate(outline.rounds, 1):
        lines += page.text(f"{title} {page.signs.dot} {counted(length, 'question')}", f"{number}  ")
    lines += ["", *page.text(points_explained(public.scoring, timer=public.timer)), ""]
    lines += page.text("Type what the line before > asks for, then Enter. At any time: ? helps, score, skip, quit.")
    lines += ["", page.rule(12), *page.text(promise(outline, total), f"{page.signs.mark(1)} ")]
    return [*lines, *page.text(f"seed {public.seed} {page.signs.dot} pack {public.digest[:12]}", "  ")]


def promise(outline: Outline, total: int) -> str:
    """What the footnotes of this game can give."""
    if outline.sourced == 0:
        return "These questions were written by hand and cite no sources."
    cited = counted(outline.sources, "source")
    if outline.sourced == total:
        return f"Every answer comes with its source. This game cites {cited}."
    return f"{outline.sourced} of {total} answers come with a source. This game cites {cited}."


def points_explained(scoring: Scoring, *, timer: bool) -> str:
    """How a game counts, in a few sentences."""
    clock = "" if timer else " There is no timer here, so speed gives nothing."
    match scoring:
        case "fair":
            return (
                "A right answer gives 1000 points, a partly right one its share. Right answers in a row give a little"
                f" more, kept apart (2050 +12): it breaks ties and never outweighs an answer.{clock}"
            )
        case "flat":
            return f"A right answer gives 1000 points, a partly right one its share, and nothing else counts.{clock}"
        case "kahoot":
            return f"A right answer gives up to 1000 points, and right answers in a row give up to 500 more.{clock}"
        case _:
            assert_never(scoring)


def round_title(part: RoundView, page: Page) -> list[str]:
    """The head of a round."""
    heading = page.sides(f"Round {part.number} of {part.total}", counted(part.length, "question"))
    return ["", "", page.rule(heavy=True), *heading, *page.text(part.title)]


def standing(view: PlayerView, page: Page) -> list[str]:
    """How it stands at the end of a round."""
    part = view.public.round
    done = f"End of round {part.number} of {part.total}" if part else "Standing"
    lines = ["", page.rule(), *page.sides(done, view.row.score)]
    if len(view.public.standings) > 1:
        return [*lines, *table(view.public.standings, page)]
    return [*lines, *page.text(score_line(view.row))]


def score_line(row: Row) -> str:
    """A player's sums in a sentence."""
    streak = f", {row.streak} in a row now" if row.streak > 1 else ""
    best = f", {row.best} in a row at best" if row.best > 1 else ""
    return f"{row.right} of {row.asked} right{streak or best}."


def table(rows: Sequence[Row], page: Page) -> list[str]:
    """Everybody, best first."""
    places = max(width(str(row.rank)) for row in rows)
    return [line for row in rows for line in page.sides(f"{row.rank:>{places}}  {row.name}", row.score)]
