"""The file of settings: TOML, each key of one type. What cannot be read is named, and never silently written over."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth
from quiz.tui.settings import MOST, OPENED, Game, Settings

HEAD = "# Settings of Footnote. The program writes this file; what you change here counts from its next start.\n"
THEMES = ("ink", "paper", "contrast", "dusk")
TIMES = MappingProxyType({"1": Fraction(1), "1.5": Fraction(3, 2), "2": Fraction(2), "off": None})
Row = tuple[str, str | int | bool | list[str]]
DEPTHS = ("auto", *(depth.value for depth in Depth))


class SettingsFile:
    """Settings at a path. `complaints` says what is wrong with the file as it was read, one line each."""

    def __init__(self, path: Path) -> None:
        """Read it. A file that is not there gives the defaults."""
        self.path = path
        self.settings, self.complaints = read(path)
        # What is wrong may be a slip of the player's, worth keeping when the file is written anew.
        self._aside = bool(self.complaints)

    def save(self, settings: Settings) -> str:
        """Keep settings for this run, and write them; gives what the player should know, or an empty text."""
        self.settings = settings
        told = ""
        try:
            target = self.path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._aside:
                told = f"{self.path} could not be read as it stood; it is kept as {_put_aside(target).name}."
                self._aside = False
            _write(target, written(settings))
        except OSError as error:
            return f"{self.path}: {error.strerror}; the settings hold for this run, but they are not saved."
        return told


def read(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in a file, with defaults for what cannot be read, and what is wrong with it."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path}: {error.strerror}; playing with the default settings.",)
    import tomllib

    try:
        table = tomllib.loads(text.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), (f"{path}: this is no TOML ({error}); playing with the default settings.",)
    complaints: list[str] = []
    return _settings(table, lambda key, problem: complaints.append(f"{path}: {key}: {problem}")), tuple(complaints)


def written(settings: Settings) -> str:
    """Settings as the text of a file."""
    depth = settings.depth
    rows: list[Row] = [
        ("theme", settings.theme),
        ("motion", settings.motion.value),
        ("time", time_name(settings.time)),
        ("bell", settings.bell),
        ("depth", "auto" if depth is None else depth.value),
        *([("opened", list(settings.opened))] if settings.opened else []),
    ]
    lines = [*map(_line, rows), "", "[game]", *map(_line, _game_rows(settings.game))]
    if settings.host != Game():
        lines += ["", "[host]", *map(_line, _game_rows(settings.host))]
    return HEAD + "\n".join(lines) + "\n"


def _game_rows(game: Game) -> list[Row]:
    """A game as rows of its table."""
    return [
        ("pack", game.pack),
        ("title", game.title),
        ("rounds", game.rounds),
        ("length", game.length),
        ("scoring", game.scoring),
    ]


def time_name(factor: Fraction | None) -> str:
    """The name of a time factor."""
    return next((name for name, value in TIMES.items() if value == factor), "1")


def _settings(table: Mapping[str, Any], complain: Callable[[str, str], None]) -> Settings:
    """The settings in a table."""
    top = _Table(table, "", complain)
    base = Settings()
    depth = top.one_of("depth", DEPTHS, "auto")
    settings = Settings(
        theme=top.one_of("theme", THEMES, base.theme),
        motion=Motion(top.one_of("motion", tuple(Motion), base.motion)),
        time=TIMES[top.one_of("time", tuple(TIMES), "1")],
        bell=top.truth("bell", base.bell),
        depth=None if depth == "auto" else Depth(depth),
        game=_game("game", table, complain),
        host=_game("host", table, complain),
        opened=top.texts("opened"),
    )
    top.done({"theme", "motion", "time", "bell", "depth", "game", "host", "opened"})
    return settings


def _game(name: str, table: Mapping[str, Any], complain: Callable[[str, str], None]) -> Game:
    """A game in the table of that name."""
    inner = table.get(name, {})
    if not isinstance(inner, dict):
        complain(name, "this must be a table")
        inner = {}
    low, game = _Table(inner, f"{name}.", complain), Game()
    low.done({"pack", "title", "rounds", "length", "scoring"})
    return Game(
        pack=low.text("pack", game.pack) or game.pack,
        title=low.text("title", game.title),
        rounds=low.number("rounds", game.rounds),
        length=low.number("length", game.length),
        scoring=low.profile("scoring", game.scoring),
    )


class _Table:
    """A table of the file. What is of the wrong type, or unknown, is complained of, and its default stands."""

    def __init__(self, table: Mapping[str, Any], prefix: str, complain: Callable[[str, str], None]) -> None:
        self._table, self._prefix, self._complain = table, prefix, complain

    def one_of(self, key: str, names: tuple[str, ...], default: str) -> str:
        """One of a few words; a number stands for the word that is written like it."""
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, str | int | float) or _word(value) not in names:
            self._complain(self._prefix + key, f"{_shown(value)} is none of {', '.join(names)}; it stays {default}")
            return default
        return _word(value)

    def profile(self, key: str, default: Any) -> Any:  # noqa: ANN401 - one of the three names
        """The name of a scoring."""
        return self.one_of(key, ("fair", "kahoot", "flat"), default)

    def truth(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            self._complain(self._prefix + key, f"{_shown(value)} is neither true nor false; it stays {_shown(default)}")
            return default
        return value

    def number(self, key: str, default: int) -> int:
        """A whole number from 1."""
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
            self._complain(self._prefix + key, f"{_shown(value)} is no number from 1 to {MOST}; it stays {default}")
            return default
        return value

    def text(self, key: str, default: str) -> str:
        """A text of one line."""
        value = self._table.get(key, default)
        if not isinstance(value, str) or not value.isprintable():
            self._complain(self._prefix + key, f"{_shown(value)} is no text of one line; it stays {_shown(default)}")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts of one line each, at most `OPENED`."""
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.isprintable() for one in value):
            self._complain(self._prefix + key, f"{_shown(value)} is no list of texts of one line; it stays empty")
            return ()
        return tuple(dict.fromkeys(value))[:OPENED]

    def done(self, known: set[str]) -> None:
        """Complain of what nobody has asked for."""
        for key in self._table.keys() - known:
            self._complain(self._prefix + key, "there is no such setting; it is left out")


def _word(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _shown(value: object) -> str:
    """A value as it would stand in the file, in a few signs."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"


def _line(row: Row) -> str:
    """A key and its value. A basic string of TOML has the escapes of JSON, save for one sign."""
    import json

    key, value = row
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007F")


def _write(target: Path, text: str) -> None:
    """Replace the file as a whole, so that nobody ever reads half of it."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def _put_aside(target: Path) -> Path:
    """Rename a file that has something wrong with it to a free name beside it."""
    import time

    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    aside, number = target.with_name(f"{target.name}.broken-{stamp}"), 1
    while aside.exists():
        number += 1
        aside = target.with_name(f"{target.name}.broken-{stamp}-{number}")
    target.rename(aside)
    return aside
