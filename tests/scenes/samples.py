"""Scenes to test with: every phase of games over items of every kind, with texts that nobody would wish for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from quiz.core.grammar import spell
from quiz.core.items import Citation, Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed, canonical
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.core.views import PlayerView
from quiz.core.wording import Outline
from quiz.plain.demo import blunder
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.entry import Entry, blank
from quiz.scenes.grid import GRIDS, Grid
from quiz.scenes.hand import Hand
from quiz.scenes.look import Look
from quiz.scenes.looks import look
from quiz.scenes.table import Setting, seat
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, cloze, match, multiple, number, order, single, true_false, typed

NASTY = (
    "[red]", "[/b]", "[@click=app.quit]Bob[/]", "\x1b[31mred\x1b[0m", "a\x07bell", "\u202eoverride", "李小龍",
    "e\u0301\u0302\u0303", "שלום עולם", "👨\u200d👩\u200d👧", "🇫🇷", "ﷺ", "a\u200bb", "no", "…", "\\", "%s {x} $y",
    "ｗｉｄｅ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
)  # fmt: skip
_plain = st.text(alphabet="abcdefgh éß", min_size=1, max_size=12).map(lambda text: f"w{text}".strip())
words = st.one_of(st.sampled_from(NASTY), _plain)
texts = st.lists(words, min_size=1, max_size=14).map(lambda found: "x" + " ".join(found))
short = st.lists(words, min_size=1, max_size=4).map(lambda found: "y" + " ".join(found))


def distinct(least: int, most: int, kind: st.SearchStrategy[str] = short) -> st.SearchStrategy[list[str]]:
    """Several texts that differ."""
    return st.lists(kind, min_size=least, max_size=most, unique=True)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind with texts of any sort."""
    kind = draw(st.sampled_from(("single", "multiple", "true_false", "number", "typed", "order", "match", "cloze")))
    match kind:
        case "single":
            return Single(tuple(map(Option, draw(distinct(2, 8)))), 0)
        case "multiple":
            return Multiple(tuple(map(Option, draw(distinct(3, 8)))), (0, 2))
        case "true_false":
            return TrueFalse(draw(st.booleans()))
        case "number":
            value = draw(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=8))
            return Number(value, value, value, draw(st.sampled_from(("", "km", "million US dollars of that time"))))
        case "typed":
            return Typed((draw(_plain),))
        case "order":
            return Order(tuple(draw(distinct(2, 8))))
        case "match":
            rights = draw(distinct(3, 8))
            return Match(tuple(draw(distinct(2, 3))), tuple(rights), (draw(short), draw(short)))
        case _:
            gaps = draw(st.integers(1, 4))
            parts = draw(st.lists(short, min_size=gaps + 1, max_size=gaps + 1))
            return Cloze(tuple(parts), tuple(Typed((draw(_plain),)) for _ in range(gaps)))


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item whose reveal has everything that a reveal can have."""
    question = draw(questions())
    chosen = question.options if isinstance(question, Single | Multiple) else (Option("true"), Option("false"))
    names = [option.text for option in chosen]
    proofs = tuple(Proof(name, Truth.FALSE, Ground.ONLY_ONE, ("f",), draw(short), draw(texts)) for name in names)
    place = Citation(
        draw(short), 3, draw(short), draw(texts), draw(short), "https://e.example/a", "2020-09-05", "inferred"
    )
    cited = draw(st.sampled_from(((), (place,), (place, replace(place, paragraph=4), replace(place, source="Other")))))
    reveal = Reveal(
        draw(texts), draw(short), proofs, cited, draw(st.integers(0, 7)), tuple(draw(st.lists(texts, max_size=2)))
    )
    weight = draw(st.sampled_from((Fraction(1), Fraction(2), Fraction(1, 2))))
    return Item("q-1", draw(texts), question, reveal, weight=weight, seconds=20)


@dataclass(frozen=True)
class Shot:
    """A moment of a game: its name, what may be seen, the unfinished entry, and what is ahead."""

    name: str
    view: PlayerView
    entry: Entry | None
    outline: Outline

    def frame(self, grid: Grid, with_look: Look | None = None, beat: Beat | None = None, scroll: int = 0) -> Frame:
        """The picture of this moment."""
        hand = Hand(self.entry, locked=self.view.public.phase is Phase.REVEALED, keys="Enter goes on")
        setting = Setting(self.outline, scroll=scroll)
        return seat(self.view, hand, Brush(with_look or look(), grid), beat or Beat(left=14_000), setting)


def shots(item: Item, title: str = "Towers and engines", right: bool = False) -> Iterator[Shot]:
    """Every phase of a game of one question."""
    plan = Plan("The rivers of the north", "a" * 64, 7, (Round(title, (item,)),), Rules(timer=True))
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(7), plan)
    entry: Entry | None = None
    while True:
        view = game.view
        phase = view.public.phase
        if phase is Phase.OPEN and view.public.question is not None:
            entry = blank(view.public.question)
        yield Shot(f"{item.question.kind}-{phase.value}", view, entry, game.outline)
        if phase is Phase.FINISHED:
            return
        if phase is Phase.OPEN:
            answer = canonical(item.question) if right else blunder(item.question)
            if game.answer(spell(answer, game.order)) is not None:
                game.skip()
        else:
            game.advance()


def known_items() -> tuple[Item, ...]:
    """One item of every kind."""
    return (single(), multiple(), true_false(), number(), typed(), order(), match(), cloze())


sizes = st.sampled_from(GRIDS)
