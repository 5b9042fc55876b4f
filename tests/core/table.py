"""Games driven by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from quiz.core.commands import Answer, CloseQuestion, Command, JoinSeat, OpenQuestion, RevealQuestion, StartGame
from quiz.core.decide import Refusal, Rejected, decide
from quiz.core.events import Event
from quiz.core.evolve import evolve
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Option, Pick, Response, Single
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import State, next_item

ONE = Fraction(1)
RIGHT, WRONG = Pick(0), Pick(1)


def an_item(name: str, **more: object) -> Item:
    """A single choice between two options, of which the first is right, with other fields as given."""
    proofs = (Proof("b", Truth.FALSE, Ground.VOUCHED, sentence="b is not it"),)
    item = Item(name, f"stem {name}", Single((Option("a"), Option("b", "no")), 0), Reveal("claim", proofs=proofs))
    return replace(item, **more)  # type: ignore[arg-type]


def a_plan(count: int = 3, rules: Rules | None = None, rounds: int = 1) -> Plan:
    """So many rounds of so many such questions."""
    parts = tuple(Round(f"r{r}", tuple(an_item(f"q{r}{i}") for i in range(count))) for r in range(rounds))
    return Plan("title", "digest", 1, parts, Rules() if rules is None else rules)


class Table:
    """A game that is driven by hand."""

    def __init__(self, plan: Plan, **factors: Fraction | None) -> None:
        """Start it and seat the players."""
        self.state, self.log = State(), list[Event]()
        self.do(StartGame(plan))
        for seat, factor in factors.items():
            self.do(JoinSeat(seat, seat, factor))

    def give(self, command: Command, at: int = 0) -> tuple[Event, ...] | Refusal:
        """The events, folded, or the reason of the refusal."""
        outcome = decide(self.state, command, at)
        if isinstance(outcome, Rejected):
            assert outcome.message
            return outcome.reason
        for event in outcome:
            self.state = evolve(self.state, event)
        self.log += outcome
        return outcome

    def do(self, command: Command, at: int = 0) -> None:
        """A command that must be accepted."""
        assert not isinstance(self.give(command, at), Refusal)

    def ask(self, at: int, lead: int = 0, **given: tuple[Response, int]) -> None:
        """One whole question, opened at `at`, with responses and when they came."""
        instance = len(self.state.asked) + 1
        item = next_item(self.state)
        assert item is not None
        self.do(OpenQuestion(instance, (0, 1), lead), at)
        for seat, (response, took) in sorted(given.items(), key=lambda pair: pair[1][1]):
            self.do(Answer(seat, instance, 1, response), at + took)
        self.do(CloseQuestion(instance), at + 90_000)
        self.do(RevealQuestion(instance), at + 90_000)
