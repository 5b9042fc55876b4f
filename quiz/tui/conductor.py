"""Drives one game for one player: keys and clicks in, frames out. No widget, no timer: a screen hosts it.

It holds what a game does not: the unfinished entry, the scroll, and since when the scene on the table stands. All rules
are the game's; all pictures are the scenes'.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from types import MappingProxyType

from quiz.core.commands import Reason
from quiz.core.state import Phase
from quiz.core.views import PlayerView, Row
from quiz.core.wording import Outline, shared
from quiz.rooms.solo import RefusedError, SoloGame
from quiz.scenes.beat import REVEALED, Beat, Motion, Stage
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.entry import TEXTUAL, Entry, Step, aim, blank, choose, missing, paste, places, press, spelled
from quiz.scenes.frames import scroll_to
from quiz.scenes.grid import Grid
from quiz.scenes.hand import Hand
from quiz.scenes.look import Look
from quiz.scenes.table import Setting, seat
from quiz.tui.waking import TITLE_MS, wake

DEAF_MS, SHEET_MS = 150, 600
"""How long a reveal, and the sheet at the end, do not hear Enter, so that a double tap takes nothing away unread."""
PAGES = MappingProxyType({"pageup": -8, "pagedown": 8})
ROWS = MappingProxyType({"up": -1, "down": 1, "home": -1_000_000, "end": 1_000_000})
"""How many rows keys scroll: at any time, and while no question is open, when they have no other meaning."""
LONG_AGO = -1_000_000


class Effect(Enum):
    """What the host should do after a key."""

    NONE = "none"
    DRAW = "draw"
    DONE = "done"


class Conductor:
    """One game on the table. `view` is what the player may see now."""

    def __init__(self, game: SoloGame, motion: Motion = Motion.FULL) -> None:
        """A game that goes on shows its scene as it stands, without playing it in again."""
        self._game, self.motion = game, motion
        self.view: PlayerView = game.view
        self.outline: Outline = game.outline
        self._entry: Entry | None = self._blank()
        self._since = LONG_AGO
        self._options: int | None = None
        self._shown_at = LONG_AGO
        self._told, self._score, self._scroll = "", self.view.row.score, 0
        self._before: tuple[Row, ...] = ()
        self._frame: Frame | None = None

    @property
    def phase(self) -> Phase:
        """Where the game stands."""
        return self.view.public.phase

    @property
    def typing(self) -> bool:
        """Whether letters are text now, and no commands."""
        question = self.view.public.question
        return self.phase is Phase.OPEN and question is not None and question.kind in TEXTUAL

    @property
    def stage(self) -> Stage | None:
        """How far the reveal has come; None where there is none."""
        return self.beat().stage if self.phase is Phase.REVEALED else None

    def beat(self) -> Beat:
        """The moment within the scene."""
        question, now = self.view.public.question, self._game.now_ms
        if question is None or self.phase is not Phase.OPEN:
            return Beat(now - self._since, None, self.motion)
        left = None if self.view.deadline is None else self.view.deadline - now
        return Beat(now - question.opened, left, self.motion, self._options_from())

    def frame(self, look: Look, grid: Grid) -> Frame:
        """The table with the player's hand on it."""
        view, question = self.view, self.view.public.question
        if question is not None and view.deadline is not None:
            # A game for one has one clock: the player's own.
            own = replace(question, limit=view.deadline - question.opened - question.lead)
            view = replace(view, public=replace(view.public, question=own))
        hand = Hand(self._entry, self._told, self._score, self.phase is Phase.REVEALED, self._keys())
        setting = Setting(self.outline, self._before, scroll=self._scroll)
        self._frame = seat(view, hand, Brush(look, grid), self.beat(), setting)
        # What was asked for beyond the end of the body is not owed when scrolling back.
        self._scroll = min(self._scroll, sum(self._frame.more))
        return self._frame

    def press(self, key: str, character: str | None, columns: int) -> Effect:
        """A key. Enter and Space skip every wait and go on; all else belongs to the open question."""
        if key in PAGES or (key in ROWS and self.phase is not Phase.OPEN):
            return self.scroll({**PAGES, **ROWS}[key])
        if self.phase is not Phase.OPEN:
            return self._go_on() if key in ("enter", "space") else Effect.NONE
        question = self.view.public.question
        if question is None or self._entry is None:
            return Effect.NONE
        if self.beat().alone:
            self._options = self._game.now_ms - question.opened
            if key in ("enter", "space") or question.kind not in TEXTUAL:
                return Effect.DRAW
        return self._step(press(self._entry, question, key, character, columns))

    def click(self, action: str) -> Effect:
        """A click on a field of the frame."""
        name, _, number = action.partition(":")
        question = self.view.public.question
        if name in ("down", "top"):
            return self.scroll(8 if name == "down" else -1000)
        if self.phase is not Phase.OPEN:
            # Only the hand goes on: a click that gives a window its focus takes no text away.
            return self._go_on() if name == "enter" else Effect.NONE
        if question is None or self._entry is None or not number:
            return Effect.NONE
        if self.beat().alone:
            self._options = self._game.now_ms - question.opened
            return Effect.DRAW
        to = choose if name == "tile" else aim
        return self._step(to(self._entry, question, int(number)))

    def paste(self, text: str) -> Effect:
        """Pasted text goes where typed text goes."""
        if not self.typing or self._entry is None:
            return Effect.NONE
        self._entry = paste(self._entry, text)
        return Effect.DRAW

    def scroll(self, rows: int) -> Effect:
        """Move the window over a body that is higher than its room."""
        self._scroll = max(self._scroll + rows, 0)
        return Effect.DRAW

    def skip(self) -> Effect:
        """Leave the open question without an answer."""
        if self.phase is Phase.OPEN:
            self._remember()
            self._game.skip()
            self._changed()
        return Effect.DRAW

    def finish(self) -> Effect:
        """End the game now and show its sheet."""
        self._game.finish(Reason.ENDED)
        self._changed()
        return Effect.DRAW

    def share(self, again: str = "") -> str:
        """The result of a finished game as text to pass on; `again` is the command that draws it, if there is one."""
        told = shared(self.view, self.outline, again)
        return "\n".join((told.head, *told.rows, *told.tail))

    def remark(self, text: str) -> Effect:
        """Say something in the hand until the next key that changes anything."""
        self._told = text
        return Effect.DRAW

    def pause(self) -> None:
        """Hold time still while something lies over the table."""
        self._game.pause()

    def resume(self) -> None:
        """Let time run again."""
        self._game.go_on()

    def tick(self) -> Effect:
        """Do what time alone does: end the title of a round, lock a pick at the deadline."""
        now = self._game.now_ms
        if self.phase is Phase.ROUND and self.motion is not Motion.NONE and now - self._since >= TITLE_MS:
            return self._advance()
        if self.phase is Phase.OPEN and self.view.deadline is not None and now >= self.view.deadline:
            self._expire()
        return Effect.DRAW

    def wake(self, frame_ms: int) -> int | None:
        """In how many ms the picture changes by itself; None when it stands still. Animation takes `frame_ms` steps."""
        question = self.view.public.question
        tiles = 0 if question is None else max(places(question), len(question.lefts), 1)
        return wake(self.phase, self.beat(), tiles, frame_ms)

    def _options_from(self) -> int:
        """When the options appear, in ms since the question opened."""
        question = self.view.public.question
        lead = 0 if question is None else question.lead
        return lead if self._options is None else min(self._options, lead)

    def _keys(self) -> str:
        """Where keys lead from here, in a few words."""
        if self.phase is Phase.OPEN:
            return ("Enter goes on" if self.typing else "Enter shows the options") if self.beat().alone else ""
        done = {
            Phase.LOBBY: "Enter begins · Esc leaves · F1 helps",
            Phase.ROUND: "Enter goes on", Phase.STANDING: "Enter goes on",
            Phase.REVEALED: "Enter goes on",
            Phase.FINISHED: f"Enter home · A again · {'M misses · ' if self.view.misses else ''}C copy",
        }  # fmt: skip
        return done.get(self.phase, "")

    def _step(self, step: Step) -> Effect:
        """Take over an entry, and lock it when it asks for that."""
        if not step.used:
            return Effect.NONE
        self._entry, self._told = step.entry, step.told
        if step.lock:
            self._lock()
        elif self._frame is not None and self._entry is not None:
            for kind in ("tile", "left", "text"):
                self._scroll = scroll_to(self._frame, f"{kind}:{self._entry.at}", self._scroll)
        return Effect.DRAW

    def _lock(self) -> None:
        """Give the entry to the game. A text that is no answer stays where it is, with what is wrong with it."""
        question = self.view.public.question
        if question is None or self._entry is None:
            return
        self._remember()
        try:
            problem = self._game.answer(spelled(self._entry, question))
        except RefusedError:
            # The deadline passed between the last tick and this key.
            self._expire()
            return
        if problem is not None:
            self._told = problem.message
            return
        self._changed(keep=True)

    def _expire(self) -> None:
        """Time is up: what stands is locked as it stands."""
        question = self.view.public.question
        if question is not None and self._entry is not None:
            self._remember()
            # None of several is an answer only where somebody gave it.
            untouched = question.kind == "multiple" and missing(self._entry, question) and not self._entry.sure
            if self._game.expire("" if untouched else spelled(self._entry, question)):
                self._changed(keep=True)

    def _go_on(self) -> Effect:
        """Skip what is still to come of this scene, else go to the next."""
        deaf = {Phase.REVEALED: DEAF_MS, Phase.FINISHED: SHEET_MS}.get(self.phase, 0)
        if self._game.now_ms - self._shown_at < deaf:
            return Effect.NONE
        beat = self.beat()
        if self.phase is Phase.REVEALED and beat.since < REVEALED and self.motion is not Motion.NONE:
            self._since = LONG_AGO
            return Effect.DRAW
        return Effect.DONE if self.phase is Phase.FINISHED else self._advance()

    def _advance(self) -> Effect:
        """The next step of the game."""
        self._remember()
        if self.view.public.standings:
            self._before = self.view.public.standings
        self.view = self._game.advance()
        self._changed()
        return Effect.DRAW

    def _remember(self) -> None:
        """Keep the score as it is shown until the verdict is out."""
        self._score = self.view.row.score

    def _changed(self, *, keep: bool = False) -> None:
        """Take up a new view. With `keep` the entry stays, to be seen locked."""
        self.view = self._game.view
        self._since = self._shown_at = self._game.now_ms
        self._options, self._scroll, self._told = None, 0, ""
        if not keep:
            self._entry = self._blank()

    def _blank(self) -> Entry | None:
        """An empty entry for the question on the table."""
        question = self.view.public.question
        return None if question is None else blank(question)
