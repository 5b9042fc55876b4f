"""Where settings and history are, and where a page can be painted."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from quiz.cli import places
from quiz.cli.places import can_live, data_folder, settings_path


class Tty(io.StringIO):
    """A terminal that nobody sits at."""

    def __init__(self, encoding: str, *, tty: bool = True) -> None:
        """Of an encoding."""
        super().__init__()
        self._encoding, self._tty = encoding, tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """As given."""
        return self._encoding

    def isatty(self) -> bool:
        """As given."""
        return self._tty


@pytest.mark.parametrize("name", ["mine.toml", "there", "folder", "new"])
def test_the_environment_names_the_file_of_settings_or_its_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file by its ending or because it is there, else a folder."""
    (tmp_path / "there").write_text("", "utf-8")
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("FOOTNOTE_CONFIG", str(tmp_path / name))
    expected = tmp_path / name if name in ("mine.toml", "there") else tmp_path / name / "settings.toml"
    assert settings_path() == expected


def test_without_a_word_of_the_environment_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both in a folder of the program's own."""
    monkeypatch.delenv("FOOTNOTE_CONFIG", raising=False)
    monkeypatch.delenv("FOOTNOTE_DATA", raising=False)
    assert "footnote-quiz" in settings_path().parts
    assert "footnote-quiz" in data_folder(None).parts
    assert data_folder(Path("here")) == Path("here")


@pytest.mark.parametrize(
    ("encoding", "term", "error", "lives"),
    [
        ("utf-8", "xterm", True, True),
        ("UTF_8", "", True, True),
        ("latin-1", "xterm", True, False),
        ("ascii", "xterm", True, False),
        ("utf-8", "dumb", True, False),
        ("utf-8", "xterm", False, False),
    ],
)
def test_a_page_needs_a_terminal_on_all_sides_and_its_signs(
    encoding: str, term: str, error: bool, lives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be painted on gets plain mode."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdin", Tty(encoding))
    monkeypatch.setattr(sys, "stdout", Tty(encoding))
    monkeypatch.setattr(sys, "stderr", Tty(encoding, tty=error))
    assert can_live() is lives


def test_closed_streams_are_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program may be started without any."""
    monkeypatch.setattr(sys, "stdin", None)
    assert not places.on_terminal()
    assert not can_live()
