"""The form of an emitted question: every key there, every value of its type. Nothing about truth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

KEYS = ("id", "kind", "ask", "options", "answer", "facts", "proofs", "sources")
KINDS = ("single", "multiple", "true_false", "number", "typed", "order", "match", "cloze")
GAP = "____"


@dataclass(frozen=True, slots=True)
class Question:
    """An emitted question whose form is sound. `texts` is the answer as texts, in order; `pairs` that of a match."""

    id: str
    kind: str
    ask: str
    options: tuple[str, ...]
    texts: tuple[str, ...]
    verdict: bool
    number: Fraction
    unit: str
    pairs: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    proofs: tuple[Mapping[str, object], ...]
    sources: tuple[Mapping[str, object], ...]


def name_of(raw: object, at: int) -> str:
    """The id of a question as far as it has one, else its place in the list."""
    found = raw.get("id") if isinstance(raw, Mapping) else None
    return found if isinstance(found, str) and found else f"#{at + 1}"


def read(raw: object) -> tuple[Question | None, list[str]]:
    """The question, or what is wrong with its form."""
    if not isinstance(raw, Mapping):
        return None, ["it is no object"]
    wrong = [f"the key {key!r} is missing" for key in KEYS if key not in raw]
    wrong += [f"the key {key!r} is not known" for key in raw if key not in KEYS]
    if any("missing" in text for text in wrong):
        return None, wrong
    wrong += [f"{key!r} is no text, or an empty one" for key in ("id", "kind", "ask") if not _is_text(raw[key])]
    wrong += [f"{key!r} is no list of texts" for key in ("options", "facts") if not _is_texts(raw[key])]
    wrong += [f"{key!r} is no list of objects" for key in ("proofs", "sources") if not _is_maps(raw[key])]
    if wrong:
        return None, wrong
    if raw["kind"] not in KINDS:
        return None, [f"there is no kind {raw['kind']!r}"]
    question = _question(raw)
    if question is None:
        return None, [f"the answer is not what a {raw['kind']} question has"]
    return question, _fits(question)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


def _is_maps(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(entry, Mapping) for entry in value)


def _question(raw: Mapping[str, object]) -> Question | None:
    kind, answer = str(raw["kind"]), raw["answer"]
    texts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    verdict, number, unit = False, Fraction(0), ""
    if kind in ("single", "typed") and isinstance(answer, str) and answer.strip():
        texts = (answer,)
    elif kind in ("multiple", "order", "cloze") and isinstance(answer, list | tuple) and answer and _is_texts(answer):
        texts = tuple(map(str, answer))
    elif kind == "true_false" and isinstance(answer, bool):
        verdict = answer
    elif kind == "number" and isinstance(answer, Mapping):
        exact = _exact(answer.get("value"))
        if exact is None or not isinstance(answer.get("unit"), str) or set(answer) != {"value", "unit"}:
            return None
        number, unit = exact, str(answer["unit"])
    elif kind == "match" and isinstance(answer, Mapping) and answer:
        if not all(_is_text(left) and _is_text(right) for left, right in answer.items()):
            return None
        pairs = tuple((str(left), str(right)) for left, right in answer.items())
    else:
        return None
    options, facts, proofs, sources = (_entries(raw[key]) for key in ("options", "facts", "proofs", "sources"))
    return Question(
        str(raw["id"]), kind, str(raw["ask"]), tuple(map(str, options)), texts, verdict, number, unit, pairs,
        tuple(map(str, facts)), tuple(entry for entry in proofs if isinstance(entry, Mapping)),
        tuple(entry for entry in sources if isinstance(entry, Mapping)),
    )  # fmt: skip


def _entries(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _exact(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float):
        return Fraction(repr(value)) if math.isfinite(value) else None
    return Fraction(value)


def _fits(question: Question) -> list[str]:
    """Whether answer and options go together."""
    options, texts = question.options, question.texts
    wrong = []
    if len(set(options)) != len(options):
        wrong.append("an option stands twice in the list")
    if question.kind in ("single", "multiple"):
        if len(options) < 2:
            wrong.append("there are fewer than two options")
        if any(text not in options for text in texts):
            wrong.append("the answer is not among the options")
    elif question.kind == "order":
        if sorted(options) != sorted(texts) or len(texts) < 2:
            wrong.append("the sequence does not hold the entries that are shown")
    elif question.kind == "match":
        if any(right not in options for _, right in question.pairs) or len(question.pairs) < 2:
            wrong.append("the pairs are not made from the column that is shown")
    elif options:
        wrong.append(f"a {question.kind} question has no options")
    if question.kind == "cloze" and question.ask.count(GAP) != len(texts):
        wrong.append("gaps and answers differ in number")
    if len(set(texts)) != len(texts) and question.kind != "cloze":
        wrong.append("a text stands twice in the answer")
    return wrong
