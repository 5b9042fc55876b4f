"""What is wrong in a pack is named with its code, line and column, and never takes the rest with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.facts import Status
from quiz.packs import PackError, exit_code, load_bytes, load_path, render

_GOOD = "  - {ask: Is this fine?, verdict: true}\n"
_TOP = "quiz: 1\ntitle: T\nquestions:\n" + _GOOD  # four lines, one good question
_FACTS = """\
quiz: 1
title: T
sources: {Paper: {date: 2024-06-01}}
things: {car: [an Aurus], tower: [the Senate Tower, the Water Tower]}
relations:
  named: {roles: {car: car, tower: tower}, say: "{the car} after {tower}.", only one: {tower: {per: [car], because: b}}}
  built: {roles: {car: car, when: date, cost: money, age: number of years}, say: "{the car} was built {when:on}."}
facts:
  named:
    - {car: Aurus, tower: Senate Tower, evidence: {Paper 1: the Senate Tower}}
"""  # the next fact of `named` stands in line 11

# what follows the good part; code; line; column
_QUESTION_ROWS = [
    ("  - {ask: A?, right: B, wrong: [C], expl: D}\n", "Y118", 5, 37),
    ("  - {ask: A?, ask: B?, verdict: true}\n", "Y106", 5, 15),
    ("  - {ask: A?, verdict: yes}\n", "Q209", 5, 24),
    ("  - {ask: A?, verdict: 1}\n", "Q209", 5, 24),
    ("  - {ask: A?, verdict: TRUE}\n", "Q209", 5, 24),
    ("  - {ask: A?}\n", "Y119", 5, 5),
    ("  - {ask: A?, verdict: true, number: 3}\n", "Y119", 5, 30),
    ("  - {right: A, wrong: [B]}\n", "Q201", 5, 5),
    ("  - {ask: A?, right: '', wrong: [B]}\n", "Y123", 5, 22),
    ("  - {ask: A?, right: [], wrong: [B, C]}\n", "Q202", 5, 22),
    ("  - {ask: A?, right: B, wrong: [C, b]}\n", "Q203", 5, 36),
    ("  - {ask: A?, right: B, wrong: [C, D, C]}\n", "Q204", 5, 39),
    ("  - {ask: A?, right: B}\n", "Q206", 5, 22),
    ("  - {ask: A?, right: 1, wrong: [2, 3, 4, 5, 6, 7, 8, 9]}\n", "Q221", 5, 22),
    ("  - {ask: A?, number: 0x1F}\n", "N401", 5, 23),
    ("  - {ask: A?, number: .inf}\n", "N401", 5, 23),
    ("  - {ask: A?, number: .nan}\n", "N401", 5, 23),
    ("  - {ask: A?, number: 1e3}\n", "N401", 5, 23),
    ("  - {ask: A?, number: 12,5}\n", "Y121", 5, 26),
    (f"  - {{ask: A?, number: {'7' * 6000}}}\n", "N401", 5, 23),
    ("  - {ask: A?, number: 5, within: -1}\n", "N402", 5, 34),
    ("  - {ask: A?, number: 0, within: 5%}\n", "N406", 5, 34),
    ("  - {ask: A?, number: 5, between: [7, 3]}\n", "N404", 5, 35),
    ("  - {ask: A?, number: 5, between: 7}\n", "Y122", 5, 35),
    ("  - {ask: A?, accept: [B], reject: [b]}\n", "A302", 5, 36),
    ("  - {ask: A?, order: [B, C]}\n", "Q210", 5, 22),
    ("  - {ask: A?, order: [B, C, b]}\n", "Q210", 5, 22),
    ("  - {ask: A?, match: {B: C, D: C}}\n", "Q212", 5, 22),
    ("  - {ask: A?, match: {B: C, b: D}}\n", "Q211", 5, 22),
    ("  - {ask: A?, match: [B, C]}\n", "Y122", 5, 22),
    ("  - {fill: 'The [[gap'}\n", "Q213", 5, 12),
    ("  - {fill: 'The [[ ]] gap'}\n", "Q213", 5, 12),
    ("  - {fill: 'No gap'}\n", "Q213", 5, 12),
    ("  - {ask: TODO, verdict: true}\n", "Q217", 5, 11),
    ("  - {ask: A?, verdict: true, source: Nowhere}\n", "Q214", 5, 38),
    ("  - {ask: A?, verdict: true, seconds: soon}\n", "Q219", 5, 39),
    ("  - ask: The car: a history\n    verdict: true\n", "Y108", 5, 0),
    ("  - ask: A?\n    right: B\n    wrong:\n      - The car: fast\n", "Y108", 8, 9),
    ("  - ask: A?\n    right: #025\n    wrong: [B]\n", "Y111", 6, 12),
    ("  - {ask: A?, right: B, wrong: [about 3,000, about 9]}\n", "Y121", 5, 41),
    ("  - &x {ask: A?, verdict: true}\n", "Y103", 5, 5),
    ("  - {ask: *x, verdict: true}\n", "Y103", 5, 11),
    ("  - {<<: {a: b}, ask: A?, verdict: true}\n", "Y103", 5, 6),
    ("  - {ask: !!str A?, verdict: true}\n", "Y104", 5, 11),
    ("  - !!python/object/apply:os.system [ls]\n", "Y104", 5, 5),
    ('  - {ask: "A\\e[31m?", verdict: true}\n', "T501", 5, 11),
    ('  - {ask: "A\\x9b?", verdict: true}\n', "T501", 5, 11),
    ('  - {ask: "A\\0?", verdict: true}\n', "T501", 5, 11),
    ('  - {ask: "A\\u202E?", verdict: true}\n', "T502", 5, 11),
    ("  - {ask: A\u2066?, verdict: true}\n", "T502", 5, 11),
    ("  - only a text\n", "Y122", 5, 5),
    ("  - {ask: Is this fine?, verdict: false}\n", "P602", 5, 11),
    ("  - {ask: Is this fine?, verdict: true}\n", "Q208", 5, 11),
    ("---\nquiz: 1\n", "Y105", 5, 1),
    ("colour: red\n", "Y118", 5, 1),
]


def _found(data: str) -> tuple[set[tuple[str, int, int]], int]:
    loaded = load_bytes(data.encode(), "t.quiz.yaml")
    return {(f.code, f.line, f.column) for f in loaded.findings}, len(loaded.pack.questions)


@pytest.mark.parametrize(("more", "code", "line", "column"), _QUESTION_ROWS)
def test_a_bad_question_is_named_and_the_good_one_stays(more: str, code: str, line: int, column: int) -> None:
    """Each bad question gives its code at its place, and the question beside it still loads."""
    if code == "Y108" and column == 0:  # a syntax error: the file ends there
        with pytest.raises(PackError) as refused:
            load_bytes((_TOP + more).encode(), "t")
        assert [(f.code, f.line) for f in refused.value.findings] == [(code, line)]
        return
    found, questions = _found(_TOP + more)
    assert (code, line, column) in found
    assert questions == 1
    assert exit_code(load_bytes((_TOP + more).encode(), "t")) == 1


_FACT_ROWS = [
    ("    - {car: Auros, tower: Water Tower}\n", "F708", 11, 13),
    ("    - {car: Senate Tower, tower: Water Tower}\n", "F708", 11, 13),
    ("    - {car: Aurus, towr: Water Tower}\n", "Y118", 11, 20),
    ("    - {car: Aurus}\n", "F720", 11, 7),
    ("    - {car: Aurus, tower: Water Tower}\n", "F701", 11, 7),
    ("    - {car: Aurus, tower: Senate Tower}\n", "F721", 11, 7),
    ("    - {car: Aurus, tower: [], evidence: {Paper 1: x}}\n", "F720", 11, 27),
    ("    - {car: Aurus, tower: Senate Tower, evidence: {Papr 1: x}}\n", "Q214", 11, 52),
    ("    - {car: Aurus, tower: Senate Tower, evidence: {Paper: x}}\n", "F714", 11, 52),
    ("    - {car: Aurus, tower: Senate Tower, evidence: {Paper 1: a b c d e f g h-i}}\n", "F715", 11, 61),
    ("    - {car: Aurus, tower: Senate Tower, evidence: {Paper 1: here, and there}}\n", "Y121", 11, 67),
    ("    - {car: Aurus, tower: Senate Tower, say: '{the tower} and its car.'}\n", "F717", 11, 46),
    ("    - {car: Aurus, tower: Senate Tower, ask: {tower: 'Which {towr}?'}}\n", "F709", 11, 54),
    ("    - {car: Aurus, tower: Senate Tower, attribute: Nobody}\n", "Q214", 11, 52),
    ("    - {car: Aurus, tower: Senate Tower, status: sure}\n", "Q219", 11, 49),
    ("  built:\n    - {car: Aurus, when: 2018-02-30}\n", "F713", 12, 26),
    ("  built:\n    - {car: Aurus, when: 2019..2018}\n", "F713", 12, 26),
    ("  built:\n    - {car: Aurus, when: last year}\n", "F713", 12, 26),
    ("  built:\n    - {car: Aurus, cost: 300000}\n", "N412", 12, 26),
    ("  built:\n    - {car: Aurus, cost: much}\n", "N401", 12, 26),
    ("  built:\n    - {car: Aurus, age: 5 months}\n", "N411", 12, 25),
    ("  bult:\n    - {car: Aurus, age: 5}\n", "F708", 11, 3),
    ("one-off facts:\n  - {ask: A?, answer: b, wrong: [c, B], because: d}\n", "Q203", 12, 37),
    ("one-off facts:\n  - {ask: A?, answer: b, kind: foood}\n", "F722", 12, 32),
    ("not:\n  - {nmed: {car: Aurus}, because: b}\n", "F708", 12, 6),
    ("disputed:\n  - {about: x, claims: [{named: {car: Aurus, tower: X}}]}\n", "F720", 12, 5),
    ("complete:\n  - {relation: named, role: towr, because: b}\n", "F708", 12, 29),
    ("spans:\n  - {from: {built: {car: Aurus}}, to: {built: {car: Aurus}}, ask: A?}\n", "F718", 12, 12),
]


@pytest.mark.parametrize(("more", "code", "line", "column"), _FACT_ROWS)
def test_a_bad_fact_is_named_and_drops_alone(more: str, code: str, line: int, column: int) -> None:
    """Each bad fact gives its code at its place; only a broken licence takes its rival with it."""
    loaded = load_bytes((_FACTS + more).encode(), "t")
    assert (code, line, column) in {(f.code, f.line, f.column) for f in loaded.findings}
    asked = [fact for fact in loaded.pack.facts if fact.status is not Status.DISPUTED]
    assert len(asked) + len(loaded.pack.one_offs) == (0 if code == "F701" else 1)


_RELATION_ROWS = [
    ('{roles: {car: car}, say: "{the car"}', "F709"),
    ('{roles: {car: car}, say: "{the caar} goes."}', "F709"),
    ('{roles: {car: car}, say: "[a [b {car}]]"}', "F709"),
    ('{roles: {car: car}, say: "[a {car}"}', "F709"),
    ('{roles: {car: car}, say: "{car:on}"}', "F709"),
    ('{roles: {car: car}, say: "{car:what}"}', "F709"),
    ('{roles: {car: car, topic: text}, say: "{car}"}', "F722"),
    ('{roles: {car: carr}, say: "{car}"}', "F722"),
    ('{roles: {car: car}, say: "{car}", only one: {tower: [car]}}', "F708"),
    ('{roles: {car: car}, say: "{car}", only one: {car: [car=day]}}', "Q219"),
    ('{roles: {car: car}, say: "{car}", event: "{car}"}', "F709"),
    ('{roles: {car: car}, say: "{car}", implies: [nothing]}', "F708"),
    ('{roles: {car: car}, say: "{car}", match: [{left: car, right: car, ask: M}]}', "Y123"),
    ('{roles: {car: car}}', "Y123"),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "code"), _RELATION_ROWS)
def test_a_bad_relation_is_named(relation: str, code: str) -> None:
    """A relation with an error is named in its line, and the other relations keep their facts."""
    data = _FACTS.replace("facts:\n", f"  bad: {relation}\nfacts:\n")
    loaded = load_bytes(data.encode(), "t")
    assert (code, 8) in {(f.code, f.line) for f in loaded.findings}
    assert len(loaded.pack.facts) == 1


_SYNTAX_ROWS = [
    ("- a: b: c\n", "Y108", 1, 7),
    ("a: 'x' and y\n", "Y109", 1, 8),
    ('- "x" and y\n', "Y109", 1, 7),
    ('a: {P 1: "x" y, b: c}\n', "Y109", 1, 14),
    ("say: {the car} is named\n", "Y112", 1, 6),
    ("a:\n\tb: c\n", "Y107", 2, 1),
    ("a: @x\n", "Y112", 1, 4),
    ("a: `x\n", "Y112", 1, 4),
    ("a: %x\n", "Y112", 1, 4),
    ("a: & x\n", "Y112", 1, 4),
    ("a: *x y\n", "Y103", 1, 4),
    ('a: "\\d"\n', "Y116", 1, 5),
    ("a: [1, 2\nb: c\n", "Y120", 2, 2),
    ('a: "x\n', "Y120", 1, 1),
    ("{[a]: b}\n", "Y122", 1, 2),
    ("[" * 30_000, "Y102", 1, 17),
    ("[" * 3_000_000, "Y102", 1, 17),
    ("a: {" * 20_000, "Y102", 1, 64),
    ("- " * 20_000, "Y102", 1, 33),
    ("", "Y122", 1, 1),
    ("# nothing\n", "Y122", 1, 1),
    ("just a text\n", "Y122", 1, 1),
    ("a: \x1b[31m\n", "T501", 1, 4),
]


@pytest.mark.parametrize(("data", "code", "line", "column"), _SYNTAX_ROWS)
def test_a_file_that_cannot_be_read_is_refused_at_its_place(data: str, code: str, line: int, column: int) -> None:
    """A syntax error or an excess of depth is one error with line and column."""
    with pytest.raises(PackError) as refused:
        load_bytes(data.encode(), "t")
    first = refused.value.findings[0]
    if code == "Y120" and data.startswith('a: "x'):
        assert first.code == code
    else:
        assert (first.code, first.line, first.column) == (code, line, column)


def test_not_utf8_names_the_line_of_the_bad_byte() -> None:
    """The finding stands at the first byte that is not UTF-8, counted in characters."""
    with pytest.raises(PackError) as refused:
        load_bytes("title: ä\nabout: Z".encode() + b"\xfcrich\n", "t")
    (finding,) = refused.value.findings
    assert (finding.code, finding.line, finding.column) == ("Y101", 2, 9)


def test_too_many_bytes_and_events_are_refused() -> None:
    """Over 16 MiB nothing is parsed; over two million events parsing stops."""
    for data in (b"#" * (16 * 1024 * 1024 + 1), b"x-a: [" + b"1," * 2_100_000 + b"]"):
        with pytest.raises(PackError) as refused:
            load_bytes(data, "t")
        assert [f.code for f in refused.value.findings] == ["Y102"]


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """What is no regular file is refused by name, without waiting for it."""
    for path in (tmp_path / "none.quiz.yaml", tmp_path, Path("/dev/zero"), Path("bad\0name")):
        with pytest.raises(PackError) as refused:
            load_path(path)
        assert [f.code for f in refused.value.findings] == ["Y100"]


def test_all_errors_come_at_once() -> None:
    """Every bad row of the table in one file still gives each code, and the good question survives."""
    rows = [row for row in _QUESTION_ROWS if not row[0].startswith(("---", "colour")) and row[3]]
    found, questions = _found(_TOP + "".join(row[0] for row in rows))
    assert {row[1] for row in rows} <= {code for code, _, _ in found}
    assert questions == 1


def test_an_alias_bomb_is_named_and_costs_nothing() -> None:
    """Aliases are refused one by one, never expanded."""
    bomb = "x-a0: &a0 [b, b]\n" + "".join(f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    loaded = load_bytes((_TOP + bomb).encode(), "t")
    assert {f.code for f in loaded.findings} == {"Y103"}
    assert len(loaded.findings) == 10 + 81
    assert len(loaded.pack.questions) == 1


def test_render_shows_place_line_caret_why_and_fix() -> None:
    """A rendered finding has the caret under the place and leaves no control character."""
    loaded = load_bytes((_TOP + "  - {ask: A?, verdict: yes}\n").encode(), "my\x1b.quiz.yaml")
    rows = render(loaded.findings[0]).splitlines()
    assert rows[0].startswith("my\\u001b.quiz.yaml:5:24: error Q209: ")
    assert rows[1][rows[2].index("^")] == "y"
    assert rows[3].startswith("  why: ")
    assert rows[4] == "  fix: Write `verdict: true`."


def test_a_suggestion_names_the_nearest_word() -> None:
    """Misspelt keys and names get the nearest known one."""
    data = _FACTS + "    - {car: Auros, towr: Water Tower}\n"
    messages = " ".join(f.message for f in load_bytes(data.encode(), "t").findings)
    assert "did you mean `Aurus`?" in messages
    assert "did you mean `tower`?" in messages


def test_exit_code_is_two_when_nothing_can_be_asked() -> None:
    """A pack whose only question is bad cannot be used; notes alone leave it clean."""
    assert exit_code(load_bytes(b"quiz: 1\ntitle: T\nquestions: [{ask: A?, verdict: yes}]\n", "t")) == 2
    assert exit_code(load_bytes(_TOP.encode(), "t")) == 0
    assert exit_code(load_bytes(b"\xef\xbb\xbf" + _TOP.encode(), "t")) == 0
