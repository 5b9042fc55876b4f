"""Questions that the author wrote: they are asked as written, and do not contradict the facts of their pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from quiz.audit.book import Book
from quiz.audit.form import GAP
from quiz.audit.items import Desk, Finding, check_leak, claim_of, rule_text
from quiz.audit.labels import fold, mentions, skeleton, tidy
from quiz.audit.options import option_value
from quiz.audit.reading import as_list, as_map, as_text, texts
from quiz.audit.render import stem_key
from quiz.audit.sequences import reads_backwards
from quiz.audit.truth import Ruling

_KIND_KEYS = (
    ("verdict", "true_false"), ("number", "number"), ("accept", "typed"), ("order", "order"), ("match", "match"),
    ("fill", "cloze"),
)  # fmt: skip
_GAPS = re.compile(r"\[\[(.*?)\]\]", re.S)

_BARE_CLOZE = "Fill in the gaps."  # how a text with gaps is asked where the author wrote no stem


def kind_of(spec: Mapping[str, object]) -> str:
    """The kind that a written question's deciding key makes it."""
    for key, kind in _KIND_KEYS:
        if key in spec:
            return kind
    return "multiple" if isinstance(spec.get("right"), list | tuple) else "single"


def written_index(book: Book) -> dict[tuple[str, str], Mapping[str, object]]:
    """Written questions by kind and stem; a text with gaps by the forms in which it may be asked."""
    found: dict[tuple[str, str], Mapping[str, object]] = {}
    for spec in book.questions:
        kind, ask = kind_of(spec), as_text(spec.get("ask"))
        stems = [ask]
        if kind == "cloze":
            gapped = _GAPS.sub(GAP, as_text(spec.get("fill")))
            ask = ask or _BARE_CLOZE
            stems = [gapped, f"{ask} {gapped}", f"{ask}: {gapped}", ask]
        for stem in stems:
            if stem:
                found.setdefault((kind, stem_key(stem)), spec)
    return found


def check_written(desk: Desk, finding: Finding, spec: Mapping[str, object]) -> None:
    """The emitted answer is the written one, the options do not blur, and the facts say nothing else."""
    question, finding.written = finding.question, spec
    if not _same_answer(finding, spec):
        finding.say("W2", "the answer is not the one that is written in the pack")
    for at, text in enumerate(question.options):
        for other in question.options[:at]:
            if fold(text) == fold(other):
                finding.say("W3", f"{text!r} and {other!r} are the same words")
            elif skeleton(text) == skeleton(other):
                finding.say("W5", f"{text!r} and {other!r} look alike")
    # A stem that names a wrong option, too, gives neither away: "Which is larger, Jupiter or Saturn?"
    if not any(mentions(question.ask, text) for text in question.options if text not in question.texts):
        check_leak(finding, question.texts if question.kind in ("single", "typed") else ())
    for text in question.options if question.kind in ("single", "multiple") else ():
        finding.claims.append((("written", stem_key(question.ask), fold(text)), text in question.texts))
    if question.kind == "order" and not reads_backwards(question.ask):
        finding.edges = list(pairwise(question.texts))
    finding.keys = _keys(finding, spec)
    _check_against_facts(desk, finding)


def _keys(finding: Finding, spec: Mapping[str, object]) -> list[frozenset[str]]:
    question = finding.question
    if question.kind == "true_false":
        return [frozenset((str(question.verdict),))]
    if question.kind == "number":
        return [frozenset((str(question.number),))]
    if question.kind == "typed":
        return [frozenset(map(fold, (*question.texts, *texts(spec.get("accept")))))]
    if question.kind == "match":
        return [frozenset((f"{stem_key(left)}={stem_key(right)}",)) for left, right in sorted(question.pairs)]
    return [frozenset((fold(text),)) for text in question.texts]


def option_texts(raw: object) -> list[str]:
    """Options in short form or as mappings with `text`."""
    found = []
    for entry in as_list(raw):
        spec = as_map(entry)
        found.append(as_text(spec.get("text")) if spec else as_text(entry))
    return found


def _same_answer(finding: Finding, spec: Mapping[str, object]) -> bool:
    question = finding.question
    given, shown = [tidy(text) for text in question.texts], sorted(tidy(text) for text in question.options)
    if question.kind in ("single", "multiple"):
        right, wrong = option_texts(spec.get("right")), option_texts(spec.get("wrong"))
        return sorted(given) == sorted(right) and shown == sorted([*right, *wrong])
    if question.kind == "true_false":
        return as_text(spec.get("verdict")).casefold() in _yes_words(question.verdict)
    if question.kind == "number":
        return _same_number(finding, spec)
    if question.kind == "typed":
        return given[0] in texts(spec.get("accept"))
    if question.kind == "order":
        return given == option_texts(spec.get("order"))
    if question.kind == "match":
        pairs = _pairs(spec.get("match"))
        column = [*pairs.values(), *texts(spec.get("decoys"))]
        same = {tidy(left): tidy(right) for left, right in question.pairs} == pairs
        return same and set(shown) == set(column)
    gaps = [[tidy(part) for part in gap.split("|")] for gap in _GAPS.findall(as_text(spec.get("fill")))]
    return len(gaps) == len(given) and all(text in gap for text, gap in zip(given, gaps, strict=True))


def _pairs(raw: object) -> dict[str, str]:
    """The pairs as they are written: as keys and values, or as a list of left and right."""
    if isinstance(raw, Mapping):
        return {tidy(left): as_text(right) for left, right in as_map(raw).items()}
    entries = [as_map(entry) for entry in as_list(raw)]
    return {as_text(entry.get("left")): as_text(entry.get("right")) for entry in entries}


def _yes_words(verdict: bool) -> tuple[str, ...]:
    return ("true",) if verdict else ("false",)


def _same_number(finding: Finding, spec: Mapping[str, object]) -> bool:
    question = finding.question
    text = as_text(spec.get("number")).replace(",", "").replace(" ", "").replace("−", "-")
    unit = as_text(spec.get("unit"))
    try:
        number = Fraction(text) if len(text) <= 400 else None
    except (ValueError, ZeroDivisionError):
        return True
    close = number is not None and abs(number - question.number) <= abs(number) / 10**12
    return close and tidy(question.unit) == unit


def _check_against_facts(desk: Desk, finding: Finding) -> None:
    """Where a written stem is also one that the facts answer, both answers are the same."""
    question = finding.question
    asked = desk.stems.asks.get(stem_key(question.ask), [])
    for text in (question.options or question.texts) if question.kind in ("single", "multiple", "typed") else ():
        ruling = rule_text(desk, asked, text) if asked else Ruling("unknown")
        if ruling.truth != "unknown" and (ruling.truth == "true") is not (text in question.texts):
            finding.say("B1", f"the facts say that {text!r} is {ruling.truth}")
    for reading in asked:
        for text in question.options or question.texts:
            value = option_value(text, desk.role(reading), desk.book)
            if value is not None:
                finding.claims.append((claim_of(reading, (value,)), text in question.texts))
