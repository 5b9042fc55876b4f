"""The planted defects: what is taken away, and which invariants must notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quiz.bank.bank import Report
from tests.invariants.test_found import FOUND
from tests.mutants import plants
from tests.mutants.packs import CHAIN, FAR_WINDOW, HEDGES, NAMELESS, PLACELESS, REVERSED, SPAN, TWICE, TWINNED
from tests.mutants.plants import Plant, all_give, gives, is_now, pack_without, unicode_without, without_pool, wrapped

BUDGET = 400


@dataclass(frozen=True)
class Row:
    """A defect; any of the checks named in `caught_by` must fail on a pack on which it holds without the defect.

    `packs` are tried before the drawn ones, for defects that need a rare meeting of facts. A row with `survives` is
    caught by none of its checks, and says why that is no gap.
    """

    name: str
    plant: Plant
    caught_by: tuple[str, ...]
    budget: int = BUDGET
    packs: Sequence[dict[str, Any]] = field(default=(), repr=False)
    survives: str = ""


TRUTH = ("1 key true", "2 wrong options false", "8 cited facts stand", "19 true/false agrees", "audit clean")
ALIKE = (
    "2 wrong options false", "3 options may not denote the same", "4 folds distinct", "5 skeletons distinct",
    "12 subject unambiguous",
)  # fmt: skip
LEAK = ("15 no self option", "16 key not in stem")
FORM = (*ALIKE, *LEAK, "11 options alike in form")
LIVE = ("35 slots live", "35 statements live")
STEM = (
    "0 understood", "1 key true", "10 disputed only attributed", "15 no self option", "17 one meaning one key",
    "audit clean",
)  # fmt: skip
ORDER, MEET = ("20 orders strict", "audit clean"), ("2 wrong options false", "audit clean")
SPANS = ("23 differences exact",)
FOLDER, MATCH, MATCHING = "bank.fold:Folder._compute", "bank.labels:Labels.may_match", "bank.index:Pool.matching"
AMBIGUOUS = ("bank.compose:ambiguous", "bank.statements:ambiguous", "bank.events:ambiguous")
CONFLICT = ("bank.world:World._conflict", "bank.world:World.rival")
GIVES_AWAY = ("bank.compose:gives_away", "bank.statements:gives_away")
BROKEN = (
    FOUND["a list of all says two where a licence says one"],
    FOUND["a licence of the fact's own does not heal one that is broken"],
)
SLIPPED = (FOUND["a fact with a slip contradicts"],)
PICKED = (FOUND["a contested visit picks the end of a span too"],)
DENIED = (FOUND["that two were not there together says of neither that it was not"],)

SAME: tuple[Row, ...] = (
    Row("no NFKC or NFKD in folding", unicode_without("NFKC", "NFKD"), ALIKE),
    Row("no case folding", wrapped((FOLDER, plants.exact_case)), ALIKE),
    Row("look-alike letters told apart", gives("bank.fold:_look_alikes", ("", ())), ALIKE, 60, TWINNED),
    Row("aliases ignored", wrapped(("bank.labels:Labels.names", plants.name_only)), ALIKE),
    Row("part and whole told apart", gives("bank.labels:Labels.above", frozenset()), ALIKE),
    Row("overlap of amounts ignored", gives("bank.compare:overlap", False), TRUTH),
    Row("overlap of dates ignored", gives("bank.compare:days_overlap", False), TRUTH),
    Row("empty fold collides with nothing", wrapped((FOLDER, plants.no_exact_text)), ALIKE, 60, NAMELESS, (
        "redundant: skeletons keep signs, so that a label of which folding leaves nothing still has a key")),
    Row("every empty fold is one", wrapped((FOLDER, plants.empty_is_all)), TRUTH, 60, survives=(
        "it only makes the generator shyer of names that fold to nothing, and liveness asks for clear names alone")),
    Row("currency ignored", wrapped(("bank.compare:numbers_may_be_same", plants.same_texts)), TRUTH, 60, survives=(
        "redundant: options are drawn in the key's currency, and readings in another are set aside beforehand")),
    Row("units ignored", gives("bank.compare:scale", ("", 1)), TRUTH, 60, survives=(
        "unreachable from a file: a role has one unit, and the loader refuses a value in another (N411)")),
    Row("hedges mean nothing", wrapped(("packs.values:_interval", plants.nearly_is_exact)), TRUTH, 60, HEDGES),
)  # fmt: skip
AGAINST: tuple[Row, ...] = (
    Row("several answers to one stem", gives("bank.prove:Judge.key_refusal", None), TRUTH),
    Row("open slots treated as closed", wrapped(("bank.prove:Judge._grants", plants.open_is_closed)), TRUTH),
    Row("nothing is barred", gives("bank.prove:Judge.barred", False), TRUTH),
    Row("a licence needs nothing printed", gives("bank.prove:Judge._covers", True), TRUTH),
    Row("a licence takes any precision", gives("bank.compare:fine_enough", True), TRUTH),
    Row("a missing role is a different one", wrapped((MATCH, plants.held_only)), TRUTH, BUDGET, PLACELESS),
    Row("only the identical may match", wrapped((MATCH, plants.identical_only)), TRUTH),
    Row("only the first match is seen", wrapped((MATCHING, plants.first_of_many)), TRUTH),
    Row("disputed claims forgotten", pack_without("disputes"), TRUTH),
    Row("refuted claims forgotten", pack_without("refuted"), TRUTH),
    Row("what an error makes useless forgotten", pack_without("broken"), TRUTH, 0, SLIPPED),
    Row("denials forgotten", pack_without("denials"), TRUTH),
    Row("refuted values barred nowhere", without_pool("refuted"), TRUTH),
    Row("contradictions under a licence ignored", all_give(None, *CONFLICT), TRUTH),
    Row("a broken licence does no harm", gives("bank.prove:Judge.contested", None), ("audit clean",), 0, BROKEN),
    Row("what a licence contradicts forgotten", without_pool("disputed"), (*SPANS, "audit clean"), 0, PICKED),
    Row("several denied are each denied", wrapped(("bank.prove:Judge._denials", plants.each_denied)), TRUTH, 0, DENIED),
    Row("no rival of a statement", gives("bank.world:World.rival", None), TRUTH, 60, survives=(
        "redundant: a fact that a disputed claim contradicts under a licence is set aside before it is told")),
    Row("facts that assert a false claim kept", gives("bank.world:World._against", None), TRUTH),
    Row("a complete list counts everywhere", wrapped(("bank.prove:Judge._completed", plants.everywhere)), TRUTH),
    Row("what implies a relation is ignored", wrapped(("bank.world:entailed", plants.alone)), TRUTH),
)  # fmt: skip
PRINT: tuple[Row, ...] = (
    Row("two things of one label", all_give(None, *AMBIGUOUS), ("12 subject unambiguous", "audit clean")),
    Row("no leak guard", all_give(None, *GIVES_AWAY), (*LEAK, "audit clean")),
    Row("attribution not printed", wrapped(("bank.compose:attributed", plants.bare_stem)), STEM),
    Row("giver and recipient swapped", wrapped(("bank.compose:render", plants.swapped_roles)), STEM),
    Row("options not compared with each other", gives("bank.distractors:Search.clash", False), ALIKE),
    Row("two options are enough", is_now("bank.compose:FEWEST", 1), ("6 one key in range",)),
    Row("options of any kind", gives("bank.distractors:Search._fits", True), FORM),
    Row("the key one place further", wrapped(("bank.compose:Single", plants.other_key)), TRUTH, 20),
    Row("the key dropped", wrapped(("bank.compose:Single", plants.without_key)), TRUTH, 20),
    Row("a full scan never made", gives("bank.distractors:Search._everything", ()), ("35 slots live",), 0, FAR_WINDOW),
)  # fmt: skip
KINDS: tuple[Row, ...] = (
    Row("true is false", wrapped(("bank.statements:TrueFalse", plants.not_so)), TRUTH, 20),
    Row("a count one too many", wrapped(("bank.lists:Fraction", plants.one_more)), ("21 counts complete",)),
    Row("counts of open lists", wrapped(("bank.lists:counted", plants.uncertain_too)), ("21 counts complete",)),
    Row("years by subtraction", wrapped(("bank.spans:elapsed", plants.year_subtraction)), SPANS, 0, SPAN),
    Row("ties in an order", gives("bank.compare:before", True), (*ORDER, *SPANS)),
    Row("an order backwards", wrapped(("bank.events:Order", plants.backwards)), ORDER),
    Row("a phrase that fits two events", gives("bank.events:alone", True), ORDER, BUDGET, REVERSED),
    Row("a phrase that fits its reverse", gives("bank.events:swapped", ()), ORDER, 0, REVERSED),
    Row("a match of any pairs", gives("bank.events:fits", True), MEET),
    Row("a match crossed", wrapped(("bank.events:Match", plants.crossed)), ("1 key true",)),
)  # fmt: skip
BANK: tuple[Row, ...] = (
    Row("no question at all", gives("bank.bank:Bank.generate", Report((), (), 0)), LIVE),
    Row("every second question lost", wrapped(("bank.bank:Bank.generate", plants.every_second)), LIVE),
    Row("an unseeded draw", wrapped(("bank.chance:Draw.rank", plants.unseeded)), ("24 same seed same bytes",), 20),
    Row("the order of input shows", wrapped(("bank.chance:Ring.__init__", plants.last_first)),
        ("25 input order irrelevant",), 0, CHAIN),
    Row("no ledger", wrapped(("bank.bank:sift", plants.no_ledger)), ("17 one meaning one key",), 60, TWICE),
    Row("rejections not told", wrapped(("bank.bank:Bank.generate", plants.silent)), ("40 rejections counted",), 20),
    Row("rounds tell each other's answers", gives("bank.rounds:tells", False), ("43 rounds hold no leaks",)),
    Row("a fact twice in a game", gives("bank.rounds:Game._marks", frozenset()), ("43 rounds hold no leaks",)),
)  # fmt: skip
ROWS = (*SAME, *AGAINST, *PRINT, *KINDS, *BANK)
