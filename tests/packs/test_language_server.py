"""The real language server for YAML, fed with our schema: silent over good packs, clear about bad ones, and helpful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.packs import builtin_dir, keys
from quiz.packs.schema import MODELINE, NAME, dumped
from quiz.packs.starter import STARTER
from tests.packs.language_server import Server, command

pytestmark = pytest.mark.skipif(
    not command(), reason="node or the language server is not here; .ci/run puts the server into .venv/npm"
)
_HEAD = f"{MODELINE}\nquiz: 1\ntitle: T\nquestions:\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server, with the schema in its folder."""
    folder = tmp_path_factory.mktemp("packs")
    (folder / NAME).write_text(dumped(), "utf-8")
    with Server(folder) as running:
        yield running


_GOOD = [
    "  - {ask: A?, right: B, wrong: [C, {text: D, say: no, score: 50%}, 3, true]}\n",
    "  - {ask: 1945, right: 012, wrong: [1:30, no]}\n",
    "  - {ask: A?, right: [B, C], wrong: D, score: share, x-moodle: {penalty: 0.3}}\n",
    "  - {ask: A., verdict: true, say: no}\n",
    "  - {ask: A?, number: 48.5, within: 1%, unit: m}\n",
    "  - {ask: A?, number: 300000, between: [1, 400000], margin: 5}\n",
    "  - {ask: A?, accept: B, reject: {C: no}, near: 1, case: keep}\n",
    "  - {ask: A?, accept: [B, 7], reject: [C, {text: D, say: no}]}\n",
    "  - {ask: A., order: [B, C, D]}\n",
    "  - {ask: A., match: {B: C, D: 3}, decoys: [E], headings: [F, G]}\n",
    "  - {ask: A., match: [{left: B, right: C}, {left: D, right: E}]}\n",
    "  - {fill: 'A [[B]].', tags: c, difficulty: 3, seconds: 20, weight: 1.5, source: {title: D, date: 2024}}\n",
]


@pytest.mark.parametrize("text", _GOOD)
def test_good_questions_are_passed_over_in_silence(text: str, server: Server) -> None:
    """What the loader takes the editor takes."""
    assert server.diagnostics(f"good{_GOOD.index(text)}.quiz.yaml", _HEAD + text) == []


@pytest.mark.parametrize("path", sorted(builtin_dir().glob("*.quiz.yaml")), ids=lambda path: path.name)
def test_packs_that_ship_are_passed_over_in_silence(path: Path, server: Server) -> None:
    """Facts and questions alike."""
    assert server.diagnostics(path.name, f"{MODELINE}\n{path.read_text('utf-8')}") == []


def test_a_new_pack_is_passed_over_in_silence(server: Server) -> None:
    """As `quiz new` writes it, and by the relative address that stands in it."""
    assert server.diagnostics("new.quiz.yaml", STARTER) == []


_BAD = [
    ("  - {ask: A?, right: B, wrong: [C], expl: D}\n", 4, 36, "expl is not allowed"),
    ("  - {ask: A?, verdict: true, within: 3}\n", 4, 29, "within is not allowed"),
    ("  - {ask: A., verdict: yes}\n", 4, 23, "Valid values: true, false"),
    ("  - {ask: A., verdict: true, number: 3}\n", 4, 29, "`verdict` decides the kind already"),
    ("  - {ask: A?}\n", 4, 4, "One key decides the kind"),
    ("  - {right: B, wrong: [C]}\n", 4, 4, 'Missing property "ask"'),
    ("  - {ask: A?, number: a dozen}\n", 4, 22, "A number is digits"),
    ("  - {ask: A?, number: 5, within: much}\n", 4, 33, "or a percentage"),
    ("  - {ask: A?, right: B, wrong: [{text: C, sya: D}]}\n", 4, 42, "sya is not allowed"),
    ("  - {ask: A., verdict: true, seconds: soon}\n", 4, 38, 'Expected "integer"'),
    ("  - {ask: A., verdict: true, difficulty: 9}\n", 4, 41, "above the maximum of 5"),
    ("  - {ask: [A], verdict: true}\n", 4, 10, "Incorrect type"),
    ("  - {ask: A., match: [B, C]}\n", 4, 22, "Incorrect type"),
    ("  - {ask: A?, accept: B, case: upper}\n", 4, 31, "Valid values"),
    ("  - {ask: A., verdict: true, source: {titel: B}}\n", 4, 38, "titel is not allowed"),
    ("sorces: {}\n", 4, 0, "sorces is not allowed"),
]


@pytest.mark.parametrize(("text", "line", "column", "said"), _BAD, ids=[row[3] for row in _BAD])
def test_a_bad_question_is_told_at_its_place(text: str, line: int, column: int, said: str, server: Server) -> None:
    """Once, and not once for each kind that it is not."""
    name = f"bad{[row[0] for row in _BAD].index(text)}.quiz.yaml"
    told = server.diagnostics(name, _HEAD + text)
    hits = [one for one in told if said in one["message"]]
    assert [(one["range"]["start"]["line"], one["range"]["start"]["character"]) for one in hits][:1] == [(line, column)]
    assert len(told) <= 2, told


def test_keys_are_offered_that_fit_the_kind(server: Server) -> None:
    """Before the kind is decided every deciding key; afterwards what goes with it and no other kind's keys."""
    undecided = server.completions("c1.quiz.yaml", f"{_HEAD}  - ask: A?\n    \n", 5, 4)
    assert set(keys.DECIDING) <= undecided
    assert "wrong" not in undecided
    choice = server.completions("c2.quiz.yaml", f"{_HEAD}  - ask: A?\n    right: B\n    \n", 6, 4)
    assert {"wrong", "keep_order", "explain", "source"} <= choice
    assert not {"verdict", "number", "within", "near"} & choice
    number = server.completions("c3.quiz.yaml", f"{_HEAD}  - ask: A?\n    number: 3\n    \n", 6, 4)
    assert {"within", "between", "unit", "margin"} <= number
    assert "wrong" not in number


def test_values_and_keys_of_the_pack_are_offered(server: Server) -> None:
    """The few values that a setting takes, and the sections of a pack."""
    assert server.completions("c4.quiz.yaml", f"{_HEAD}  - ask: A?\n    verdict: \n", 5, 13) >= {"true", "false"}
    top = server.completions("c5.quiz.yaml", f"{MODELINE}\nquiz: 1\n\n", 2, 0)
    assert {"title", "questions", "facts", "one-off facts", "licence"} <= top


def test_a_key_is_explained_under_the_pointer(server: Server) -> None:
    """With its meaning and an example."""
    shown = server.hover("h.quiz.yaml", f"{_HEAD}  - ask: A?\n    right: B\n    wrong: [C]\n", 6, 6)
    assert "The wrong answers." in shown
    assert "Toronto" in shown
