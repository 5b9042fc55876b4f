"""Strategies of plain packs: the dicts, lists and texts that a pack file holds, before any reading.

`hard_packs` draws from a small pool of look-alikes, so that collisions are dense; `plain_packs` takes any names at all;
`packs` is their union. They find different defects, so each has its own tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from unicodedata import normalize

from hypothesis import strategies as st

from quiz.packs import Loaded, load_bytes
from tests.invariants.library import (
    CLEAR,
    DATES,
    GIFTS,
    METRES,
    MONTHS,
    PRICES,
    RELATIONS,
    SOURCES,
    SPANS,
    STRICT,
    TWINS,
    YEARS,
)  # fmt: skip

Plain = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
_T = TypeVar("_T")

NO_NAME = re.compile(r"(?:an?|the)(?:\s|$)|.*\b(?:his|her|its|their)\b", re.I | re.S)
SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
GROUND = "a steady record"


def load(plain: Mapping[str, object], name: str = "drawn.quiz.yaml") -> Loaded:
    """The pack as the loader reads it from a file in which every scalar is quoted."""
    return load_bytes(dump(plain), name)


def dump(plain: Mapping[str, object]) -> bytes:
    """YAML in flow style: JSON, with the escapes that YAML wants for what it holds to be unprintable."""
    text = json.dumps(plain, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", text).encode()


def _some(draw: Draw, values: Sequence[_T], least: int, most: int) -> list[_T]:
    """From `least` to `most` different values, in drawn order."""
    drawn: list[_T] = draw(st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True))
    return drawn


def _chance(draw: Draw, one_in: int) -> bool:
    """True once in `one_in`; shrinks to False."""
    return bool(draw(st.integers(0, one_in - 1)) == one_in - 1)


def _pick(draw: Draw, values: Sequence[_T]) -> _T:
    """One of `values`; shrinks to the first."""
    return values[draw(st.integers(0, len(values) - 1))]


_SEVERAL = frozenset({("helped", "firm"), ("visited", "who")})
_BESIDES = frozenset({"evidence", "attribute", "only", "cluster", "dissent", "foils"})
_OPTIONAL = frozenset({("visited", "when"), ("gave", "when"), ("showed", "when"), ("price", "as of")})


def _role_values(things: Mapping[str, Sequence[str]], role_type: str) -> Sequence[str]:
    """What may be written for a role of this type."""
    fixed = {
        "text": GIFTS, "date": DATES, "month": MONTHS, "year": YEARS, "money": PRICES,
        "number of metres": METRES, "number of years": SPANS,
    }  # fmt: skip
    return fixed[role_type] if role_type in fixed else things[role_type]


def _licences(draw: Draw, options: Mapping[str, Sequence[list[str]]], *, forms: bool = True) -> Plain:
    """For each role one of its licences, or none; in the long form with a ground, or in the short one."""
    chosen: Plain = {}
    for role, pers in options.items():
        if not _chance(draw, 3):
            per = _pick(draw, pers)
            chosen[role] = {"per": per, "because": GROUND} if forms and _chance(draw, 2) else per
    return chosen


def relation(draw: Draw, name: str) -> Plain:
    """A relation of the library with licences drawn, and now and then full names or no date in the stems."""
    base = RELATIONS[name]
    built: Plain = {"topic": f"All that {name}"} if _chance(draw, 2) else {}
    stems = dict(base["ask"])
    if _chance(draw, 3):  # a stem that leaves a qualifier out
        stems = {role: stem.replace("[ {when:on}]", "").replace("[ in {as of}]", "") for role, stem in stems.items()}
    if _chance(draw, 3):
        stems = {role: re.sub(r"\{(who|place|giver|recipient|firm)\}", r"{\1:name}", s) for role, s in stems.items()}
    built |= {key: base[key] for key in ("roles", "say", "event", "foils") if key in base} | {"ask": stems}
    if "event" in base and _chance(draw, 2):
        built["order"] = f"Put in order what was {name}, earliest first."
    licences = _licences(draw, base["only one"])
    if licences:
        built["only one"] = licences
    whole = _licences(draw, base.get("whole list", {}))
    if whole:
        built["whole list"] = whole
    if "match" in base:
        built["match"] = base["match"]
    return built


def apart(name: str, things: Mapping[str, Sequence[str]], turn: int) -> Plain:
    """Values that no other turn shares, so that facts may be matched and put in order."""
    values: Plain = {}
    for place, (role, role_type) in enumerate(RELATIONS[name]["roles"].items()):
        pool = {"date": STRICT, "month": MONTHS}.get(role_type) or _role_values(things, role_type)
        values[role] = pool[(turn + 2 * place) % len(pool)]
    return values


def values_of(draw: Draw, name: str, things: Mapping[str, Sequence[str]]) -> Plain:
    """Values for the roles of one statement; optional roles may be missing, some roles may hold several values."""
    values: Plain = {}
    for role, role_type in RELATIONS[name]["roles"].items():
        pool = _role_values(things, role_type)
        if (name, role) in _OPTIONAL and _chance(draw, 5):
            continue
        if (name, role) in _SEVERAL and _chance(draw, 4):
            values[role] = _some(draw, pool, 2, 2) if len(pool) > 1 else pool[0]
        else:
            values[role] = _pick(draw, pool)
    return values


def _fact(draw: Draw, name: str, things: Mapping[str, Sequence[str]], turn: int | None = None) -> Plain:
    """A fact: values, evidence of one or two origins, and now and then what a fact alone may say."""
    fact = values_of(draw, name, things) if turn is None else apart(name, things, turn)
    fact["evidence"] = _evidence(draw)
    if _chance(draw, 8):
        fact["attribute"] = "Gazette"
    if _chance(draw, 8):
        fact["only"] = [_pick(draw, [role for role in RELATIONS[name]["roles"] if role in fact])]
    if _chance(draw, 10):
        fact["cluster"] = "crowd"
    if _chance(draw, 10):
        fact["dissent"] = "Another outlet tells it otherwise."
    if "gift" in fact and _chance(draw, 5):
        fact["foils"] = {"gift": ["a drum", "a kite", "tea"]}
    return fact


def _unlike(facts: Sequence[Plain]) -> list[Plain]:
    """The facts without those that say again what one before them said."""
    said = [
        {
            role: sorted(v) if isinstance(v, list) else v.removesuffix(" years")
            for role, v in fact.items()
            if role not in _BESIDES
        }
        for fact in facts
    ]
    return [fact for n, fact in enumerate(facts) if said[n] not in said[:n]]


def _evidence(draw: Draw) -> Plain:
    """Evidence by one source, or by two."""
    return {f"{source} {draw(st.integers(1, 3))}": "as the paper says" for source in _some(draw, list(SOURCES), 1, 2)}


def _twisted(draw: Draw, name: str, fact: Plain, things: Mapping[str, Sequence[str]]) -> Plain:
    """The statement of `fact` with one role drawn anew: what a rival, a denial or a refuted claim says."""
    values = {role: fact[role] for role in RELATIONS[name]["roles"] if role in fact}
    role = _pick(draw, list(values))
    return values | {role: _pick(draw, _role_values(things, RELATIONS[name]["roles"][role]))}


def _claims(draw: Draw, pack: Plain, things: Mapping[str, Sequence[str]]) -> Plain:
    """Denials, refuted claims and groups of rivals that stand close to the facts."""
    found: Plain = {"not": [], "refuted": [], "disputed": []}
    for name, facts in pack["facts"].items():
        if _chance(draw, 4):
            twisted = _twisted(draw, name, _pick(draw, facts), things)
            found["not"].append({name: twisted, "because": GROUND, "source": "https://example.org/denial"})
        if _chance(draw, 6):
            twisted = _twisted(draw, name, _pick(draw, facts), things)
            found["refuted"].append({name: twisted, "because": "it was only shown", "evidence": _evidence(draw)})
        if _chance(draw, 5):
            rivals = _unlike([_twisted(draw, name, _pick(draw, facts), things) for _ in range(2)])
            voices = [{"attribute": _pick(draw, list(SOURCES))} if _chance(draw, 2) else {} for _ in rivals]
            said = [{name: rival, "evidence": _evidence(draw)} | v for rival, v in zip(rivals, voices, strict=True)]
            if len(said) > 1:
                found["disputed"].append({"about": f"what {name}", "claims": said})
    return {key: claims for key, claims in found.items() if claims}


def _complete(draw: Draw, pack: Plain) -> list[Plain]:
    """Statements that the pack names everybody who visited a place, or every place that somebody visited."""
    found: list[Plain] = []
    for fact in pack["facts"].get("visited", [])[:2]:
        if not _chance(draw, 2):
            continue
        role, given = ("who", "place") if _chance(draw, 2) else ("place", "who")
        where = {given: fact[given][0] if isinstance(fact[given], list) else fact[given]}
        if "when" in fact and _chance(draw, 3):
            where["when"] = fact["when"]
        if set(where[given]) & set("[]{}"):  # a name with brackets would have to be a slot
            continue
        words = f"{where[given]}{' in ' + where['when'] if 'when' in where else ''}"
        found.append(
            {
                "relation": "visited", "role": role, "where": where, "because": "the list names them all",
                "ask": f"Which of these go with the visits of {words}?",
                "count": f"How many go with the visits of {words}?", "evidence": _evidence(draw),
            }
        )  # fmt: skip
    return [entry for n, entry in enumerate(found) if entry["ask"] not in [other["ask"] for other in found[:n]]]


def _spans(draw: Draw, pack: Plain) -> list[Plain]:
    """The time between the first two dated visits."""
    visits = pack["facts"].get("visited", [])
    dated = [fact for fact in visits if "when" in fact and not isinstance(fact["who"], list)]
    if len(dated) < 2 or not _chance(draw, 2):
        return []
    ends = [{"visited": {role: fact[role] for role in ("who", "place")}} for fact in dated[:2]]
    unit = _pick(draw, ("years", "months", "days"))
    ask = f"How many {unit} lie between the two visits?"
    return [{"from": ends[0], "to": ends[1], "in": unit, "ask": ask, "say": "They lie {answer} apart."}]


def _one_offs(draw: Draw) -> list[Plain]:
    """Facts without a relation; a wrong answer may be the right one in other letters."""
    if not _chance(draw, 3):
        return []
    answer, *wrong = _some(draw, [gift for gift in GIFTS if gift != "Ice Cream"], 3, 5)
    entry = {"ask": "What did the horse eat?", "answer": answer, "wrong": wrong, "say": "The horse ate {answer}."}
    return [entry | {"because": "the footage shows one thing", "evidence": _evidence(draw)}]


def _questions(draw: Draw) -> list[Plain]:
    """A hand-written question, now and then with the stem of a fact without a relation."""
    if not _chance(draw, 6):
        return []
    right, *wrong = _some(draw, CLEAR, 3, 4)
    asks = [entry["ask"] for entry in _one_offs(draw)] or ["Which name is the best?"]
    return [{"ask": _pick(draw, asks), "right": right, "wrong": wrong}]


def _thing(draw: Draw, name: str, names: Sequence[str], labels: Sequence[str]) -> str | Plain:
    """A thing: a bare name, a name with an article, or a mapping with other names, a container and a lifetime.

    Its other names may look like the name of another thing, but are never written the same: facts refer to names.
    """
    free = [label for label in TWINS if label not in labels]
    named = _pick(draw, (name, name, f"the {name}", f"an {name}"))
    extra: Plain = {}
    if _chance(draw, 5):
        extra["short"] = name[:3].strip() if len(name) > 4 and name[:3].strip() not in labels else _pick(draw, free)
    if _chance(draw, 6):
        extra["also"] = [_pick(draw, free)]
    if _chance(draw, 5):
        extra["in"] = _pick(draw, names)
    if _chance(draw, 10):
        extra["since"] = _pick(draw, YEARS)
    if _chance(draw, 12):
        extra["until"] = _pick(draw, YEARS)
    return {"name": named} | extra if extra else named


def _pack(draw: Draw, labels: Sequence[str], relations: Sequence[str], most: int) -> Plain:
    """A pack about `labels`, split into people, places and products, the rest of them foils."""
    things = {"person": labels[:5], "place": labels[5:9], "product": labels[9:13]}
    written = {kind: [_thing(draw, name, names, labels) for name in names] for kind, names in things.items()}
    pack: Plain = {"quiz": "1", "title": "Drawn", "language": "en", "sources": SOURCES, "things": written}
    if len(labels) > 13:
        pack["foils"] = {"person": {"names": labels[13:15], "because": GROUND}, "place": labels[15:]}
        pack["foils"] = {kind: names for kind, names in pack["foils"].items() if names}
    pack["relations"] = {name: relation(draw, name) for name in relations}
    if {"gave", "showed"} <= set(relations) and _chance(draw, 2):
        pack["relations"]["gave"]["implies"] = ["showed"]
    count = st.integers(1, most)
    turns = [range(4) if _chance(draw, 3) else [None] * draw(count) for _ in relations]
    pack["facts"] = {
        name: _unlike([_fact(draw, name, things, turn) for turn in of_name])
        for name, of_name in zip(relations, turns, strict=True)
    }
    pack |= _claims(draw, pack, things)
    later = (
        ("complete", _complete(draw, pack)), ("spans", _spans(draw, pack)), ("one-off facts", _one_offs(draw)),
        ("questions", _questions(draw)),
    )  # fmt: skip
    return pack | {key: entries for key, entries in later if entries}


@st.composite
def hard_packs(draw: Draw) -> Plain:
    """Few subjects with many look-alikes, so that nearly every fact has a neighbour that could contradict it."""
    labels = draw(st.permutations(CLEAR).map(lambda names: names[:9])) + _some(draw, TWINS, 4, 8)
    mixed = draw(st.permutations(labels))
    return _pack(draw, mixed, _some(draw, list(RELATIONS), 1, 3), 5)


def _named(text: str) -> bool:
    """Whether a text can stand as a name: without article or pronoun, and such that cleaning leaves it as it is."""
    tidy = " ".join(normalize("NFC", text).split())
    return bool(text) and text == tidy and not NO_NAME.match(text) and not SELECTOR.search(text)


@st.composite
def plain_packs(draw: Draw) -> Plain:
    """Names of any letters, marks and signs, those included of which folding leaves nothing."""
    letters = st.characters(categories=("L", "M", "N", "P", "S", "Zs"))
    odd = st.sampled_from(("!!!", "???", "…", "½", "«»", "C++", "C#"))
    names = st.one_of(st.text("abcdefghijklmnopqrst", min_size=2, max_size=8), odd, st.text(letters, max_size=12))
    labels = draw(st.lists(names.filter(_named), min_size=11, max_size=16, unique=True))
    return _pack(draw, labels, _some(draw, list(RELATIONS), 1, 2), 4)


SLIPS: Sequence[Plain] = (
    {"colour": "red"}, {"evidence": {"Nobody 1": "as the paper says"}}, {"attribute": "Nobody"}, {"status": "odd"},
)  # fmt: skip
THING_SLIPS: Sequence[Plain] = (
    {"colour": "red"}, {"short": "the Odd One"}, {"since": "soon"}, {"in": "Nowhere"}, {"noet": "the elder"},
)  # fmt: skip


@st.composite
def slipped_packs(draw: Draw) -> Plain:
    """Packs of either sort in which an error stands at a thing, or beside what one of the facts or claims says."""
    pack: Plain = json.loads(json.dumps(draw(packs())))
    if draw(st.booleans()):
        kind = _pick(draw, list(pack["things"]))
        place = draw(st.integers(0, len(pack["things"][kind]) - 1))
        thing = pack["things"][kind][place]
        slipped = (thing if isinstance(thing, dict) else {"name": thing}) | _pick(draw, THING_SLIPS)
        if draw(st.integers(0, 3)):
            pack["things"][kind][place] = slipped
        else:  # it stands twice, perhaps in another kind or as a foil
            section = _pick(draw, ["things", "things", "foils"])
            held = pack.setdefault(section, {}).setdefault(_pick(draw, list(pack["things"])), [])
            (held["names"] if isinstance(held, dict) else held).append(
                slipped["name"] if section == "foils" else slipped
            )
        return pack
    stated = [
        *(fact for facts in pack["facts"].values() for fact in facts),
        *pack.get("not", ()), *pack.get("refuted", ()),
        *(claim for group in pack.get("disputed", ()) for claim in group["claims"]),
    ]  # fmt: skip
    _pick(draw, stated).update(_pick(draw, SLIPS))
    return pack


def packs() -> st.SearchStrategy[Plain]:
    """The union of the hard cases and the plain ones."""
    return st.one_of(hard_packs(), plain_packs())
