"""Packs for defects that drawn ones meet too rarely."""

from __future__ import annotations

from typing import Any

from tests.invariants.library import RELATIONS, SOURCES
from tests.strategies import GROUND

Pack = dict[str, Any]


def _pack(name: str, things: dict[str, Any], facts: list[dict[str, str]], **more: Any) -> Pack:  # noqa: ANN401
    """A pack with one relation of the library, all its licences in their first form, and these facts."""
    base = RELATIONS[name]
    relation = {key: base[key] for key in ("roles", "say", "event", "ask", "match") if key in base}
    licences = {role: {"per": pers[0], "because": GROUND} for role, pers in base["only one"].items()}
    relation |= {"only one": licences, "topic": "All of it"} | more.pop("relation", {})
    told = [{**fact, "evidence": {"Gazette 1": "as the paper says"}} for fact in facts]
    pack = {"quiz": "1", "title": "Made", "language": "en", "sources": SOURCES, "things": things}
    return pack | {"relations": {name: relation}, "facts": {name: told}} | more


def _words(start: str, size: int) -> list[str]:
    """Clear names, no two alike in their first three letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [(start + letters[n // 20] + letters[n % 20 + 3] + "osal").capitalize() for n in range(size)]


_MANY = _words("", 90)
_LATE = {"who": _MANY[0], "place": "Riga", "when": "2025-09-01"}
# All but four of the ninety were, as a refuted claim has it, there too: a window of candidates holds none that is left.
FAR_WINDOW: tuple[Pack, ...] = tuple(
    _pack(
        "visited",
        {"person": _MANY, "place": ["Riga", "Oslo"]},
        [{**_LATE, "who": _MANY[n]}],
        refuted=[{"visited": {**_LATE, "who": name}, "because": GROUND} for name in _MANY[8:]],
    )
    for n in range(4)
)
# Who else was there that day is told without the place: it may have been Riga, so nobody can be asked for.
PLACELESS: tuple[Pack, ...] = (
    _pack(
        "visited",
        {"person": _MANY[:6], "place": ["Riga", "Oslo"]},
        [{**_LATE, "who": _MANY[0]}, {"who": _MANY[1], "when": "2025-09-01"}],
        relation={"only one": {"who": {"per": ["place", "when=day"], "because": GROUND}}},
    ),
)
TWINNED: tuple[Pack, ...] = (
    _pack(
        "visited", {"person": ["Wim", "Aurus", "Αurus", "Modi", "Мodi"], "place": ["Riga"]}, [{**_LATE, "who": "Wim"}]
    ),
)
NAMELESS: tuple[Pack, ...] = (
    _pack(
        "visited",
        {"person": ["Wim", {"name": "Modi", "also": ["!!!"]}, "!!!", "Xenia"], "place": ["Riga"]},
        [{**_LATE, "who": "Wim"}],
    ),
)
TWICE: tuple[Pack, ...] = (
    _pack(
        "visited",
        {"person": ["Wim", "Modi", "Xenia", "Kim"], "place": ["Riga", "Oslo"]},
        [{"who": "Wim", "place": "Riga", "when": "2018"}, {"who": "Wim", "place": "Riga", "when": "2021"}],
        relation={
            "ask": {"who": "Who visited {place}?"},
            "only one": {"who": {"per": ["place"], "because": GROUND}},
        },
    ),
)
HEDGES: tuple[Pack, ...] = (
    _pack(
        "height",
        {"place": ["Riga", "Oslo", "Narva", "Quito"]},
        [
            {"place": "Riga", "metres": "100"},
            {"place": "Oslo", "metres": "nearly 101"},
            {"place": "Narva", "metres": "220"},
        ],
    ),
    _pack(
        "away",
        {"person": ["Wim", "Kim", "Umberto"], "place": ["Riga", "Oslo"]},
        [{"who": "Wim", "place": "Riga", "years": "24"}, {"who": "Wim", "place": "Riga", "years": "nearly 25"}],
    ),
)
_PEOPLE = {"person": ["Wim", "Kim", "Umberto", "Xenia", "Modi"], "place": ["Riga", "Oslo", "Narva", "Quito"]}
SPAN: tuple[Pack, ...] = (
    _pack(
        "visited",
        _PEOPLE,
        [
            {"who": "Wim", "place": "Riga", "when": "2018-09-01"},
            {"who": "Kim", "place": "Oslo", "when": "2021-03-01"},
        ],
        spans=[
            {
                "from": {"visited": {"who": "Wim", "place": "Riga"}},
                "to": {"visited": {"who": "Kim", "place": "Oslo"}},
                "in": "years",
                "ask": "How many full years lie between the two visits?",
                "say": "They lie {answer} apart.",
            }
        ],
    ),
)
_GIFTS = [
    {"giver": "Wim", "recipient": "Kim", "gift": "tea", "when": "2018-05"},
    {"giver": "Kim", "recipient": "Wim", "gift": "tea", "when": "2019-11"},
    {"giver": "Umberto", "recipient": "Modi", "gift": "tea", "when": "2020-02"},
    {"giver": "Xenia", "recipient": "Modi", "gift": "tea", "when": "2023-09"},
    {"giver": "Xenia", "recipient": "Umberto", "gift": "tea", "when": "2018-06"},
]
REVERSED: tuple[Pack, ...] = (
    _pack("gave", _PEOPLE, _GIFTS[:4]),
    _pack("gave", _PEOPLE, [*_GIFTS[2:], {"giver": "Xenia", "recipient": "Umberto", "gift": "tea", "when": "2024-02"}]),
)
CHAIN: tuple[Pack, ...] = (
    _pack(
        "visited",
        {"person": [name for name in _MANY if name not in _MANY[:1]], "place": _words("q", 60)},
        [{"who": _MANY[n], "place": _words("q", 60)[n], "when": "2025-09-01"} for n in range(1, 2)],
    ),
)
