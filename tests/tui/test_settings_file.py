"""The file of settings: what is written can be read, and what cannot be read is named, kept, and costs nothing else."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth
from quiz.scenes.looks import THEMES
from quiz.tui import settings_file
from quiz.tui.settings import Game, Settings
from quiz.tui.settings_file import SettingsFile, read, written

OTHER = Settings(
    "paper", Motion.NONE, Fraction(3, 2), True, Depth.CUBE, Game('a "pack"\\é', "Títle", 2, 20, "flat"),
    ('/home/é "a"\\b.quiz.yaml', "/c d.quiz.yaml"),
)  # fmt: skip


@pytest.mark.parametrize(
    "settings",
    [Settings(), OTHER, Settings(time=None), Settings(depth=Depth.NONE), Settings(host=Game("b", "B", 1, 2, "flat"))],
    ids=lambda one: one.theme,
)
def test_what_is_written_is_read_again(settings: Settings, tmp_path: Path) -> None:
    """Every field, in a file that another start of the program reads without a word."""
    path = tmp_path / "deep" / "settings.toml"
    assert SettingsFile(path).save(settings) == ""
    assert read(path) == (settings, ())
    assert [name.name for name in path.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_is_not_there_gives_the_defaults(tmp_path: Path) -> None:
    """Without complaint, and without being made."""
    assert read(tmp_path / "settings.toml") == (Settings(), ())
    assert not list(tmp_path.iterdir())


BAD = {
    'theme = "pink"': "theme",
    "theme = 3": "theme",
    "motion = true": "motion",
    "time = 3": "time",
    'time = "fast"': "time",
    "time = [1]": "time",
    "bell = 1": "bell",
    'bell = "yes"': "bell",
    "depth = 8": "depth",
    "colour = 1": "colour",
    "game = 1": "game",
    'opened = "a"': "opened",
    "opened = [1]": "opened",
    'opened = ["a\\u001Bb"]': "opened",
    "[game]\nrounds = 0": "game.rounds",
    "[game]\nrounds = 1.5": "game.rounds",
    "[game]\nlength = 51": "game.length",
    "[game]\nlength = true": "game.length",
    '[game]\nscoring = "golf"': "game.scoring",
    "[game]\npack = 1": "game.pack",
    '[game]\ntitle = "a\\u001Bb"': "game.title",
    "[game]\nseed = 1": "game.seed",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_value_is_named_and_costs_nothing_else(text: str, tmp_path: Path) -> None:
    """The message has the file and the key; the key keeps its default, and the others what they say."""
    path = tmp_path / "settings.toml"
    good = "" if text.startswith(("motion", "theme")) else 'motion = "basic"\n'
    path.write_text(good + text, "utf-8")
    settings, (complaint,) = read(path)
    assert complaint.startswith(f"{path}: {BAD[text]}: ")
    assert "\n" not in complaint
    expected = Settings(motion=Motion.BASIC) if good else Settings()
    assert settings == expected


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"[game", b'theme = "ink"\ntheme = "ink"'])
def test_a_broken_file_is_moved_aside_before_it_is_written_anew(content: bytes, tmp_path: Path) -> None:
    """Its bytes stay, under a name that the message tells."""
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    file = SettingsFile(path)
    assert len(file.complaints) == 1
    assert str(path) in file.complaints[0]
    assert path.read_bytes() == content
    told = file.save(OTHER)
    (aside,) = tmp_path.glob("settings.toml.broken-*")
    assert aside.read_bytes() == content
    assert aside.name in told
    assert read(path) == (OTHER, ())
    assert file.save(Settings()) == ""
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_with_one_bad_value_is_kept_as_well(tmp_path: Path) -> None:
    """What the player wrote there may be a slip that is worth finding again."""
    path = tmp_path / "settings.toml"
    path.write_text("bell = 1\n", "utf-8")
    assert "broken" in SettingsFile(path).save(Settings())
    assert [name.read_text("utf-8") for name in tmp_path.glob("*.broken-*")] == ["bell = 1\n"]


def test_where_nothing_can_be_written_the_settings_hold_for_the_run(tmp_path: Path) -> None:
    """And the player is told why they are not saved."""
    (tmp_path / "file").write_text("", "utf-8")
    file = SettingsFile(tmp_path / "file" / "settings.toml")
    told = file.save(OTHER)
    assert "not saved" in told
    assert file.settings == OTHER


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Whoever keeps settings elsewhere keeps them there."""
    real, link = tmp_path / "real.toml", tmp_path / "settings.toml"
    link.symlink_to(real)
    SettingsFile(link).save(OTHER)
    assert link.is_symlink()
    assert read(real) == (OTHER, ())


def test_the_names_of_themes_are_those_of_the_looks() -> None:
    """The file is read before the looks are loaded, so it has the names itself."""
    assert tuple(THEMES) == settings_file.THEMES
    assert "theme" in written(Settings())
