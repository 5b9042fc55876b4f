"""Questions that somebody wrote: what their author vouches for, their identity, and what no pack can hold.

A question read from a pack and the same question read from another program's file become the same item here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b

from quiz.core.items import Citation, Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed, flaw

MOST_OPTIONS = 8
"""The most options, entries or partners that a question may show."""

DIGITS = 30
"""The longest number that is read."""

BARE_CLOZE = "Fill in the gaps."
"""How a text with gaps is asked where its author wrote no stem."""

_TRUE, _FALSE, _VOUCHED = Truth.TRUE, Truth.FALSE, Ground.VOUCHED
_GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_YEAR = re.compile(r"\byear\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """All that an author writes of one question; what is left out is as in a pack that does not say it."""

    stem: str
    question: Question
    explain: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 2
    seconds: int = 20
    weight: Fraction = Fraction(1)
    citations: tuple[Citation, ...] = ()
    id: str = ""


def item(written: Written, language: str) -> Item:
    """Make the item of a written question, in the very shape that the loader of packs gives it."""
    folded = alike(written.stem)
    answers = tuple(giveaways(written.question))
    return Item(
        written.id or question_id((written.question.kind, folded, *identity(written.question, answers))),
        written.stem,
        written.question,
        Reveal(
            explain=written.explain,
            proofs=proofs(written.question),
            citations=written.citations,
            origins=len(written.citations),
        ),
        meaning=f"asked: {folded}",
        topic=written.topic,
        tags=written.tags,
        difficulty=written.difficulty,
        seconds=written.seconds,
        weight=written.weight,
        language=language,
        leaks=answers,
    )


def written(found: Item) -> Written:
    """Give back what an author would have written to make `found`. Its id is left out where the text gives it."""
    answers = tuple(giveaways(found.question))
    derived = question_id((found.question.kind, alike(found.stem), *identity(found.question, answers)))
    return Written(
        found.stem, found.question, found.reveal.explain, found.topic, found.tags, found.difficulty, found.seconds,
        found.weight, found.reveal.citations, "" if found.id == derived else found.id,
    )  # fmt: skip


def alike(found: str) -> str:
    """Fold a text for the question whether two would be taken for one: case and blanks."""
    folded = found.casefold()
    if "  " not in folded and folded.isascii() and folded.isprintable():
        return folded.strip(" ")
    return " ".join(folded.split())


def question_id(parts: Iterable[str]) -> str:
    """Give the id of a hand-written question from the texts that make it."""
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "q-" + blake2b(data, digest_size=16).hexdigest()[:12]


def proofs(question: Question) -> tuple[Proof, ...]:
    """Give a proof per option, one for the key where there are no options: the author's word."""
    if isinstance(question, Single):
        return tuple([_vouched(option, index == question.key) for index, option in enumerate(question.options)])
    if isinstance(question, Multiple):
        return tuple(_vouched(option, index in question.keys) for index, option in enumerate(question.options))
    if isinstance(question, TrueFalse):
        return (_vouched(Option("true" if question.key else "false", question.say), True),)
    if isinstance(question, Number):
        return (_vouched(Option(f"{question.printed} {question.unit}".rstrip()), True),)
    if isinstance(question, Typed):
        return (_vouched(Option(question.accepted[0]), True),)
    if isinstance(question, Order):
        return (_vouched(Option(", ".join(question.entries)), True),)
    if isinstance(question, Match):
        pairs = zip(question.lefts, question.rights, strict=False)
        return tuple(_vouched(Option(f"{left}: {right}"), True) for left, right in pairs)
    return (_vouched(Option(", ".join(gap.accepted[0] for gap in question.gaps)), True),)


def _vouched(option: Option, right: bool) -> Proof:
    return Proof(option.text, _TRUE if right else _FALSE, _VOUCHED, (), "", option.say)


def giveaways(question: Question) -> Iterator[str]:
    """Give the texts that would give the answer away."""
    if isinstance(question, Single):
        yield question.options[question.key].text
    elif isinstance(question, Multiple):
        yield from (question.options[key].text for key in question.keys)
    elif isinstance(question, Number):
        yield question.printed
    elif isinstance(question, Typed):
        yield from question.accepted
    elif isinstance(question, Order):
        yield from question.entries
    elif isinstance(question, Match):
        yield from question.rights[: len(question.lefts)]
    elif isinstance(question, Cloze):
        yield from (text for gap in question.gaps for text in gap.accepted)


def identity(question: Question, answers: tuple[str, ...]) -> tuple[str, ...]:
    """Give the texts that tell two questions of one kind and stem apart."""
    if isinstance(question, TrueFalse):
        return ("true" if question.key else "false",)
    if isinstance(question, Cloze):
        return (*question.parts, *answers)
    return answers


def number(
    value: Fraction,
    low: Fraction,
    high: Fraction,
    stem: str,
    *,
    unit: str = "",
    margin: Fraction | None = None,
    printed: str = "",
) -> Number:
    """Make a question for a number. Four digits without a unit are a year where the stem asks for one."""
    text = printed or decimal_text(value)
    year = text.isdigit() and len(text) == 4 and not unit and bool(_YEAR.search(stem))
    return Number(value, low, high, unit, margin, year, text)


def decimal(text: str) -> Fraction | None:
    """Read digits with `,` between thousands and `.` before decimals; None where that is not what stands there."""
    return Fraction(text.replace(",", "")) if len(text) <= DIGITS and _DECIMAL.fullmatch(text) else None


def decimal_text(value: Fraction) -> str:
    """Write a number with all its decimals; empty where they never end or are too many."""
    places = next((n for n in range(DIGITS) if 10**n % value.denominator == 0), None)
    if places is None or value.numerator.bit_length() > 4 * DIGITS:
        return ""
    digits = str(abs(value.numerator) * (10**places // value.denominator)).zfill(places + 1)
    whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
    text = ("-" if value < 0 else "") + whole + (f".{rest}" if rest else "")
    return text if len(text) <= DIGITS else ""


def ordered(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Sort options whose order is kept: as numbers, or else by the alphabet. A pack can keep no other order."""
    numbers = [decimal(option.text) for option in options]
    if None in numbers:
        return tuple(sorted(options, key=lambda option: option.text.casefold()))
    return tuple(sorted(options, key=lambda option: decimal(option.text) or Fraction(0)))


def fill_text(question: Cloze) -> str:
    """Write a text with its gaps as `[[right|also right]]`."""
    gaps = [f"[[{'|'.join(gap.accepted)}]]" for gap in question.gaps]
    return "".join(part + gap for part, gap in zip(question.parts, [*gaps, ""], strict=True))


def fill_parts(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Take a text with `[[...]]` apart: what stands around the gaps, and what each gap accepts."""
    pieces = _GAP.split(text)
    return tuple(pieces[::2]), tuple(tuple(part.strip() for part in gap.split("|")) for gap in pieces[1::2])


def refusal(question: Question) -> str:
    """Say why a pack cannot hold this question; empty where it can."""
    reason = flaw(question)
    if not reason and isinstance(question, Single | Multiple):
        reason = _choice_refusal(question)
    elif not reason and isinstance(question, Number):
        reason = "" if decimal_text(question.value) and decimal(question.printed) == question.value else (
            f"its number has more than {DIGITS} digits"
        )  # fmt: skip
    elif not reason and isinstance(question, Typed):
        reason = _typed_refusal(question)
    elif not reason and isinstance(question, Order):
        reason = _list_refusal(question.entries, 3, "entries")
    elif not reason and isinstance(question, Match):
        reason = _list_refusal(question.lefts, 2, "entries on the left") or _list_refusal(
            question.rights, 2, "entries on the right"
        )
    elif not reason and isinstance(question, Cloze):
        reason = _cloze_refusal(question)
    return reason


def _choice_refusal(question: Single | Multiple) -> str:
    if isinstance(question, Multiple) and not question.keys:
        return "none of its options is right"
    return _list_refusal(tuple(option.text for option in question.options), 2, "options")


def _list_refusal(texts: tuple[str, ...], fewest: int, what: str) -> str:
    if what.endswith("left") and "<<" in texts:
        return "`<<` on the left side of a pair means something else to YAML"
    folded = [alike(text) for text in texts]
    if not all(folded):
        return f"one of its {what} is empty"
    twice = next((text for at, text in enumerate(texts) if folded[at] in folded[:at]), "")
    if twice:
        return f"it has the {what} {twice[:40]!r} twice"
    if len(texts) < fewest:
        return f"it has fewer than {fewest} {what}"
    return f"it has {len(texts)} {what}, and {MOST_OPTIONS} are the most" if len(texts) > MOST_OPTIONS else ""


def _typed_refusal(question: Typed) -> str:
    plain = (lambda text: text) if "case" in question.keep else alike
    accepted = {plain(text) for text in question.accepted}
    both = next((option.text for option in question.reject if plain(option.text) in accepted), "")
    return f"it accepts and rejects {both[:40]!r}" if both else ""


def _cloze_refusal(question: Cloze) -> str:
    text = fill_text(question)
    accepted = tuple(gap.accepted for gap in question.gaps)
    if text != text.strip() or fill_parts(text) != (question.parts, accepted):
        return "its text or a gap has spaces at its ends, a `|`, or brackets that would be taken for a gap's"
    if any("[[" in part or "]]" in part for part in question.parts):
        return "its text has brackets that would be taken for a gap's"
    if any("[[" in text for gap in accepted for text in gap):
        return "a gap holds the brackets of another"
    parted = len(accepted) > 1 and any(";" in text for gap in accepted for text in gap)
    return "a gap holds `;`, which parts the answers" if parted else ""
