"""The author's guide keeps its word: every pack in it is what it says, and every command works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from quiz.packs import CODES, load_bytes
from quiz.packs.checks import review
from quiz.packs.keys import COMMON, KINDS
from quiz.packs.library import guide_text
from tests.cli.running import quiz

GUIDE = guide_text()
PACKS = re.findall(r"(?:<!-- gives ([A-Z]\d{3}) -->\n)?```yaml\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize(("code", "text"), PACKS, ids=[text.splitlines()[1] for _, text in PACKS])
def test_every_pack_is_what_the_guide_says(code: str, text: str, tmp_path: Path) -> None:
    """Clean and playable, or with just the finding that is told."""
    if code != "P600":
        found = review(load_bytes(text.encode(), "guide.quiz.yaml")).findings
        assert {one.code for one in found} == ({code} if code else set())
    path = tmp_path / "guide.quiz.yaml"
    path.write_text(text, "utf-8")
    done = quiz("check", path, data=tmp_path)
    assert (done.returncode == 0) == (not code), done.stdout
    assert code in done.stdout


def test_the_commands_work_one_after_the_other(tmp_path: Path) -> None:
    """From nothing to a checked pack, in an empty folder."""
    assert [line.split()[1] for line in COMMANDS] == ["new", "check", "edit", "play"]
    for line in COMMANDS:
        words = [str(tmp_path / word) if word.endswith(".yaml") else word for word in shlex.split(line)[1:]]
        done = quiz(*words, data=tmp_path / "data", EDITOR="true", VISUAL="")
        assert done.returncode == 0, done.stderr


def test_every_key_and_code_that_it_names_exists() -> None:
    """No key of a question is left out, and no code is made up."""
    for name, own in KINDS.items():
        assert f"`{name}`" in GUIDE
        assert [key for key in own if f"`{key}`" not in GUIDE and name != "fill"] == []
    assert [key for key in COMMON if f"`{key}`" not in GUIDE] == ["ask"] or "`ask`" in GUIDE
    assert set(re.findall(r"\b[YQANTPFX]\d{3}\b", GUIDE)) <= set(CODES)
