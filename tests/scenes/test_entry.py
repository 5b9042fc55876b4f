"""Keys and clicks make entries, and what is locked is an answer in the one grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.grammar import Problem, parse
from quiz.core.items import Item
from quiz.core.kinds import Arrangement, Cloze, Fillings, Pairs, Picks, Question, Response, Words
from quiz.core.kinds.typed import LIMIT
from quiz.core.state import Phase
from quiz.core.views import QuestionView
from quiz.scenes.entry import HINTS, Entry, aim, blank, choose, missing, paste, places, press, spelled
from tests.games import cloze, match, multiple, number, order, single, true_false, typed
from tests.scenes.samples import items, known_items, shots

KEYS = (
    "a", "b", "c", "d", "h", "1", "2", "9", "up", "down", "left", "right", "enter", "space", "backspace", "delete",
    "tab", "shift+tab", "home", "end", "ctrl+u", "ctrl+w", "T", "f", "?", "é", "李", "f5", "escape",
)  # fmt: skip


def view_of(item: Item) -> QuestionView:
    """The item as an open question."""
    shown = next(shot.view.public.question for shot in shots(item) if shot.view.public.phase is Phase.OPEN)
    assert shown is not None
    return shown


def pressed(question: QuestionView, keys: str) -> Entry:
    """An entry after some keys, written with blanks between them."""
    entry = blank(question)
    for key in keys.split():
        entry = press(entry, question, key, key if len(key) == 1 else None).entry
    return entry


def read(item: Item, question: QuestionView, entry: Entry) -> Response | Problem:
    """What the grammar makes of an entry; places are read in the order in which they stand."""
    return parse(spelled(entry, question), item.question, tuple(range(len(question.options))))


@pytest.mark.parametrize(
    ("item", "keys", "spelling"),
    [
        (single(), "b", "B"), (single(), "3", "C"), (single(), "b d", "D"), (single(), "down down", "B"),
        (single(), "h", ""), (multiple(), "a c", "A C"), (multiple(), "c a a", "C"), (multiple(), "", "none"),
        (multiple(), "down space down space", "A B"), (true_false(), "t", "true"), (true_false(), "2", "false"),
        (true_false(), "b", "false"), (number(), "4 2 9 4", "4294"), (number(), "- 5 backspace", "-"),
        (typed(), "Y a k home X", "XYak"), (typed(), "a b left left delete", "b"), (order(), "c a b d", "C A B D"),
        (order(), "c a backspace b", "C B"), (order(), "c a c", "A"), (match(), "b a", "1B 2A"),
        (match(), "2 b", "1- 2B"), (match(), "b b", "1- 2B"), (match(), "right", "1A 2-"),
        (match(), "b down backspace", ""),
        (cloze(), "O b tab I r", "Ob; Ir"), (cloze(), "O b ; I r", "Ob; Ir"),
    ],
)  # fmt: skip
def test_keys_spell_answers(item: Item, keys: str, spelling: str) -> None:
    """Letters, digits, arrows and typing, kind by kind."""
    question = view_of(item)
    assert spelled(pressed(question, keys), question).strip("; ") == spelling.strip("; ")


@pytest.mark.parametrize("item", known_items(), ids=lambda item: item.question.kind)
def test_nothing_is_not_locked(item: Item) -> None:
    """Enter on an empty entry says what is missing; only several choices may be none, and that at the second time."""
    question = view_of(item)
    step = press(blank(question), question, "enter")
    assert not step.lock
    assert step.told
    assert press(step.entry, question, "enter").lock is (item.question.kind == "multiple")


def test_the_same_key_again_locks() -> None:
    """For a pick of one; another key changes the pick."""
    question = view_of(single())
    entry = pressed(question, "b")
    assert not press(entry, question, "c", "c").lock
    assert press(entry, question, "b", "b").lock
    assert choose(entry, question, 1).lock


def test_an_unfinished_match_is_locked_by_a_second_enter() -> None:
    """And another key in between takes that back."""
    question = view_of(match())
    once = press(pressed(question, "b"), question, "enter")
    assert not once.lock
    assert "1 not matched" in once.told
    assert press(once.entry, question, "enter").lock
    other = press(once.entry, question, "up").entry
    assert not press(other, question, "enter").lock


def test_enter_in_a_cloze_goes_to_the_next_empty_gap() -> None:
    """Before it asks to lock."""
    question = view_of(cloze())
    step = press(pressed(question, "O b"), question, "enter")
    assert not step.lock
    assert step.entry.at == 1


def test_a_click_turns_to_a_gap_or_a_left_entry() -> None:
    """And to nothing that is not there."""
    question = view_of(match())
    assert aim(blank(question), question, 1).entry.at == 1
    assert not aim(blank(question), question, 7).used
    assert not choose(blank(question), question, 12).used


@given(st.text(max_size=3 * LIMIT))
def test_a_paste_is_cleaned_and_bounded(text: str) -> None:
    """Line ends become blanks, hidden characters go, and no answer grows beyond its limit."""
    question = view_of(typed())
    entry = paste(blank(question), text)
    assert len(entry.texts[0]) <= LIMIT
    assert "\n" not in entry.texts[0]
    assert "\x1b" not in entry.texts[0]
    assert entry.caret == len(entry.texts[0])


def shaped(response: Response, entry: Entry, question: Question) -> bool:
    """Whether a response says what the entry says."""
    match response:
        case Picks() | Arrangement():
            named = response.options if isinstance(response, Picks) else response.entries
            return named == entry.picks
        case Pairs():
            return response.rights == entry.rights
        case Words():
            return response.text == " ".join(entry.texts[0].split())
        case Fillings():
            return isinstance(question, Cloze) and len(response.texts) == len(entry.texts)
        case _:
            return True


@given(item=items(), keys=st.lists(st.sampled_from(KEYS), max_size=25), columns=st.integers(1, 2))
def test_no_keys_break_an_entry_and_what_locks_is_an_answer(item: Item, keys: list[str], columns: int) -> None:
    """Any keys: places stay in range, nothing is there twice, and a whole entry reads as the answer that it shows."""
    question = view_of(item)
    entry, lock = blank(question), False
    for key in keys:
        step = press(entry, question, key, key if len(key) == 1 else None, columns)
        entry, lock = step.entry, step.lock
        assert all(0 <= place < places(question) for place in entry.picks)
        assert len(set(entry.picks)) == len(entry.picks)
        given_ = [right for right in entry.rights if right is not None]
        assert len(set(given_)) == len(given_)
        assert all(0 <= right < len(question.options) for right in given_)
        assert all(len(text) <= LIMIT for text in entry.texts)
        assert not entry.texts or 0 <= entry.caret <= len(entry.texts[entry.at])
    if lock and not missing(entry, question):
        response = read(item, question, entry)
        if item.question.kind not in ("number", "typed", "cloze"):
            assert not isinstance(response, Problem)
        if not isinstance(response, Problem):
            assert shaped(response, entry, item.question)


@pytest.mark.parametrize("item", [single(), true_false(), order(), number(), typed()], ids=lambda one: one.id)
def test_what_is_missing_is_told_with_how_it_is_given(item: Item) -> None:
    """The hint stays where it is needed."""
    question = view_of(item)
    told = press(blank(question), question, "enter").told
    assert told == f"{missing(blank(question), question)}: {HINTS[question.kind]}"
