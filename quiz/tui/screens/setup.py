"""Setting a game up: pack, rounds, questions, scoring, time, seed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from quiz.core.wording import counted, points_explained
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Form
from quiz.tui.screens.settings import TIMES_TOLD
from quiz.tui.services import PackEntry, Setup
from quiz.tui.settings import Game, Profile
from quiz.tui.settings_file import TIMES, time_name
from quiz.tui.widgets.choice import Choice, Option
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.text import QUIET, WARN, Prose, voice
from quiz.tui.words import game_length

ROUNDS = (1, 2, 3, 4, 5, 6, 8, 10)
LENGTHS = (3, 4, 5, 6, 8, 10, 12, 15, 20)
SCORINGS: tuple[tuple[Profile, str], ...] = (("fair", "Fair"), ("kahoot", "Kahoot"), ("flat", "Flat"))
LONGEST_SEED = 18
LATELY = 8
"""How many of the files that were opened are offered, the last ones: each is read in a process of its own."""


class GameForm(Form):
    """What is asked about every game, alone or with a class: pack, rounds, questions, scoring, and time."""

    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = "#start"

    def __init__(self, pack: str = "", title: str = "") -> None:
        """`pack`, which is called `title`, is chosen to begin with; without one, that of the last game."""
        super().__init__()
        self._wanted, self._title = pack, title
        self._written: dict[str, int] = {}

    @property
    def last(self) -> Game:
        """What was set up last."""
        return self.footnote.settings.game

    def choices(self, times: Sequence[Option], time: str) -> Iterable[Widget]:
        """A line each."""
        game = self.last
        pack = self._wanted or game.pack
        known = self._title or (game.title if pack == game.pack else "")
        yield Choice("Pack", (Option(pack, known or PurePath(pack).name),), pack, id="pack")
        yield Choice("Rounds", _numbers(ROUNDS, game.rounds), str(game.rounds), id="rounds")
        yield Choice("Questions each", _numbers(LENGTHS, game.length), str(game.length), id="length")
        yield Choice("Scoring", _scorings(), game.scoring, id="scoring")
        yield Choice("Time", times, time, id="time")

    def on_mount(self) -> None:
        """The packs come when they are read."""
        self._sum_up()
        self.run_worker(self._load())

    @on(Choice.Focused)
    def tell_about(self, message: Choice.Focused) -> None:
        """Say what the value means."""
        self._about(message.choice)

    @on(Choice.Changed)
    def changed(self, message: Choice.Changed) -> None:
        """Say what the new value means, and what it makes of the game."""
        self._about(message.choice)
        self._sum_up()

    def _about(self, choice: Choice) -> None:
        """The sentence about a value."""
        self.query_one("#about", Prose).update(voice(choice.about, QUIET))

    def _sum_up(self) -> None:
        """What the game asks of the player."""
        rounds, length = int(self._choice("rounds").value), int(self._choice("length").value)
        self.aside(game_length(rounds, length, self._written.get(self._choice("pack").value)))

    def chosen(self, seed: int | None = None) -> Setup:
        """The game as it is set up."""
        return Setup(
            pack=self._choice("pack").value,
            rounds=int(self._choice("rounds").value),
            length=int(self._choice("length").value),
            scoring=next(name for name, _ in SCORINGS if name == self._choice("scoring").value),
            time=TIMES[self._choice("time").value],
            seed=seed,
        )

    @property
    def title_chosen(self) -> str:
        """What the chosen pack is called."""
        return self._choice("pack").options[self._choice("pack").place].text

    def _choice(self, name: str) -> Choice:
        return self.query_one(f"#{name}", Choice)

    async def _load(self) -> None:
        """Offer all packs; one that is named by its path stays, too. Files that were opened come as they are read."""
        services, choice = self.footnote.services, self._choice("pack")
        found = await asyncio.to_thread(services.packs)
        entries = [entry for entry in found if isinstance(entry, PackEntry)]
        known = {entry.name for entry in entries}
        for path in dict.fromkeys((choice.value, *self.footnote.settings.opened[:LATELY])):
            own = None if path in known else await asyncio.to_thread(services.entry, path)
            entries += [own] if isinstance(own, PackEntry) else []
            # Of a pack with facts nobody knows before it is drawn how many questions there are.
            self._written = {entry.name: entry.questions for entry in entries if not entry.facts}
            self._sum_up()
            if entries:
                choice.offer([Option(entry.name, entry.title, _holds(entry)) for entry in entries], choice.value)


class SetupScreen(GameForm):
    """Choose, and start."""

    NAME = "Set up a game"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.SETUP, Where.CHOICE, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.SETUP, Where.FORM)

    def matter(self) -> Iterable[Widget]:
        """A line each, a sentence about the one that keys change now, and the start."""
        yield from self.choices(TIMES_TOLD, time_name(self.footnote.settings.time))
        with Horizontal(classes="row"):
            yield Static(voice("Seed", QUIET), classes="label", markup=False)
            yield Input(placeholder="a new one; a number draws a game again", compact=True, restrict="[0-9]*",
                        max_length=LONGEST_SEED, id="seed")  # fmt: skip
        yield Menu((Entry("start", "Start"),), numbered=False, flows=True, id="start")
        yield Prose(id="about")

    def action_start(self) -> None:
        """Begin, and remember what was chosen."""
        seed = self.query_one("#seed", Input).value.strip()
        if seed and not (seed.isascii() and seed.isdecimal()):
            self.say("A seed is a whole number.", WARN)
            self.query_one("#seed").focus()
            return
        setup = self.chosen(int(seed) if seed else None)
        self.footnote.remember(game=setup.remembered(self.title_chosen), time=setup.time)
        self.footnote.playing.start(setup)

    @on(Menu.Picked)
    def start(self) -> None:
        """Begin."""
        self.action_start()

    @on(Input.Submitted)
    def seeded(self) -> None:
        """Enter in the field begins the game, too."""
        self.action_start()


def _holds(entry: PackEntry) -> str:
    """What a pack is about, and what it holds."""
    counts = [(entry.facts, "fact"), (entry.questions, "question"), (entry.sources, "source")]
    holds = ", ".join(counted(number, word) for number, word in counts if number)
    return f"{entry.about} {holds}".strip()


def _numbers(usual: tuple[int, ...], chosen: int) -> list[Option]:
    """The usual numbers, and the one that was chosen last."""
    return [Option(str(number), str(number)) for number in sorted({*usual, chosen})]


def _scorings() -> list[Option]:
    """The ways to count, each explained."""
    return [Option(name, text, points_explained(name, timer=True)) for name, text in SCORINGS]
