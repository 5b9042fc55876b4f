"""What comes back from another program's file is a pack that the auditor passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quiz.audit import audit
from quiz.bank import emit
from quiz.cli.conversion import as_file, as_pack, from_pack
from quiz.core.items import Item
from quiz.core.kinds import TrueFalse
from quiz.formats import registry
from quiz.packs import builtin_dir, load_bytes, load_path

WRITTEN = [row.name for row in registry.ROWS if row.writes]


def cards(items: tuple[Item, ...]) -> Iterator[Item]:
    """What makes a card of its own: not a statement, whose card names its answer, nor a second kind of one stem."""
    stems: set[str] = set()
    for item in items:
        if not isinstance(item.question, TrueFalse) and item.stem not in stems:
            stems.add(item.stem)
            yield item


@pytest.mark.parametrize("name", WRITTEN)
def test_the_sampler_comes_back_and_passes(name: str) -> None:
    """One question of every kind and those made of facts: out, in, as a pack, loaded without errors, audited."""
    bank = from_pack(load_path(builtin_dir() / "sampler.quiz.yaml"))
    if name.startswith("anki"):
        bank = replace(bank, items=tuple(cards(bank.items)))
    form = registry.load(name)
    assert form.read is not None
    made = as_file(form, bank)
    refused = sum(loss.field == "question" and bool(loss.item) for loss in made.losses)
    back = form.read(made.data, f"sampler{form.suffixes[0]}")
    assert back.skips == ()
    assert len(back.items) == len(bank.items) - refused > 0
    packed = as_pack(back)
    assert [loss for loss in packed.losses if loss.field == "question"] == []
    loaded = load_bytes(packed.data, "sampler")
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    assert loaded.pack.questions == back.items
    assert audit(loaded.plain, [emit(item) for item in back.items]) == []
