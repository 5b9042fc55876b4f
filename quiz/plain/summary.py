"""The last pages: the result, what was missed and where to read it, and a grid to share. Pure: views to lines."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.views import Past, PlayerView, accuracy
from quiz.core.wording import Outline, counted, dated, ending, shared, stem_of
from quiz.plain.text import Page


def summary(view: PlayerView, outline: Outline, page: Page) -> list[str]:
    """Everything that is said when a game is over."""
    lines = ["", "", page.rule(heavy=True), *page.sides(ending(view.public.reason), view.row.score), ""]
    lines += result(view, page)
    lines += misses(view.misses, page)
    return [*lines, "", page.rule(), *share(view, outline, page), ""]


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
    seen: dict[str, list[str]] = {}
    for place in miss.reveal.reveal.citations:
        title = f"{page.signs.opening}{place.title}{page.signs.closing}, " if place.title else ""
        seen.setdefault(f"{place.source}, {title}{dated(place, why=False)}", []).append(str(place.paragraph))
    if not seen:
        return page.text("No source is given.", indent)
    lines: list[str] = []
    for source, paragraphs in seen.items():
        numbers = ", ".join(dict.fromkeys(paragraphs))
        word = "paragraph" if len(set(paragraphs)) == 1 else "paragraphs"
        lines += page.text(f"{source} {page.signs.dot} {word} {numbers}", indent)
        if url := next((p.url for p in miss.reveal.reveal.citations if p.url and source.startswith(p.source)), ""):
            lines += address(url, page, indent)
    return lines


def address(url: str, page: Page, indent: str) -> list[str]:
    """A web address in one piece, whatever its length, so that it can be copied; the terminal wraps it."""
    plain = url.isascii() and url.isprintable() and " " not in url
    if plain and url.startswith(("https://", "http://")):
        return [f"{page.margin}{indent}{url}"]
    return page.text(url, indent)


def share(view: PlayerView, outline: Outline, page: Page) -> list[str]:
    """A grid to pass on: a row a round, and what a friend needs to play the same game. It gives no answer away."""
    told = shared(view, outline, page.signs.grid, page.signs.dot)
    lines = page.text(told.head)
    lines += [f"{page.margin}{row}" for row in told.rows]
    return [*lines, *(line for text in told.tail for line in page.text(text))]
