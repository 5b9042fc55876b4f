"""Makes whole packs of the examples in the table of codes."""

from __future__ import annotations

import yaml

from quiz.cli.checking import examined
from quiz.packs import Finding, PackError, load_bytes
from quiz.packs.codes.base import PLACE

_QUESTIONS = """\
quiz: 1
title: Example
sources: {Handbook: A handbook}
defaults: {source: Handbook}
questions:
"""
_FACTS = """\
quiz: 1
title: Example
sources: {Handbook: A handbook}
things:
  city: [Rome, Milan, Ottawa]
  land: [Italy, Canada]
foils: {city: {names: [Turin], because: no capital}}
relations:
  capital:
    roles: {city: city, land: land}
    say: "{city} is the capital of {land}."
    only one: {city: {per: [land], because: a land has one}}
    ask: {city: "Which city is the capital of {land}?"}
  age: {roles: {city: city, years: number of years}, say: "{city} is {years} old."}
  price: {roles: {city: city, amount: money}, say: "{city} costs {amount}."}
  founded: {roles: {city: city, when: date}, say: "{city} was founded {when:on}."}
  motto: {roles: {city: city, words: text}, say: "The motto of {city} is {words}."}
facts:
  capital:
    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}
"""


def whole(example: str) -> str:
    """The pack of an example, mark included."""
    bare = example.replace(PLACE, "").lstrip("\ufeff")
    if bare.startswith("quiz:"):
        return example
    if bare.startswith("- "):
        return _QUESTIONS + "".join(f"  {line}\n" if line else "\n" for line in example.splitlines())
    own = {line.partition(":")[0].lstrip(PLACE) for line in bare.splitlines() if line[:1].isalpha()}
    kept: list[str] = []
    for line in _FACTS.splitlines(keepends=True):
        if line[0] != " ":
            taking = line.partition(":")[0] not in own
        if taking:
            kept.append(line)
    return "".join(kept) + example


def marked(example: str) -> tuple[bytes, int, int]:
    """The bytes of an example's pack, with the line and column of its mark, from 1."""
    text = whole(example)
    before = text[: text.index(PLACE)].split("\n")
    content = text.replace(PLACE, "").encode("utf-8", "surrogateescape")
    return content, len(before), len(before[-1]) + 1


def found(data: bytes, *, pedantic: bool) -> list[Finding]:
    """Everything that a check of one file finds in it at a place; the generator and the auditor have their say too."""
    try:
        checked = examined(load_bytes(data, "example.quiz.yaml"), pedantic=pedantic)
        return [told.finding for told in checked.told if told.finding]
    except PackError as error:
        return list(error.findings)


def valid_yaml(text: str) -> bool:
    """Whether a YAML parser takes `text`."""
    try:
        list(yaml.parse(text))
    except yaml.YAMLError:
        return False
    return True
