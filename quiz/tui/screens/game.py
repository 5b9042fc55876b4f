"""The game's screen. A stand-in: it shows no question yet, and can be left."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from quiz.rooms.solo import SoloGame
from quiz.tui.commands import Where, bindings
from quiz.tui.outcome import After, Outcome
from quiz.tui.services import Services
from quiz.tui.widgets.text import PLAIN, voice


class GameScreen(Screen[Outcome]):
    """One game, from where it stands."""

    BINDINGS = bindings(Where.GAME, Where.SHOWN)

    def __init__(self, game: SoloGame, services: Services) -> None:
        """`game` is the game to play."""
        super().__init__()
        self.game, self.services = game, services

    def compose(self) -> ComposeResult:
        """Where the game stands."""
        yield Static(voice(f"The game stands at: {self.game.phase}", PLAIN), markup=False)

    def action_next(self) -> None:
        """Take a step."""
        self.game.advance()

    def action_leave(self) -> None:
        """Leave, and keep the game."""
        self.dismiss(Outcome(After.HOME))

    def action_source(self, key: str) -> None:
        """Nothing to scroll yet."""
