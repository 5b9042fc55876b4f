"""Nothing crashes the auditor, and it shares no code with what it audits."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quiz.audit import Problem, audit
from quiz.audit.evidence import verify
from tests.audit.world import clean, pack

MODULES = sorted((Path(__file__).resolve().parents[2] / "quiz" / "audit").glob("*.py"))
_FORBIDDEN = ("quiz.bank", "quiz.packs", "quiz.core", "pydantic", "yaml", "confusable_homoglyphs")
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
_KEYS = ("id", "kind", "ask", "options", "answer", "facts", "proofs", "sources")
_CLEAN = tuple(clean().values())


def test_the_auditor_imports_neither_generator_nor_loader_nor_core() -> None:
    """No module of the auditor names another part of the project."""
    named = {
        name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
        if name.startswith("quiz") and not name.startswith("quiz.audit")
    }
    assert MODULES
    assert not named


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_importing_the_auditor_loads_no_other_part() -> None:
    """In a fresh interpreter only the auditor itself and the standard library are loaded."""
    code = "import sys, quiz.audit, quiz.audit.evidence; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "quiz.audit.evidence" in loaded
    assert not [name for name in loaded if name.startswith(_FORBIDDEN)]


@given(st.lists(_JSON, max_size=4), st.dictionaries(st.text(max_size=9), _JSON, max_size=3))
def test_arbitrary_objects_are_problems_not_crashes(items: list[Any], plain: dict[str, Any]) -> None:
    """Whatever stands in a bank or pack, the answer is a list of problems, one at least for each malformed entry."""
    found = audit(plain, items)
    assert all(isinstance(problem, Problem) for problem in found)
    assert len(found) >= len(items)


@given(st.sampled_from(_CLEAN), st.sampled_from(_KEYS), _JSON)
def test_a_sound_question_with_one_wild_value_never_crashes(item: dict[str, Any], key: str, value: object) -> None:
    """A question is refused, or what it says is still judged, when any one of its values is replaced."""
    found = audit(pack(), [{**item, key: value}])
    assert all(isinstance(problem, Problem) for problem in found)


@given(st.sampled_from(("things", "foils", "relations", "facts", "one-off facts", "complete", "not", "disputed",
                        "refuted", "spans", "questions", "sources")), _JSON)  # fmt: skip
def test_a_pack_with_one_wild_section_never_crashes(section: str, value: object) -> None:
    """A section that makes no sense takes its questions with it, and nothing else."""
    found = audit({**pack(), section: value}, _CLEAN)
    assert all(isinstance(problem, Problem) for problem in found)


@given(st.sampled_from(("relations", "facts", "things")), st.data())
def test_a_pack_with_one_wild_entry_never_crashes(section: str, data: st.DataObject) -> None:
    """The same, one level further in."""
    plain = pack()
    entry = data.draw(st.sampled_from(sorted(plain[section])))
    inner = plain[section][entry]
    if isinstance(inner, dict):
        inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(_JSON)
    else:
        plain[section][entry] = [*inner, data.draw(_JSON)]
    assert isinstance(audit(plain, _CLEAN), list)


@given(st.sampled_from(("sources", "facts", "one-off facts", "complete", "questions")), _JSON, st.text(max_size=300))
def test_wild_evidence_never_crashes(section: str, value: object, article: str) -> None:
    """Whatever names an article or cites it, verifying ends with faults or without."""
    plain = {**pack(), section: value}
    assert verify(plain, Path("nowhere")).fragments >= 0
    named = {**pack(), "sources": {"Paper": {}, "Wire": {"article": article, "furniture": value}}}
    assert verify(named, Path("nowhere")).ok is not bool(article.strip())


def test_a_wild_key_in_an_object_is_a_problem() -> None:
    """Keys that are no texts, and unknown ones, are reported."""
    odd: dict[Any, Any] = {**_CLEAN[0], 7: "x"}
    assert "FORM" in {problem.cls for problem in audit(pack(), [odd])}
