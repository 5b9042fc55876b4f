"""The editor on a real terminal: it is sent to the line, has the terminal for itself, and what it wrote is shown."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from tests.tui.steering import still
from tests.tui.terminal import Terminal

PACK = """quiz: 1
title: Mine
questions:
  - {ask: Which is the first?, right: One, wrong: [Two, Three]}
  - {ask: Which is the second?, right: Two, wrong: [Two, Three]}
"""
EDITOR = """
import pathlib, signal, sys
folder = pathlib.Path({folder!r})
(folder / "args").write_text("\\n".join(sys.argv[1:]))
signal.signal(signal.SIGINT, lambda *_: print("INTERRUPTED", flush=True))
print("IN THE EDITOR", flush=True)
line = sys.stdin.readline().strip()
path = pathlib.Path(sys.argv[-1])
path.write_text(path.read_text().replace("the second", "the " + line))
path.write_text(path.read_text().replace("right: Two, wrong: [Two", "right: Two, wrong: [One"))
"""


def test_the_editor_opens_at_the_finding_and_what_it_wrote_is_shown(tmp_path: Path) -> None:
    """Ctrl-C belongs to the editor. Afterwards the page is there again, at the same question, read anew."""
    (tmp_path / "packs").mkdir()
    path = tmp_path / "packs" / "mine.quiz.yaml"
    path.write_text(PACK, "utf-8")
    script = tmp_path / "editor.py"
    script.write_text(EDITOR.format(folder=str(tmp_path)), "utf-8")
    editor = shlex.join([sys.executable, str(script)])
    given = {"EDITOR": editor, "VISUAL": ""}
    with Terminal(data=still(tmp_path), size=(120, 36), given=given) as terminal:
        terminal.wait_for("prove its answers")
        terminal.press("2")
        terminal.wait_for("1 finding")
        terminal.press("\x1b[F", "enter")
        terminal.wait_for("1 of 1")
        terminal.wait_for("Q203")
        terminal.press("down", "e")
        terminal.wait_for("IN THE EDITOR")
        terminal.press("\x03")
        terminal.wait_for("INTERRUPTED")
        terminal.press("last\n")
        terminal.wait_for("Reloaded.")
        terminal.wait_for("1 of 2")
        terminal.wait_for("Checked, and nothing is wrong.")
        terminal.press("\x1b[C")
        terminal.wait_for("Which is the last?")
        terminal.press("escape", "escape")
        terminal.wait_for("prove its answers")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    line = next(number for number, row in enumerate(PACK.splitlines(), 1) if "second" in row)
    assert (tmp_path / "args").read_text("utf-8").splitlines() == [f"+{line}", str(path)]


def test_no_editor_is_told_and_the_page_stays(tmp_path: Path) -> None:
    """With what to do about it."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "mine.quiz.yaml").write_text(PACK, "utf-8")
    given = {"EDITOR": "no-such-editor", "VISUAL": ""}
    with Terminal(data=still(tmp_path), size=(120, 36), given=given) as terminal:
        terminal.wait_for("prove its answers")
        terminal.press("2")
        terminal.wait_for("1 finding")
        terminal.press("\x1b[F", "e")
        terminal.wait_for("set EDITOR to the one that you use")
        terminal.press("escape")
        terminal.wait_for("prove its answers")
        terminal.press("q")
        assert terminal.wait_exit() == 0
