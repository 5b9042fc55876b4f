"""Defects of what a host does to time and to people, and of what is said of it. `test_core` plants them."""

from __future__ import annotations

from tests.mutants.edits import Edit

LESSONS = "lesson:Lessons"
PAUSE = "hosting:test_time_stands_still_in_a_pause"
PAUSES = "hosting:test_a_pause_costs_nobody_anything"
PICKS = "hosting:test_a_close_in_a_pause_locks_picks_as_of_its_beginning"
OUTLASTS = "hosting:test_a_pause_that_outlasts_the_close_is_no_answering_time"
EXTENDED = "hosting:test_an_extension_gives_time_and_no_bonus"
LONG = "hosting:test_more_time_is_some_time_and_not_for_ever"
REOPENED = "hosting:test_a_reopened_question_goes_on"
STAYS_SHUT = "hosting:test_what_is_revealed_or_void_stays_shut"
OUT = "hosting:test_who_is_put_out_is_gone_and_the_name_is_not_free"
LOCKED = "hosting:test_nobody_new_sits_down_in_a_locked_room"
FACTOR = "hosting:test_a_time_factor_holds_from_the_next_question_on"
TEAM = "hosting:test_a_team_stands_by_the_mean_of_its_members"
EARLY = "hosting:test_a_standing_can_be_shown_between_two_questions"
SLOW = "hosting:test_a_slow_line_is_made_up_for_as_far_as_the_rules_say"
AHEAD = "hosting:test_each_player_sees_who_is_just_ahead"
NEXT = "hosting:test_the_host_sees_what_comes_next"
UNSEEN = "interference:test_no_view_depends_on_the_key_before_the_reveal"
TITLES = "superlatives:test_each_title_goes_to_whoever_earned_it"
EQUALS = "superlatives:test_equals_share_and_a_title_is_never_handed_down"
NO_TITLE = "superlatives:test_what_counts_for_nothing_counts_for_no_title"

HOSTING = (
    Edit("a pause takes time", "evolve:_after_pause", " + at - still(state, at)", "", (PAUSE, PAUSES, LESSONS)),
    Edit("answers in a pause", "decide:_answer", "state.phase is Phase.OPEN and state.paused is not None", "False",
         (PAUSE, LESSONS)),
    Edit("picks in a pause are late", "evolve:_answered", "still(state, event.at)", "event.at", (PICKS,)),
    Edit("a pause after the close takes time", "evolve:_closed", "_after_pause(state, event.at)", "state.asked[-1]",
         (OUTLASTS,)),
    Edit("a pause ends unnoticed", "evolve:_timed", ", paused=None)", ")", (PAUSE, LESSONS)),
    Edit("opened in a pause", "decide:_held", "state.paused is None", "True",
         (PICKS, "hosting:test_no_round_opens_in_a_pause", LESSONS)),
    Edit("a settled class in a pause", "state:unsettled", "still(state, now_ms)", "now_ms", (PAUSE,)),
    Edit("an extension earns speed", "state:own_limit", "asked.limit", "asked.span", (EXTENDED,)),
    Edit("lateness over one", "scoring:_late", "min(elapsed, limit)", "elapsed", (EXTENDED,)),
    Edit("an extension is as long for all", "state:last_moment", "_stretched(asked.span, asked, seat)",
         "None if asked.span is None or seat.factor is None else asked.span", (EXTENDED, LESSONS)),
    Edit("extended when shut", "decide:_extend", "state.phase is not Phase.OPEN or ", "", (STAYS_SHUT,)),
    Edit("no time is more time", "decide:_long", "0 < ms", "0 <= ms", (LONG,)),
    Edit("more time without end", "decide:_long", " <= LONGEST_EXTENSION", "", (LONG,)),
    Edit("reopened after the reveal", "decide:_reopen", "state.phase is not Phase.CLOSED or ", "",
         (STAYS_SHUT,)),
    Edit("reopened though void", "decide:_reopen", " or asked.voided is not None", "", (STAYS_SHUT, LESSONS)),
    Edit("reopened from the beginning", "evolve:_timed", "base=spent(asked, event.at)", "base=0",
         (REOPENED,)),
    Edit("shut time is answering time", "evolve:_timed", "asked.held + event.at - since", "asked.held",
         (REOPENED,)),
    Edit("out but graded", "evolve:_graded", " and not seat.out", "", (OUT,)),
    Edit("out but in the standing", "scoring:standings", " if not seat.out", "", (OUT,)),
    Edit("out but waited for", "state:unsettled", " and not seat.out", "", (OUT,)),
    Edit("out but answering", "decide:_answer", "if seat is None or seat.out:", "if seat is None:", (OUT, LESSONS)),
    Edit("out but picking", "decide:_last_picks", " and not seat.out", "", (OUT, LESSONS)),
    Edit("out and in again", "seating:_join", "if taken.out:", "if False:", (OUT, LESSONS)),
    Edit("names of those who are out are free", "seating:_unusable", "if seat is not own",
         "if seat is not own and not seat.out", (OUT, LESSONS)),
    Edit("a locked room is open", "seating:_join", "if state.locked:", "if False:", (LOCKED, LESSONS)),
    Edit("a factor holds at once", "state:factor_for", "asked.instance <= last", "asked.instance < last",
         (FACTOR,)),
    Edit("a factor held always", "state:_stretched", "seat.factor if not seat.earlier else factor_for(asked, seat)",
         "seat.factor", (FACTOR,)),
    Edit("teams apart by case", "seating:_team", "_same_name(team, other.team)", "team == other.team",
         (TEAM,)),
    Edit("the larger team wins", "scoring:_mean", " / len(rows)", "", (TEAM,)),
    Edit("ahead with the same score", "scoring:standings", "if rows and not tied:", "if rows:", (AHEAD,)),
    Edit("a round opens before the last is over", "decide:_open_round", " or next_item(state) is not None", "",
         (EARLY,)),
    Edit("any line is as slow as it says", "decide:_answer", "min(max(command.lag, 0), plan_of(state).rules.allowance)",
         "command.lag", (SLOW,)),
    Edit("a line slower than none", "decide:_answer", "max(command.lag, 0)", "command.lag", (SLOW,)),
    Edit("nobody waits for slow lines", "state:unsettled", " - plan_of(state).rules.allowance", "", (SLOW,)),
    Edit("live counts of what is right", "host:_counts", "for locked in asked.answers.values()",
         "for locked in asked.answers.values() if locked.response == "
         "__import__('quiz.core.kinds', fromlist=['x']).canonical(item_of(state, asked).question)", (UNSEEN,)),
    Edit("a question where a standing is due", "host:next_of", "Step.QUESTION if left else Step.STANDING",
         "Step.QUESTION", (NEXT,)),
    Edit("two titles for one", "superlatives:superlatives", " if seat not in held", "", (EQUALS,)),
    Edit("titles for whoever is left", "superlatives:_holders", "figure == top", "figure <= top", (TITLES,)),
    Edit("slow is fast", "superlatives:_fastest", "-Fraction(sum", "Fraction(sum", (TITLES,)),
    Edit("fast without a clock", "superlatives:_fastest", "own_limit(asked, state.seats[seat]) is not None", "True",
         (NO_TITLE,)),
    Edit("titles for those who are out", "superlatives:superlatives", "players(state)", "state.seats", (NO_TITLE,)),
)  # fmt: skip
