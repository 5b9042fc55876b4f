"""The schema says what the loader takes, key for key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.packs import builtin_dir, factkeys, keys, load_bytes
from quiz.packs.kinds import KEYS, READERS
from quiz.packs.schema import MODELINE, NAME, dumped, schema
from quiz.packs.starter import STARTER

TABLES = {
    "pack": keys.PACK, "deciding": keys.DECIDING, "common": keys.COMMON, "option": keys.OPTION, "pair": keys.PAIR,
    "source": keys.SOURCE, **{f"beside {name}": own for name, own in keys.KINDS.items()}, **factkeys.TABLES,
}  # fmt: skip


def test_the_schema_is_as_it_was(snapshot: SnapshotAssertion) -> None:
    """A change of it is seen in the change of the file."""
    assert dumped() == snapshot


def test_it_is_draft_07_and_refers_to_itself_alone() -> None:
    """Editors understand that draft, and a school may be without a network."""
    found = schema()
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    referred = set(re.findall(r'"\$ref": "([^"]+)"', dumped()))
    assert referred == {f"#/definitions/{name}" for name in found["definitions"]}
    assert json.loads(dumped()) == json.loads(json.dumps(found))


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_described(name: str) -> None:
    """In a sentence; and every key that holds no table of its own has an example."""
    for key, row in TABLES[name].items():
        assert row.about[0].isupper(), key
        assert row.about.endswith((".", ")", "`")), key
        assert row.example or row.shape.split(" ")[0] in ("map", "list", "lists", "claims"), key


def test_the_deciding_keys_are_the_readers_keys() -> None:
    """Of every kind the schema knows exactly what the loader knows."""
    assert set(keys.DECIDING) == set(READERS) == set(keys.KINDS)
    branches = schema()["definitions"]["question"]["allOf"]
    for name, own in KEYS.items():
        (branch,) = (one["then"] for one in branches if one["if"].get("required") == [name])
        assert set(branch["properties"]) == {*keys.COMMON, *own, name}
        assert branch["additionalProperties"] is False


def nodes(schema_part: object) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(schema_part, dict):
        yield schema_part
        for value in schema_part.values():
            yield from nodes(value)
    elif isinstance(schema_part, list):
        for value in schema_part:
            yield from nodes(value)


def test_text_may_be_what_an_editor_makes_of_it() -> None:
    """A stem `1945` is a number to an editor, and an answer `true` a truth."""
    stems = [node["properties"]["ask"] for node in nodes(schema()) if "ask" in node.get("properties", {})]
    assert ["string", "number", "boolean"] in [stem.get("type") for stem in stems]
    assert not [node for node in nodes(schema()) if node.get("type") == "string"]


def test_the_starter_is_a_clean_pack_of_every_kind_with_its_schema() -> None:
    """What `quiz new` writes has nothing to be mended."""
    loaded = load_bytes(STARTER.encode(), "new.quiz.yaml")
    assert loaded.findings == ()
    assert len({item.question.kind for item in loaded.pack.questions}) == 8
    assert {place.dated for item in loaded.pack.questions for place in item.reveal.citations} == {"printed"}
    assert STARTER.startswith(f"{MODELINE}\n")
    assert NAME in MODELINE


def test_the_keys_of_the_packs_that_ship_are_in_the_schema() -> None:
    """The top keys of each, at least."""
    for path in builtin_dir().glob("*.quiz.yaml"):
        assert set(load_bytes(path.read_bytes(), path.name).root.fields) <= set(schema()["properties"])
