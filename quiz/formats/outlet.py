"""What a writer collects while it goes through items: what the format could not carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from types import MappingProxyType

from quiz.core.items import Citation, Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.written import decimal_text, written
from quiz.formats.base import LOST, Header, Loss
from quiz.formats.intake import label

_WHY = MappingProxyType(
    {
        "id": "the format has no ids",
        "explain": "the format has no place for explanations",
        "topic": "the format has no topics",
        "tags": "the format has no tags",
        "difficulty": "the format knows no difficulty",
        "seconds": "the format sets no time",
        "weight": "the format does not weigh questions",
        "say": "the format has nothing to say to a single answer",
        "keep_order": "the format cannot keep the order of options",
        "credit": "the format gives no share for a single answer",
        "score": "the format cannot score part of an answer in this way",
        "unit": "the format has no units",
        "margin": "the format gives no share for a number that is near",
        "printed": "the format has no separators between thousands",
        "bounds": "the format has no tolerance",
        "near": "the format does not say how many slips are forgiven",
        "keep": "the format does not say what folding must leave alone",
        "reject": "the format has no list of rejected answers",
        "decoys": "the format has no entries without a partner",
        "headings": "the format has no headings",
    }
)


class Outlet:
    """Collects losses. `carries` names the fields that the format has a place for."""

    def __init__(self, carries: frozenset[str]) -> None:
        """Start with nothing lost."""
        self.carries = carries
        self.losses: list[Loss] = []

    def lose(self, item: Item, field: str, reason: str) -> None:
        """Note a field that is lost or changed."""
        self.losses.append(Loss(LOST, label("", item.stem), field, reason, item=item.id))

    def refuse(self, item: Item, reason: str) -> None:
        """Note a question that cannot be written at all."""
        self.lose(item, "question", reason)

    def settle(self, item: Item) -> None:
        """Note every field of a question that says something and has no place in the format."""
        for field in spoken(item):
            if field == "citations":
                told = "the sources stand at the end of the explanation"
                self.lose(item, field, told if "explain" in self.carries else "the format has no place for sources")
            elif field not in self.carries:
                self.lose(item, field, _WHY[field])

    def keeps(self, item: Item, question: Single | Multiple, shown: Callable[[str], str]) -> bool:
        """Whether the order of options is kept. Texts that come back otherwise (`shown`) would no longer be in it."""
        if question.keep_order and any(shown(option.text) != option.text for option in question.options):
            self.lose(item, "keep_order", "some options come back with other spaces, and would stand elsewhere")
            return False
        return question.keep_order

    def head(self, header: Header) -> None:
        """Note that the file has no place for what a pack says of itself."""
        self.language(header.language)
        for name in ("licence", "attribution"):
            if getattr(header, name):
                self.losses.append(
                    Loss(LOST, "", name, f"the format has no place for it: {getattr(header, name)[:80]}")
                )

    def language(self, language: str) -> None:
        """Note that the file does not say its language."""
        if language.split("-")[0] not in ("", "en"):
            self.losses.append(Loss(LOST, "", "language", f"the format does not say that the language is {language}"))


def spoken(item: Item) -> Iterator[str]:
    """Give the fields of a question that say anything beyond what silence says."""
    own = written(item)
    yield from (name for name in ("id", "explain", "topic", "tags", "citations") if getattr(own, name))
    if not own.explain and item.reveal.claim:
        yield "explain"
    if own.difficulty != 2:
        yield "difficulty"
    if own.seconds != 20:
        yield "seconds"
    if own.weight != 1:
        yield "weight"
    yield from _of_question(item)


def _of_question(item: Item) -> Iterator[str]:
    match item.question:
        case Single(options=options, keep_order=kept):
            yield from _named(say=any(option.say for option in options), keep_order=kept, credit=_scored(options))
        case Multiple(options=options, keep_order=kept, score=score):
            yield from _named(
                say=any(option.say for option in options), keep_order=kept, credit=_scored(options),
                score=score != "share-minus",
            )  # fmt: skip
        case TrueFalse(say=say):
            yield from _named(say=bool(say))
        case Number() as number:
            yield from _named(
                unit=bool(number.unit), margin=number.margin is not None, printed="," in number.printed,
                bounds=number.low != number.high,
            )  # fmt: skip
        case Typed() as typed:
            yield from _named(near=typed.near is not None, keep=bool(typed.keep), reject=bool(typed.reject))
        case Order(score=order_score):
            yield from _named(score=order_score != "pairs")
        case Match() as matching:
            yield from _named(decoys=len(matching.rights) > len(matching.lefts), headings=any(matching.headings))
        case Cloze(gaps=gaps):
            yield from _named(near=any(gap.near is not None for gap in gaps), keep=any(gap.keep for gap in gaps))


def _scored(options: Sequence[Option]) -> bool:
    return any(option.score is not None for option in options)


def _named(**fields: bool) -> Iterator[str]:
    return (name for name, spoken in fields.items() if spoken)


def explanation(item: Item) -> str:
    """Give what is shown after the answer as one text: the explanation, or the claim proven, and the sources."""
    reveal = item.reveal
    return "\n".join(part for part in (reveal.explain or reveal.claim, *map(source_text, reveal.citations)) if part)


def source_text(citation: Citation) -> str:
    """Give a source in one line: what, who, when, where, and its words."""
    named = [citation.title, citation.author, citation.source, citation.date, citation.url]
    words = f": \N{LEFT DOUBLE QUOTATION MARK}{citation.fragment}\N{RIGHT DOUBLE QUOTATION MARK}"
    told = ", ".join(dict.fromkeys(part for part in named if part))
    return f"Source: {told}{words if citation.fragment else ''}"


def tolerance(question: Number) -> tuple[str, str, str]:
    """Give a number's value, its tolerance where it is the same both ways, and else nothing, as decimals.

    Empty texts stand for what decimals of a usual length cannot say.
    """
    value = question.printed.replace(",", "") or decimal_text(question.value)
    below, above = question.value - question.low, question.high - question.value
    return value, decimal_text(below) if below == above else "", _range(question.low, question.high)


def _range(low: Fraction, high: Fraction) -> str:
    ends = decimal_text(low), decimal_text(high)
    return "..".join(ends) if all(ends) else ""
