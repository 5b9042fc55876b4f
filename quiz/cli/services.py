"""What the app asks of the program, done with the parts that the other commands use.

Nothing of a game is imported before the first page is painted, so every import that is not of the app stands inside.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.apart import apart, apart_each
from quiz.cli.shelf import PACKS, drawn, entry, listed, told
from quiz.tui.services import GameRef, Opening, PackEntry, RoomEntry, Setup, Trouble
from quiz.tui.settings import Settings
from quiz.tui.settings_file import SettingsFile

if TYPE_CHECKING:
    from quiz.core.events import Event
    from quiz.core.facts import Pack
    from quiz.core.plan import Plan
    from quiz.rooms.records import Record
    from quiz.rooms.solo import SoloGame
    from quiz.stores.history import KeepPlaying
    from quiz.tui.library import Errand, Place, Preview, Stamp, Survey

RECORDS = 200
"""How many past games are looked at."""


class AppServices:
    """Services on this machine: packs and history on its disk, settings in a file."""

    def __init__(self, folder: Path, settings: Path) -> None:
        """`folder` holds the history and the player's packs, `settings` is the file of settings."""
        self._folder, self._file = folder, SettingsFile(settings)
        self._log: KeepPlaying | None = None
        self._surveys: dict[str, tuple[Stamp, Survey]] = {}
        # One look into the history at a time: whoever has a file open keeps others from writing it.
        self._turn = threading.Lock()

    @property
    def settings(self) -> Settings:
        """As last read or saved."""
        return self._file.settings

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the file of settings."""
        return self._file.complaints

    def save(self, settings: Settings) -> Trouble | None:
        """Keep settings, and write them where that can be done."""
        told = self._file.save(settings)
        return Trouble(told) if told else None

    # Packs

    def packs(self) -> tuple[PackEntry | Trouble, ...]:
        """Packs that ship, then those in the player's folder."""
        return apart(listed, self._folder)

    def entry(self, name: str) -> PackEntry | Trouble:
        """What there is in a pack."""
        return apart(entry, name)

    def pack(self, name: str) -> Pack | Trouble:
        """Everything that a pack says."""
        return apart(told, name)

    def draw(self, setup: Setup) -> Plan | Trouble:
        """Draw the questions of a game."""
        return apart(drawn, setup)

    # The library

    def places(self) -> tuple[Place, ...]:
        """Packs that ship, those in the player's folder, and those once opened."""
        from quiz.cli.survey import places

        return apart(places, self._folder, self.settings.opened)

    @property
    def folder(self) -> str:
        """Where a player's own packs are looked for."""
        return str(self._folder / PACKS)

    def survey(self, places: tuple[Place, ...], errand: Errand) -> Iterator[Survey]:
        """Each pack, checked. What was checked already, and whose file has not changed since, comes first."""
        from quiz.cli.survey import stamp, surveyed

        stamps = {place.name: stamp(place.path) for place in places}
        left: list[str] = []
        for name, now in stamps.items():
            before, survey = self._surveys.get(name, (None, None))
            if survey is not None and now is not None and now == before:
                yield survey
            else:
                left.append(name)
        while left and not errand.off:
            for made in apart_each(errand.begun, surveyed, left[:]):
                left.remove(made.name)
                self._surveys[made.name] = stamps[made.name], made
                yield made
            if left and not errand.off:
                yield _broken(left.pop(0))

    def preview(self, place: Place, errand: Errand) -> Preview | None:
        """One pack with all of its questions."""
        from quiz.cli.survey import previewed
        from quiz.tui.library import Preview

        before = self.stamp(place)
        made = next(apart_each(errand.begun, previewed, place.name), None)
        if errand.off:
            return None
        return replace(made or Preview(_broken(place.name)), stamp=before)

    def stamp(self, place: Place) -> Stamp:
        """What tells the state of a pack's file from others."""
        from quiz.cli.survey import stamp

        return stamp(place.path)

    def completed(self, typed: str) -> str:
        """A path that goes on from what is typed, or nothing."""
        from quiz.cli.survey import completed

        return completed(typed)

    def edit(self, place: Place, line: int, column: int) -> Trouble | None:
        """Open a pack at a place in the player's editor, and wait until that is closed."""
        from quiz.cli.editor import NoEditorError, open_editor
        from quiz.core.wording import sentence

        try:
            open_editor(place.path, line, column)
        except NoEditorError as error:
            return Trouble(sentence(str(error)))
        return None

    # Games

    def begin(self, plan: Plan, time: Fraction | None, tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Begin a game in the player's history, or in memory where that cannot be written."""
        from quiz.cli.games import new_live_game
        from quiz.rooms.solo import RefusedError
        from quiz.stores.history import open_history

        self.leave()
        try:
            with self._turn:
                self._log = open_history(self._folder, tell)
                return new_live_game(self._log, plan, time)
        except RefusedError as error:
            self.leave()
            return Trouble(str(error))

    def told_of(self, ref: GameRef) -> tuple[Event, ...]:
        """What is in the log of a game, read by another process: that takes more than the game that comes of it."""
        from quiz.cli.games import logged

        return apart(logged, ref.path, ref.info.game)

    def resume(self, ref: GameRef, known: Sequence[Event], tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Take up a game that was cut off."""
        from quiz.cli.games import old_game

        self.leave()
        told: list[str] = []

        def listen(text: str) -> None:
            told.append(text)
            if self._log is not None:
                tell(text)

        with self._turn:
            found = old_game(ref.path, ref.info, listen, known, reading=True)
            if found is None:
                return Trouble(" ".join(told) or "This game cannot be taken up.")
            game, self._log = found
        return game

    def sheet(self, ref: GameRef) -> SoloGame | Trouble:
        """A game that is over, in memory: whoever plays meanwhile has the file for himself."""
        from quiz.cli.games import taken_up
        from quiz.stores.base import StoreError
        from quiz.stores.memory import MemoryLog
        from quiz.stores.sqlite import SqliteReader

        log = MemoryLog()
        try:
            with SqliteReader(ref.path) as reader:
                log.append(ref.info.game, 0, reader.read(ref.info.game))
            return taken_up(log, ref.info)
        except StoreError as error:
            return Trouble(f"This game cannot be read: {error}.")

    @property
    def saved(self) -> bool:
        """Whether the game that is on has a file that keeps it."""
        return self._log is not None and self._log.saved

    def leave(self) -> None:
        """Close the history file, so that it is free for whoever comes next."""
        with self._turn:
            if self._log is not None:
                self._log.close()
            self._log = None

    def end(self, ref: GameRef) -> Trouble | None:
        """End a game that nobody wants to go on with."""
        from quiz.cli.games import end_game

        told: list[str] = []
        with self._turn:
            end_game(ref.path, ref.info, told.append)
        return Trouble(" ".join(told)) if told else None

    def unfinished(self) -> tuple[GameRef, ...]:
        """Games that can be taken up, the last one first. A file that cannot be looked into holds none."""
        from quiz.stores.history import unfinished

        with self._turn:
            found = [GameRef(path, info) for path, info in unfinished(self._folder, lambda _: None)]
        return tuple(sorted(found, key=lambda ref: ref.info.started, reverse=True))

    def records(self, tell: Callable[[str], None]) -> tuple[Record, ...]:
        """Past games, the last one first."""
        from quiz.rooms.records import read_records

        return read_records(self._folder, tell, RECORDS)

    def plan_of(self, ref: GameRef) -> Plan | Trouble:
        """The plan of a past game."""
        from quiz.rooms.records import plan_of_game
        from quiz.stores.base import StoreError

        try:
            return plan_of_game(ref.path, ref.info.game)
        except StoreError as error:
            return Trouble(str(error))

    def practice(self, plan: Plan, missed: tuple[str, ...]) -> Plan | Trouble:
        """A game of the items that were missed."""
        from quiz.cli.games import new_seed
        from quiz.rooms.practice import practice_plan

        found = practice_plan(plan, missed, new_seed())
        return Trouble("Nothing was missed in this game.") if found is None else found

    # Rooms

    def rooms(self) -> tuple[RoomEntry, ...]:
        """Rooms that were opened here, the last one first."""
        from quiz.cli.hosting import rooms

        return rooms(self._folder)

    def open_room(self, plan: Plan, opening: Opening) -> RoomEntry | Trouble:
        """A room for this game, in a process of its own."""
        from quiz.cli.hosting import open_room

        return open_room(self._folder, plan, opening)

    def take_up(self, room: str) -> RoomEntry | Trouble:
        """A room as it was left."""
        from quiz.cli.hosting import take_up

        return take_up(self._folder, room)


def _broken(name: str) -> Survey:
    """A pack whose check has broken off: whatever is in it, the library goes on."""
    from quiz.tui.library import Survey

    return Survey(name, refused="the check of this file broke off")
