"""The last gate: no two questions of a bank may be at odds."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from quiz.bank.fold import Folder
from quiz.bank.model import Rejection
from quiz.core.items import Item, Truth
from quiz.core.kinds import Cloze, Order, Single, TrueFalse, Typed


class Ledger:
    """What the questions taken so far commit the bank to."""

    def __init__(self, folder: Folder) -> None:
        """Hold nothing yet."""
        self._folder = folder
        self._stems: dict[tuple[str, str], tuple[str, str]] = {}
        self._ids: dict[str, str] = {}
        self._claims: dict[tuple[str, str], tuple[Truth, str]] = {}
        self._answers: dict[str, tuple[str, str]] = {}
        self._after: dict[str, set[str]] = {}

    def refusal(self, item: Item) -> Rejection | None:
        """Take the item, or say which one it is at odds with."""
        stem, key = self.stem_of(item), answer_of(item)
        if item.id in self._ids:
            return self._reject("B8", item, f"the same question as {item.id}")
        known = self._stems.get((item.question.kind, stem))
        if known:
            code = "B8" if known[1] == key else "B1"
            return self._reject(code, item, f"the stem of {known[0]}")
        at_odds = self._at_odds(item, stem)
        if at_odds:
            return at_odds
        if isinstance(item.question, Order) and self._cycle(item.question.entries):
            return self._reject("B4", item, "the sequence contradicts another")
        self._stems[item.question.kind, stem] = (item.id, key)
        self._ids[item.id] = stem
        for claim, truth in self._claims_of(item, stem):
            self._claims[claim] = (truth, item.id)
        if isinstance(item.question, Single | Typed):
            self._answers[stem] = (self._folded(key), item.id)
        return None

    def _at_odds(self, item: Item, stem: str) -> Rejection | None:
        """B1: one stem, two answers in two kinds. B3: what is right for one question is wrong for another."""
        known = self._answers.get(stem)
        if known and isinstance(item.question, Single | Typed) and known[0] != self._folded(answer_of(item)):
            return self._reject("B1", item, f"{known[1]} answers it otherwise")
        for claim, truth in self._claims_of(item, stem):
            held = self._claims.get(claim)
            if held and held[0] is not truth:
                return self._reject("B3", item, f"{held[1]} holds “{claim[1]}” {held[0].value}")
        return None

    def _claims_of(self, item: Item, stem: str) -> list[tuple[tuple[str, str], Truth]]:
        if isinstance(item.question, TrueFalse):
            return [((stem, ""), Truth.TRUE if item.question.key else Truth.FALSE)]
        return [((stem, self._folded(proof.option)), proof.truth) for proof in item.reveal.proofs]

    def _folded(self, text: str) -> str:
        return min(self._folder.keys(text))

    def stem_of(self, item: Item) -> str:
        """What a reader takes the stem to be; of a cloze the text around the gaps."""
        text = "____".join(item.question.parts) if isinstance(item.question, Cloze) else item.stem
        return " ".join(text.casefold().split())

    def _reject(self, code: str, item: Item, detail: str) -> Rejection:
        return Rejection(code, item.id, item.facts, detail)

    def _cycle(self, entries: tuple[str, ...]) -> bool:
        """Whether the sequence closes a circle of earlier-than with what is known; if not, it becomes known."""
        for place, entry in enumerate(entries):
            if any(self._reaches(entry, earlier) for earlier in entries[:place]):
                return True
        for earlier, later in itertools.pairwise(entries):
            self._after.setdefault(earlier, set()).add(later)
        return False

    def _reaches(self, start: str, goal: str) -> bool:
        waiting, seen = [start], {start}
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            more = self._after.get(here, set()) - seen
            seen |= more
            waiting.extend(more)
        return False


def answer_of(item: Item) -> str:
    """The right answer as one text."""
    question = item.question
    match question:
        case Single():
            return question.options[question.key].text
        case Typed():
            return question.accepted[0]
        case TrueFalse():
            return str(question.key)
        case _:
            return repr(question)


def sift(items: Iterable[Item], folder: Folder, first: Iterable[Item] = ()) -> tuple[list[Item], list[Rejection]]:
    """The items that agree with each other: `first` in their own sequence, then the rest by id."""
    ledger = Ledger(folder)
    kept: list[Item] = []
    refused: list[Rejection] = []
    for item in [*first, *sorted(items, key=lambda one: one.id)]:
        refusal = ledger.refusal(item)
        if refusal:
            refused.append(refusal)
        else:
            kept.append(item)
    return kept, refused
