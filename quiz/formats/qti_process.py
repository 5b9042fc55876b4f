"""Response processing of QTI 2 and 3, carried out: what a response would score, and which feedback it would show.

Response processing is a language. Rather than guess what an author meant by a piece of it, the part that questions
commonly use is run: over the key, over each option, over nothing. A question whose processing uses anything else is
not scored, and the reader leaves it out with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from quiz.formats.xml_tree import Element

Value = bool | Fraction | str | tuple["Value", ...] | None
"""A value while processing: NULL is None, a container a tuple."""

_TEMPLATES = ("match_correct", "map_response")
MAX_STEPS = 5_000


class UnsupportedError(Exception):
    """Processing that is not run here; the text names what it needs."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A response: what counts as correct, and the marks of single values."""

    name: str
    cardinality: str
    base: str
    correct: tuple[str, ...] = ()
    marks: Mapping[str, Fraction] = field(default_factory=dict)
    default: Fraction = Fraction(0)
    low: Fraction | None = None
    high: Fraction | None = None
    loose: frozenset[str] = frozenset()


def number(text: str) -> Fraction | None:
    """A number as QTI writes it; None for anything else, and for one too long to work with."""
    if len(text) > 60 or "/" in text or "_" in text:
        return None
    power = text.strip().lower().partition("e")[2]
    if power.lstrip("+-").isdigit() and abs(int(power)) > 400:
        return None
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        return None


def declared(element: Element) -> Declaration:
    """Read a response declaration."""
    correct = element.child("correctResponse")
    mapping = element.child("mapping")
    marks: dict[str, Fraction] = {}
    loose: set[str] = set()
    default, low, high = Fraction(0), None, None
    if mapping:
        default = number(mapping.get("defaultValue")) or Fraction(0)
        low, high = number(mapping.get("lowerBound")), number(mapping.get("upperBound"))
        for entry in mapping.children("mapEntry"):
            key = entry.get("mapKey")
            marks[key] = number(entry.get("mappedValue")) or Fraction(0)
            if entry.get("caseSensitive") == "false":
                loose.add(key)
    values = tuple(value.text().strip() for value in correct.children("value")) if correct else ()
    return Declaration(
        element.get("identifier"), element.get("cardinality"), element.get("baseType"), values, marks, default,
        low, high, frozenset(loose),
    )  # fmt: skip


class Processor:
    """Runs the processing of one item."""

    def __init__(self, item: Element, declarations: Mapping[str, Declaration]) -> None:
        """Find the rules of `item`."""
        self._declarations = declarations
        self._processing = item.child("responseProcessing")
        self._bases = {d.get("identifier"): d.get("baseType") for d in item.children("outcomeDeclaration")}
        self._defaults = {d.get("identifier"): _start(d) for d in item.children("outcomeDeclaration")}
        self._steps = 0

    def scored(self) -> bool:
        """Whether there are rules at all."""
        return self._processing is not None

    def run(self, responses: Mapping[str, tuple[str, ...] | None]) -> dict[str, Value]:
        """Give the outcomes of `responses`. Raises UnsupportedError."""
        self._responses = {name: self._typed(name, responses.get(name)) for name in self._declarations}
        self._outcomes: dict[str, Value] = dict(self._defaults)
        self._steps = 0
        processing = self._processing
        if processing is None:
            return self._outcomes
        template = processing.get("template").rpartition("/")[2].removesuffix(".xml")
        if any(processing.children()):
            self._rules(processing)
        elif template == "match_correct":
            name = next(iter(self._declarations), "")
            self._outcomes["SCORE"] = Fraction(int(self._same(self._responses.get(name), self._correct(name)) is True))
        elif template in ("map_response", "map_response_point"):
            self._outcomes["SCORE"] = self._mapped(next(iter(self._declarations), ""))
        elif template:
            raise UnsupportedError(f"the template {template}")
        return self._outcomes

    def _typed(self, name: str, given: tuple[str, ...] | None) -> Value:
        declaration = self._declarations[name]
        if not given:
            return None
        values = tuple(_cast(text, declaration.base) for text in given)
        return values[0] if declaration.cardinality == "single" else values

    def _correct(self, name: str) -> Value:
        declaration = self._declarations.get(name)
        return self._typed(name, declaration.correct) if declaration else None

    def _mapped(self, name: str) -> Value:
        declaration = self._declarations.get(name)
        if declaration is None:
            raise UnsupportedError(f"a mapping of {name!r}, which is not declared")
        given = self._responses[name]
        values = given if isinstance(given, tuple) else () if given is None else (given,)
        total = Fraction(0)
        marks = {_cast(key, declaration.base): mark for key, mark in declaration.marks.items()}
        folded = {key.casefold(): declaration.marks[key] for key in declaration.loose}
        for value in dict.fromkeys(values):
            mark = marks.get(value)
            if mark is None and isinstance(value, str):
                mark = folded.get(value.casefold())
            total += declaration.default if mark is None else mark
        if declaration.low is not None:
            total = max(total, declaration.low)
        return total if declaration.high is None else min(total, declaration.high)

    def _rules(self, element: Element) -> bool:
        """Run the rules inside `element`; False once processing has ended."""
        for rule in element.children():
            self._step()
            match rule.tag:
                case "setOutcomeValue":
                    value = next(rule.children(), None)
                    name = rule.get("identifier")
                    found = self._value(value) if value else None
                    if isinstance(found, tuple) and self._bases.get(name) in ("float", "integer"):
                        found = found[0] if len(found) == 1 else None
                    self._outcomes[name] = found
                case "responseCondition":
                    if not self._condition(rule):
                        return False
                case "responseProcessingFragment":
                    if not self._rules(rule):
                        return False
                case "exitResponse":
                    return False
                case _:
                    raise UnsupportedError(f"the rule {rule.tag}")
        return True

    def _condition(self, rule: Element) -> bool:
        for branch in rule.children():
            if branch.tag == "responseElse":
                return self._rules(branch)
            inner = list(branch.children())
            if not inner:
                raise UnsupportedError("a branch without a condition")
            if self._value(inner[0]) is True:
                rest = Element(branch.tag, branch.space, {}, branch.line)
                rest.content.extend(inner[1:])
                return self._rules(rest)
        return True

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise UnsupportedError("more steps than a question should need")

    def _value(self, element: Element) -> Value:
        """Evaluate an expression."""
        self._step()
        match element.tag:
            case "variable":
                return self._variable(element.get("identifier"))
            case "correct":
                return self._correct(element.get("identifier"))
            case "mapResponse":
                return self._mapped(element.get("identifier"))
            case "baseValue":
                return _cast(element.text().strip(), element.get("baseType"))
            case "null":
                return None
            case "not":
                inner = self._value(self._only(element))
                return None if inner is None else inner is not True
            case "isNull":
                return self._value(self._only(element)) in (None, (), "")
            case "multiple" | "ordered":
                return self._container(element)
            case "and" | "or" | "anyN":
                return self._logic(element)
            case "match" | "member" | "contains" | "stringMatch" | "substring" | "equal" | "equalRounded":
                return self._compared(element)
            case "gt" | "gte" | "lt" | "lte":
                return self._ordered(element)
            case "sum" | "product" | "subtract" | "divide" | "max" | "min":
                return self._arithmetic(element)
            case _:
                raise UnsupportedError(f"the expression {element.tag}")

    def _variable(self, name: str) -> Value:
        if name in self._responses:
            return self._responses[name]
        if name in self._outcomes:
            return self._outcomes[name]
        raise UnsupportedError(f"the variable {name!r}, which is not declared")

    def _only(self, element: Element) -> Element:
        inner = list(element.children())
        if len(inner) != 1:
            raise UnsupportedError(f"{element.tag} of {len(inner)} values")
        return inner[0]

    def _pair(self, element: Element) -> tuple[Value, Value]:
        inner = list(element.children())
        if len(inner) != 2:
            raise UnsupportedError(f"{element.tag} of {len(inner)} values")
        return self._value(inner[0]), self._value(inner[1])

    def _container(self, element: Element) -> Value:
        found: list[Value] = []
        for inner in element.children():
            value = self._value(inner)
            if isinstance(value, tuple):
                found.extend(value)
            elif value is not None:
                found.append(value)
        return tuple(found) or None

    def _logic(self, element: Element) -> Value:
        values = [self._value(inner) is True for inner in element.children()]
        if element.tag == "anyN":
            low, high = number(element.get("min")), number(element.get("max"))
            if low is None or high is None:
                raise UnsupportedError("anyN without fixed bounds")
            return low <= sum(values) <= high
        return all(values) if element.tag == "and" else any(values)

    def _compared(self, element: Element) -> Value:
        one, two = self._pair(element)
        if one is None or two is None:
            return None
        match element.tag:
            case "match":
                return self._same(one, two)
            case "member":
                return one in (two if isinstance(two, tuple) else (two,))
            case "contains":
                return _contains(one, two)
            case "stringMatch":
                return _strings(element, one, two)
            case "equal" if element.get("toleranceMode", "exact") == "exact":
                return one == two
            case "equal" if isinstance(one, Fraction) and isinstance(two, Fraction):
                return _within(element, one, two)
            case _:
                raise UnsupportedError(f"the expression {element.tag}")

    def _same(self, one: Value, two: Value) -> Value:
        if one is None or two is None:
            return None
        if isinstance(one, tuple) and isinstance(two, tuple) and not self._sequence(one, two):
            return sorted(map(str, one)) == sorted(map(str, two))
        return one == two

    def _sequence(self, one: Value, two: Value) -> bool:
        """Whether these are ordered containers: only a response declared as ordered is one."""
        ordered = [self._responses.get(name) for name, d in self._declarations.items() if d.cardinality == "ordered"]
        return any(value is not None and value in (one, two) for value in ordered)

    def _ordered(self, element: Element) -> Value:
        one, two = self._pair(element)
        if one is None or two is None:
            return None
        if not isinstance(one, Fraction) or not isinstance(two, Fraction):
            raise UnsupportedError(f"{element.tag} of what are no numbers")
        return {"gt": one > two, "gte": one >= two, "lt": one < two, "lte": one <= two}[element.tag]

    def _arithmetic(self, element: Element) -> Value:
        values: list[Fraction] = []
        for inner in element.children():
            value = self._value(inner)
            for single in value if isinstance(value, tuple) else (value,):
                if single is None:
                    return None
                if not isinstance(single, Fraction):
                    raise UnsupportedError(f"{element.tag} of what are no numbers")
                values.append(single)
        return reckoned(element.tag, values)


def bounds(element: Element, value: Fraction, *, turned: bool = False) -> tuple[Fraction, Fraction]:
    """The range that an `equal` with a tolerance leaves around `value`, its first operand. Raises UnsupportedError.

    With `turned`, `value` is the second operand, and the range is that of the first.
    """
    given = [number(text) for text in element.get("tolerance").split()]
    below, above = given[0] if given else None, given[-1] if given else None
    if below is None or above is None or len(given) > 2 or below < 0 or above < 0:
        raise UnsupportedError("a tolerance that is no number")
    match element.get("toleranceMode"):
        case "absolute":
            return (value - above, value + below) if turned else (value - below, value + above)
        case "relative" if not turned:
            ends = value * (1 - below / 100), value * (1 + above / 100)
        case "relative" if below < 100:
            ends = value / (1 - below / 100), value / (1 + above / 100)
        case mode:
            raise UnsupportedError(f"the tolerance mode {mode!r}")
    return min(ends), max(ends)


def reckoned(name: str, values: list[Fraction]) -> Fraction | None:
    """The result of an arithmetic expression."""
    if not values:
        return None
    match name:
        case "sum":
            return sum(values, Fraction(0))
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "product" if len(values) < 20:
            total = Fraction(1)
            for value in values:
                total *= value
            return total if total.numerator.bit_length() < 4096 else None
        case "subtract" if len(values) == 2:
            return values[0] - values[1]
        case "divide" if len(values) == 2:
            return values[0] / values[1] if values[1] else None
        case _:
            raise UnsupportedError(f"{name} of {len(values)} values")


def _start(outcome: Element) -> Value:
    default = outcome.child("defaultValue")
    values = (
        tuple(_cast(v.text().strip(), outcome.get("baseType")) for v in default.children("value")) if default else ()
    )
    if outcome.get("cardinality") == "single":
        return values[0] if values else Fraction(0) if outcome.get("baseType") in ("float", "integer") else None
    return values or None


def _cast(text: str, base: str) -> Value:
    if base in ("float", "integer"):
        return number(text)
    if base == "boolean":
        return text == "true"
    if base in ("pair", "directedPair"):
        ends = text.split()
        return " ".join(sorted(ends) if base == "pair" else ends)
    return text


def _contains(one: Value, two: Value) -> bool:
    whole, part = (one if isinstance(one, tuple) else (one,)), (two if isinstance(two, tuple) else (two,))
    return all(value in whole for value in part)


def _strings(element: Element, one: Value, two: Value) -> bool:
    if not isinstance(one, str) or not isinstance(two, str):
        raise UnsupportedError("stringMatch of what is no text")
    if element.get("caseSensitive") == "false":
        one, two = one.casefold(), two.casefold()
    return two in one if element.get("substring") == "true" else one == two


def _within(element: Element, one: Fraction, two: Fraction) -> bool:
    low, high = bounds(element, one)
    return low <= two <= high
