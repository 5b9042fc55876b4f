"""What every front end says of a game, in the same words: counts, dates, verdicts, keys, proofs. Pure: views to texts.

Nothing here knows of widths, signs or colours; a front end wraps and paints what it gets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar, assert_never

from quiz.core.commands import Reason
from quiz.core.items import Citation, Proof, Reveal
from quiz.core.plan import Scoring
from quiz.core.views import OwnAnswer, OwnResult, Past, PlayerView, PublicView, QuestionView, RevealView, Row

Signs = tuple[str, str, str, str]
GRID: Signs = ("█", "▒", "·", "–")
"""Right, partly right, missed, and not asked."""

_T = TypeVar("_T")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


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


def letter(place: int) -> str:
    """The letter of a place: A for 0."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def ordinal(place: int) -> str:
    """The place in a sequence in words: first for 0."""
    return _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"


def raised(number: int) -> str:
    """A number as a footnote mark."""
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def listed(parts: Sequence[str], last: str = "and") -> str:
    """`A, B and C`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def counted(number: int, word: str) -> str:
    """`1 round`, `3 rounds`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def sentence(text: str) -> str:
    """A remark with a capital letter and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", "”", ".)")) else ".")


def day(written: str) -> str:
    """An ISO date in words (`5 September 2025`, `September 2025`); other texts as they are."""
    parts = written.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return written
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return written
    words = [str(numbers[2])] if len(numbers) == 3 else []
    words += [_MONTHS[numbers[1] - 1]] if len(numbers) > 1 else []
    return " ".join([*words, parts[0]])


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


def promise(outline: Outline, total: int) -> str:
    """What the footnotes of this game can give."""
    if outline.sourced == 0:
        return "These questions were written by hand and cite no sources."
    cited = counted(outline.sources, "source")
    if outline.sourced == total:
        return f"Every answer comes with its source. This game cites {cited}."
    return f"{outline.sourced} of {total} answers come with a source. This game cites {cited}."


def unanswered(result: OwnResult | None) -> str:
    """What is said where there is no answer; there is no result for whoever came after the question had closed."""
    return "You came after this question." if result is None else "No answer."


def at_home(public: PublicView, outline: Outline) -> tuple[str, str]:
    """How somebody who was in a class plays the same questions alone: with what, and what to type."""
    longest = max((length for _, length in outline.rounds), default=1)
    return (
        f"To practise these questions, with the pack {public.title} ({public.digest[:12]}):",
        f"quiz play PACK --seed {public.seed} --rounds {len(outline.rounds)} --length {longest}",
    )


def not_opened(count: int) -> str:
    """What is said at the end to somebody who has not come to so many questions that count; nothing for none."""
    return f"You have not opened {counted(count, 'question')}." if count else ""


def points_explained(scoring: Scoring, *, timer: bool) -> str:
    """How a game counts, in a few sentences."""
    clock = "" if timer else " There is no timer here, so speed gives nothing."
    match scoring:
        case "fair":
            more = "Speed and right answers in a row give" if timer else "Right answers in a row give"
            return (
                f"A right answer gives 1000 points, a partly right one its share. {more} a little"
                f" more, kept apart (2050 +12): it breaks ties and never outweighs an answer.{clock}"
            )
        case "flat":
            return f"A right answer gives 1000 points, a partly right one its share, and nothing else counts.{clock}"
        case "kahoot":
            return f"A right answer gives up to 1000 points, and right answers in a row give up to 500 more.{clock}"
        case _:
            assert_never(scoring)


def bare_score(score: str) -> str:
    """A score without a bonus of nothing."""
    return score.removesuffix(" +0")


def score_line(row: Row) -> str:
    """A player's sums in a sentence."""
    streak = f", {row.streak} in a row now" if row.streak > 1 else ""
    best = f", {row.best} in a row at best" if row.best > 1 else ""
    return f"{row.right} of {row.asked} right{streak or best}."


def ending(reason: Reason | None) -> str:
    """How the game came to its end."""
    if reason is Reason.END_OF_INPUT:
        return "The end: no more input"
    if reason is Reason.DEADLINE:
        return "The end: the deadline has passed"
    return "Ended early" if reason is Reason.ENDED else "The end"


def stem_of(view: QuestionView) -> str:
    """The stem; a cloze shows its text with numbered gaps."""
    if view.kind == "true_false":
        return f"True or false? {view.stem}"
    if view.kind != "cloze":
        return view.stem
    gaps = len(view.parts) - 1
    text = view.parts[0]
    for gap, part in enumerate(view.parts[1:], 1):
        text += ("____" if gaps == 1 else f"____({gap})") + part
    return f"{view.stem} {text}" if view.stem and view.stem != text else text


def verdict_words(credit: Fraction) -> str:
    """A verdict in words."""
    if credit == 1:
        return "Right"
    return "Wrong" if credit == 0 else f"Partly right ({int(100 * credit)} %)"


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
        case "cloze":
            return f"{'; '.join(part.strip() or '–' for part in answer.text.split(';')).rstrip('.')}."
        case _:
            return f"{answer.text.rstrip('.')}." if answer.text else ""


def named(question: QuestionView, place: int) -> str:
    """An option with its letter."""
    return f"{letter(place)}, {question.options[place].rstrip('.')}"


def key_sentence(question: QuestionView, shown: RevealView) -> str:
    """The right answer as a sentence; nothing for a sequence and pairs, which are told line by line instead."""
    match question.kind:
        case "true_false":
            return f"The statement is {'true' if shown.truth else 'false'}."
        case "order" | "match":
            return ""
        case "multiple":
            keys = [question.options[place] for place in shown.key] or [shown.key_text]
        case "cloze":
            keys = _gap_keys(question, shown) or [shown.key_text]
        case _:
            keys = [shown.key_text]
    verb = "answer is" if len(keys) == 1 else "answers are"
    return f"The {verb} {listed(keys).rstrip('.')}."


def _gap_keys(question: QuestionView, shown: RevealView) -> list[str]:
    """What belongs into each gap; none where the texts themselves hold what parts them."""
    keys = shown.key_text.split("; ")
    return keys if len(keys) + 1 == len(question.parts) else []


def filled(question: QuestionView, shown: RevealView) -> str:
    """The answer where the pack says no more: the text of a cloze with its gaps filled, else the key."""
    keys = _gap_keys(question, shown) if question.kind == "cloze" else []
    if not keys:
        return key_sentence(question, shown)
    return "".join(part + key for part, key in zip(question.parts, [*keys, ""], strict=True))


def proof_text(proof: Proof, reveal: Reveal) -> str:
    """The sentence of a proof with its ground; where the footnote says the sentence anyway, the ground alone."""
    told = "" if proof.sentence == reveal.claim else proof.sentence
    because = proof.because.rstrip(".")
    if not told:
        return f"{because}." if because else proof.sentence
    return f"{told} ({because[:1].upper()}{because[1:]}.)" if because else told


def why_not(question: QuestionView, shown: RevealView, answer: OwnAnswer) -> list[tuple[int | None, str]]:
    """For each wrong option that was chosen its place and the proof that it is wrong, which may be silent.

    The place is None where the whole statement was judged.
    """
    if question.kind == "true_false":
        return [(None, told) for told in why_so(question, shown)]
    proofs = {proof.option: proof_text(proof, shown.reveal) for proof in shown.reveal.proofs}
    if question.kind not in ("single", "multiple"):
        return []
    chosen = [place for place in answer.places if place is not None and place not in shown.key]
    return [(place, proofs.get(question.options[place], "")) for place in chosen]


def why_so(question: QuestionView, shown: RevealView) -> list[str]:
    """Why a statement is true or false, beyond what its footnote claims, whatever was answered; else nothing."""
    if question.kind != "true_false":
        return []
    proofs = {proof.option: proof_text(proof, shown.reveal) for proof in shown.reveal.proofs}
    return [sentence(told) for told in proofs.values() if told and told != shown.reveal.claim]


def by_source(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Citations of one text together, each fragment once, in the order given."""
    groups: dict[tuple[str, str, str], list[Citation]] = {}
    for place in dict.fromkeys(citations):
        groups.setdefault((place.source, place.title, place.date), []).append(place)
    return list(groups.values())


def where(place: Citation) -> str:
    """Where a fragment stands, as far as the pack says so, and how the print becomes the value.

    A reading names its role first; that is left out.
    """
    reading = "; ".join(part.partition(": ")[2] or part for part in place.reading.split("; "))
    return "; ".join(part for part in (f"paragraph {place.paragraph}" if place.paragraph else "", reading) if part)


def paragraphs(places: Sequence[Citation]) -> str:
    """The paragraphs that are cited of one text: `paragraphs 4, 9`; empty where the pack names none."""
    numbers = list(dict.fromkeys(str(place.paragraph) for place in places if place.paragraph))
    return f"{'paragraph' if len(numbers) == 1 else 'paragraphs'} {', '.join(numbers)}" if numbers else ""


def witnesses(told: Reveal) -> tuple[int, str]:
    """How many independent origins say so, and that in words; others may be cited that say but a part of it.

    They are named where the pack tells whose story an outlet retells; the outlets themselves stand there anyway.
    """
    count = max(told.origins, 1)
    says = "says" if count == 1 else "say"
    origins = dict.fromkeys(place.origin or place.source for place in told.citations)
    what, cited = ("all of it", "cited: ") if len(origins) > count else ("so", "")
    retold = any(place.origin not in ("", place.source) for place in told.citations)
    named_ones = f" ({cited}{', '.join(origins)})" if retold and len(origins) >= count else ""
    return count, f"{counted(count, 'independent origin')} {says} {what}{named_ones}"


def by_round(past: Sequence[_T], outline: Outline) -> Iterator[list[_T | None]]:
    """What was asked, by round; None where a question was never reached."""
    left = list(past)
    for _, length in outline.rounds:
        row, left = left[:length], left[length:]
        yield [*row, *[None] * (length - len(row))]


@dataclass(frozen=True, slots=True)
class Share:
    """A result to pass on: a head, a row of signs a round, and what a friend needs to play the same game."""

    head: str
    rows: tuple[str, ...]
    tail: tuple[str, ...]


def shared(view: PlayerView, outline: Outline, again: str = "", signs: Signs = GRID, dot: str = "·") -> Share:
    """The result of a game that is over. It gives no answer away; rounds that were never reached are left out.

    `again` is the command that draws the same game, where there is one.
    """
    public, (right, part, miss, _) = view.public, signs
    reached = [row for row in by_round(view.past, outline) if any(row)]
    same = (f"The same game: {again}",) if again else ()
    return Share(
        f"Footnote {dot} {public.title} {dot} {view.row.score}",
        tuple(" ".join(grid_sign(past, signs) for past in row).rstrip() for row in reached),
        (f"{right} right  {part} part  {miss} miss", *same, f"pack {public.digest[:12]}"),
    )


def grid_sign(past: Past | None, signs: Signs = GRID) -> str:
    """One question in the grid; the last sign stands for one that was never asked or does not count."""
    right, part, miss, none = signs
    if past is None or past.reveal.voided is not None:
        return none
    credit = past.result.verdict if past.result else Fraction(0)
    return right if credit == 1 else part if credit else miss
