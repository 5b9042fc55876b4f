"""Response processing of QTI 1.2, carried out: the score and the feedback that a response would get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quiz.formats.aside import AsideError
from quiz.formats.qti_process import number
from quiz.formats.xml_tree import Element

Responses = Mapping[str, tuple[str, ...]]
"""By the name of a response: labels chosen, or texts typed, in order."""

_COMPARISONS = frozenset(("varlt", "varlte", "vargt", "vargte"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a response gets: the sum of all variables, and the names of the feedback shown."""

    score: Fraction
    feedback: tuple[str, ...]


class Rules:
    """The conditions of one item, in order."""

    def __init__(self, item: Element) -> None:
        """Find the conditions of `item`."""
        self._conditions = [each for part in item.children("resprocessing") for each in part.children("respcondition")]
        self._ordered = {
            each.get("ident") for each in item.all("response_lid") if each.get("rcardinality") == "Ordered"
        }

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._conditions)

    def run(self, responses: Responses) -> Outcome:
        """Carry out the conditions. Raises AsideError for one that is not understood."""
        scores: dict[str, Fraction] = {}
        shown: list[str] = []
        for condition in self._conditions:
            variables = condition.child("conditionvar")
            if variables is None or not self._all(variables, responses):
                continue
            for each in condition.children("setvar"):
                name, value = each.get("varname", "SCORE"), number(each.text().strip())
                if value is None:
                    raise AsideError("its scoring sets no number", line=each.line)
                scores[name] = _set(each, scores.get(name, Fraction(0)), value)
            shown += [each.get("linkrefid") for each in condition.children("displayfeedback")]
            if condition.get("continue").lower() == "no":
                break
        return Outcome(sum(scores.values(), Fraction(0)), tuple(shown))

    def scoring(self) -> Iterator[Element]:
        """Give the conditions that add to the score."""
        for condition in self._conditions:
            values = [number(each.text().strip()) or Fraction(0) for each in condition.children("setvar")]
            variables = condition.child("conditionvar")
            if variables is not None and any(value > 0 for value in values):
                yield variables

    def wanted(self) -> Iterator[tuple[str, str]]:
        """Give the pairs of a response and a value that conditions for a score ask for, negated ones aside."""
        for variables in self.scoring():
            yield from _positive(variables)

    def _all(self, element: Element, responses: Responses) -> bool:
        """Whether the conditions inside hold together.

        Several values of one response that takes a single one are alternatives: Canvas writes its typed answers so.
        """
        equal: dict[str, list[str]] = {}
        rest = True
        for inner in element.children():
            if inner.tag == "varequal":
                equal.setdefault(inner.get("respident"), []).append(_wanted(inner))
            else:
                rest = rest and self._holds(inner, responses)
        return rest and all(self._equal(name, values, responses) for name, values in equal.items())

    def _equal(self, name: str, values: list[str], responses: Responses) -> bool:
        given = responses.get(name, ())
        if name in self._ordered:
            return list(given) == values
        if len(values) > 1 and len(given) <= 1:
            return any(value in given for value in values)
        return all(value in given for value in values)

    def _holds(self, element: Element, responses: Responses) -> bool:
        given = responses.get(element.get("respident"), ())
        match element.tag:
            case "and":
                return all(self._holds(inner, responses) for inner in element.children())
            case "or":
                return any(self._holds(inner, responses) for inner in element.children())
            case "not":
                return not any(self._holds(inner, responses) for inner in element.children())
            case "other":
                return True
            case "unanswered":
                return not given
            case "varequal":
                return _wanted(element) in given
            case "varsubset" | "varinside_set":
                return set(element.text().replace(",", " ").split()) <= set(given)
            case tag if tag in _COMPARISONS:
                return _compared(element, given)
            case _:
                raise AsideError(f"its scoring uses {element.tag}, which is not read here", line=element.line)


def _set(setvar: Element, before: Fraction, value: Fraction) -> Fraction:
    match setvar.get("action", "Set").lower():
        case "set":
            return value
        case "add":
            return before + value
        case "subtract":
            return before - value
        case action:
            raise AsideError(f"its scoring does {action!r}, which is not read here", line=setvar.line)


def _wanted(element: Element) -> str:
    return element.text().strip()


def _positive(element: Element) -> Iterator[tuple[str, str]]:
    for inner in element.children():
        if inner.tag == "varequal":
            yield inner.get("respident"), _wanted(inner)
        elif inner.tag in ("and", "or"):
            yield from _positive(inner)


def _compared(element: Element, given: tuple[str, ...]) -> bool:
    bound, value = number(_wanted(element)), number(given[0]) if given else None
    if bound is None or value is None:
        return False
    return {"varlt": value < bound, "varlte": value <= bound, "vargt": value > bound, "vargte": value >= bound}[
        element.tag
    ]
