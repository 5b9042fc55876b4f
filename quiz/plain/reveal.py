"""What is shown once a question is answered: the verdict, why, and the footnote. Pure: views to lines."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.items import Citation, Proof, Reveal
from quiz.core.views import OwnAnswer, OwnResult, PlayerView, QuestionView, RevealView
from quiz.plain.text import Page, counted, day, letter, listed


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
        return [*page.text("No answer.", f"{page.signs.none} "), *key_lines(question, shown, None, page)]
    full = result.verdict == 1
    sign, word = sign_of(result.verdict, page)
    given = answer_text(question, answer)
    lines = page.text(f"{word}: {given}" if given else f"{word}.", f"{sign} ")
    if result.message and sentence(result.message) != shown.reveal.claim:
        lines += page.text(sentence(result.message), "  ")
    spelled = question.kind in ("typed", "number", "cloze") and answer.text != shown.key_text
    if not full or spelled:
        lines += key_lines(question, shown, answer, page)
    return lines if full else [*lines, *why_not(question, shown, answer, page)]


def sentence(text: str) -> str:
    """A remark with a capital letter and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", "”")) else ".")


def sign_of(credit: Fraction, page: Page) -> tuple[str, str]:
    """The sign and the words of a verdict."""
    if credit == 1:
        return page.signs.right, "Right"
    if credit == 0:
        return page.signs.wrong, "Wrong"
    return page.signs.part, f"Partly right ({int(100 * credit)} %)"


def answer_text(question: QuestionView, answer: OwnAnswer) -> str:
    """What the player answered, in words; sequences and pairs are told line by line instead."""
    match question.kind:
        case "single":
            return f"{named(question, answer.places[0] or 0)}."
        case "multiple":
            return f"{listed([letter(place) for place in answer.places if place is not None]) or 'nothing chosen'}."
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
            return right_ones(question, shown, answer, page)
        case "true_false":
            return page.text(f"The statement is {'true' if shown.truth else 'false'}.", "  ")
        case "order":
            return sequence(question, shown, answer, page)
        case "match":
            return pairs(question, shown, answer, page)
        case _:
            return page.text(f"The answer is {shown.key_text.rstrip('.')}.", "  ")


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


def why_not(question: QuestionView, shown: RevealView, answer: OwnAnswer, page: Page) -> list[str]:
    """For each wrong option that was chosen, the proof that it is wrong."""
    proofs = {proof.option: proof_text(proof, shown.reveal) for proof in shown.reveal.proofs}
    if question.kind == "true_false":
        new = (told for told in proofs.values() if told and told != shown.reveal.claim)
        return [line for told in new for line in page.text(told, "  ")]
    if question.kind not in ("single", "multiple"):
        return []
    lines: list[str] = []
    for place in answer.places:
        if place is None or place in shown.key:
            continue
        option = question.options[place]
        told = proofs.get(option, "")
        if question.kind == "multiple":
            text = f"{option}{f': {told}' if told else ''}"
            lines += page.text(text, f"    {page.signs.wrong} {letter(place)}  ")
        elif told:
            lines += page.text(f"Not {option.rstrip('.')}: {told}", "  ")
    return lines


def proof_text(proof: Proof, reveal: Reveal) -> str:
    """The sentence of a proof with its ground; where the footnote says the sentence anyway, the ground alone."""
    sentence = "" if proof.sentence == reveal.claim else proof.sentence
    because = proof.because.rstrip(".")
    if not sentence:
        return f"{because}." if because else proof.sentence
    return f"{sentence} ({because[:1].upper()}{because[1:]}.)" if because else sentence


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
    indent, lines = " " * len(mark), [page.rule(12)]
    body = [text for text in (told.claim, told.explain) if text]
    for number, text in enumerate(body or [filled(question, shown)]):
        lines += page.text(text, mark if number == 0 else indent)
    if not told.citations:
        return [*lines, *page.text("Written by hand; the pack gives no source.", indent)]
    for places in by_source(told.citations):
        lines += cited(places, page, indent)
    return [*lines, *witnesses(told, page, indent)]


def filled(question: QuestionView, shown: RevealView) -> str:
    """The answer where the pack says no more: the text of a cloze with its gaps filled, else the key."""
    keys = shown.key_text.split("; ")
    if question.kind != "cloze" or len(keys) + 1 != len(question.parts):
        return f"The answer is {shown.key_text.rstrip('.')}."
    return "".join(part + key for part, key in zip(question.parts, [*keys, ""], strict=True))


def by_source(citations: tuple[Citation, ...]) -> list[list[Citation]]:
    """Citations of one text together, each fragment once, in the order given."""
    groups: dict[tuple[str, str, str], list[Citation]] = {}
    for place in dict.fromkeys(citations):
        groups.setdefault((place.source, place.title, place.date), []).append(place)
    return list(groups.values())


def cited(places: list[Citation], page: Page, indent: str) -> list[str]:
    """What is quoted from one text, and which text it is."""
    signs, lines = page.signs, list[str]()
    for place in places:
        # A reading says how the print becomes the value, for each role after the role's name.
        reading = "; ".join(part.partition(": ")[2] or part for part in place.reading.split("; "))
        where = f"paragraph {place.paragraph}{f'; {reading}' if reading else ''}"
        lines += page.text(f"{signs.opening}{place.fragment}{signs.closing} ({where})", indent)
    one = places[0]
    title = f"{signs.opening}{one.title}{signs.closing}" if one.title else ""
    parts = (one.source, one.author if one.author != one.source else "", title, dated(one))
    return [*lines, *page.text(", ".join(part for part in parts if part), indent), ""]


def dated(place: Citation, *, why: bool = True) -> str:
    """The date of a source and how it is known; with `why`, also what it was inferred from."""
    if not place.date:
        return "undated"
    note = f": {place.date_note}" if place.date_note and why else ""
    match place.dated:
        case "printed":
            return day(place.date)
        case "inferred":
            return f"{day(place.date)} (date inferred{note})"
        case _:
            return f"{day(place.date)} (date uncertain{note})"


def witnesses(told: Reveal, page: Page, indent: str) -> list[str]:
    """How many independent origins say so, and what others say otherwise."""
    signs = page.signs
    count = max(told.origins, 1)
    beads = signs.witness[0] * min(count, 5) + signs.witness[1] * max(3 - count, 0)
    says = "says so" if count == 1 else "say so"
    origins = dict.fromkeys(place.origin for place in told.citations if place.origin)
    named = f" ({', '.join(origins)})" if len(origins) == count else ""
    lines = page.text(f"{beads} {counted(count, 'independent origin')} {says}{named}", indent)
    for text in told.dissent:
        lines += page.text(f"Otherwise: {text}", indent, indent + "  ")
    return lines
