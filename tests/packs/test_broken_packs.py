"""Packs as people break them: each names its line, its column, its code and what to do."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from quiz.packs.findings import render
from tests.packs.fixtures import found

_HEAD = "quiz: 1\ntitle: Broken\nquestions:\n"
_GOOD = "  - {ask: Is this fine?, verdict: true}\n"


class Broken(NamedTuple):
    """What stands in the file after the title and a good question in line 4, and what is to be said of it."""

    text: str
    line: int
    column: int
    code: str
    suggestion: str


_SHAPES = [
    Broken("  - ask: Terminator: Salvation?\n    verdict: true\n", 5, 20, "Y108", '"Terminator: Salvation?"'),
    Broken("  - ask: A?\n    right: Alien: Covenant\n", 6, 17, "Y108", 'right: "Alien: Covenant"'),
    Broken("  - ask: A?\n    right: B\n    wrong:\n      - Alien: Covenant\n", 8, 9, "Y108", '"Alien: Covenant"'),
    Broken('  - ask: "Yes" was sung by whom?\n    accept: B\n', 5, 16, "Y109", "'\"Yes\" was sung by whom?'"),
    Broken("  - ask: 'Tis so.\n    verdict: true\n", 5, 10, "Y109", '"\'Tis so."'),
    Broken("  - ask: A?\n    right: 'Oro\n    wrong: [B]\n  - ask: B's?\n    accept: C\n", 6, 12, "Y109", '"\'Oro"'),
    Broken('  - ask: A?\n    right: "Oro\n    wrong: [B]\n', 6, 12, "Y120", "Close it"),
    Broken("  - ask: A?\n    right: Mambo #5\n    wrong: [B]\n", 6, 12, "Y110", '"Mambo #5"'),
    Broken("  - ask: A?\n    right: #1\n    wrong: [B]\n", 6, 12, "Y111", '"#1"'),
    Broken("  - ask: A?\n    right: @home\n    wrong: [B]\n", 6, 12, "Y112", '"@home"'),
    Broken("  - ask: A?\n    right: `ls`\n    wrong: [B]\n", 6, 12, "Y112", '"`ls`"'),
    Broken("  - ask: A?\n    right: %20\n    wrong: [B]\n", 6, 12, "Y112", '"%20"'),
    Broken("  - ask: [Ann] said what?\n    accept: B\n", 5, 10, "Y112", '"[Ann] said what?"'),
    Broken("  - ask: A?\n    right: *B\n    wrong: [C]\n", 6, 12, "Y103", "put it in quotes"),
    Broken("  - ask: A?\n    right: &B C\n    wrong: [D]\n", 6, 12, "Y103", "put it in quotes"),
    Broken("  - ask: A?\n    right: !B C\n    wrong: [D]\n", 6, 12, "Y104", "put the text in quotes"),
    Broken("  - ask: A?\n\tverdict: true\n", 6, 1, "Y107", "spaces"),
    Broken('  - ask: "A \\d?"\n    verdict: true\n', 5, 13, "Y116", "single quotes"),
    Broken("  - ask: A?\n   verdict: true\n", 6, 4, "Y120", "line before"),
    Broken("  - {ask: A?, verdict: true\n", 5, 5, "Y120", "bracket"),
    Broken("  - {ask: Who was it, Ann or Bob?, accept: Ann}\n", 5, 23, "Y121", "double quotes"),
    Broken("  - {ask: A?, number: 12,5}\n", 5, 26, "Y121", "double quotes"),
    Broken("  - just a text\n", 5, 5, "Y122", "sampler"),
    Broken("---\nquiz: 1\n", 5, 1, "Y105", "join the lists"),
]
_KEYS = [
    Broken("  - {ask: A?, verdict: true, expl: B}\n", 5, 30, "Y118", "did you mean `explain`"),
    Broken("  - {ask: A?, right: B, wrongs: [C]}\n", 5, 25, "Y118", "did you mean `wrong`"),
    Broken("  - {ask: A?, right: B, distractors: [C]}\n", 5, 25, "Y118", "did you mean `wrong`"),
    Broken("  - {question: A?, right: B, wrong: [C]}\n", 5, 6, "Y118", "did you mean `ask`"),
    Broken("  - {ask: A?, answer: B, wrong: [C]}\n", 5, 15, "Y118", "did you mean `right`"),
    Broken("  - {ask: A?, acept: B}\n", 5, 15, "Y118", "did you mean `accept`"),
    Broken("  - {ask: A?, right: B, wrong: [{text: C, sya: no}]}\n", 5, 43, "Y118", "did you mean `say`"),
    Broken("  - {ask: A?, number: 5, witin: 1}\n", 5, 26, "Y118", "did you mean `within`"),
    Broken("  - {ask: A?, verdict: true, source: {titel: B}}\n", 5, 39, "Y118", "did you mean `title`"),
    Broken("sorces: {a: {title: B}}\n", 5, 1, "Y118", "did you mean `sources`"),
    Broken("defaults: {dificulty: 3}\n", 5, 12, "Y118", "did you mean `difficulty`"),
    Broken("license: CC0\n", 5, 1, "Y118", "did you mean `licence`"),
    Broken("  - {ask: A?, ask: B?, verdict: true}\n", 5, 15, "Y106", "Keep one"),
    Broken("  - {ask: A?, verdict: true, number: 3}\n", 5, 30, "Y119", "exactly one"),
    Broken("  - {ask: A?}\n", 5, 5, "Y119", "verdict"),
    Broken("  - {ask: A?, verdict: true, seconds: 20s}\n", 5, 39, "Q219", "values"),
    Broken("  - {ask: A?, verdict: true, difficulty: hard}\n", 5, 42, "Q219", "values"),
    Broken("  - {ask: A?, right: 3, wrong: [4, 5], keep_order: yes}\n", 5, 52, "Y114", "Write true"),
]
_ANSWERS = [
    Broken("  - {right: A, wrong: [B]}\n", 5, 5, "Q201", "Add `ask:`"),
    Broken("  - {ask: A?, right: [], wrong: [B, C]}\n", 5, 22, "Q202", "right answer"),
    Broken("  - {ask: A?, right: B, wrong: [C, b]}\n", 5, 36, "Q203", "Remove it"),
    Broken("  - {ask: A?, right: B, wrong: [C, D, c]}\n", 5, 39, "Q204", "Remove one"),
    Broken("  - {ask: A?, right: the Tower, wrong: [Tower., Gate]}\n", 5, 41, "Q205", "Reword"),
    Broken("  - {ask: A?, right: B}\n", 5, 22, "Q206", "Add a wrong option"),
    Broken("  - {ask: A?, right: a, wrong: [b, c, d, e, f, g]}\n", 5, 22, "Q207", "Keep the best"),
    Broken("  - {ask: A?, right: 1, wrong: [2, 3, 4, 5, 6, 7, 8, 9]}\n", 5, 22, "Q221", "eight at most"),
    Broken("  - {ask: Is this fine?, verdict: true}\n", 5, 11, "Q208", "Change or remove"),
    Broken("  - {ask: Is this fine?, verdict: false}\n", 5, 11, "P602", "stems differ"),
    Broken("  - {ask: A., verdict: no}\n", 5, 24, "Q209", "Write `verdict: false`"),
    Broken("  - {ask: A., verdict: TRUE}\n", 5, 24, "Q209", "Write `verdict: true`"),
    Broken("  - {ask: A., order: [b, c]}\n", 5, 22, "Q210", "Add entries"),
    Broken("  - {ask: A., order: [b]}\n", 5, 22, "Q210", "3 entries or more, and this one has 1"),
    Broken("  - {ask: A., order: [b, c, B]}\n", 5, 22, "Q210", "some of the entries are alike"),
    Broken("  - {ask: A?, number: nineteen}\n", 5, 23, "N401", "`nineteen` is not a number in digits"),
    Broken("  - {ask: A., match: {b: c, B: d}}\n", 5, 22, "Q211", "left entries differ"),
    Broken("  - {ask: A., match: {b: d, c: d}}\n", 5, 22, "Q212", "right entries differ"),
    Broken("  - fill: The [[Rome.\n", 5, 11, "Q213", "Close every [["),
    Broken("  - {ask: A., verdict: true, source: Nowhere}\n", 5, 38, "Q214", "under `sources`"),
    Broken("  - {ask: TODO, verdict: true}\n", 5, 11, "Q217", "real text"),
    Broken("  - {ask: A?, accept: [b, B]}\n", 5, 27, "A301", "Remove one"),
    Broken("  - {ask: A?, accept: b, reject: [B]}\n", 5, 34, "A302", "one of the two"),
    Broken("  - {ask: A?, accept: Iran, near: 2}\n", 5, 35, "A303", "smaller"),
    Broken("  - {ask: A?, right: b, wrong: [c, All of the above]}\n", 5, 36, "A311", "several right answers"),
    Broken("  - {ask: It is an, right: egg, wrong: [ham]}\n", 5, 11, "A312", "a or an"),
]
_VALUES = [
    Broken("  - {ask: A?, number: many}\n", 5, 23, "N401", "digits"),
    Broken("  - {ask: A?, number: 1e3}\n", 5, 23, "N401", "digits"),
    Broken("  - {ask: A?, number: 5, within: -1}\n", 5, 34, "N402", "minus"),
    Broken("  - {ask: A?, number: 5, within: 9}\n", 5, 34, "N403", "smaller"),
    Broken("  - {ask: A?, number: 5, between: [9, 3]}\n", 5, 35, "N404", "two ends"),
    Broken("  - {ask: A?, number: 0, within: 5%}\n", 5, 34, "N406", "as a number"),
    Broken("  - {ask: A?, number: 5, margin: 0}\n", 5, 34, "N407", "larger than 0"),
    Broken("  - {ask: A?, number: 1.234, language: de}\n", 5, 23, "N410", "1,234"),
    Broken('  - {ask: "A\\e[31m?", verdict: true}\n', 5, 11, "T501", "Remove"),
    Broken('  - {ask: "A\\u202E?", verdict: true}\n', 5, 11, "T502", "Remove"),
    Broken("  - {ask: CafÃ©?, verdict: true}\n", 5, 11, "T503", "anew"),
    Broken("  - {ask: Is it &quot;A&quot;?, verdict: true}\n", 5, 11, "T504", "markup"),
    Broken("  - {ask: Is  it so?, verdict: true}\n", 5, 11, "T505", "--fix"),
    Broken("  - {ask: Is P\u0430ris so?, verdict: true}\n", 5, 11, "T506", "anew"),
    Broken('  - {ask: "A\\u200B?", verdict: true}\n', 5, 11, "T513", "Remove"),
    Broken("  - {ask: A?, right: “b”, wrong: [c]}\n", 5, 22, "Y115", "straight"),
    Broken("language: Deutsch!\n", 5, 11, "Q215", "de-CH"),
    Broken("sources: {a: {url: www.example.org}}\n", 5, 20, "Q215", "https://"),
    Broken("sources: {a: {date: 19.6.2024}}\n", 5, 21, "Q215", "ISO 8601"),
    Broken("attribution: Ann\n", 5, 1, "P610", "licence"),
]
TABLE = [*_SHAPES, *_KEYS, *_ANSWERS, *_VALUES]


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.code}-{at}" for at, row in enumerate(TABLE)])
def test_a_broken_pack_is_told_its_line_column_code_and_cure(row: Broken) -> None:
    """Among the findings is the one meant, and as people read it it shows the cure."""
    findings = found((_HEAD + _GOOD + row.text).encode(), pedantic=False)
    hits = [one for one in findings if (one.code, one.line, one.column) == (row.code, row.line, row.column)]
    assert hits, [(one.code, one.line, one.column, one.message) for one in findings]
    shown = render(hits[0])
    assert row.suggestion.casefold() in shown.casefold(), shown
    assert shown.splitlines()[0].startswith(f"example.quiz.yaml:{row.line}:{row.column}: ")


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.code}-{at}" for at, row in enumerate(TABLE)])
def test_one_mistake_gives_one_finding(row: Broken) -> None:
    """What only follows from a mistake is not told as another one."""
    findings = found((_HEAD + _GOOD + row.text).encode(), pedantic=False)
    assert {one.code for one in findings} == {row.code}


def test_the_table_is_long_enough() -> None:
    """At least sixty packs, over at least fifty codes."""
    assert len(TABLE) >= 60
    assert len({row.code for row in TABLE}) >= 50
