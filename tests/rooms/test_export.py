"""Tables that no spreadsheet runs, JSON that reads back, and a page for people."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.core.commands import JoinSeat, OpenRound, SetTeam, VoidItem
from quiz.core.plan import Rules
from quiz.core.results import Results, results
from quiz.core.text import hidden
from quiz.rooms.export import Cell, as_json, items_csv, page, players_csv, safe_cell
from tests.core.strategies_game import Game, games
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan
from tests.core.test_results import alone, paced_room

_unshrunk = settings(phases=(Phase.explicit, Phase.generate))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("\n=cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0"),
        ("\0=1", "'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("\u200b=1", "'=1"),
        ("plain", "plain"),
        ("1-1", "1-1"),
        ("", ""),
        (None, ""),
        (-3, "-3"),
        (0, "0"),
        (100, "100"),
        (-0.25, "-0.25"),
        (Fraction(1, 3), "0.333"),
        (Fraction(20), "20"),
    ],
)
def test_a_cell_is_a_text_or_a_number_and_never_a_formula(cell: Cell, written: str) -> None:
    """Whatever a player is called, and whatever they type."""
    assert safe_cell(cell) == written


@given(st.text(max_size=20))
def test_no_text_begins_a_formula(text: str) -> None:
    """Nor hides anything."""
    cell = safe_cell(text)
    assert not hidden(cell)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def a_lesson() -> Table:
    """Two players, one of them hostile, and a question that is void."""
    table = Table(a_plan(3, Rules("fair", allowance=40)), c0deann=ONE)
    table.do(JoinSeat("c0debo", "=HYPERLINK(0)"))
    table.do(SetTeam("c0debo", "@Reds"))
    table.do(OpenRound(0))
    for place in range(3):
        table.ask(place * 100_000, 0, c0deann=(RIGHT, 1500), c0debo=(WRONG, 2500))
    table.do(VoidItem(2, "-two keys"))
    return table


def test_the_tables_of_a_lesson() -> None:
    """As a reader of tables reads them."""
    found = results(a_lesson().state)
    players = list(csv.DictReader(io.StringIO(players_csv(found))))
    assert [(row["name"], row["team"], row["right"]) for row in players] == [
        ("c0deann", "", "2"),
        ("'=HYPERLINK(0)", "'@Reds", "0"),
    ]
    assert (players[0]["q1 credit"], players[0]["q1 answer"], players[0]["q1 seconds"]) == ("1", "a", "1.5")
    assert players[0]["q2 credit"] == players[0]["q2 answer"] == ""
    items = list(csv.DictReader(io.StringIO(items_csv(found))))
    assert [(row["number"], row["difficulty"], row["voided"]) for row in items] == [
        ("1", "0.5", ""),
        ("2", "", "'-two keys"),
        ("3", "0.5", ""),
    ]


def test_the_page_of_a_lesson() -> None:
    """It names the allowance for slow lines, what is void, and what nobody chose."""
    found = results(a_lesson().state)
    lines = page(found)
    text = "\n".join(lines)
    for part in ("up to 40 ms", "void: -two keys", "2 of 2", "1 of 2 right", "a 1, b 1", "@Reds"):
        assert part in text, part
    assert "difficulty" not in text, "there it is a number that is high for what is easy"
    assert "all 2 right" in "\n".join(page(replace_item(found, right=2, difficulty=Fraction(1))))
    assert "1 of 2 right, with what was partly right 75 %" in "\n".join(
        page(replace_item(found, right=1, difficulty=Fraction(3, 4)))
    )
    assert "never chosen: b" in "\n".join(page(results(_all_right().state)))


def replace_item(found: Results, *, right: int, difficulty: Fraction) -> Results:
    """The same lesson with other answers to its first question."""
    first, *others = found.items
    return replace(found, items=(replace(first, right=right, difficulty=difficulty), *others))


def _all_right() -> Table:
    table = Table(a_plan(1), ann=ONE)
    table.do(OpenRound(0))
    table.ask(0, 0, ann=(RIGHT, 1))
    return table


def test_the_tables_of_what_each_did_alone() -> None:
    """The old columns are as they were; those after them tell what is not opened from what is wrong or left out."""
    found = results(alone(paced_room(4, "ann", "bo").state, ann="RW-", bo=""))
    table = players_csv(found)
    assert table.partition(",q1")[0] == players_csv(results(a_lesson().state)).partition(",q1")[0]
    ann, bo = csv.DictReader(io.StringIO(table))
    assert (ann["right"], ann["asked"], ann["total"], ann["not opened"]) == ("1", "3", "4", "1")
    assert [ann[f"q{n} state"] for n in (1, 2, 3, 4)] == ["right", "wrong", "no answer", "not opened"]
    assert (bo["right"], bo["asked"], bo["total"], bo["not opened"]) == ("0", "0", "4", "4")
    items = list(csv.DictReader(io.StringIO(items_csv(found))))
    assert [(row["asked"], row["opened"], row["not opened"]) for row in items] == [
        *[("1", "1", "1")] * 3,
        ("0", "0", "2"),
    ]
    told = json.loads(as_json(found))
    one, other = told["players"]
    assert told["self_paced"]
    assert (one["asked"], one["total"], one["not_opened"]) == (3, 4, 1)
    assert one["states"] == ["right", "wrong", "no answer", "not opened"]
    assert (other["not_opened"], other["marks"]) == (4, [None] * 4)
    assert [question["opened"] for question in told["questions"]] == [1, 1, 1, 0]
    text = "\n".join(" ".join(line.split()) for line in page(found))
    for part in (
        "name score right no answer not opened time", "1. ann 1000 1 of 4 1 1 10 s", "2. bo 0 0 of 4 0 4 0 s",
        "1 of 1 right, 5.0 s, opened by 1 of 2", "a: nobody has opened it",
    ):  # fmt: skip
        assert part in text, (part, text)


def test_a_lesson_that_all_played_together_says_nothing_of_opening() -> None:
    """There is nothing that anybody could leave unopened."""
    found = results(a_lesson().state)
    written = players_csv(found) + items_csv(found) + as_json(found) + "\n".join(page(found))
    assert not [word for word in ("opened", "total", "state", "self_paced") if word in written]


@_unshrunk
@given(games())
def test_no_export_holds_a_seat(game: Game) -> None:
    """Seats are secrets: none is in any file. Names of seats are made so that they are found in nothing else."""
    state = game.states[-1]
    found = results(state)
    written = players_csv(found) + items_csv(found) + as_json(found) + "\n".join(page(found))
    assert not [seat for seat in ("ann", "bo", "cy", "di") if f'"{seat}"' in written or f",{seat}," in written]
    again = json.loads(as_json(found))
    assert [one["name"] for one in again["players"]] == [one.row.name for one in found.players]
    assert len(again["questions"]) == len(found.items)
