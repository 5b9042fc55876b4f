"""The pages between questions: cover, round title, standing. Pure: views to lines."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.views import PlayerView, PublicView, RoundView, Row
from quiz.core.wording import Outline, counted, points_explained, promise, score_line
from quiz.plain.text import Page, width


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


def round_title(part: RoundView, page: Page) -> list[str]:
    """The head of a round."""
    heading = page.sides(f"Round {part.number} of {part.total}", counted(part.length, "question"))
    return ["", "", page.rule(heavy=True), *heading, *page.text(part.title)]


def standing(view: PlayerView, page: Page) -> list[str]:
    """How it stands at the end of a round, or before that where the host shows it."""
    part = view.public.round
    done = f"End of round {part.number} of {part.total}" if part and not part.ahead else "Standing so far"
    lines = ["", page.rule(), *page.sides(done, view.row.score)]
    if len(view.public.standings) > 1:
        return [*lines, *table(view.public.standings, page)]
    return [*lines, *page.text(score_line(view.row))]


def table(rows: Sequence[Row], page: Page) -> list[str]:
    """Everybody, best first."""
    places = max(width(str(row.rank)) for row in rows)
    return [line for row in rows for line in page.sides(f"{row.rank:>{places}}  {row.name}", row.score)]
