"""Games to play in tests: one of every kind, with reveals of every sort."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.items import Citation, Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.plan import Plan, Round, Rules, Scoring
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.base import EventLog

LONG_TITLE = "A long look at the rivers of the north, and at whoever gave them their names"


class StillClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        """At zero."""
        self.now = 0

    def now_ms(self) -> int:
        """The time it was set to."""
        return self.now


def cited(paragraph: int, fragment: str, **more: str) -> Citation:
    """A quotation from the Almanac, whose date is inferred."""
    known = {"title": LONG_TITLE, "author": "Ada Quill", "date": "2020-09-05", "dated": "inferred"}
    known |= {"date_note": "date of the second printing", "url": "https://almanac.example/rivers"}
    return Citation("The Almanac", paragraph, fragment, **{**known, **more})


def wrong(option: str, sentence: str, because: str = "a river has one mouth") -> Proof:
    """The proof that an option is wrong."""
    return Proof(option, Truth.FALSE, Ground.ONLY_ONE, ("f-1",), because, sentence)


def single() -> Item:
    """A single choice with proofs, one source and dissent."""
    sea = "The Ob flows into the Kara Sea."
    options = tuple(map(Option, ("Kara Sea", "Laptev Sea", "White Sea", "Barents Sea")))
    proofs = (wrong("Laptev Sea", sea), wrong("White Sea", sea), wrong("Barents Sea", "The Pechora flows there."))
    dissent = ("Older maps draw the gulf as a sea of its own.",)
    reveal = Reveal(sea, "", proofs, (cited(3, "the Ob, which reaches the Kara Sea"),), 1, dissent)
    return Item("q-single", "Which sea does the Ob flow into?", Single(options, 0), reveal)


def multiple() -> Item:
    """Several right ones, cited from two texts."""
    options = tuple(map(Option, ("Irtysh", "Tobol", "Aldan", "Vilyuy")))
    other = Citation("River News", 7, "the Tobol joins", title="Tributaries", date="2021-03", dated="printed")
    reveal = Reveal(
        "The Irtysh and the Tobol belong to the Ob.",
        proofs=(wrong("Aldan", "The Aldan belongs to the Lena.", ""), wrong("Vilyuy", "", "the list is complete")),
        citations=(cited(4, "the Irtysh"), other, cited(9, "its left bank")),
        origins=2,
    )
    return Item("q-multiple", "Which of these belong to the Ob?", Multiple(options, (0, 1)), reveal)


def true_false() -> Item:
    """A false statement from an undated source."""
    reveal = Reveal(
        "The Lena is 4,294 km long.",
        proofs=(wrong("true", "It is 4,294 km long.", "a river has one length"),),
        citations=(Citation("River News", 1, "4,294 km"),),
        origins=4,
    )
    return Item("q-true-false", "The Lena is shorter than 1,000 km.", TrueFalse(False), reveal)


def number() -> Item:
    """A number with a margin, counting double."""
    key = Number(Fraction(4294), Fraction(4250), Fraction(4350), "km", Fraction(500))
    reveal = Reveal("The Lena is 4,294 km long.", citations=(cited(2, "4,294 km", dated="printed"),), origins=1)
    return Item("q-number", "How long is the Lena?", key, reveal, weight=Fraction(2))


def typed() -> Item:
    """A text to type, written by hand."""
    key = Typed(("Yakutsk", "Jakutsk"), reject=(Option("Yakutia", say="That is the land, not the town."),))
    return Item("q-typed", "Which town lies on the Lena?", key, Reveal(explain="It lies on the permafrost."))


def order() -> Item:
    """A sequence."""
    entries = ("Pechora", "Ob", "Yenisey", "Lena")
    reveal = Reveal("From west to east: Pechora, Ob, Yenisey, Lena.", citations=(cited(1, "from west to east"),))
    return Item("q-order", "Put these rivers in order, westernmost first.", Order(entries), reveal)


def match() -> Item:
    """Pairs with a decoy."""
    key = Match(("Ob", "Lena"), ("Kara Sea", "Laptev Sea", "Black Sea"), ("River", "Sea"))
    return Item("q-match", "Match each river to its sea.", key, Reveal("The Ob reaches the Kara Sea."))


def cloze() -> Item:
    """Two gaps."""
    gaps = (Typed(("Ob",)), Typed(("Irtysh",)))
    return Item("q-cloze", "Fill the gaps.", Cloze(("The ", " meets the ", " at Khanty-Mansiysk."), gaps), Reveal())


def plan(scoring: Scoring = "fair", seed: int = 7) -> Plan:
    """Two rounds with a question of each kind."""
    rounds = (
        Round("Mouths and sources", (single(), multiple(), true_false(), number())),
        Round("Along the banks", (typed(), order(), match(), cloze())),
    )
    return Plan("Rivers of the north", "5ca1ab1e0ddba11", seed, rounds, Rules(scoring, timer=False))


def started(log: EventLog, scoring: Scoring = "fair", seed: int = 7) -> SoloGame:
    """That game, begun."""
    return SoloGame.start(log, "g", StillClock(), SeededChance(seed), plan(scoring, seed))
