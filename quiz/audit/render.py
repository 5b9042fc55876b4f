"""The auditor's own rendering of templates.

A template is compiled once into parts; a part is literal text or a slot. A slot may be held open: then `HOLE` stands
in its place, which is how statements with another value and texts with a gap are recognised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.audit.intervals import write_date
from quiz.audit.labels import tidy
from quiz.audit.reading import Thing, Val, split_article

HOLE = "\x1a"
_LOWERED = re.compile(
    "what|which|who|whom|whose|when|where|how|why|in|on|at|by|of|from|the|an?|is|was|were|did|does|do|it|for|to|after|"
    "before|with|during|about|over|under|between|until|since|that|there",
    re.I,
)
_PIECE = re.compile(r"\{([^{}]*)\}|\[|\]")
_BLANKS = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_GROUPED = re.compile(r"(?<![\d.,])\d{4,}(?![\d])")
_FORMS = frozenset(("name", "bare", "on", "unit", "number"))


@dataclass(frozen=True, slots=True)
class Slot:
    """A value to print: its role and form, or with `choice` a word that agrees in number with the role."""

    role: str
    form: str
    choice: tuple[str, str] | None = None


Part = str | Slot


@dataclass(frozen=True, slots=True)
class Template:
    """Parts, each group of optional ones as a tuple of its own. `broken` says why nothing can be rendered."""

    parts: tuple[Part | tuple[Part, ...], ...]
    broken: str = ""

    def flat(self, present: Mapping[str, object]) -> tuple[Part, ...] | None:
        """The parts that remain for the roles that are there; None where a needed one is missing."""
        kept: list[Part] = []
        for part in self.parts:
            if isinstance(part, tuple):
                if all(piece.role in present for piece in part if isinstance(piece, Slot)):
                    kept.extend(part)
            elif isinstance(part, Slot) and part.role not in present:
                return None
            else:
                kept.append(part)
        return None if self.broken else tuple(kept)


def parse(text: str, roles: Mapping[str, object]) -> Template:
    """Compile a template; a slot that names no role makes it broken."""
    parts: list[Part | tuple[Part, ...]] = []
    group: list[Part] | None = None
    broken, at = "", 0
    for found in _PIECE.finditer(text):
        target: list[Part | tuple[Part, ...]] | list[Part] = parts if group is None else group
        if found.start() > at:
            target.append(text[at : found.start()])
        at = found.end()
        if found.group() == "[":
            group = []
        elif found.group() == "]":
            parts.append(tuple(group or ()))
            group = None
        else:
            slot = _slot(found.group(1), roles)
            broken = broken or ("" if slot is not None else f"no role for {found.group()}")
            if slot is not None:
                target.append(slot)
    if group is not None:
        broken = broken or "an optional group is not closed"
    if at < len(text):
        parts.append(text[at:])
    return Template(tuple(parts), broken)


def _slot(inner: str, roles: Mapping[str, object]) -> Slot | None:
    inner = " ".join(inner.split())
    if inner in roles:
        return Slot(inner, "run")
    head, colon, spec = inner.partition(":")
    if colon and head in roles and "|" in spec:
        one, _, several = spec.partition("|")
        return Slot(head, "choice", (one, several))
    if colon and head in roles:
        return Slot(head, spec) if spec in _FORMS else None
    for mark in ("'s", "’s"):
        if inner.endswith(mark) and inner.removesuffix(mark) in roles:
            return Slot(inner.removesuffix(mark), "owner")
    for word in ("the", "a", "an"):
        if inner.startswith(f"{word} ") and inner.removeprefix(f"{word} ") in roles:
            return Slot(inner.removeprefix(f"{word} "), "the" if word == "the" else "a")
    return None


def joined(words: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def print_values(values: tuple[Val, ...], form: str) -> str:
    """The values of one role in one form, as they stand in running text."""
    if form == "owner":
        running = joined([print_value(value, "run") for value in values])
        return running + ("'" if running.endswith("s") else "'s")
    return joined([print_value(value, form) for value in values])


def print_value(value: Val, form: str) -> str:
    """One value in one form."""
    if value.thing is not None:
        return _print_thing(value.thing, form)
    if value.days is not None:
        prose = write_date(value.days, value.written)
        return f"{_preposition(value.days.grain)} {prose}" if form == "on" else prose
    if value.amount is not None:
        number = grouped(value.amount.printed) if value.sort == "money" else value.amount.printed
        if form == "unit":
            return value.amount.unit
        return number if form == "number" else f"{number} {value.amount.unit}".rstrip()
    if form in ("the", "a"):
        return _with_article(value.written, form)
    return value.written


def _preposition(grain: str) -> str:
    return {"day": "on", "month": "in", "year": "in"}.get(grain, "from")


def _print_thing(thing: Thing, form: str) -> str:
    if form == "bare":
        return thing.name
    if form == "name":
        return f"{thing.article} {thing.name}".lstrip()
    short = thing.short or thing.name
    if form == "the":
        return _with_article(short, "the")
    if form == "a":
        bare = split_article(short)[1]
        return f"{thing.article} {bare}" if thing.article in ("a", "an") else _with_article(bare, "a")
    return short if split_article(short)[0] else f"{thing.article} {short}".lstrip()


def _with_article(text: str, form: str) -> str:
    bare = split_article(text)[1]
    if form == "the":
        return f"the {bare}"
    return f"{'an' if bare[:1].casefold() in tuple('aeiou') else 'a'} {bare}"


def grouped(text: str) -> str:
    """Digits with thousands separators."""
    return _GROUPED.sub(lambda found: f"{int(found.group()):,}", text) if len(text) < 200 else text


def fill(
    parts: tuple[Part, ...], values: Mapping[str, tuple[Val, ...]], held: str = "", *, several: bool = False
) -> str:
    """Print parts; the slots of the role `held` stay open, and words that agree with it are singular or plural."""
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif part.choice is not None:
            many = several if part.role == held else len(values[part.role]) > 1
            out.append(part.choice[1 if many else 0])
        elif part.role == held and part.form != "unit":
            out.append(HOLE)
        else:
            out.append(print_values(values[part.role], part.form))
    return "".join(out)


def printed_roles(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The roles whose values a reader sees; a unit or an agreeing word shows no value."""
    shown = (part.role for part in parts if isinstance(part, Slot) and part.choice is None and part.form != "unit")
    return tuple(dict.fromkeys(shown))


def sentence(text: str, source: str = "") -> str:
    """A rendered text as a stem: single blanks, a capital first, or the source it is attributed to in front."""
    text = _BLANKS.sub(" ", text).strip()
    if not source:
        return text[:1].upper() + text[1:]
    first = re.match(r"[^\W\d_]+", text)
    if first is not None and _LOWERED.fullmatch(first.group()):
        text = text[:1].lower() + text[1:]
    return f"According to {source}, {text}"


def stem_key(text: str) -> str:
    """A stem as it is looked up: tidied, and without separators inside numbers."""
    return _THOUSANDS.sub("", tidy(text))
