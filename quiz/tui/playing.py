"""From a setup to a game and on to what comes after it.

What is slow runs in threads; the log of the game stays in the app's own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from quiz.tui.outcome import After, Outcome
from quiz.tui.services import GameRef, PackEntry, Services, Setup, Trouble

if TYPE_CHECKING:
    from quiz.core.plan import Plan
    from quiz.rooms.solo import SoloGame
    from quiz.tui.app import FootnoteApp
    from quiz.tui.screens.ask import Question
    from quiz.tui.screens.game import Manner


@dataclass(frozen=True, slots=True)
class Misses:
    """Play what was missed in a past game."""

    ref: GameRef
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Play a past game again from its start: the same questions in the same order."""

    ref: GameRef


@dataclass(frozen=True, slots=True)
class Sheet:
    """See the sheet of a game that is over once more."""

    ref: GameRef


@dataclass(frozen=True, slots=True)
class Drawn:
    """A game whose questions are drawn. Where `unfinished` names another, the player is asked about that first."""

    plan: Plan
    setup: Setup
    unfinished: GameRef | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A game that is on, with what is known of how it came about."""

    game: SoloGame
    plan: Plan | None = None
    setup: Setup | None = None
    ref: GameRef | None = None


Begin = Setup | GameRef | Drawn | Misses | Same | Sheet | None
"""What a game can begin with; None is the first page."""
Next = Started | Trouble | None
"""A game that is on, or why there is none; None where the player wants none."""


class Playing:
    """Begins games, shows them, and acts on how the player leaves them. There is at most one at a time."""

    def __init__(self, app: FootnoteApp, services: Services) -> None:
        """`app` shows the screens."""
        self._app, self._services = app, services
        self._on = False
        self._game: SoloGame | None = None

    @property
    def active(self) -> bool:
        """Whether a game is being begun or played."""
        return self._on

    @property
    def unkept(self) -> bool:
        """Whether a game is on that would be lost, since no file keeps it."""
        from quiz.core.state import Phase

        return self._game is not None and self._game.phase is not Phase.FINISHED and not self._services.saved

    def setup(self) -> Setup:
        """The game that was set up last."""
        return Setup.of(self._services.settings)

    def start(self, begin: Begin) -> None:
        """Begin a game, unless one is on."""
        if begin is not None and not self._on:
            self._on = True
            self._app.run_worker(self._run(begin), group="game")

    async def _run(self, begin: Begin) -> None:
        """Play, and play again as long as the player wants to."""
        from quiz.tui.screens.game import GameScreen

        try:
            started = await self._started(begin)
            while isinstance(started, Started):
                self._app.say("")
                manner = self._manner(started)
                await self._app.go_home()
                self._game = started.game
                outcome = await self._app.push_screen_wait(GameScreen(started.game, manner))
                self._game = None
                self._services.leave()
                started = await self._after(started, outcome)
            self._app.say("")
            if started is not None:
                self._app.refuse(started)
        finally:
            self._on, self._game = False, None

    def _manner(self, started: Started) -> Manner:
        """How the table looks and moves; on a line to somewhere else it moves in fewer frames."""
        from quiz.rooms.practice import same_game
        from quiz.tui.screens.game import Manner

        app, services, setup, plan = self._app, self._services, started.setup, started.plan
        again = ""
        if setup is not None and plan is not None:
            again = same_game(setup.pack, plan.seed, setup.rounds, setup.length, setup.scoring)
        frame_ms = 33 if app.capabilities.local else 66
        return Manner(
            lambda: app.look,
            lambda: app.motion,
            lambda: services.settings.bell,
            frame_ms,
            lambda: services.saved,
            again,
        )

    async def _started(self, begin: Begin) -> Next:
        """The game that `begin` asks for."""
        settings, tell = self._services.settings, self._app.tell
        match begin:
            case Drawn():
                return await self._asked(begin)
            case Setup():
                self._app.say("Drawing the questions …")
                return self._begun(await asyncio.to_thread(self._services.draw, begin), begin.time, begin)
            case GameRef():
                self._app.say("Reading the game …")
                known = await asyncio.to_thread(self._services.told_of, begin)
                game = self._services.resume(begin, known, tell)
                return game if isinstance(game, Trouble) else Started(game, ref=begin)
            case Sheet():
                sheet = await asyncio.to_thread(self._services.sheet, begin.ref)
                return sheet if isinstance(sheet, Trouble) else Started(sheet, ref=begin.ref)
            case Same():
                plan = await asyncio.to_thread(self._services.plan_of, begin.ref)
                return self._begun(plan, settings.time)
            case Misses():
                return self._begun(await asyncio.to_thread(self._practice, begin), settings.time)
            case None:
                return None

    async def _asked(self, drawn: Drawn) -> Next:
        """Begin what is drawn, or go on with the game that was left."""
        from quiz.tui.screens.ask import AskScreen

        if drawn.unfinished is not None:
            match await self._app.push_screen_wait(AskScreen(_left(drawn.unfinished))):
                case "go on":
                    return await self._started(drawn.unfinished)
                case "end":
                    trouble = self._services.end(drawn.unfinished)
                    if trouble is not None:
                        self._app.tell(trouble.message)
                case "new":
                    pass
                case _:
                    return None
        return self._begun(drawn.plan, drawn.setup.time, drawn.setup)

    async def _after(self, played: Started, outcome: Outcome) -> Next:
        """The game after a game."""
        if outcome.after is After.HOME:
            return None
        if outcome.after is After.AGAIN and played.setup is not None:
            return await self._started(replace(played.setup, seed=None))
        self._app.say("One moment …")
        plan: Plan | Trouble | None = played.plan
        if plan is None and played.ref is not None:
            plan = await asyncio.to_thread(self._services.plan_of, played.ref)
        if plan is None or isinstance(plan, Trouble):
            return plan or Trouble("This game left no plan to play again.")
        time = self._services.settings.time
        match outcome.after:
            case After.SAME:
                return self._begun(plan, time)
            case After.MISSES:
                return self._begun(self._services.practice(plan, outcome.missed), time)
            case After.AGAIN:
                return await self._like(plan)

    async def _like(self, plan: Plan) -> Next:
        """A new game of the pack that `plan` was drawn from."""
        entries = await asyncio.to_thread(self._services.packs)
        for entry in entries:
            if isinstance(entry, PackEntry) and entry.digest == plan.digest:
                length = max(len(part.items) for part in plan.rounds)
                setup = Setup(entry.name, len(plan.rounds), length, plan.rules.scoring, self._services.settings.time)
                return await self._started(setup)
        return Trouble(f"The pack of this game, {plan.title}, is not among the packs any more.")

    def _practice(self, begin: Misses) -> Plan | Trouble:
        """The plan of the misses of a past game."""
        plan = self._services.plan_of(begin.ref)
        return plan if isinstance(plan, Trouble) else self._services.practice(plan, begin.missed)

    def _begun(self, plan: Plan | Trouble, time: Fraction | None, setup: Setup | None = None) -> Started | Trouble:
        """Begin a game of a plan."""
        if isinstance(plan, Trouble):
            return plan
        game = self._services.begin(plan, time, self._app.tell)
        return game if isinstance(game, Trouble) else Started(game, plan, setup)


def _left(ref: GameRef) -> Question:
    """What to ask of a game that was left."""
    from quiz.tui.screens.ask import Question
    from quiz.tui.words import moment

    answers = (
        ("go on", "Go on with it"),
        ("new", "Begin the new one", "and keep the old one for later"),
        ("end", "End the old one", "and begin the new one"),
    )
    return Question(
        "You left a game", f"{ref.info.title}, seed {ref.info.seed}, begun {moment(ref.info.started)}.", answers
    )
