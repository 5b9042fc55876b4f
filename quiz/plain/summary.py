"""The last pages: the result, what was missed and where to read it, and a grid to share. Pure: views to lines."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.views import Past, PlayerView, accuracy
from quiz.core.wording import Outline, by_source, counted, dated, ending, paragraphs, shared, stem_of
from quiz.plain.text import Page


def summary(view: PlayerView, outline: Outline, page: Page, again: str = "") -> list[str]:
    """Everything that is said when a game is over. `again` is the command that draws the same game, if there is one."""
    lines = ["", "", page.rule(heavy=True), *page.sides(ending(view.public.reason), view.row.score), ""]
    lines += result(view, page)
    lines += misses(view.misses, page)
    return [*lines, "", page.rule(), *share(view, outline, page, again), ""]


def result(view: PlayerView, page: Page) -> list[str]:
    """Score, accuracy and best streak."""
    row, share_of = view.row, accuracy(view)
    if share_of is None:
        return page.text("No question was answered.")
    lines = page.text(f"Score: {row.score}")
    lines += page.text(f"Right: {row.right} of {row.asked}")
    lines += page.text(f"Accuracy: {round(100 * share_of)} %")
    return [*lines, *page.text(f"Best streak: {row.best}")]


def misses(past: Sequence[Past], page: Page) -> list[str]:
    """Each question that was missed, with its answer and its source, under its own footnote mark."""
    if not past:
        return []
    lines = ["", page.rule(12), *page.text(f"Missed: {counted(len(past), 'question')}")]
    for miss in past:
        mark = f"{page.signs.mark(miss.question.number)} "
        indent = " " * len(mark)
        lines += ["", *page.text(stem_of(miss.question), mark), *page.text(f"Answer: {key(miss)}", indent)]
        given = f"{miss.answer.text.rstrip('.') or 'nothing chosen'}." if miss.answer else "no answer."
        lines += page.text(f"You: {given}", indent)
        lines += sources(miss, page, indent)
    return lines


def key(miss: Past) -> str:
    """The right answer in words."""
    return f"{miss.reveal.key_text.rstrip('.')}."


def sources(miss: Past, page: Page, indent: str) -> list[str]:
    """Where to read it, each source once."""
    if not miss.reveal.reveal.citations:
        return page.text("No source is given.", indent)
    lines: list[str] = []
    for places in by_source(miss.reveal.reveal.citations):
        one, at = places[0], paragraphs(places)
        title = f"{page.signs.opening}{one.title}{page.signs.closing}, " if one.title else ""
        behind = f" {page.signs.dot} {at}" if at else ""
        lines += page.text(f"{one.source}, {title}{dated(one, why=False)}{behind}", indent)
        if url := next((place.url for place in places if place.url), ""):
            lines += address(url, page, indent)
    return lines


def address(url: str, page: Page, indent: str) -> list[str]:
    """A web address in one piece, whatever its length, so that it can be copied; the terminal wraps it."""
    plain = url.isascii() and url.isprintable() and " " not in url
    if plain and url.startswith(("https://", "http://")):
        return [f"{page.margin}{indent}{url}"]
    return page.text(url, indent)


def share(view: PlayerView, outline: Outline, page: Page, again: str) -> list[str]:
    """A grid to pass on: a row a round, and what a friend needs to play the same game. It gives no answer away."""
    told = shared(view, outline, again, page.signs.grid, page.signs.dot)
    lines = page.text(told.head)
    lines += [f"{page.margin}{row}" for row in told.rows]
    return [*lines, *(line for text in told.tail for line in page.text(text))]
