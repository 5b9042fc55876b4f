"""What a live front end asks of a game: time to read, time that stands still, and time that runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.commands import Reason
from quiz.core.decide import Refusal
from quiz.core.events import AnswerLocked, Event, QuestionOpened
from quiz.core.grammar import spell
from quiz.core.items import Item
from quiz.core.kinds import Cloze, Typed, canonical
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.core.views import QuestionView
from quiz.rooms.solo import RefusedError, SeededChance, SoloGame, reading_time
from quiz.stores.base import UnavailableError
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, cloze, plan, single

TIMED = replace(plan(), rules=Rules(timer=True))


class Live:
    """A game with its clock and its log."""

    def __init__(self, whole: Plan = TIMED, factor: Fraction | None = Fraction(1), *, reading: bool = False) -> None:
        """Begin it, on a clock that does not stand at zero."""
        self.clock, self.log, self.whole = StillClock(), MemoryLog(), whole
        self.clock.now = 5_000_000
        chance = SeededChance(whole.seed)
        self.game = SoloGame.start(self.log, "g", self.clock, chance, whole, factor=factor, reading=reading)

    def to_question(self, number: int = 1) -> Live:
        """Leave questions until this one is open."""
        while self.game.phase is not Phase.OPEN or self.question.number < number:
            if self.game.phase is Phase.OPEN:
                self.game.skip()
            else:
                self.game.advance()
        return self

    @property
    def question(self) -> QuestionView:
        """The open question."""
        view = self.game.view.public.question
        assert view is not None
        return view

    @property
    def deadline(self) -> int:
        """The player's own."""
        last = self.game.view.deadline
        assert last is not None
        return last

    def right(self) -> str:
        """The right answer as it is typed."""
        return spell(canonical(self.game.item.question), self.game.order)

    def wait_until(self, now: int) -> None:
        """Let time run to this moment of the game."""
        self.clock.now += now - self.game.now_ms

    def kinds(self, after: int) -> list[str]:
        """The kinds of event that were logged after so many."""
        return [event.kind for event in self.log.read("g", after)]


# -- time to read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        (single(), 2000),
        (replace(single(), stem="word " * 20), 4800),
        (replace(single(), stem="word " * 62), 14_880),
        (replace(single(), stem="word " * 63), 15_000),
        (cloze(), 2400),
        (Item("q", "It ____ so " * 6, Cloze(("It ", " so " + "It ____ so " * 5), (Typed(("is",)),))), 4320),
    ],
    ids=["shortest", "words", "almost longest", "longest", "gaps", "the stem is the text"],
)
def test_reading_takes_240_ms_a_word(item: Item, lead: int) -> None:
    """Between two and fifteen seconds, of the stem and of the text with gaps, each read once."""
    assert reading_time(item) == lead


def test_with_reading_each_question_stands_alone_first() -> None:
    """The lead is in the log and in the view, and the deadline is later by it."""
    live = Live(reading=True)
    for number in range(1, 9):
        live.to_question(number)
        assert live.question.lead == reading_time(live.game.item) >= 2000
        assert live.deadline == live.question.opened + live.question.lead + 20_000
    assert Live().to_question().question.lead == 0


def test_without_timer_nothing_stands_alone() -> None:
    """There is no time that reading could take."""
    live = Live(plan(), reading=True).to_question()
    assert (live.question.lead, live.game.view.deadline, live.game.view.factor) == (0, None, None)


def test_a_resumed_game_gives_time_to_read_when_it_is_asked_to() -> None:
    """An open question keeps what it had; the ones after it follow the front end that goes on."""
    live = Live(reading=True).to_question()
    again = SoloGame.resume(live.log, "g", live.clock, SeededChance(7))
    assert again.view == live.game.view
    again.skip()
    second = again.advance().public.question
    assert second is not None
    assert second.lead == 0
    last = SoloGame.resume(live.log, "g", live.clock, SeededChance(7), reading=True)
    last.skip()
    third = last.advance().public.question
    assert third is not None
    assert third.lead == reading_time(last.item)


@pytest.mark.parametrize(("factor", "limit"), [(Fraction(1), 20), (Fraction(3, 2), 30), (Fraction(2), 40)])
def test_a_factor_stretches_the_players_own_limit(factor: Fraction, limit: int) -> None:
    """Of the seat, not of the question."""
    live = Live(factor=factor).to_question()
    assert (live.question.limit, live.deadline - live.question.opened) == (20_000, limit * 1000)


def test_a_player_without_timer_has_no_deadline() -> None:
    """Nothing ever runs out."""
    live = Live(factor=None).to_question()
    live.clock.now += 10**9
    assert live.game.view.deadline is None
    assert not live.game.expire(live.right())


def test_a_factor_that_does_not_exist_begins_no_game() -> None:
    """And leaves nothing in the log."""
    log = MemoryLog()
    with pytest.raises(RefusedError):
        SoloGame.start(log, "g", StillClock(), SeededChance(7), TIMED, factor=Fraction(5))
    assert log.games() == ()


# -- time that stands still ------------------------------------------------------------------------------------------


def test_a_paused_game_does_not_age() -> None:
    """However long the pause, and however often it is asked for; afterwards time runs on from where it stood."""
    live = Live().to_question()
    live.clock.now += 1000
    begun = live.game.now_ms
    live.game.pause()
    live.clock.now += 500_000
    live.game.pause()
    live.clock.now += 500_000
    assert live.game.now_ms == begun == live.question.opened + 1000
    assert not live.game.expire(live.right())
    live.game.go_on()
    live.game.go_on()
    assert live.game.now_ms == begun
    live.clock.now += 250
    assert live.game.now_ms == begun + 250


def test_a_step_or_an_answer_ends_a_pause() -> None:
    """Nobody plays on in a game that stands still."""
    live = Live()
    live.game.pause()
    live.game.advance()
    live.clock.now += 10
    assert live.game.now_ms == 10
    live.to_question()
    live.game.pause()
    live.clock.now += 10**6
    assert live.game.answer("no answer") is not None
    live.clock.now += 3000
    assert live.game.answer(live.right()) is None
    (locked,) = (event for event in live.log.read("g") if isinstance(event, AnswerLocked))
    assert locked.at == live.question.opened + 3000


def test_a_paused_game_can_be_ended() -> None:
    """At the moment at which it stands."""
    live = Live().to_question()
    live.game.pause()
    live.clock.now += 10**6
    live.game.finish(Reason.ENDED)
    assert live.log.read("g")[-1].at == 0


STEPS = st.lists(
    st.sampled_from(("wait", "wait", "pause", "go on", "advance", "answer", "nonsense", "skip", "expire")), max_size=60
)


@given(STEPS, st.integers(0, 9000), st.integers(1, 10**6), st.booleans())
def test_pauses_leave_no_trace(steps: Sequence[str], wait: int, pause: int, reading: bool) -> None:
    """The same game without its pauses has the same log."""
    one, two = Live(reading=reading), Live(reading=reading)
    for step in steps:
        if step == "pause":
            one.game.pause()
            one.clock.now += pause
            continue
        for live in (one, two):
            perform(live, step, wait)
    assert one.log.read("g") == two.log.read("g")
    assert one.game.now_ms == two.game.now_ms


def perform(live: Live, step: str, wait: int) -> None:
    """One step of a player, if it can be taken."""
    game = live.game
    game.go_on()
    if step == "wait":
        live.clock.now += wait
    elif step == "advance":
        game.advance()
    elif step == "expire":
        game.expire("A")
    elif step != "go on" and game.phase is Phase.OPEN:
        late = live.deadline < game.now_ms
        if step == "skip":
            game.skip()
        elif step == "nonsense":
            game.answer("nothing of the kind; at all; or is it")
        elif late:
            with pytest.raises(RefusedError):
                game.answer(live.right())
        else:
            game.answer(live.right())


# -- time that runs out ----------------------------------------------------------------------------------------------


def test_nothing_runs_out_before_its_time() -> None:
    """One ms before the deadline nothing happens; at the deadline what stands is locked, closed and revealed."""
    live = Live(reading=True).to_question()
    before = live.game.version
    live.wait_until(live.deadline - 1)
    assert not live.game.expire(live.right())
    assert live.game.version == before
    live.wait_until(live.deadline)
    assert live.game.expire(live.right())
    assert live.kinds(before) == ["answer_locked", "question_closed", "question_revealed"]
    assert not live.game.expire(live.right())


@pytest.mark.parametrize("number", range(1, 9))
def test_what_stands_at_the_deadline_counts(number: int) -> None:
    """For every kind of question, as late as can be and never later, however late the front end is."""
    live = Live().to_question(number)
    live.wait_until(live.deadline + 700)
    assert live.game.expire(live.right())
    result = live.game.view.result
    assert result is not None
    assert result.verdict == 1
    (locked,) = (event for event in live.log.read("g") if isinstance(event, AnswerLocked))
    assert locked.sequence is None
    assert live.game.view.row.bonus == 0


@pytest.mark.parametrize("text", ["", "  ", "perhaps", "\x1b[31m", "A" * 10_000])
def test_what_is_no_answer_is_left(text: str) -> None:
    """The question is revealed without an answer."""
    live = Live().to_question()
    before = live.game.version
    live.wait_until(live.deadline)
    assert live.game.expire(text)
    assert live.kinds(before) == ["question_closed", "question_revealed"]
    assert live.game.view.answer is None


def test_an_answer_after_the_deadline_is_refused_and_the_question_still_open() -> None:
    """At the deadline it counts, one ms later it is late: then `expire` settles the question."""
    live = Live().to_question()
    live.wait_until(live.deadline + 1)
    before = live.game.version
    with pytest.raises(RefusedError) as caught:
        live.game.answer(live.right())
    assert caught.value.reason is Refusal.LATE
    assert (live.game.version, live.game.phase) == (before, Phase.OPEN)
    assert live.game.expire("")
    again = Live().to_question()
    again.wait_until(again.deadline)
    assert again.game.answer(again.right()) is None


def test_nothing_runs_out_where_no_question_is_open() -> None:
    """In no other phase of a game."""
    live = Live(Plan("One", "d", 1, (Round("R", (single(),)),)))
    settled = {}
    while live.game.phase is not Phase.FINISHED:
        live.clock.now += 10**6
        phase = live.game.phase
        settled[phase] = live.game.expire("A")
        live.game.advance()
    assert not live.game.expire("A")
    assert [phase for phase, done in settled.items() if done] == [Phase.OPEN]
    assert len(settled) == 4


class FullLog(MemoryLog):
    """A memory log that can be full."""

    full = False

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Fail while it is."""
        if self.full:
            raise UnavailableError("full")
        return super().append(game, expected_version, events)


def test_what_runs_out_is_one_append() -> None:
    """When it fails, neither answer nor reveal is shown, and it can be tried again."""
    log, clock = FullLog(), StillClock()
    game = SoloGame.start(log, "g", clock, SeededChance(7), TIMED)
    game.advance()
    game.advance()
    before, clock.now, log.full = game.view, 20_000, True
    with pytest.raises(UnavailableError):
        game.expire("A")
    assert game.view == before
    log.full = False
    assert game.expire("A")


def test_the_game_says_its_name() -> None:
    """As the log knows it, started or resumed."""
    live = Live()
    assert live.game.game == "g"
    assert SoloGame.resume(live.log, "g", live.clock, SeededChance(7)).game == "g"


def test_a_game_without_reading_is_logged_as_before() -> None:
    """Plain mode opens questions with nothing before their time."""
    live = Live(plan())
    live.to_question(8)
    assert all(event.lead == 0 for event in live.log.read("g") if isinstance(event, QuestionOpened))
