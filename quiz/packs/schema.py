"""The schema for editors, made from the tables of keys: JSON Schema draft-07, which YAML editors understand.

A question is judged by its deciding key alone (`if` and `then`), so that a mistake is told once and not once for each
kind that it is not. Texts may be numbers or truths, because an editor has read `1945` and `true` before us.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any

from quiz.packs import factkeys, keys
from quiz.packs.findings import Log
from quiz.packs.keys import Key
from quiz.packs.nodes import parse, plain

Schema = dict[str, Any]

NAME = "quiz.schema.json"
"""What the file is called beside a pack."""

MODELINE = f"# yaml-language-server: $schema=./{NAME}"

_TEXT = ("string", "number", "boolean")
_FOREIGN = MappingProxyType({"^x-": True})
_NUMBER = r"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$"
_NUMBER_SAID = "A number is digits, such as 48.5 or 300,000."
_SHARE_SAID = "A number such as 5, or a percentage such as 1%."
_SHARE = r"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)? ?%?$"


def schema() -> Schema:
    """Give the schema of a pack file."""
    tables: dict[str, Mapping[str, Key]] = {
        "option": keys.OPTION, "pair": keys.PAIR, "source": keys.SOURCE, "defaults": keys.DEFAULTS, **factkeys.TABLES,
    }  # fmt: skip
    definitions = {name: _object(table) for name, table in tables.items()}
    definitions["option"] |= {"type": [*_TEXT, "object"], "required": ["text"]}
    definitions["pair"] |= {"required": ["left", "right"]}
    definitions["source"] |= {"type": [*_TEXT, "object"]}
    definitions["thing"] |= {"type": [*_TEXT, "object"], "required": ["name"]}
    definitions["foils"] |= {"type": ["object", "array"], "items": {"type": list(_TEXT)}}
    del definitions["fact"]["additionalProperties"]  # the roles of its relation are keys, too
    definitions["question"] = _question()
    top = _object(keys.PACK) | {"required": ["quiz", "title"]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Footnote quiz pack",
        "description": "A pack of questions, of facts from which questions are made, or of both.",
        **top,
        "definitions": definitions,
    }


def dumped() -> str:
    """Give the schema as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(table: Mapping[str, Key]) -> Schema:
    properties = {name: _value(key) for name, key in table.items()}
    return {
        "type": "object", "properties": properties, "patternProperties": dict(_FOREIGN), "additionalProperties": False,
    }  # fmt: skip


def _question() -> Schema:
    """Give a question: for each deciding key what may stand beside it, and for none of them what may decide."""
    branches: list[Schema] = []
    for name, own in keys.KINDS.items():
        others = [other for other in keys.DECIDING if other != name]
        allowed = keys.table(keys.COMMON, own, **{name: tuple(keys.DECIDING[name])})
        wanted = [name] if name == "fill" else ["ask"]
        condition: Schema = {"required": [name], "not": {"anyOf": [{"required": [other]} for other in others]}}
        branches.append({"if": condition, "then": _object(allowed) | {"required": wanted}})
    undecided = {"not": {"anyOf": [{"required": [name]} for name in keys.DECIDING]}}
    told = f"One key decides the kind: {_listed(keys.DECIDING)}."
    branches.append({"if": undecided, "then": _object(keys.table(keys.COMMON, keys.DECIDING))})
    # A message of our own replaces every other that its schema gives, so it stands beside one demand alone.
    branches.append({"if": undecided, "then": {"required": ["right"], "errorMessage": told}})
    for one, other in combinations(keys.DECIDING, 2):
        only = {"properties": {other: False}, "errorMessage": f"`{one}` decides the kind already. {told}"}
        branches.append({"if": {"required": [one, other]}, "then": only})
    return {"type": "object", "allOf": branches}


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _value(key: Key) -> Schema:
    """Give the schema of one value with what it means and an example."""
    made = _shape(*key.shape.split(" ")) | {"description": key.about}
    if key.example:
        made["examples"] = [_example(key)]
    return made


def _example(key: Key) -> object:
    first = key.shape.split(" ")[0]
    if first in ("whole", "flag") or (first == "word" and key.example in ("true", "1")):
        return json.loads(key.example)
    if first in ("text", "word", "date", "number", "share", "source"):
        return key.example
    return plain(parse(key.example, Log("example", key.example)))


def _shape(name: str, *rest: str) -> Schema:
    """Give the schema of a shape as `keys` tells it."""
    if name in ("one", "list", "map", "lists"):
        return _of(name, rest[0])
    if name == "whole":
        return {"type": "integer", "minimum": int(rest[0]), "maximum": int(rest[1])}
    if name == "word":
        return {"enum": [json.loads(word) if word in ("true", "false", "1") else word for word in rest]}
    return json.loads(json.dumps(_SHAPES[name]))  # type: ignore[no-any-return]


def _of(name: str, inner: str) -> Schema:
    """Give one entry of another table, a list of them, one for each key, or a list for each key."""
    entry: Schema = {"type": list(_TEXT)} if inner == "text" else {"$ref": f"#/definitions/{inner}"}
    if name == "one":
        return {"allOf": [entry]}
    if name == "list":
        return {"type": "array", "items": entry}
    if name == "map":
        return {"type": "object", "additionalProperties": entry}
    return {"type": "object", "additionalProperties": {"type": "array", "items": entry}}


_OPTION = MappingProxyType({"$ref": "#/definitions/option"})
_SHAPES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    json.loads(
        json.dumps(
            {
                "text": {"type": _TEXT},
                "texts": {"type": [*_TEXT, "array"], "items": {"type": _TEXT}},
                "flag": {"type": "boolean"},
                "number": {"type": ["number", "string"], "pattern": _NUMBER, "patternErrorMessage": _NUMBER_SAID},
                "numbers": {
                    "type": "array",
                    "items": {"type": ["number", "string"], "pattern": _NUMBER},
                    "minItems": 2,
                    "maxItems": 2,
                },
                "share": {"type": ["number", "string"], "pattern": _SHARE, "patternErrorMessage": _SHARE_SAID},
                "date": {"type": ["string", "number"]},
                "options": {
                    "type": [*_TEXT, "array", "object"],
                    "items": dict(_OPTION),
                    "properties": {name: {"description": key.about} for name, key in keys.OPTION.items()},
                    "patternProperties": dict(_FOREIGN),
                    "additionalProperties": False,
                },
                "source": {"allOf": [{"$ref": "#/definitions/source"}]},
                "pairs": {
                    "type": ["object", "array"],
                    "additionalProperties": {"type": _TEXT},
                    "items": {"$ref": "#/definitions/pair"},
                },
                "reject": {
                    "type": [*_TEXT, "array", "object"],
                    "items": dict(_OPTION),
                    "additionalProperties": {"type": _TEXT},
                },
                "claims": {"type": "array", "items": {"type": "object"}},
                "any": {},
            }
        )
    )
)
