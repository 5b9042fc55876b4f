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
PACKS = re.findall(r"(?:<!-- gives ([A-Z]\d{3})(?: with (--pedantic))? -->\n)?```yaml\n(.*?)```", GUIDE, re.DOTALL)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize(("code", "flag", "text"), PACKS, ids=[text.splitlines()[1] for *_, text in PACKS])
def test_every_pack_is_what_the_guide_says(code: str, flag: str, text: str, tmp_path: Path) -> None:
    """Clean and playable, or with just the finding that is told; what only `--pedantic` tells is a note."""
    if code != "P600" and not flag:
        found = review(load_bytes(text.encode(), "guide.quiz.yaml")).findings
        assert {one.code for one in found} == ({code} if code else set())
    path = tmp_path / "guide.quiz.yaml"
    path.write_text(text, "utf-8")
    done = quiz("check", path, *filter(None, [flag]), data=tmp_path)
    assert (done.returncode == 0) == (not code or bool(flag)), done.stdout
    assert set(re.findall(r"\b[A-Z]\d{3}\b(?=: )", done.stdout)) == ({code} if code else set())


def test_without_a_ground_only_true_statements_are_asked(tmp_path: Path) -> None:
    """As the guide says of its example, with the reason and with the meaning of its code."""
    (text,) = (text for code, _, text in PACKS if code == "F703")
    path = tmp_path / "ground.quiz.yaml"
    path.write_text(text, "utf-8")
    done = quiz("generate", path, data=tmp_path)
    assert done.returncode == 0
    asked = [line.split(":")[0].strip() for line in done.stdout.splitlines() if "capital of" in line]
    assert asked == ["true/false"] * 2
    assert "W0 x6: no licence" in done.stderr
    assert "no licence" in quiz("explain", "w0", data=tmp_path).stdout


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
