"""The line that installs an extra is one that works where the program runs."""

from __future__ import annotations

import shlex
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from quiz import extras
from quiz.cli.host import SERVE
from quiz.cli.wiring import fail
from quiz.formats import sheets, xml_tree
from quiz.formats.base import Unreadable
from quiz.paper.pdf import EXTRA

ROOT = Path(__file__).resolve().parent.parent


def test_in_a_checkout_the_line_installs_that_checkout() -> None:
    """Into the Python that runs, as a shell reads it; all extras that are named are declared there."""
    assert shlex.split(extras.install("serve")) == [sys.executable, "-m", "pip", "install", "-e", f"{ROOT}[serve]"]
    assert shlex.split(extras.install())[-1] == str(ROOT)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {SERVE, EXTRA, "formats"} <= declared.keys()


def test_away_from_a_checkout_the_name_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there already satisfies it, whatever it was installed from; what has blanks is quoted."""
    monkeypatch.setattr(extras, "__file__", str(tmp_path / "site-packages" / "quiz" / "extras.py"))
    monkeypatch.setattr(sys, "executable", "/my school/bin/python")
    assert extras.install("print") == "'/my school/bin/python' -m pip install 'footnote-quiz[print]'"


def test_in_an_environment_without_pip_uv_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is how uv makes them."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert extras.install("print").startswith(f"uv pip install --python {sys.executable} -e ")


def test_the_line_stands_on_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """No word of the program's is before or behind it."""
    with pytest.raises(typer.Exit):
        fail("it needs something:", extras.install("serve"))
    assert capsys.readouterr().err == f"quiz: it needs something:\n  {extras.install('serve')}\n"


def test_a_format_that_needs_a_package_names_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is XML or a sheet, with an end of its own, whatever is said behind it."""
    for name in ("defusedxml", "defusedxml.common", "openpyxl"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(xml_tree.XmlRefusedError) as xml:
        xml_tree.parse(b"<quiz/>")
    with pytest.raises(Unreadable) as sheet:
        sheets.read(b"PK")
    for told in (xml.value.reason, sheet.value.message):
        assert told.endswith(f"; `{extras.install('formats')}` installs it")
