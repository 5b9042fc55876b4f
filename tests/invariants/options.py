"""Invariants 1 to 6, 11, 15, 16: the options of one question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from tests.invariants.context import Asked, Built, Json, said_of
from tests.invariants.reading import V, clean, fold, within
from tests.invariants.shapes import Completed, Matched, completed, matched, one_offs


def keys_are_true(built: Built) -> Iterator[str]:
    """1: every key is TRUE under the facts, and no fact says anything else of the same stem."""
    world = built.world
    for asked in built.asked:
        for key in asked.keys:
            if not world.true(asked.stem.relation, said_of(asked, key), asked.stem.voice):
                yield f"{asked.id}: key {key.text!r} is not TRUE for {asked.item['ask']!r}"
        if asked.item["kind"] in {"single", "typed", "number"}:
            yield from _second_key(built, asked)
    for pairs in matched(built):
        for stem, right in pairs.true:
            if not world.true(stem.relation, {**stem.given, stem.role: (right,)}):
                yield f"{pairs.item['id']}: {right.text!r} is not TRUE for {stem.given}"
    for entry in completed(built, "multiple"):
        for key in entry.keys:
            if not world.true(entry.stem.relation, {**entry.stem.given, entry.stem.role: (key,)}):
                yield f"{entry.item['id']}: key {key.text!r} is not TRUE for {entry.item['ask']!r}"


def _second_key(built: Built, asked: Asked) -> Iterator[str]:
    """Facts that answer the same stem otherwise, and values that blur into the key."""
    for fact in built.world.facts:
        held = fact.values.get(asked.stem.role, ())
        if asked.stem.voice and not built.says(asked.stem.voice, fact):
            continue  # the stem asks what one source says, and this is another's word
        if built.world.contested(fact):
            continue  # what nobody can rely on bars options, but answers nothing
        if fact.relation in built.world.entailing(asked.stem.relation) and all(
            any(within(held, value) for held in fact.values.get(role, ()) for value in values)
            for role, values in asked.stem.given.items()
        ):
            for value in held:
                if built.world.apart([value], asked.keys):
                    yield f"{asked.id}: {value.text!r} answers {asked.item['ask']!r} as well as {asked.keys[0].text!r}"


def wrong_options_are_false(built: Built) -> Iterator[str]:
    """2: every wrong option is provably FALSE."""
    for asked in built.asked:
        for value in asked.wrong:
            verdict = built.world.verdict(asked.stem, value)
            if verdict != "FALSE":
                yield f"{asked.id}: option {value.text!r} is {verdict} for {asked.item['ask']!r}"
        if asked.unread:
            yield f"{asked.id}: cannot read {asked.unread} as {asked.role_type}"
    for pairs in matched(built):
        for stem, right in pairs.crossed:
            if not built.world.false(stem, right):
                yield f"{pairs.item['id']}: {right.text!r} is not FALSE for {stem.given}"
    for entry in completed(built, "multiple"):
        for value in entry.wrong:
            if built.world.verdict(entry.stem, value) != "FALSE":
                yield f"{entry.item['id']}: option {value.text!r} is not FALSE for {entry.item['ask']!r}"
    for item, raw in one_offs(built):
        vouched = {clean(text) for text in raw["wrong"]}
        if item["kind"] == "single" and not {clean(text) for text in item["options"]} <= vouched | {item["answer"]}:
            yield f"{item['id']}: options {item['options']} go beyond what the author vouches for"


def _values(built: Built) -> Iterator[tuple[Json, tuple[V, ...]]]:
    """The options of each question as values."""
    read: list[Asked | Completed | Matched] = [*built.asked, *completed(built, "multiple"), *matched(built)]
    for shape in read:
        if isinstance(shape, Matched):
            yield shape.item, shape.lefts
            yield shape.item, shape.rights
        elif shape.item["options"]:
            yield shape.item, (*shape.keys, *shape.wrong)


def options_differ(built: Built) -> Iterator[str]:
    """3: no two options may denote the same."""
    for item, values in _values(built):
        for a, b in combinations(values, 2):
            if built.world.maybe(a, b):
                yield f"{item['id']}: {a.text!r} and {b.text!r} may denote the same"


def _loosely(text: str) -> str:
    """A text without marks, case and blanks, and without regard to look-alike letters."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in spread if not unicodedata.combining(c) and c not in " -'’.,")
    return kept.casefold() or clean(text)


def folds_differ(built: Built) -> Iterator[str]:
    """4: no two options are one text once case, marks and blanks are left aside."""
    for item in built.items:
        for a, b in combinations(item["options"], 2):
            if _loosely(a) == _loosely(b):
                yield f"{item['id']}: {a!r} and {b!r} fold alike"


def skeletons_differ(built: Built) -> Iterator[str]:
    """5: no two options look alike in letters of different scripts."""
    for item in built.items:
        for a, b in combinations(item["options"], 2):
            if fold(a) == fold(b):
                yield f"{item['id']}: {a!r} and {b!r} look alike"


def one_key(built: Built) -> Iterator[str]:
    """6: the answer stands among the options, once; a choice has three options or more."""
    for item in built.items:
        options, answer = item["options"], item["answer"]
        if item["kind"] == "single" and (options.count(answer) != 1 or len(options) < 3):
            yield f"{item['id']}: answer {answer!r} in {options}"
        if item["kind"] == "multiple" and (
            not answer or any(options.count(key) != 1 for key in answer) or len(set(answer)) != len(answer)
        ):
            yield f"{item['id']}: answers {answer} in {options}"
        if item["kind"] == "order" and sorted(options) != sorted(answer):
            yield f"{item['id']}: {options} is not {answer} in another order"
        if item["kind"] == "match" and not set(answer.values()) <= set(options):
            yield f"{item['id']}: {answer} goes beyond {options}"
        if len(set(options)) != len(options):
            yield f"{item['id']}: an option stands twice in {options}"


def options_are_alike_in_form(built: Built) -> Iterator[str]:
    """11: options are of one type, one unit or currency, and dates of one precision."""
    for item, values in _values(built):
        forms = {({"thing": "name", "text": "name"}.get(v.sort, v.sort), v.unit) for v in values}
        if len(forms) > 1:
            yield f"{item['id']}: options of several forms {sorted(forms)}"


def no_option_is_the_subject(built: Built) -> Iterator[str]:
    """15: what the stem names is no option, under any of its names."""
    for asked in built.asked:
        printed = [v for values in asked.stem.given.values() for v in values if v.sort in {"thing", "text"}]
        for value in (*asked.keys, *asked.wrong):
            for named in printed if value.sort in {"thing", "text"} else ():
                if {fold(a) for a in built.world.labels(value)} & {fold(b) for b in built.world.labels(named)}:
                    yield f"{asked.id}: {value.text!r} is asked for and named in {asked.item['ask']!r}"


def key_is_not_in_the_stem(built: Built) -> Iterator[str]:
    """16: the stem does not hold the key as a run of whole words."""
    for item in built.made("single", "typed"):
        words, key = ([fold(w) for w in re.split(r"[\s.,?!;:]+", text) if w] for text in (item["ask"], item["answer"]))
        if key and any(words[n : n + len(key)] == key for n in range(len(words))):
            yield f"{item['id']}: {item['answer']!r} stands in {item['ask']!r}"
