"""Events survive the way through JSON, and foreign ones are refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.events import AnswerLocked, Event, QuestionOpened, RoundOpened
from quiz.core.kinds import Pick
from quiz.stores.base import DamagedError, UnknownEventError
from quiz.stores.codec import Codec, event_kinds
from tests.stores.samples import game

CODEC = Codec()
ROOT = Path(__file__).resolve().parents[2]


def test_the_sample_game_has_every_kind_of_event() -> None:
    """The other tests leave no kind out."""
    assert {type(event) for event in game()} == set(get_args(Event))
    assert {event.kind for event in game()} == event_kinds()


@pytest.mark.parametrize("event", game(), ids=lambda event: event.kind)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    """Decoding undoes encoding, types included."""
    assert CODEC.decode(CODEC.encode(event)) == event


@given(st.one_of(*(st.from_type(member) for member in get_args(Event))))
def test_any_event_comes_back_as_it_was(event: Event) -> None:
    """The same for events of any content, with every kind of question and answer."""
    text = CODEC.encode(event)
    assert "\n" not in text
    assert CODEC.decode(text) == event


@given(st.one_of(*(st.from_type(member) for member in get_args(Event))))
def test_an_event_is_written_as_its_schema_writes_it(event: Event) -> None:
    """Writing does without the schema, and differs in no byte."""
    assert CODEC.encode(event) == CODEC._adapter.dump_json(event).decode()


def test_a_game_that_is_only_written_needs_no_schema() -> None:
    """In a fresh interpreter: pydantic is not even imported."""
    script = (
        "import sys; from quiz.stores.codec import Codec; from tests.stores.samples import game;"
        "codec = Codec(); [codec.encode(event) for event in game()]; assert 'pydantic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def test_an_unknown_kind_is_named() -> None:
    """A kind from a later version is an error of its own."""
    with pytest.raises(UnknownEventError, match="game_exploded"):
        CODEC.decode('{"kind": "game_exploded", "at": 3}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        '{"kind": 3}',
        '{"kind": ["round_opened"]}',
        "[" * 100_000,
        '{"kind": "round_opened", "at": 0}',
        '{"kind": "round_opened", "at": "x", "round": 1}',
        '{"kind": "round_opened", "at": 1.5, "round": 1}',
    ],
    ids=lambda text: text[:24] or "empty",
)
def test_a_damaged_event_is_an_error_not_a_guess(text: str) -> None:
    """Nothing is filled in for what is missing or malformed."""
    with pytest.raises(DamagedError):
        CODEC.decode(text)


def test_a_question_that_was_opened_before_there_was_a_lead_has_none() -> None:
    """A log of the first version is read as it was meant."""
    old = {"at": 2, "instance": 1, "round": 0, "index": 0, "order": [1, 0], "limit": None, "kind": "question_opened"}
    assert CODEC.decode(json.dumps(old)) == QuestionOpened(2, 1, 0, 0, (1, 0), None, 0)


def test_an_answer_that_was_given_before_lines_could_be_slow_was_not() -> None:
    """The same for what was added to answers, and to the rules of a plan."""
    old = {"at": 2, "seat": "you", "instance": 1, "sequence": 1, "response": {"option": 0, "kind": "pick"}}
    assert CODEC.decode(json.dumps(old | {"kind": "answer_locked"})) == AnswerLocked(2, "you", 1, 1, Pick(0), 0)
    started = json.loads(CODEC.encode(game()[0]))
    del started["plan"]["rules"]["allowance"]
    assert CODEC.decode(json.dumps(started)) == game()[0]


def test_the_json_stands_on_its_own() -> None:
    """Somebody without this program can read an event."""
    assert json.loads(CODEC.encode(RoundOpened(5, 1))) == {"at": 5, "round": 1, "kind": "round_opened"}
