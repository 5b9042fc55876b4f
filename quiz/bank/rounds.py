"""Drawing the rounds of a game: a topic each, kinds mixed, and no question that gives another away."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from quiz.bank.bank import Bank
from quiz.bank.chance import Draw
from quiz.bank.emit import ask, options
from quiz.bank.leaks import shows_any
from quiz.bank.ledger import Ledger
from quiz.bank.model import Proposal, Rejection
from quiz.core.items import Item

Entry = Proposal | Item
MANY = 3  # a question on this many facts uses up a topic, so a round has one of them at most
Round = tuple[str, tuple[Item, ...]]


def draw_rounds(bank: Bank, rounds: int, length: int, *, seed: int) -> tuple[Round, ...]:
    """Up to `rounds` rounds of up to `length` items, each with its title.

    In the whole game a fact, a meaning and a cluster come up once; within a round no item shows the answer of another.
    Topics too small for half a round are played together under the pack's title, and a topic comes up again where there
    are more rounds than topics. A small bank gives fewer or shorter rounds; the least is none.
    """
    game = Game(bank, Draw(seed, "rounds"), length)
    for full in (True, False):
        for title in game.titles(rounds, length):
            if len(game.drawn) < rounds and title not in dict(game.drawn):
                game.play(title, length, full=full)
    for part in range(2, rounds + 1):
        for title in game.titles(rounds, length):
            if len(game.drawn) < rounds:
                game.play(title, length, full=False, part=part)
    return tuple(game.drawn)


def draw_sheet(bank: Bank, most: int | None = None, *, seed: int) -> tuple[Item, ...]:
    """The items of one sheet of paper, up to `most`, where every question can be read beside every other.

    Questions that somebody wrote stand as in the pack; after them, from easy to hard, those made from facts which
    neither repeat one another nor show what another asks for. With `most`, a pack with facts draws from both alike.
    """
    draw, written = Draw(seed, "sheet"), bank.pack.questions
    if not bank.proposals():
        chosen = set(sorted((item.id for item in written), key=lambda name: draw.rank(f"entry\0{name}"))[:most])
        return tuple(item for item in written if item.id in chosen)
    # In rounds of such a length no topic is large enough for one of its own.
    game = Game(bank, draw, 2 * (len(written) + len(bank.proposals())) + 1)
    return game.round(bank.pack.title, most) if most is not None else game.sheet(bank.pack.title)


class Game:
    """What a game has used so far."""

    def __init__(self, bank: Bank, draw: Draw, length: int) -> None:
        """Sort what the bank could ask by topic; a round is to have `length` questions."""
        self._bank, self._draw = bank, draw
        self.drawn: list[Round] = []
        self._used: frozenset[str] = frozenset()
        self._kinds: Counter[str] = Counter()
        self._topics: dict[str, list[Entry]] = {}
        entries: tuple[Entry, ...] = (*bank.pack.questions, *bank.proposals())
        for entry in entries:
            self._topics.setdefault(entry.topic or bank.pack.title, []).append(entry)
        small = [title for title in self._topics if title != bank.pack.title and 2 * self._size(title) < length]
        for title in small:
            self._topics.setdefault(bank.pack.title, []).extend(self._topics.pop(title))

    def play(self, title: str, length: int, *, full: bool, part: int = 1) -> None:
        """Draw a round and keep it, unless it must be `full` and is not. `part` counts the rounds of one topic."""
        used = self._used
        items = self.round(title, length)
        if not items or (full and len(items) < length):
            self._used = used
            return
        self.drawn.append((title if part == 1 else f"{title}, part {part}", items))
        self._kinds.update(str(item.question.kind) for item in items)

    def titles(self, rounds: int, length: int) -> Iterator[str]:
        """Topics in the sequence to try: those that fill a round well as drawn, then the rest by size."""
        sizes = {title: self._size(title) for title in self._topics}
        by_size = sorted(sizes, key=lambda title: (-sizes[title], title))
        ample = [title for title in by_size if sizes[title] >= 2 * length] or by_size[:rounds]
        yield from sorted(ample, key=lambda title: self._draw.rank("topic\0" + title))
        yield from (title for title in by_size if title not in ample)

    def _size(self, title: str) -> int:
        """How many different facts a topic can ask about."""
        return len({fact for entry in self._topics[title] for fact in entry.facts} | {
            entry.id for entry in self._topics[title] if not entry.facts
        })  # fmt: skip

    def round(self, title: str, length: int) -> tuple[Item, ...]:
        """The items of one round, the easier ones first."""
        chosen: list[Item] = []
        for strict in (True, False):
            waiting = self._waiting(title)
            while len(chosen) < length and any(waiting.values()):
                kind = self._next_kind(waiting, chosen)
                item = self._take(waiting[kind].popleft(), chosen, strict)
                if item:
                    chosen.append(item)
        return tuple(sorted(chosen, key=lambda item: (item.difficulty, self._draw.rank("place\0" + item.id))))

    def sheet(self, title: str) -> tuple[Item, ...]:
        """All written items of a topic, then those made from facts which fit to them and to each other."""
        written = [entry for entry in self._bank.pack.questions if entry in self._topics[title]]
        self._used |= {mark for item in written for mark in self._marks(item)}
        chosen = list(written)
        made = (entry for entry in self._topics[title] if isinstance(entry, Proposal))
        for entry in sorted(made, key=lambda one: (self._draw.rank("entry\0" + one.id), one.id)):
            item = self._take(entry, chosen, strict=True)
            chosen += [item] if item else []
        rest = sorted(chosen[len(written) :], key=lambda item: (item.difficulty, self._draw.rank("place\0" + item.id)))
        return (*written, *rest)

    def _waiting(self, title: str) -> dict[str, deque[Entry]]:
        waiting: dict[str, deque[Entry]] = {}
        for entry in sorted(self._topics[title], key=lambda one: (self._draw.rank("entry\0" + one.id), one.id)):
            kind = entry.question.kind if isinstance(entry, Item) else entry.kind
            waiting.setdefault(kind, deque()).append(entry)
        return waiting

    def _next_kind(self, waiting: dict[str, deque[Entry]], chosen: list[Item]) -> str:
        """The kind that the round, then the game, has had least; choice questions come first among equals."""
        here = Counter(str(item.question.kind) for item in chosen)
        open_kinds = [kind for kind in sorted(waiting) if waiting[kind]]
        return min(open_kinds, key=lambda kind: (here[kind], self._kinds[kind], self._draw.rank("kind\0" + kind)))

    def _take(self, entry: Entry, chosen: list[Item], strict: bool) -> Item | None:
        """The item of an entry, if nothing about it has been used and it and the chosen keep each other's secrets."""
        if not self._marks(entry).isdisjoint(self._used):
            return None
        made = entry if isinstance(entry, Item) else self._bank.build(entry)
        if isinstance(made, Rejection) or not self._marks(made).isdisjoint(self._used):
            return None
        if len(made.facts) >= MANY and any(len(other.facts) >= MANY for other in chosen):
            return None
        if any(tells(made, other, strict) or tells(other, made, strict) for other in chosen):
            return None
        if self._at_odds(made, chosen):
            return None
        self._used |= self._marks(made)
        return made

    def _at_odds(self, made: Item, chosen: list[Item]) -> bool:
        """Whether the item contradicts or repeats one that the game already has."""
        ledger = Ledger(self._bank.world.labels.folder)
        for item in (*(item for _, items in self.drawn for item in items), *chosen):
            ledger.refusal(item)
        return ledger.refusal(made) is not None

    def _marks(self, entry: Entry) -> set[str]:
        """What may come up once in a game."""
        marks = {"fact " + fact for fact in entry.facts} | {"cluster " + one for one in entry.clusters}
        return marks | {"item " + entry.id} | ({"meaning " + entry.meaning} if entry.meaning else set())


def tells(teller: Item, other: Item, strict: bool) -> bool:
    """Whether one item shows what another asks for: in its stem or its reveal, and if `strict` in its options."""
    texts = [ask(teller), teller.reveal.claim]
    texts += options(teller) if strict else []
    return any(shows_any(text, other.leaks) for text in texts)
