"""What the app asks of the program, on a real disk."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quiz.cli.services import AppServices
from quiz.cli.shelf import entry
from quiz.core.commands import Reason
from quiz.core.state import Phase
from quiz.rooms.solo import SoloGame
from quiz.stores.sqlite import SqliteLog
from quiz.tui.services import GameRef, Trouble
from tests.games import plan


@pytest.fixture
def services(tmp_path: Path) -> AppServices:
    """Services on an empty folder."""
    return AppServices(tmp_path, tmp_path / "settings.toml")


def test_a_sheet_is_read_while_another_game_is_written(services: AppServices, tmp_path: Path) -> None:
    """It shows what the finished game showed, and holds no file."""
    first = services.begin(plan(), None, pytest.fail)
    assert isinstance(first, SoloGame)
    first.advance()
    first.advance()
    first.skip()
    shown = first.finish(Reason.ENDED)
    services.leave()
    second = services.begin(plan(), None, pytest.fail)
    assert isinstance(second, SoloGame)
    (record,) = [one for one in services.records(pytest.fail) if one.reason is not None]
    sheet = services.sheet(GameRef(record.path, record.info))
    assert isinstance(sheet, SoloGame)
    assert sheet.phase is Phase.FINISHED
    assert sheet.view == shown
    assert [miss.reveal.item for miss in sheet.view.misses] == list(record.missed)
    assert services.saved
    services.leave()
    lost = services.sheet(GameRef(tmp_path / "none.db", record.info))
    assert isinstance(lost, Trouble)
    gone = services.sheet(GameRef(record.path, replace(record.info, game="gone")))
    assert isinstance(gone, Trouble)
    assert "cannot be read" in gone.message


def test_a_game_that_is_refused_leaves_the_history_free(services: AppServices, tmp_path: Path) -> None:
    """Whoever comes next can write it."""
    timed = plan()
    timed = replace(timed, rules=replace(timed.rules, timer=True))
    refused = services.begin(timed, Fraction(-1), pytest.fail)
    assert isinstance(refused, Trouble)
    assert not services.saved
    SqliteLog(tmp_path / "history.db").close()


def test_a_broken_pack_stands_in_the_list_under_its_file_name(tmp_path: Path) -> None:
    """And its first finding follows a colon."""
    file = tmp_path / "broken.quiz.yaml"
    file.write_text("questions: [a, b\n", "utf-8")
    found = entry(str(file))
    assert isinstance(found, Trouble)
    assert found.message.startswith(f"{file}: ")
    assert found.name == "broken.quiz.yaml"
