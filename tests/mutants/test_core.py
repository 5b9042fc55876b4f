"""Every defect planted in the core is caught by the checks that are there for it: `pytest -m mutants`."""

from __future__ import annotations

import pytest

from tests.mutants.edits import Edit, check, fails, planted, run
from tests.mutants.hosting import HOSTING

pytestmark = pytest.mark.mutants

GAMES = "machine:Games"
UNSEEN = "interference:test_no_view_depends_on_the_key_before_the_reveal"
CREDIT = "laws:test_more_credit_always_ranks_higher"
VOIDED = "laws:test_voiding_makes_it_as_if_the_question_gave_nothing"
SCORES = "rules:test_scores_by_example"
BOUND = "laws:test_the_bonus_of_a_game_stays_under_the_worth_of_one_question"
PERFECT = "rules:test_a_perfect_game_earns_its_whole_speed_bonus_and_no_more"
MIDDLE = "rules:test_a_player_without_timer_is_as_fast_as_the_middle"
REPEATED = "rules:test_a_repeated_answer_changes_nothing"
CLOSE = "rules:test_the_close_locks_what_stands"
LETTERS = "grammar:test_letters_go_through_the_shown_order"
NO_ANSWER = "grammar:test_what_is_no_answer_says_how_to"
ANY_TEXT = "grammar:test_every_text_is_an_answer_or_a_problem"
NAMED = "grammar:test_pairs_are_locked_only_when_all_are_named"
ASKED_FOR = "grammar:test_what_is_not_there_is_asked_for"
TOO_LATE = "grammar:test_when_it_is_too_late_to_ask_the_rest_stays_open"
INVERSE = "grammar:test_what_is_spelt_is_read_back"
ACCEPTED = "grading:test_what_is_accepted"
STANDING = "laws:test_a_standing_goes_by_credit_then_by_whole_points_of_bonus"
TURKISH = "grading:test_the_two_letters_i_of_turkish"
SLIPS = "grading:test_small_slips_are_forgiven"
REFUSED = "grading:test_what_is_refused"
RANGE = "grading:test_credit_is_from_nothing_to_one"
CLEANED = "text:test_what_the_cleaner_makes_of_it"
IDEMPOTENT = "text:test_cleaning_twice_is_cleaning_once"
TURNS = "turns:test_only_what_is_due_makes_anything_happen"
EVENTS = "turns:test_an_event_out_of_turn_is_refused"
FIT = "grading:test_a_response_out_of_range_does_not_fit"
FLAWS = "grading:test_what_cannot_be_played_says_why"
STALE = "turns:test_an_answer_to_an_old_question_is_stale"
HIDDEN = "text:test_nothing_hidden_is_left"
LEAD = "rules:test_answering_time_runs_after_the_lead"
READ = "laws:test_time_to_read_is_no_time_to_answer"

SCORING = (
    Edit("bonus outranks credit", "scoring:_rank_key", "(tally.credit, int(tally.bonus))",
         "(tally.credit + tally.bonus / 1000, int(tally.bonus))",
         ("rules:test_the_smallest_lead_in_credit_beats_the_largest_bonus", STANDING)),
    Edit("bonus before credit", "scoring:_rank_key", "(tally.credit, int(tally.bonus))",
         "(int(tally.bonus), tally.credit)", (STANDING,)),
    Edit("bonus ranks by fractions of a point", "scoring:_rank_key", "int(tally.bonus)", "tally.bonus", (STANDING,)),
    Edit("weight forgotten", "scoring:_gain", "weight if verdict.credit == 1 else weight * verdict.credit",
         "verdict.credit", (CREDIT, GAMES)),
    Edit("bonus not divided by length", "scoring:_product", "length * share", "share", (BOUND, PERFECT, GAMES)),
    Edit("partial credit keeps a streak", "scoring:gains", "verdict.credit == 1", "verdict.credit > 0", (GAMES,)),
    Edit("streak reward without end", "scoring:_gain", "min(max(streak - 1, 0), STREAK_FULL)", "max(streak - 1, 0)",
         (PERFECT,)),
    Edit("streaks reward though off", "scoring:_gain", " if rules.streaks else 0", "", (SCORES, GAMES)),
    Edit("untimed gets full speed", "scoring:_lateness", "middle if late is None", "_ZERO if late is None",
         (MIDDLE, GAMES)),
    Edit("middle of all, right or wrong", "scoring:_lateness", " and verdicts[seat].credit > 0", "", (MIDDLE,)),
    Edit("no plateau", "scoring:_late", "_ZERO if elapsed < PLATEAU_MS else ", "", (SCORES,)),
    Edit("plateau one ms longer", "scoring:_late", "elapsed < PLATEAU_MS", "elapsed <= PLATEAU_MS", (SCORES,)),
    Edit("points rounded down", "scoring:_gain", "points + _HALF", "points", (SCORES, GAMES)),
    Edit("ties not shared", "scoring:standings", "keyed[place - 2][0] == key", "False",
         ("rules:test_ties_share_a_rank", STANDING, GAMES)),
    Edit("longest streak forgotten", "scoring:add", "max(tally.best, gain.streak)", "gain.streak", (GAMES,)),
    Edit("everybody has answered", "scoring:add", "tally.answered + answered", "tally.answered + 1", (GAMES,)),
    Edit("part is right", "scoring:add", "gain.verdict.credit == 1", "gain.verdict.credit > 0", (GAMES,)),
)  # fmt: skip
FOLD = (
    Edit("void only hides", "evolve:_voided", ", tallies=tallies)\n", ")\n", (CREDIT, VOIDED, GAMES)),
    Edit("void leaves streaks", "evolve:_voided",
         "replace(asked, gains=scoring.gains(plan_of(state), item, asked, state.seats, verdicts, tallies))", "asked",
         ("rules:test_a_voided_question_neither_breaks_nor_carries_a_streak", GAMES)),
    Edit("a voided question keeps its gains", "evolve:_voided", ", gains={}", "", (VOIDED,)),
    Edit("voided before the reveal counts", "evolve:_revealed", "if asked.voided is None:", "if True:",
         (CREDIT, VOIDED, GAMES)),
    Edit("answers changed in place", "evolve:_answered", "answers = {**asked.answers, event.seat: locked}",
         "(answers := asked.answers)[event.seat] = locked", ("laws:test_events_never_change_an_earlier_state",)),
    Edit("plan copied", "evolve:_revealed", "tallies=tallies)\n", "tallies=tallies, plan=replace(plan_of(state)))\n",
         ("laws:test_the_plan_is_shared_by_all_states",)),
    Edit("a finished game moves on", "evolve:_moved", "(Phase.NEW, Phase.FINISHED)", "(Phase.NEW,)",
         ("laws:test_a_finished_game_stays_finished",)),
    Edit("answers not counted as events", "evolve:_answered", "state.version + 1", "state.version",
         ("laws:test_the_log_is_the_game",)),
    Edit("graded at the close", "evolve:_closed", "_moved(state, event, Phase.CLOSED)",
         "replace(_moved(state, event, Phase.CLOSED), "
         "tallies=scoring.added(state.tallies, _graded(state, state.asked[-1])))", (UNSEEN, CREDIT, GAMES)),
    Edit("last picks as late as the close", "evolve:_answered", "min(elapsed, last)", "elapsed", (CLOSE,)),
    Edit("reading is answering", "state:spent", "begins(asked)", "(begins(asked) - asked.lead)",
         (LEAD, READ, "rules:test_reading_costs_nothing", GAMES)),
    Edit("who answers while reading gains time", "state:spent", "max(0, at - begins(asked))",
         "at - begins(asked)", (LEAD, READ)),
    Edit("the lead is forgotten", "evolve:_opened", ", event.lead", "", (LEAD, READ, GAMES)),
    Edit("an answer takes the lead away", "evolve:_answered", "asked.limit, asked.lead,", "asked.limit, 0,",
         (READ, GAMES)),
    Edit("late joiners owe the open question alone", "evolve:_joined", " + (state.phase is not Phase.OPEN)", "",
         ("rules:test_who_joins_late_is_not_asked_what_was_before",)),
)  # fmt: skip
RULES = (
    Edit("the clock may fall", "decide:decide", "max(now_ms, state.at)", "now_ms",
         ("rules:test_time_never_runs_backwards",)),
    Edit("late answers taken", "decide:_answer", "(last is not None and at - lag > last)", "False",
         ("rules:test_the_deadline_is_each_players_own", GAMES)),
    Edit("the deadline itself is late", "decide:_answer", "at - lag > last", "at - lag >= last",
         ("rules:test_the_deadline_is_each_players_own",)),
    Edit("the deadline is in the lead", "state:deadline", "begins(asked)", "begins(asked) - asked.lead", (LEAD, GAMES)),
    Edit("less than nothing to read", "decide:_open_question", "0 <= command.lead", "command.lead",
         ("rules:test_a_lead_is_at_most_a_minute", GAMES)),
    Edit("reading without end", "decide:_open_question", " <= LONGEST_LEAD", "",
         ("rules:test_a_lead_is_at_most_a_minute", GAMES)),
    Edit("another lead is a repeat", "decide:_same_opening", " and asked.lead == command.lead", "",
         ("rules:test_opening_again_with_another_lead_is_no_repeat", GAMES)),
    Edit("one limit for all", "state:_stretched", " * factor.numerator // factor.denominator", "",
         ("rules:test_the_deadline_is_each_players_own", GAMES)),
    Edit("old instance accepted", "decide:_answer", "command.instance != len(state.asked)", "False", (STALE,)),
    Edit("second answer accepted", "decide:_answer", "if locked is not None:", "if False:", (REPEATED, GAMES)),
    Edit("second answer swallowed", "decide:_answer", "() if same else Rejected(Refusal.LOCKED, "
         '"Your answer is locked.")', "()", (REPEATED,)),
    Edit("any response fits", "decide:_answer", "not fits(item_of(state, asked).question, command.response)", "False",
         ("rules:test_a_response_of_another_kind_is_malformed",)),
    Edit("last picks over locked answers", "decide:_last_picks", " and pick.seat not in asked.answers", "",
         (CLOSE, GAMES)),
    Edit("names apart by case", "seating:_same_name", "one).casefold()", "one)", ("rules:test_seats_and_names",)),
    Edit("names apart by width", "seating:_same_name", 'normalize("NFKC", one)', 'normalize("NFC", one)',
         ("rules:test_seats_and_names",)),
    Edit("kept order mixed", "decide:_possible", "keeps_order(question)", "False",
         ("rules:test_options_that_keep_their_order_are_shown_so",)),
    Edit("any order", "decide:_possible", "tuple(sorted(order)) == straight", "True",
         ("rules:test_an_order_names_everything_once",)),
    Edit("question skipped unrevealed", "decide:_open_question", "(Phase.ROUND, Phase.REVEALED,",
         "(Phase.ROUND, Phase.CLOSED, Phase.REVEALED,", (TURNS,)),
    Edit("rounds skipped", "decide:_open_round", "(Phase.LOBBY, Phase.STANDING)",
         "(Phase.LOBBY, Phase.REVEALED, Phase.STANDING)", (TURNS,)),
    Edit("revealed while open", "decide:_reveal", "state.phase is Phase.OPEN", "False", (TURNS,)),
    Edit("completed too early", "decide:_complete", "done and ", "", (TURNS,)),
    Edit("a voided question stays open", "decide:_void", "(_closed(asked, at), voided) if is_open else (voided,)",
         "(voided,)", ("turns:test_voiding_an_open_question_closes_it", GAMES)),
    Edit("answers after the close", "decide:_answer", "state.phase is not Phase.OPEN or ", "", (TURNS, GAMES)),
    Edit("joined after the end", "refusals:idle", "if over else None", "if over and not begun else None",
         (TURNS, GAMES)),
    Edit("standing before the last question", "decide:_show_standing",
         "next_item(state) is not None and not command.early", "False", (TURNS,)),
    Edit("a repeated reveal reveals again", "decide:_reveal", "() if asked.revealed else ", "",
         ("turns:test_a_repeated_step_changes_nothing",)),
    Edit("two answers in a log", "evolve:_answered", "event.seat in asked.answers or ", "",
         ("turns:test_a_log_with_two_answers_of_one_seat_is_refused",)),
    Edit("answers to another question in a log", "evolve:_current", " or state.asked[-1].instance != instance", "",
         (EVENTS,)),
    Edit("questions out of turn in a log", "evolve:_opened", "event.instance != len(state.asked) + 1", "False",
         (EVENTS,)),
    Edit("any question voided in a log", "evolve:_voided", "not 1 <= event.instance <= len(state.asked)", "False",
         (EVENTS,)),
    Edit("a second start in a log", "evolve:evolve", "state.phase is not Phase.NEW", "False", (EVENTS,)),
    Edit("an id twice in a plan", "plan:_flaws", "item.id in seen", "False",
         ("rules:test_an_unplayable_plan_is_refused_with_all_reasons",)),
)  # fmt: skip
VIEWS = (
    Edit("options in their own order", "views:question_view",
         "tuple(shown_texts(question)[index] for index in asked.order)", "shown_texts(question)", (UNSEEN,)),
    Edit("the reveal leaks at the close", "views:public_view", "not asked.revealed", "state.phase is Phase.OPEN",
         (UNSEEN,)),
    Edit("the lead is not shown", "views:question_view", "        lead=asked.lead,\n", "", (LEAD,)),
    Edit("ids shown", "views:question_view", "topic=item.topic", "topic=item.id", (UNSEEN,)),
    Edit("decoys left out", "views:question_view", "for index in asked.order)",
         "for index in asked.order if not isinstance(question, Match) or index < len(question.lefts))", (UNSEEN,)),
    Edit("own sequence in its own order", "shown:places", "tuple(order.index(entry) for entry in response.entries)",
         "response.entries", (UNSEEN, "rules:test_places_are_those_shown")),
    Edit("own pairs in their own order", "shown:places", "order.index(right) for right", "right for right",
         (UNSEEN, "rules:test_places_are_those_shown", INVERSE)),
    Edit("number of keys told in how_to", "grammar:how_to", 'like A C; or none."', 'like {len(question.keys)}."',
         (UNSEEN,)),
    Edit("length of the key told in how_to", "grammar:how_to", '"Type the answer."',
         'f"Type {len(question.accepted[0])} letters."', (UNSEEN,)),
    Edit("bounds told in a problem", "grammar:_bare_number", '"Type a number."', 'f"Type over {question.low}."',
         (UNSEEN,)),
    Edit("typed limit depends on the key", "kinds.typed:fits", "<= LIMIT", "<= len(question.accepted[0]) + 3",
         (UNSEEN,)),
)  # fmt: skip
GRAMMAR = (
    Edit("letters ignore the shown order", "grammar:_letters", "order[known.index(letter)]", "known.index(letter)",
         (LETTERS, INVERSE)),
    Edit("pairs ignore the shown order", "grammar:_named_pairs", "order[known.index(letter)]", "known.index(letter)",
         (LETTERS, INVERSE)),
    Edit("letters past the last", "grammar:_letters", "letter not in known for", "letter not in LETTERS for",
         (NO_ANSWER, ANY_TEXT)),
    Edit("a letter twice in a sequence", "grammar:_arrangement", "len(set(named)) < len(named)", "False",
         (NO_ANSWER,)),
    Edit("a number twice in pairs", "grammar:_pairs", "if left in rights:", "if False:", (NO_ANSWER,)),
    Edit("a letter twice in pairs", "grammar:_pairs", "right is not None and right in rights.values()", "False",
         (NO_ANSWER,)),
    Edit("pairs that are not named are left open", "grammar:_pairs", "if not late and", "if False and",
         (NAMED, ASKED_FOR)),
    Edit("late pairs are lost", "grammar:_pairs", "if not late and", "if", (NAMED, TOO_LATE)),
    Edit("late letters are lost", "grammar:_lettered", " and not late", "", (TOO_LATE,)),
    Edit("late texts are lost", "grammar:_fillings", "if late:", "if False:", (TOO_LATE,)),
    Edit("open pairs are not spelt", "grammar:spell", "'-' if place is None", "'' if place is None", (INVERSE,)),
    Edit("gaps unequal to texts", "grammar:_fillings", "len(parts) != count or ", "", (NO_ANSWER,)),
    Edit("numbers of any length", "numerals:read_number", "> DIGITS", "> 10**6",
         ("grammar:test_hostile_numbers_are_refused",)),
    Edit("powers of any size", "numerals:_value", "abs(int(power)) > DIGITS", "abs(int(power)) > 10**3",
         ("grammar:test_hostile_numbers_are_refused",)),
    Edit("any unit", "numerals:_scaled", "return _asked_in(unit)\n    asked", "pass\n    asked",
         ("grammar:test_what_is_wrong_with_a_number",)),
    Edit("a comma is always a point", "numerals:_decimal", 'text.count(",") == 1 and _grouped(text, ",")',
         "False", ("grammar:test_every_number_can_be_typed",)),
)  # fmt: skip
KINDS = (
    Edit("share-minus below nothing", "kinds.multiple:_share", "max(hits - wrong, 0)", "hits - wrong",
         ("grading:test_multiple_by_sets", RANGE)),
    Edit("share for picking all", "kinds.multiple:_share", "keys and hits + wrong <= keys", "keys",
         ("grading:test_multiple_by_sets", "grading:test_multiple_by_example")),
    Edit("later is next", "kinds.order:grade", "two == one + 1", "two > one", ("grading:test_order_by_example",)),
    Edit("rights of one text are two", "kinds.match:grade", "rights[given] == rights[i]", "given == i",
         ("grading:test_match_counts_pairs",)),
    Edit("margin ignored below", "kinds.number:grade", "question.low - value if value < question.low else ", "",
         ("grading:test_number_by_example",)),
    Edit("bounds left out", "kinds.number:grade", "question.low <= value <= question.high",
         "question.low < value < question.high", ("grading:test_number_by_example", RANGE)),
    Edit("the last gap is all", "kinds.cloze:grade", "total / len(verdicts)", "verdicts[-1].credit",
         ("grading:test_cloze_takes_the_mean_of_its_gaps",)),
    Edit("graded whether it fits or not", "kinds:grade", "not fits(question, response)", "False",
         (FIT,)),
    Edit("rights out of range", "kinds.match:fits", " and in_range", "", (FIT,)),
    Edit("a right used twice", "kinds.match:fits", " and len(set(used)) == len(used)", "", (FIT,)),
    Edit("picks in any sequence", "kinds.multiple:fits", "return ascending and ", "return ", (FIT,)),
    Edit("parts unequal to gaps", "kinds.cloze:flaw", " or len(question.parts) != len(question.gaps) + 1", "",
         (FLAWS,)),
    Edit("accepted texts unclean", "kinds.typed:flaw", "text != clean(text).strip()", "False", (FLAWS,)),
    Edit("a key outside its bounds", "kinds.number:flaw", "not question.low <= question.value <= question.high",
         "False", (FLAWS,)),
    Edit("near forgives digits", "kinds.folding:digits",
         'tuple(found.rstrip(".:/,-") for found in _DIGITS.findall(folded))', "()", (REFUSED,)),
    Edit("near beats a rejected text", "kinds.typed:_near", "<= best[0] for form", "< 0 for form",
         ("grading:test_a_rejected_text_is_wrong_however_near",)),
    Edit("a swap costs two", "kinds.folding:distance", "before[j - 2] + 1", "before[j - 2] + 2",
         (SLIPS, "grading:test_distance_of_all_short_words")),
    Edit("short words forgiven", "kinds.folding:forgiven", "0 if letters < 5", "1 if letters < 5", (REFUSED,)),
    Edit("Turkish I as in English", "kinds.folding:_caseless", 'language in ("tr", "az")', "False", (TURKISH,)),
    Edit("marks of all scripts dropped", "kinds.folding:_without_accents",
         '_MARKS.sub("", unicodedata.normalize("NFD", text))',
         '"".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] != "M")', (REFUSED,)),
    Edit("blanks between digits dropped", "kinds.folding:squeeze", r"(?<!\d) | (?!\d)", " ", (REFUSED,)),
    Edit("decimal points dropped", "kinds.folding:_without_punctuation", 'char in ".,:/-") or', "False) or",
         (REFUSED,)),
    Edit("articles go though kept", "kinds.folding:fold", '"articles" not in keep', "True",
         ("grading:test_what_is_kept_counts",)),
)  # fmt: skip
TEXT = (
    Edit("composed once only", "text:clean",
         'unicodedata.normalize("NFC", "".join(char for i, char in enumerate(text) if i not in dropped))',
         '"".join(char for i, char in enumerate(text) if i not in dropped)', (CLEANED, IDEMPOTENT, HIDDEN)),
    Edit("isolates kept", "text:_wanted", 'in ("Zs", "Cn", "Co")', 'in ("Zs", "Cn", "Co") or "\\u2066" <= char <= '
         '"\\u2069"', (HIDDEN,)),
    Edit("joiners anywhere", "text:_wanted", "base is not None and ", "True or ", (CLEANED,)),
    Edit("raw neighbours looked at", "text:_unwanted", "_wanted(char, kept, ", "_wanted(char, list(text[:index]), ",
         (CLEANED,)),
    Edit("marks without end", "text:_unstacked", "run <= MARKS", "True", (CLEANED, HIDDEN)),
    Edit("fillers kept", "text:_unwanted", " and char not in _FILLERS", "", (CLEANED, HIDDEN)),
    Edit("selectors anywhere", "text:_unwanted", "not _selector(char)", "True", (CLEANED,)),
)  # fmt: skip
# Defects that are none: the rows say why.
SAFE = (
    Edit("distances worked out to the end", "kinds.folding:distance", "min(row) > limit and min(above) > limit",
         "False", ("grading:test_distance_counts_edits_up_to_its_limit", SLIPS),
         "It only stops early: the result is capped at the end."),
    Edit("nothing added to a sum", "scoring:add", " if gain.credit else tally.credit", "", (CREDIT,),
         "Adding nought changes no sum; not adding it saves a reduction of fractions for each seat."),
    Edit("no look for a question", "evolve:_current", "not state.asked or ", "", (EVENTS,),
         "No phase that a question has is reached before one is opened."),
)  # fmt: skip
EDITS = (*SAFE, *HOSTING, *SCORING, *FOLD, *RULES, *VIEWS, *GRAMMAR, *KINDS, *TEXT)


@pytest.mark.parametrize("edit", [edit for edit in EDITS if not edit.survives], ids=lambda edit: edit.name)
def test_a_planted_defect_is_caught(edit: Edit) -> None:
    """Every check that is named for the defect fails with it."""
    with planted(edit):
        held = [name for name in edit.caught_by if not fails(name)]
    assert not held, f"{edit.name}: {', '.join(held)} still hold"


@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit.survives], ids=lambda edit: edit.name)
def test_a_survivor_still_survives(edit: Edit) -> None:
    """What is explained as no gap passes its checks: once one fails, the row must name it as what catches it."""
    with planted(edit):
        found = [name for name in edit.caught_by if fails(name)]
    assert not found


@pytest.mark.parametrize("name", sorted({name for edit in EDITS for name in edit.caught_by}))
def test_the_checks_hold_without_a_defect(name: str) -> None:
    """The way in which they are run here is not what makes them fail."""
    run(name, examples=10)


def test_a_plant_breaks_loudly() -> None:
    """An edit of a function that is gone, or of a text that it no longer holds, is not passed over."""
    with pytest.raises(AttributeError), planted(Edit("", "text:gone", "a", "b", ())):
        pass
    with pytest.raises(LookupError), planted(Edit("", "text:clean", "gone", "b", ())):
        pass
    with pytest.raises(AttributeError):
        check("text:gone")


def test_the_rows_have_names_of_their_own() -> None:
    """And there are enough of them."""
    assert len({edit.name for edit in EDITS}) == len(EDITS) >= 60
