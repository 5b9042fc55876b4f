"""What is shown once a question is answered: the verdict, why, and the footnote. Pure: views to lines."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.items import Citation, Proof, Reveal, Truth
from quiz.core.views import OwnAnswer, OwnResult, PlayerView, QuestionView, RevealView
from quiz.plain.text import Page, amount, counted, day, letter, listed

FULL_CITATIONS = 3


def reveal(view: PlayerView, page: Page) -> list[str]:
    """The whole reveal of the current question."""
    question, shown = view.public.question, view.public.reveal
    if question is None or shown is None:
        return []
    lines = ["", *verdict(question, shown, view.answer, view.result, page)]
    lines += points(view, page)
    return [*lines, "", *footnote(question, shown, page)]


def verdict(
    question: QuestionView, shown: RevealView, answer: OwnAnswer | None, result: OwnResult | None, page: Page
) -> list[str]:
    """Right or wrong in a sign and a word, the right answer, and why the chosen one is wrong."""
    if shown.voided is not None:
        return page.text(f"This question does not count. {shown.voided}".rstrip(), f"{page.signs.none} ")
    if answer is None or result is None:
        return [*page.text("No answer.", f"{page.signs.none} "), *key_lines(question, shown, None, page)]
    full = result.verdict == 1
    sign, word = sign_of(result.verdict, page)
    given = answer_text(question, answer)
    lines = page.text(f"{word}: {given}" if given else f"{word}.", f"{sign} ")
    if not full or question.kind in ("typed", "number", "cloze"):
        lines += key_lines(question, shown, answer, page)
    if result.message:
        lines += page.text(result.message, "  ")
    return lines if full else [*lines, *why_not(question, shown, result, page)]


def sign_of(credit: Fraction, page: Page) -> tuple[str, str]:
    """The sign and the words of a verdict."""
    if credit == 1:
        return page.signs.right, "Right"
    if credit == 0:
        return page.signs.wrong, "Wrong"
    return page.signs.part, f"Partly right ({amount(100 * credit)} %)"


def answer_text(question: QuestionView, answer: OwnAnswer) -> str:
    """What the player answered, in words; sequences and pairs are told line by line instead."""
    match question.kind:
        case "single" | "multiple":
            chosen = [named(question, place) for place in answer.places if place is not None]
            return f"{listed(chosen)}." if chosen else "nothing chosen."
        case "true_false":
            return "true." if answer.truth else "false."
        case "order" | "match":
            return ""
        case _:
            return f"{answer.text.rstrip('.')}." if answer.text else ""


def named(question: QuestionView, place: int) -> str:
    """An option with its letter."""
    return f"{letter(place)}, {question.options[place].rstrip('.')}"


def key_lines(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, page: Page) -> list[str]:
    """The right answer, as fits the kind."""
    match question.kind:
        case "single":
            return page.text(f"The answer is {named(question, shown.key[0])}.", "  ")
        case "multiple":
            key = listed([named(question, place) for place in shown.key])
            return page.text(f"Right {'is' if len(shown.key) == 1 else 'are'} {key}.", "  ")
        case "true_false":
            return page.text(f"The statement is {'true' if shown.truth else 'false'}.", "  ")
        case "order":
            return sequence(question, shown, answer, page)
        case "match":
            return pairs(question, shown, answer, page)
        case _:
            return page.text(f"The answer is {shown.key_text.rstrip('.')}.", "  ")


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


def why_not(question: QuestionView, shown: RevealView, result: OwnResult, page: Page) -> list[str]:
    """For each wrong option that was chosen, the proof that it is wrong."""
    lines: list[str] = []
    if question.kind == "true_false":
        told = [proof_text(proof, shown.reveal) for proof in shown.reveal.proofs]
    else:
        chosen = [proof for proof in result.why if proof.truth is not Truth.TRUE]
        told = [f"Not {proof.option.rstrip('.')}: {proof_text(proof, shown.reveal)}" for proof in chosen]
    for text in told:
        lines += page.text(text, "  ") if text else []
    return lines


def proof_text(proof: Proof, reveal: Reveal) -> str:
    """The sentence of a proof with its ground, less what the footnote says anyway."""
    sentence = "" if proof.sentence == reveal.claim else proof.sentence
    because = proof.because.rstrip(".")
    if not sentence:
        return f"{because}." if because else proof.sentence
    return f"{sentence} ({because[:1].upper()}{because[1:]}.)" if because else sentence


def points(view: PlayerView, page: Page) -> list[str]:
    """What the question gave and what it makes in all."""
    result = view.result
    if result is None:
        return page.text(f"No points. You have {view.row.score}.", "  ")
    if view.public.scoring == "kahoot":
        gained = f"+{result.points}" if result.points else "No points"
        streak = f", {result.streak} in a row" if result.streak > 1 else ""
    else:
        gained = f"+{amount(1000 * result.credit)}" if result.credit else "No points"
        streak = f", {result.streak} in a row: +{result.bonus}" if result.bonus else ""
    return page.text(f"{gained}{streak}. You have {view.row.score}.", "  ")


def footnote(question: QuestionView, shown: RevealView, page: Page) -> list[str]:
    """The short rule, the mark, and under it claim, quotation, source, witnesses and dissent."""
    told = shown.reveal
    mark = f"{page.signs.mark(question.number)} "
    indent = " " * len(mark)
    lines = [page.rule(12)]
    body = [text for text in (told.claim, told.explain) if text]
    for number, text in enumerate(body or [f"The answer is {shown.key_text.rstrip('.')}."]):
        lines += page.text(text, mark if number == 0 else indent)
    if not told.citations:
        return [*lines, *page.text("Written by hand; the pack gives no source.", indent)]
    for place in told.citations[:FULL_CITATIONS]:
        lines += ["", *cited(place, page, indent)]
    lines += further(told.citations[FULL_CITATIONS:], page, indent)
    lines += ["", *witnesses(told, page, indent)]
    return lines


def cited(place: Citation, page: Page, indent: str) -> list[str]:
    """A quotation and where it stands."""
    signs = page.signs
    lines = page.text(f"{signs.opening}{place.fragment}{signs.closing}", indent)
    title = f"{signs.opening}{place.title}{signs.closing}" if place.title else ""
    parts = [place.source, place.author if place.author != place.source else "", title, dated(place)]
    where = ", ".join(part for part in parts if part)
    lines += page.text(f"{where} {signs.dot} paragraph {place.paragraph}", indent)
    return lines + (page.text(f"Read as: {place.reading}", indent) if place.reading else [])


def dated(place: Citation) -> str:
    """The date of a source and how it is known."""
    if not place.date:
        return "undated"
    note = f": {place.date_note}" if place.date_note else ""
    match place.dated:
        case "printed":
            return day(place.date)
        case "inferred":
            return f"{day(place.date)} (date inferred{note})"
        case _:
            return f"{day(place.date)} (date uncertain{note})"


def further(places: tuple[Citation, ...], page: Page, indent: str) -> list[str]:
    """Citations past the first few, by outlet and paragraph."""
    if not places:
        return []
    also = [f"{place.source} {place.paragraph}" for place in places]
    return ["", *page.text(f"Also in {listed(also)} (outlet and paragraph).", indent)]


def witnesses(told: Reveal, page: Page, indent: str) -> list[str]:
    """How many independent origins say so, and what others say otherwise."""
    signs = page.signs
    count = max(told.origins, 1)
    beads = signs.witness[0] * min(count, 5) + signs.witness[1] * max(3 - count, 0)
    says = "says so" if count == 1 else "say so"
    lines = page.text(f"{beads} {counted(count, 'independent origin')} {says}", indent)
    for text in told.dissent:
        lines += page.text(f"Otherwise: {text}", indent, indent + "  ")
    return lines
