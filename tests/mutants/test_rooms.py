"""Every defect planted in rooms is caught by the checks that are there for it: `pytest -m mutants`."""

from __future__ import annotations

import pytest

from tests.mutants.edits import Edit, fails, planted, run

pytestmark = pytest.mark.mutants

BATCH = "rooms/room:test_a_batch_is_one_transaction"
TOLD = "rooms/room:test_nobody_is_told_before_it_is_written"
FULL = "rooms/room:test_what_cannot_be_written_is_nobodys"
CAME = "rooms/room:test_an_answer_counts_from_when_it_came"
DIED = "rooms/room:test_a_room_that_died_goes_on_where_it_was"
SEVERAL = "rooms/room:test_all_of_several_commands_happen_or_none"
FAULT = "rooms/room:test_a_fault_in_one_command_is_one_players"
CANCELLED = "rooms/room:test_a_room_that_is_cancelled_finishes_its_write"
CLOSES = "rooms/room:test_a_room_that_closes_answers_everybody"
ELSE = "rooms/room:test_somebody_elses_write_ends_the_room"
RACE = "rooms/room:test_of_two_who_want_a_name_one_gets_it"
SCENE = "rooms/room:test_answers_do_not_change_what_everybody_sees"
BEATS = "rooms/room:test_no_beat_is_missed_and_none_is_queued"
IN_TIME = "rooms/conduct:test_a_question_is_closed_at_the_last_deadline"
ALL = "rooms/conduct:test_a_question_that_all_have_answered_is_closed"
LINE = "rooms/conduct:test_nobody_waits_long_for_a_lost_line"
NO_TIMER = "rooms/conduct:test_who_has_no_timer_is_waited_for"
PAUSE = "rooms/conduct:test_nothing_is_due_in_a_pause"
PICKS = "rooms/conduct:test_picks_are_for_the_question_they_were_made_for"
SPACE = "rooms/conduct:test_space_leads_through_a_whole_lesson"
SKIP = "rooms/conduct:test_a_skipped_question_is_gone_at_once"
SLOW = "rooms/conduct:test_a_slow_line_is_waited_for_where_the_rules_say_so"
CALLED = "rooms/names:test_who_may_be_called_what"
GIVEN = "rooms/names:test_a_code_that_is_taken_is_not_given_again"
BITS = "rooms/names:test_codes_are_forty_bits_of_chance"
ALONE = "rooms/self_paced:test_an_answer_is_settled_at_once_and_repeats_give_the_same_reply"
DEADLINE = "rooms/self_paced:test_after_the_deadline_nobody_plays_on"
OWN_TIME = "rooms/self_paced:test_time_is_each_players_own"
PAGE = "rooms/self_paced:test_a_page_has_nothing_of_its_player"
PACE = "rooms/self_paced:test_each_goes_at_their_own_pace"
PUT_OFF = "rooms/self_paced:test_a_deadline_is_put_off_within_reason"
SAME = "rooms/self_paced:test_all_places_tell_the_same_of_what_is_not_opened"
BY_HAND = "rooms/self_paced:test_an_end_by_hand_is_seen_with_all_that_it_locks"
AFTER_END = "rooms/self_paced:test_what_is_settled_after_the_end_is_in_the_standing"
CELL = "rooms/export:test_a_cell_is_a_text_or_a_number_and_never_a_formula"
SUMS = "rooms/forget:test_nobody_elses_sum_changes"
MIDDLE = "rooms/forget:test_who_counts_by_the_middle_of_the_class_keeps_their_bonus"
TRACE = "rooms/forget:test_the_file_keeps_no_trace"
FATE = "results:test_what_somebody_has_not_opened_is_neither_wrong_nor_left_out"
FATES = "results:test_fates_of_any_games_add_up"
UNOPENED = "rooms/self_paced:test_a_host_sees_what_is_not_opened"
VOID = "results:test_what_is_void_for_all_counts_for_nobody"
VOIDED = "rooms/self_paced:test_a_question_that_is_void_counts_for_nobody"
UP = "results:test_results_of_any_game_add_up"

EDITS = (
    Edit("told before it is written", "rooms/ledger:Ledger._settle", "        while not writing.done():",
         "        _answer(orders, batch.outcomes)\n        while not writing.done():", (TOLD, FULL)),
    Edit("seen before it is written", "rooms/ledger:Ledger._decided",
         "batch.states[order.stream] = after",
         "batch.states[order.stream] = self._streams[order.stream].state = after", (TOLD,)),
    Edit("each in a transaction of its own", "rooms/ledger:Ledger.run",
         "batch, self._waiting = self._waiting, []",
         "batch, self._waiting = self._waiting[:1], self._waiting[1:]; self._waiting and self._work.set()", (BATCH,)),
    Edit("the second of a batch that failed is told that all is well", "rooms/ledger:Ledger._publish",
         'self._refuse(orders, "This could not be saved. Try again.")',
         'self._refuse(orders[:1], ""); _answer(orders[1:], batch.outcomes[1:])', (FULL, ELSE)),
    Edit("stamped when decided", "rooms/ledger:Ledger._try", "order.at", "self.now_ms", (CAME,)),
    Edit("time begins anew", "rooms/ledger:Ledger.__init__",
         "max((stream.state.at for stream in streams.values()), default=0)", "0", (DIED,)),
    Edit("half of an order happens", "rooms/ledger:Ledger._try", "return outcome, state",
         "return (tuple(events) or outcome), state", (SEVERAL,)),
    Edit("one fault ends the lesson", "rooms/ledger:Ledger._try", "except Exception:", "except KeyError:", (FAULT,)),
    Edit("a write is left to itself", "rooms/ledger:Ledger._settle", "                cancelled = True",
         "                raise", (CANCELLED,)),
    Edit("what waits is left waiting", "rooms/ledger:Ledger.run", "while self._waiting or not self._closing:",
         "while not self._closing:", (CLOSES,)),
    Edit("somebody else's write is overlooked", "rooms/ledger:Ledger._publish",
         "error is not None and not isinstance(error, StoreError)", "False", (ELSE,)),
    Edit("any other name will do", "rooms/names:Names.problem", "self._look(other) & look for other", "False for other",
         (RACE, CALLED)),
    Edit("reserved names for all", "rooms/names:Names.problem", "look & self._reserved", "False", (CALLED,)),
    Edit("names of any width", "rooms/names:Names.problem", "1 <= cells(name) <= WIDEST", "cells(name)", (CALLED,)),
    Edit("answers are a new scene", "rooms/room:_asked_alike",
         "one is two or replace(one, answers=two.answers) == two", "one is two", (SCENE,)),
    Edit("a pause is no new scene", "rooms/room:_looks_alike", "        and before.paused == after.paused\n", "",
         (SCENE,)),
    Edit("beats are queued", "rooms/ledger:Pulse.after", "return self.count", "return seen + 1", (BEATS,)),
    Edit("picks move after the deadline", "rooms/conduct:Conduct.pick", "last is not None and", "False and",
         (IN_TIME,)),
    Edit("picks move in a pause", "rooms/conduct:Conduct.pick", " or state.paused is not None", "", (PAUSE,)),
    Edit("picks of the question before", "rooms/conduct:Conduct._turn", "self._picks.clear()", "pass", (PICKS,)),
    Edit("picks for any question", "rooms/conduct:Conduct.pick", " or instance != self._instance", "", (PICKS,)),
    Edit("closed with time left", "rooms/conduct:Conduct.closes_at", "max(known", "min(known", (IN_TIME,)),
    Edit("closed at once when somebody has no timer", "rooms/conduct:Conduct.closes_at",
         "if len(known) == len(waits) else None", "", (NO_TIMER,)),
    Edit("an empty room closes at once", "rooms/conduct:Conduct.closes_at", "if not seats:", "if False:", (ALL,)),
    Edit("due in a pause", "rooms/conduct:Conduct.closes_at", " or state.paused is not None", "", (PAUSE,)),
    Edit("a lost line holds all up", "rooms/conduct:Conduct._waits_for", "self.present(seat) or ", "True or ", (LINE,)),
    Edit("a lost network ends the question", "rooms/conduct:Conduct._waits_for",
         " or not any(map(self.present, state.seats))", "", (LINE,)),
    Edit("a second line that goes takes the seat away", "rooms/conduct:Conduct.left",
         "max(self._lines.get(seat, 0) - 1, 0)", "0", (LINE,)),
    Edit("slow lines come too late", "rooms/conduct:Conduct._waits_for", " + plan_of(state).rules.allowance", "",
         (SLOW,)),
    Edit("a key pressed twice is two steps", "rooms/conduct:Conduct.next",
         "scene is not None and scene != self._room.scene", "False", (SPACE,)),
    Edit("skipped and shown", "rooms/conduct:Conduct.skip",
         "*commands, *(() if onward is None else (onward,))", "*commands", (SKIP,)),
    Edit("skipped and counted", "rooms/conduct:Conduct.skip", "commands.append(VoidItem(instance, because))", "pass",
         (SKIP,)),
    Edit("a code twice", "rooms/codes:new_code", "code not in taken and ", "", (GIVEN,)),
    Edit("fewer codes", "rooms/codes:new_code", "secrets.choice(ALPHABET)", "secrets.choice(ALPHABET[:31])",
              (BITS,)),
    Edit("a repeat is stale", "rooms/self_paced:SelfPaced.answer", "() if known else ", "", (ALONE,)),
    Edit("answers after the deadline", "rooms/self_paced:SelfPaced._playing", " if self.over else ",
         " if False else ", (DEADLINE,)),
    Edit("games go on after the deadline", "rooms/self_paced:SelfPaced._settling",
         "commands if end is None else [*commands, FinishGame(end)]", "commands", (DEADLINE,)),
    Edit("picks are lost when time is up", "rooms/self_paced:SelfPaced._settling", "at == instance", "False",
              (OWN_TIME, DEADLINE)),
    Edit("a page tells when it was opened", "rooms/sights:page_of", "opened=0, ", "", (PAGE,)),
    Edit("a page tells when time is up", "rooms/sights:page_of", ", deadline=None", "", (PAGE,)),
    Edit("a rank before the end", "rooms/games:Games.view",
         "if self._room.phase is Phase.FINISHED else view.row", "", (PACE,)),
    Edit("an end that is not written", "rooms/self_paced:SelfPaced.end",
         "self._ledger.submit(self.name, FinishGame(Reason.ENDED))", "asyncio.ensure_future(asyncio.sleep(0, ()))",
         (PACE, PUT_OFF)),
    Edit("an end in two writes", "rooms/self_paced:SelfPaced.end",
         ", *self._settled(self._room.reason or Reason.ENDED)", "", (BY_HAND,)),
    Edit("a standing from before the end", "rooms/sights:Sights.keep", " and not over", "", (AFTER_END,)),
    Edit("a deadline in the past", "rooms/self_paced:SelfPaced.postpone", "now < until <= now + MOST_AHEAD",
         "until <= now + MOST_AHEAD", (PUT_OFF,)),
    Edit("a page tells who was right", "rooms/sights:page_of", "right=0, ", "", (PAGE,)),
    Edit("formulas pass", "rooms/export:safe_cell", "startswith(FORMULA)", "startswith(FORMULA[:4])", (CELL,)),
    Edit("formulas after blanks pass", "rooms/export:safe_cell", "text.lstrip()", "text", (CELL,)),
    Edit("the middle moves", "rooms/forget:without", "_others(replay(gone), seat) == _others(replay(events), seat)",
         "True", (MIDDLE,)),
    Edit("who goes stays in the standing", "rooms/forget:_nameless",
              "tuple(found) if state.seats[seat].out else (*found, SeatKicked(state.at, nobody))", "tuple(found)",
              (MIDDLE,)),
    Edit("what was played alone is left", "rooms/forget:forget", "{**changed, room: events}", "{room: events}",
         ("rooms/forget:test_a_game_that_was_played_alone_goes_with_its_player",)),
    Edit("one seat is as good as another", "rooms/forget:without", 'getattr(event, "seat", None) != seat', "True",
         (TRACE, SUMS)),
    Edit("those who were not asked count", "results:_item", "if shares else None", "if shares else Fraction(0)",
         ("results:test_what_does_not_count_is_left_out",)),
    Edit("right options are unused", "results:_item", "if not option.right and not option.count",
         "if not option.count", ("results:test_a_distractor_that_nobody_chose_is_named",)),
    Edit("the rest holds the question itself", "results:_discrimination", "one is not asked and ", "",
         (UP,)),
    Edit("only what somebody opened has a line", "results:_lines", "if not state.paced:", "if True:",
         (FATE, FATES, "rooms/export:test_the_tables_of_what_each_did_alone")),
    Edit("what is not opened is left out", "results:_fate", "return Fate.UNOPENED", "return Fate.SKIPPED",
         (FATE, FATES)),
    Edit("what stands open is not opened", "results:merged", "opened=len(game.asked)",
         "opened=sum(one.revealed for one in game.asked)", (FATE, FATES, UNOPENED)),
    Edit("of those that are opened", "results:_player", "if state.paced else row.asked", "if False else row.asked",
         (FATE, FATES)),
    Edit("nobody tells what is left out", "host:_done", "row.asked - row.answered", "0", (UNOPENED,)),
    Edit("what is void counts still", "results:merged", "counting(game, room.void)", "game", (VOID, VOIDED)),
    Edit("what is void counts still for who plays", "rooms/games:Games._state", "counting(state, void))", "state)",
         (VOIDED,)),
    Edit("void once and for all", "rooms/games:Games._state", " or kept[1] is not void", "", (VOIDED,)),
    Edit("one void question at a time", "evolve:_voided", "{**state.void, event.instance: event.because}",
         "{event.instance: event.because}", (VOID, VOIDED)),
    Edit("any number is void", "decide:_void_for_all", "not 1 <= command.instance <= plan_of(state).length", "False",
         ("results:test_a_question_that_is_void_for_all_is_one_of_the_plan",)),
    Edit("what is void is asked", "rooms/self_paced:SelfPaced.advance", "in self._room.void", "in ()", (VOIDED,)),
    Edit("what is void stays open", "rooms/self_paced:SelfPaced._settled", "(end or void or ", "(end or ", (VOIDED,)),
    Edit("what is void is not opened", "results:_unopened", ", voided=state.void.get(instance)", "",
         ("results:test_a_question_that_is_void_for_all_is_one_of_the_plan",)),
    Edit("what is void is still to be opened", "state:unopened", "number not in state.void", "True", (VOIDED,)),
    Edit("what is not opened is told with what is void", "rooms/games:Games.unopened", "self._room,",
         "replace(self._room, void={}),", (SAME,)),
    Edit("results of everybody's time as it was at first", "results:merged", "factor=seat.factor, ", "", (PUT_OFF,)),
    Edit("time of what is void", "results:_player", " and asked.voided is None", "",
         ("results:test_what_does_not_count_is_left_out",)),
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_a_planted_defect_is_caught(edit: Edit) -> None:
    """Every check that is named for the defect fails with it."""
    with planted(edit):
        held = [name for name in edit.caught_by if not fails(name)]
    assert not held, f"{edit.name}: {', '.join(held)} still hold"


@pytest.mark.parametrize("name", sorted({name for edit in EDITS for name in edit.caught_by}))
def test_the_checks_hold_without_a_defect(name: str) -> None:
    """The way in which they are run here is not what makes them fail."""
    run(name, examples=10)
