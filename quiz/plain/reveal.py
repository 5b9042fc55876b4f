"""What is shown once a question is answered: the verdict, why, and the footnote. Pure: views to lines."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.items import Citation, Reveal
from quiz.core.views import OwnAnswer, OwnResult, PlayerView, QuestionView, RevealView
from quiz.core.wording import (
    answer_text,
    by_source,
    dated,
    filled,
    key_sentence,
    letter,
    named,
    sentence,
    unanswered,
    verdict_words,
    where,
    why_not,
    why_so,
    witnesses,
)
from quiz.plain.text import Page


def reveal(view: PlayerView, page: Page, before: int | None = None) -> list[str]:
    """The whole reveal of the current question. `before` is the bonus that the player had before it, if known."""
    question, shown = view.public.question, view.public.reveal
    if question is None or shown is None:
        return []
    lines = ["", *verdict(question, shown, view.answer, view.result, page)]
    lines += points(view, page, before)
    return [*lines, "", *footnote(question, shown, page)]


def headline(view: PlayerView, page: Page) -> str:
    """The verdict in its sign and a word; nothing where there is none."""
    shown = view.public.reveal
    if shown is None or shown.voided is not None or view.result is None or view.answer is None:
        return ""
    return " ".join(sign_of(view.result.verdict, page))


def verdict(
    question: QuestionView, shown: RevealView, answer: OwnAnswer | None, result: OwnResult | None, page: Page
) -> list[str]:
    """Right or wrong in a sign and a word, the right answer, and why the chosen one is wrong."""
    if shown.voided is not None:
        return page.text(f"This question does not count. {shown.voided}".rstrip(), f"{page.signs.none} ")
    if answer is None or result is None:
        lines = [*page.text(unanswered(result), f"{page.signs.none} "), *key_lines(question, shown, None, page)]
        return [*lines, *(row for text in why_so(question, shown) for row in page.text(text, "  "))]
    full = result.verdict == 1
    sign, word = sign_of(result.verdict, page)
    given = answer_text(question, answer)
    lines = page.text(f"{word}: {given}" if given else f"{word}.", f"{sign} ")
    if result.message and sentence(result.message) != shown.reveal.claim:
        lines += page.text(sentence(result.message), "  ")
    spelled = question.kind in ("typed", "number", "cloze") and answer.text != shown.key_text
    if not full or spelled:
        lines += key_lines(question, shown, answer, page)
    # Who was right about a false statement still wants to know why it is false.
    silent = full and question.kind != "true_false"
    return lines if silent else [*lines, *objections(question, shown, answer, page, said=sentence(result.message))]


def sign_of(credit: Fraction, page: Page) -> tuple[str, str]:
    """The sign and the words of a verdict."""
    sign = page.signs.right if credit == 1 else page.signs.wrong if credit == 0 else page.signs.part
    return sign, verdict_words(credit)


def key_lines(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, page: Page) -> list[str]:
    """The right answer, as fits the kind."""
    match question.kind:
        case "single":
            return page.text(f"The answer is {named(question, shown.key[0])}.", "  ")
        case "multiple":
            return right_ones(question, shown, answer, page)
        case "order":
            return sequence(question, shown, answer, page)
        case "match":
            return pairs(question, shown, answer, page)
        case _:
            return page.text(key_sentence(question, shown), "  ")


def right_ones(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, page: Page) -> list[str]:
    """Each right option of several, and whether the player had it."""
    lines = page.text("The right ones:", "  ")
    for place in shown.key:
        note = "" if answer is None or place in answer.places else " (you missed it)"
        lines += page.text(f"{question.options[place]}{note}", f"    {page.signs.right} {letter(place)}  ")
    return lines


def sequence(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, page: Page) -> list[str]:
    """The right sequence, with where the player had each entry."""
    lines = page.text("The right order:", "  ")
    given = answer.places if answer else ()
    for number, place in enumerate(shown.key, 1):
        own = given.index(place) + 1 if place in given else None
        note = "" if own in (None, number) else f" (you had it at {own})"
        lines += page.text(question.options[place] + note, f"    {number}  ")
    return lines


def pairs(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, page: Page) -> list[str]:
    """Each left entry with its right one, and what the player gave it instead."""
    lines = page.text("The right pairs:", "  ")
    given = answer.places if answer else ()
    for left, place in enumerate(shown.key):
        own = given[left] if left < len(given) else None
        note = "" if own in (None, place) else f" (you: {letter(own or 0)})"
        pair = f"{question.lefts[left]} {page.signs.dash} {question.options[place]}{note}"
        lines += page.text(pair, f"    {left + 1}{letter(place)}  ")
    return lines


def objections(question: QuestionView, shown: RevealView, answer: OwnAnswer, page: Page, said: str = "") -> list[str]:
    """For each wrong option that was chosen, the proof that it is wrong, unless that was `said` already."""
    lines: list[str] = []
    for place, told in why_not(question, shown, answer):
        if place is None:
            lines += page.text(told, "  ") if told != said else []
        elif question.kind == "multiple":
            text = f"{question.options[place]}{f': {told}' if told else ''}"
            lines += page.text(text, f"    {page.signs.wrong} {letter(place)}  ")
        elif told:
            lines += page.text(f"Not {question.options[place].rstrip('.')}: {told}", "  ")
    return lines


def points(view: PlayerView, page: Page, before: int | None) -> list[str]:
    """What the question gave and what it makes in all.

    Bonuses are exact and shown in whole points, so the gain shown is the difference of the sums shown.
    """
    result = view.result
    if result is None:
        return page.text(f"No points. You have {view.row.score}.", "  ")
    gained = f"+{result.points}" if result.points else "No points"
    streak = f", {result.streak} in a row" if result.streak > 1 else ""
    bonus = result.bonus if before is None else view.row.bonus - before
    streak += f": +{bonus}" if bonus else ""
    return page.text(f"{gained}{streak}. You have {view.row.score}.", "  ")


def footnote(question: QuestionView, shown: RevealView, page: Page) -> list[str]:
    """The short rule, the mark, and under it claim, quotation, source, witnesses and dissent."""
    told = shown.reveal
    mark = f"{page.signs.mark(question.number)} "
    indent, body = " " * len(mark), [text for text in (told.claim, told.explain) if text]
    lines = [row for text in body or [filled(question, shown)] if text for row in page.text(text, indent)]
    if told.citations:
        for places in by_source(told.citations):
            lines += cited(places, page, indent)
        lines += origins(told, page, indent)
    else:
        lines += page.text("Written by hand; the pack gives no source.", indent)
    first, *rest = lines
    return [page.rule(12), page.margin + mark + first.removeprefix(page.margin + indent), *rest]


def cited(places: list[Citation], page: Page, indent: str) -> list[str]:
    """What is quoted from one text, and which text it is."""
    signs, lines = page.signs, list[str]()
    for place in places:
        quote = f"{signs.opening}{place.fragment}{signs.closing}" if place.fragment else ""
        at = f"({where(place)})" if where(place) else ""
        if quote or at:
            lines += page.text(f"{quote} {at}".strip(), indent)
    one = places[0]
    title = f"{signs.opening}{one.title}{signs.closing}" if one.title else ""
    parts = (one.source, one.author if one.author != one.source else "", title, dated(one))
    return [*lines, *page.text(", ".join(part for part in parts if part), indent), ""]


def origins(told: Reveal, page: Page, indent: str) -> list[str]:
    """How many independent origins say so, and what others say otherwise."""
    count, words = witnesses(told)
    beads = page.signs.witness[0] * min(count, 5) + page.signs.witness[1] * max(3 - count, 0)
    lines = page.text(f"{beads} {words}", indent)
    for text in told.dissent:
        lines += page.text(f"Otherwise: {text}", indent, indent + "  ")
    return lines
