"""Finding packs by name, and the loader's own benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.packs import builtin_dir, load_bytes, load_path, resolve, shipped
from quiz.packs.bench import measure, synthetic


def test_packs_are_found_by_name_and_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is the Aurus pack; a shipped name works anywhere; a file on disk comes first."""
    monkeypatch.chdir(tmp_path)
    assert resolve(None) == builtin_dir() / "aurus.quiz.yaml"
    assert resolve("sampler") == builtin_dir() / "sampler.quiz.yaml"
    (tmp_path / "sampler").mkdir()
    assert resolve("sampler") == builtin_dir() / "sampler.quiz.yaml"
    assert resolve("other.quiz.yaml") == Path("other.quiz.yaml")
    (tmp_path / "aurus").write_text("quiz: 1\n")
    assert resolve("aurus") == Path("aurus")


def test_every_shipped_pack_loads_without_errors() -> None:
    """What ships can be played, and nothing in it is refused."""
    assert {"aurus", "sampler"} <= set(shipped())
    for name in shipped():
        loaded = load_path(resolve(name))
        assert [finding for finding in loaded.findings if finding.severity == "error"] == []


def test_the_synthetic_pack_is_clean_and_of_the_size_asked_for() -> None:
    """The benchmark measures a pack in which every question is read."""
    loaded = load_bytes(synthetic(200), "t")
    assert loaded.findings == ()
    assert len(loaded.pack.questions) == 200
    assert len({item.question.kind for item in loaded.pack.questions}) == 8


def test_the_benchmark_gives_figures_with_limits() -> None:
    """Each figure has a unit and a verdict; only ratios have limits."""
    rows = measure(synthetic(50), repeats=1)
    assert [name for name, _, _, limit, _ in rows if limit is not None] == [
        "loader / event parser",
        "loader / CSafeLoader",
    ]
    assert all(value > 0 for _, value, _, _, _ in rows)
