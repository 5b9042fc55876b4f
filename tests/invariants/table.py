"""The invariants by number, each a named check on one built bank that yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tests.invariants import grounds, liveness, options, whole
from tests.invariants.context import Built

Check = Callable[[Built], Iterable[str]]

CHECKS: Mapping[str, Check] = {
    "0 understood": grounds.understood,
    "1 key true": options.keys_are_true,
    "2 wrong options false": options.wrong_options_are_false,
    "3 options may not denote the same": options.options_differ,
    "4 folds distinct": options.folds_differ,
    "5 skeletons distinct": options.skeletons_differ,
    "6 one key in range": options.one_key,
    "7 key equals cited fact": grounds.key_is_what_the_fact_holds,
    "8 cited facts stand": grounds.cited_facts_stand,
    "9 nothing refuted": grounds.nothing_refuted,
    "10 disputed only attributed": grounds.disputed_only_as_said,
    "11 options alike in form": options.options_are_alike_in_form,
    "12 subject unambiguous": grounds.subject_is_unambiguous,
    "13 temporal stem dated": grounds.a_temporal_stem_prints_its_date,
    "14 key at that date": grounds.key_holds_at_the_printed_date,
    "15 no self option": options.no_option_is_the_subject,
    "16 key not in stem": options.key_is_not_in_the_stem,
    "17 one meaning one key": whole.one_meaning_one_key,
    "18 one verdict per claim": whole.one_verdict_per_claim,
    "19 true/false agrees": whole.true_false_agrees,
    "20 orders strict": whole.orders_are_strict,
    "21 counts complete": whole.counts_are_complete,
    "22 directions agree": whole.directions_agree,
    "23 differences exact": whole.differences_are_exact,
    "24 same seed same bytes": whole.generated_twice_the_same,
    "25 input order irrelevant": whole.order_of_input_is_irrelevant,
    "35 slots live": liveness.askable_slots_are_asked,
    "35 statements live": liveness.tellable_facts_are_told,
    "39 proofs replay": grounds.proofs_replay,
    "40 rejections counted": whole.rejections_are_counted,
    "43 rounds hold no leaks": whole.rounds_hold_no_leaks,
    "audit clean": whole.audit_is_clean,
}


def failures(built: Built, names: Iterable[str] = tuple(CHECKS)) -> dict[str, list[str]]:
    """What each of the named checks finds wrong; checks that find nothing are left out."""
    found = {name: list(CHECKS[name](built)) for name in names}
    return {name: wrong for name, wrong in found.items() if wrong}
