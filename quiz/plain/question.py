"""An open question as lines. Pure: views to lines. Nothing here can depend on the key, for no view holds it."""

from __future__ import annotations

from quiz.core.text import clean
from quiz.core.views import QuestionView
from quiz.core.wording import letter, stem_of
from quiz.plain.text import Page, width


def question(view: QuestionView, page: Page) -> list[str]:
    """Where we are, the stem with its footnote mark, and what there is to choose from."""
    right = f"question {view.number} of {view.total}"
    if view.weight != 1:
        right += f", worth {float(view.weight) * 1000:.0f}"
    lines = ["", page.rule(), *page.sides(f"{view.place} of {view.length}", right), ""]
    stem = stem_of(view)
    lines += page.text(stem + page.signs.mark(view.number))
    return [*lines, "", *choices(view, page)]


def choices(view: QuestionView, page: Page) -> list[str]:
    """The options, entries or columns, each with its letter."""
    if view.kind == "match":
        return [*columns(view, page), ""]
    lines = [line for place, text in enumerate(view.options) for line in page.text(text, f"   {letter(place)}  ")]
    return [*lines, ""] if lines else []


def columns(view: QuestionView, page: Page) -> list[str]:
    """The two columns of a match side by side, or below each other where they do not fit."""
    lefts = [(str(place), clean(text)) for place, text in enumerate(view.lefts, 1)]
    rights = [(letter(place), clean(text)) for place, text in enumerate(view.options)]
    heads = (clean(view.headings[0]), clean(view.headings[1]))
    across = max(width(text) for text in (heads[0], *(text for _, text in lefts)))
    right = max(width(text) for text in (heads[1], *(text for _, text in rights)))
    if 3 + 3 + across + 4 + 3 + right > page.measure:
        return [*column(heads[0], lefts, page), "", *column(heads[1], rights, page)]
    lines = []
    for place in range(max(len(lefts), len(rights))):
        mark, text = lefts[place] if place < len(lefts) else ("", "")
        other, answer = rights[place] if place < len(rights) else ("", "")
        gap = " " * (across - width(text) + 4)
        lines.append(f"{page.margin}   {mark:<2} {text}{gap}{other:<2} {answer}".rstrip())
    if any(heads):
        gap = " " * (across - width(heads[0]) + 7)
        lines.insert(0, f"{page.margin}      {heads[0]}{gap}{heads[1]}".rstrip())
    return lines


def column(head: str, rows: list[tuple[str, str]], page: Page) -> list[str]:
    """One column of a match under its heading."""
    lines = page.text(head, "   ") if head else []
    return lines + [line for mark, text in rows for line in page.text(text, f"   {mark:<2} ")]
