"""What templates print, and what printed text means: the third hand that does this, after generator and auditor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.invariants.reading import V, clean, read_amount, read_date
from tests.oracle import World

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
LOWERED = re.compile(
    "what|which|who|whom|whose|when|where|how|why|in|on|at|by|of|from|the|a|an|is|was|were|did|does|do|it|for|to|after|"
    "before|with|during|about|over|under|between|until|since|that|there"
)
SLOT = re.compile(r"\{(?:(the|a|an) )?([^{}:']+)('s)?(?::([^{}]*))?\}")
Values = Mapping[str, Sequence[V]]


@dataclass(frozen=True)
class Hole:
    """Where a slot stood whose value is to be read back: the text before, the text after, and the slot itself."""

    before: str
    after: str
    slot: str


def date_text(written: str, *, on: bool = False) -> str:
    """A written date in words, with its preposition where `on` asks for one."""
    first, _, last = written.partition("..")
    if not last:
        preposition = "on " if first.count("-") == 2 else "in "
        return (preposition if on else "") + _point(first)
    start, end = _point(first).split(), _point(last).split()
    if start[1:] and start[1:] == end[1:]:
        start = start[:1]
    return ("from " if on else "") + f"{' '.join(start)} to {' '.join(end)}"


def _point(written: str) -> str:
    """A day, month or year in words."""
    year, *rest = written.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) > 1 else words)


def read_printed_date(text: str) -> str | None:
    """The written form of a date in words, or None."""
    text = re.sub(r"^(on|in|from) ", "", clean(text))
    first, _, last = text.partition(" to ")
    if last:
        words, end = first.split(), last.split()
        first = " ".join([*words, *end[len(words) :]]) if len(words) < len(end) else first
    points = [_read_point(part) for part in ([first, last] if last else [first])]
    return "..".join(point for point in points if point) if all(points) else None


def _read_point(text: str) -> str | None:
    """A day, month or year in words, as written in a pack."""
    found = re.fullmatch(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) )?(\d{{4}})", text)
    if not found:
        return None
    day, month, year = found.groups()
    parts = [year] + ([f"{MONTHS.index(month) + 1:02}"] if month else []) + ([f"{int(day):02}"] if day else [])
    return "-".join(parts)


def amount_text(value: V) -> str:
    """Printed number and unit or currency."""
    return f"{number_text(value)} {value.unit}".strip()


def number_text(value: V) -> str:
    """The number as printed, without its unit."""
    bare = value.text.removesuffix(f" {value.unit}") if value.unit else value.text
    if value.sort == "money":
        bare = re.sub(r"(?<![\d.,])\d{4,}(?![\d,])", lambda m: f"{int(m[0]):,}", bare)
    return bare


class Printer:
    """Renders the templates of one pack."""

    def __init__(self, world: World) -> None:
        """Print with the articles and short names of this world."""
        self.world = world

    def value(self, value: V, form: str = "", article: str = "") -> str:
        """One value as a slot of this form prints it."""
        if value.sort == "date":
            return date_text(value.text, on=form == "on")
        if value.sort in {"number", "money"}:
            return {"unit": value.unit, "number": number_text(value)}.get(form, amount_text(value))
        thing = self.world.things.get(value.text) if value.sort == "thing" else None
        name, own = value.text, ""
        if thing:
            name, own = thing.name if form in {"name", "bare"} else thing.short or thing.name, thing.article
        if article in {"a", "an"}:
            article = own if own in {"a", "an"} else "an" if name[:1].lower() in tuple("aeiou") else "a"
        elif not article and form != "bare":
            article = own
        return f"{article} {name}".strip()

    def option(self, value: V) -> str:
        """A value as the text of an option."""
        return self.value(value, "bare") if value.sort == "thing" else self.value(value)

    def render(self, template: str, values: Values, hole: str = "", mark: str = "\0") -> str | None:
        """The text of a template, its first letter as it comes; None where a role outside a group is missing.

        `mark` replaces each slot of `hole`.
        """
        kept = re.sub(r"\[([^\[\]]*)\]", lambda m: m[1] if self._filled(m[1], values, hole) else "", template)
        if not self._filled(kept, values, hole):
            return None
        text = SLOT.sub(lambda m: self._slot(m, values, hole, mark), kept)
        return " ".join(text.split())

    def _filled(self, part: str, values: Values, hole: str) -> bool:
        """Whether every role named in a part of a template has a value."""
        return all(values.get(m[2].strip()) or m[2].strip() == hole for m in SLOT.finditer(part))

    def _slot(self, found: re.Match[str], values: Values, hole: str, mark: str) -> str:
        """The text of one slot."""
        article, role, possessive, form = found[1] or "", found[2].strip(), found[3], found[4] or ""
        held = values.get(role, ())
        if "|" in form:
            return form.split("|")[len(held) > 1]
        if role == hole and form not in {"unit"}:
            return mark
        texts = [self.value(value, form, article) for value in held]
        if form == "unit":
            texts = texts[:1]
        text = ", ".join(texts[:-1]) + " and " + texts[-1] if len(texts) > 1 else texts[0]
        return text + ("" if not possessive else "'" if text.endswith("s") else "'s")

    def printed(self, template: str, values: Values) -> set[str]:
        """The roles whose values a template prints for these values."""
        kept = re.sub(r"\[([^\[\]]*)\]", lambda m: m[1] if self._filled(m[1], values, "") else "", template)
        return {
            m[2].strip() for m in SLOT.finditer(kept) if "|" not in (m[4] or "") and (m[4] or "") != "unit"
        }  # fmt: skip

    def attributed(self, text: str | None, source: str) -> str | None:
        """The text with "According to SOURCE, " before it, where a source is named, else with a capital."""
        if text is None or not source:
            return text and text[:1].upper() + text[1:]
        first = text.split(" ")[0]
        lowered = text[:1].lower() + text[1:] if LOWERED.fullmatch(first.lower()) else text
        return f"According to {source}, {lowered}"

    def holes(self, template: str, values: Values, role: str, source: str) -> Iterator[Hole]:
        """The template with `role` cut out, for every number of values that the words may agree with."""
        kept = re.sub(r"\[([^\[\]]*)\]", lambda m: m[1] if self._filled(m[1], values, role) else "", template)
        slots = [m for m in SLOT.finditer(kept) if m[2].strip() == role and "|" not in (m[4] or "")]
        for number in (1, 2):
            held = {**values, role: [V("text", "?")] * number}
            text = self.attributed(self.render(template, held, role), source)
            if slots and text is not None and text.count("\0") == 1:
                before, after = text.split("\0")
                yield Hole(before, after, slots[0][0])

    def read_back(self, text: str, role_type: str, hole: Hole | None = None) -> list[list[V]]:
        """What a printed text may mean as values of a role: all readings, each a list of values."""
        if role_type in {"date", "day", "month", "year"}:
            written = read_printed_date(text)
            return [[read_date(written)]] if written else []
        if role_type == "money" or role_type.startswith("number of "):
            return self._read_amount(text, role_type)
        found = SLOT.fullmatch(hole.slot) if hole else None
        form, article = (found[4] or "", found[1] or "") if found else ("bare", "")
        single = self._readings(text, role_type, form, article)
        if single:
            return [[value] for value in single]
        parts = re.split(r", | and ", text)
        lists = [self._readings(part, role_type, form, article) for part in parts]
        if len(parts) > 1 and all(lists):
            return [[readings[0] for readings in lists]]
        return [[V("text", text)]]

    def _read_amount(self, text: str, role_type: str) -> list[list[V]]:
        """The readings of a printed amount: one, or none."""
        unit = "" if role_type == "money" else role_type.removeprefix("number of ")
        sort = "number" if unit else "money"
        bare = clean(text).removesuffix(f" {unit}") if unit else clean(text)
        try:
            return [[read_amount(bare, unit, sort)]]
        except ValueError:
            return []

    def _readings(self, text: str, role_type: str, form: str, article: str) -> list[V]:
        """The things of a kind that print like this."""
        kind = role_type.partition(" in ")[0]
        things = [V("thing", t.name) for t in self.world.things.values() if t.kind == kind]
        printed = [v for v in things if text in {self.value(v, form, article), self.capital(v, form, article)}]
        return printed or [V("text", text)] * (role_type == "text")

    def capital(self, value: V, form: str, article: str) -> str:
        """A value as it prints at the head of a sentence."""
        text = self.value(value, form, article)
        return text[:1].upper() + text[1:]
