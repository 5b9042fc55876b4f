"""The bank: a pack opened with a seed, and the questions that can be made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from quiz.bank import compose, events, lists, one_off, spans, statements
from quiz.bank.chance import Draw
from quiz.bank.compose import Asked
from quiz.bank.distractors import Neighbours
from quiz.bank.leaks import told_by_topic
from quiz.bank.ledger import sift
from quiz.bank.model import Proposal, Refusal, Rejection
from quiz.bank.propose import proposals
from quiz.bank.world import World
from quiz.core.facts import Pack
from quiz.core.items import Item
from quiz.core.wording import counted


@dataclass(frozen=True, slots=True)
class Report:
    """What a bank gave: the items by id, hand-written ones first, and every rejection."""

    items: tuple[Item, ...]
    rejections: tuple[Rejection, ...]
    facts: int

    def codes(self) -> dict[str, int]:
        """How often each rejection code came up, the most frequent first."""
        found = Counter(one.code for one in self.rejections)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def summary(self) -> str:
        """One line: `61 facts gave 94 questions; 38 rejected: W7 x2, ...`."""
        codes = ", ".join(f"{code} x{count}" for code, count in self.codes().items())
        made = f"{counted(self.facts, 'fact')} gave {counted(len(self.items), 'question')}"
        return f"{made}; {len(self.rejections)} rejected: {codes}" if codes else f"{made}; none rejected"


class Bank:
    """The questions of a pack under a seed. Each is made on its own, so one can be had without making all."""

    def __init__(self, pack: Pack, seed: int = 0) -> None:
        """Validate, reconcile and index `pack`; nothing is asked yet."""
        self.pack, self.seed = pack, seed
        self.world = World(pack)
        self.near = Neighbours(self.world)
        self._last: tuple[object, ...] = ()
        self._asked: Asked | Refusal | None = None
        self._sorted: tuple[Proposal, ...] = ()

    def proposals(self) -> Sequence[Proposal]:
        """What could be asked, by id."""
        if not self._sorted:
            found = {one.id: one for one in proposals(self.world)}
            self._sorted = tuple(found[key] for key in sorted(found))
        return self._sorted

    def build(self, proposal: Proposal) -> Item | Rejection:
        """The item of a proposal, with its proofs, or why there is none."""
        made = self._compose(proposal, Draw(self.seed, proposal.id))
        if isinstance(made, Item) and told_by_topic(made):
            made = Refusal("B7", f"the topic “{made.topic}” shows the answer")
        if isinstance(made, Refusal):
            return Rejection(made.code, proposal.id, proposal.facts, made.detail)
        return made

    def _compose(self, proposal: Proposal, draw: Draw) -> Item | Refusal:
        subject = proposal.subject
        if subject.one_off is not None:
            return one_off.compose(self.near, proposal, subject.one_off, draw)
        if subject.complete is not None:
            return lists.complete(self.near, proposal, subject.complete, draw)
        if subject.span is not None:
            return spans.span(self.near, proposal, subject.span)
        if subject.relation or subject.topic:
            return self._several(proposal, draw)
        if proposal.kind == "true_false":
            return statements.true_false(self.near, proposal, draw)
        if proposal.kind == "cloze":
            return statements.cloze(self.world, proposal, draw)
        asked = self._ask(proposal)
        return asked if isinstance(asked, Refusal) else SLOTTED[proposal.kind](self.near, proposal, asked, draw)

    def _several(self, proposal: Proposal, draw: Draw) -> Item | Refusal:
        subject, near = proposal.subject, self.near
        ring = near.told.get(subject.relation) if subject.relation else near.events.get(subject.topic)
        if ring is None:
            return Refusal("O1" if proposal.kind == "order" else "O2", "no facts")
        if subject.matching:
            return events.match(near, proposal, ring, subject.matching, draw)
        relation = self.pack.relations.get(subject.relation)
        stem = relation.order if relation else f"Put these moments of “{subject.topic}” in order, earliest first."
        return events.order(near, proposal, ring, stem, draw)

    def _ask(self, proposal: Proposal) -> Asked | Refusal:
        """The stem of a proposal; kinds that share one ask for it one after the other."""
        statement, wanted = proposal.subject.statement, proposal.subject.ask
        if statement is None or wanted is None:
            return Refusal("V1", "nothing to ask")
        place = (statement.id, wanted)
        if place != self._last or self._asked is None:
            self._last, self._asked = place, compose.ask(self.world, statement, wanted)
        return self._asked

    def generate(self) -> Report:
        """Every question, after the ledger."""
        made: list[Item] = []
        refused = list(self.world.refused)
        for item in self._every():
            if isinstance(item, Rejection):
                refused.append(item)
            else:
                made.append(item)
        kept, at_odds = sift(made, self.world.labels.folder, self.pack.questions)
        refused.sort(key=lambda one: (one.proposal, one.code))
        return Report(tuple(kept), (*refused, *at_odds), len(self.pack.facts) + len(self.pack.one_offs))

    def _every(self) -> Iterator[Item | Rejection]:
        seen: set[str] = set()
        for proposal in proposals(self.world):
            if proposal.id not in seen:
                seen.add(proposal.id)
                yield self.build(proposal)


Composer = Callable[[Neighbours, Proposal, Asked, Draw], Item | Refusal]
SLOTTED: Mapping[str, Composer] = MappingProxyType(
    {
        "single": compose.single,
        "typed": lambda near, proposal, asked, _: compose.typed(near, proposal, asked),
        "number": lambda near, proposal, asked, _: compose.number(near, proposal, asked),
        "multiple": lists.listed,
    }
)


def open_bank(pack: Pack, seed: int = 0) -> Bank:
    """Open a pack: canonicalise, validate, reconcile, index. Items are made later."""
    return Bank(pack, seed)
