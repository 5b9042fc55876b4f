"""Stem and statement templates: parsed once, rendered with the values of a fact.

A slot is `{role}`, `{the role}`, `{a role}`, `{role's}` or `{role:modifier}`; `[ ... ]` vanishes when a role named
inside has no value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.bank.texts import bare, date_on, indefinite, joined, number_part, unit_part, with_article
from quiz.core.facts import Thing
from quiz.core.values import Date, ThingRef, Value

PIECE = re.compile(r"\{([^{}]*)\}")
GROUP = re.compile(r"\[([^\[\]]*)\]")
SMALL = frozenset(
    {
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "how",
        "why",
        "in",
        "on",
        "at",
        "by",
        "of",
        "from",
        "the",
        "a",
        "an",
        "is",
        "was",
        "were",
        "did",
        "does",
        "do",
        "it",
        "for",
        "to",
        "after",
        "before",
        "with",
        "during",
        "about",
        "over",
        "under",
        "between",
        "until",
        "since",
        "that",
        "there",
    }
)
Values = Mapping[str, tuple[Value, ...]]
Things = Mapping[str, Thing]


@dataclass(frozen=True, slots=True)
class Slot:
    """One `{...}`: the role, the article before it, the modifier after it, and whether a possessive follows."""

    role: str
    article: str = ""
    modifier: str = ""
    possessive: bool = False

    @property
    def prints(self) -> bool:
        """Whether the slot shows the value itself, not only its unit or its number of entries."""
        return self.modifier != "unit" and "|" not in self.modifier


Part = str | Slot


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand or vanish together."""

    parts: tuple[Part, ...]
    optional: bool

    def stands(self, values: Values) -> bool:
        """Whether the group is printed for a fact with `values`."""
        return not self.optional or all(values.get(part.role) for part in self.parts if isinstance(part, Slot))


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template."""

    groups: tuple[Group, ...]

    def slots(self, values: Values) -> tuple[Slot, ...]:
        """The slots that are printed for a fact with `values`."""
        return tuple(part for group in self.groups if group.stands(values) for part in group.parts
                     if isinstance(part, Slot))  # fmt: skip

    def printed(self, values: Values) -> tuple[str, ...]:
        """The roles whose values a reader sees, sorted."""
        return tuple(sorted({slot.role for slot in self.slots(values) if slot.prints and values.get(slot.role)}))

    def missing(self, values: Values) -> tuple[str, ...]:
        """Roles that the template needs and the fact leaves open, sorted."""
        return tuple(sorted({slot.role for slot in self.slots(values) if not values.get(slot.role)}))


def parse(text: str, roles: frozenset[str]) -> Template:
    """Parse a template; a slot that names no role of `roles` stays a slot and is reported as missing later."""
    groups, end = [], 0
    for found in GROUP.finditer(text):
        groups.append(Group(_parts(text[end : found.start()], roles), False))
        groups.append(Group(_parts(found[1], roles), True))
        end = found.end()
    groups.append(Group(_parts(text[end:], roles), False))
    return Template(tuple(group for group in groups if group.parts))


def _parts(text: str, roles: frozenset[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    end = 0
    for found in PIECE.finditer(text):
        parts += [text[end : found.start()], _slot(found[1], roles)]
        end = found.end()
    return tuple(part for part in [*parts, text[end:]] if part != "")


def _slot(inner: str, roles: frozenset[str]) -> Slot:
    name, _, modifier = inner.strip().partition(":")
    possessive = name.endswith("'s") and name not in roles
    name = name.removesuffix("'s") if possessive else name
    first, _, rest = name.partition(" ")
    if name not in roles and first in ("the", "a", "an") and rest:
        return Slot(rest.strip(), "the" if first == "the" else "a", modifier.strip(), possessive)
    return Slot(name.strip(), "", modifier.strip(), possessive)


def render(template: Template, values: Values, things: Things, gap: tuple[str, str] = ("", "")) -> str:
    """The template with `values`; the role `gap[0]` is printed as the text `gap[1]` instead of its value."""
    out = []
    for group in template.groups:
        if group.stands(values):
            out += [part if isinstance(part, str) else show(part, values, things, gap) for part in group.parts]
    return " ".join("".join(out).split())


def show(slot: Slot, values: Values, things: Things, gap: tuple[str, str] = ("", "")) -> str:
    """One slot as text."""
    held = values.get(slot.role, ())
    if "|" in slot.modifier:
        one, _, several = slot.modifier.partition("|")
        return one if len(held) == 1 else several
    if slot.modifier == "unit":
        return unit_part(held[0]) if held else ""
    if slot.role == gap[0]:
        lead = "in " if slot.modifier == "on" else ""
        return f"{lead}{gap[1]}" + ("'s" if slot.possessive else "")
    text = joined([_value(slot, value, things) for value in held])
    return text + ("'" if text.endswith("s") else "'s") if slot.possessive else text


def _value(slot: Slot, value: Value, things: Things) -> str:
    if isinstance(value, Date):
        return date_on(value) if slot.modifier == "on" else bare(value)
    if slot.modifier == "number":
        return number_part(value)
    if not isinstance(value, ThingRef):
        text = bare(value)
        return f"the {text}" if slot.article == "the" else indefinite(None, text) if slot.article == "a" else text
    thing = things.get(value.name)
    full = slot.modifier in ("name", "bare") or not (thing and thing.short)
    name = value.name if full or thing is None else thing.short
    if slot.modifier == "bare":
        return name
    if slot.article == "the":
        return f"the {name}"
    return indefinite(thing, name) if slot.article == "a" else with_article(thing, name)


def capital(text: str) -> str:
    """`text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def attributed(text: str, source: str) -> str:
    """`text` with `According to SOURCE, ` before it, its first word in lower case unless it may be a name."""
    if not source:
        return capital(text)
    word = re.match(r"[\w]+", text)
    small = bool(word and word[0].casefold() in SMALL)
    return f"According to {source}, {text[:1].lower() + text[1:] if small else text}"
