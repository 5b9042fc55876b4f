"""A first pack, with the mistakes that somebody new really makes: what they are told helps, and is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import quiz

MOONS = """\
quiz: 1
title: Moons
sources:
  Planet sheet: {title: Fact sheet, url: "https://example.org/planets", date: 2024}
  Moon book: {title: Our textbook, author: Mrs Keller, date: 2021}
questions:
  - ask: Which planet is the largest of all?
    right: Jupiter
    wrong: [Saturn, Earth, Neptune]
  - ask: The Moon has no gravity.
    verdict: false
    say: It has about a sixth of ours.
    source: Moon book
things:
  moon: [Io, Titan]
  planet: [Jupiter, Saturn, Neptune]
relations:
  orbits:
    roles: {moon: moon, planet: planet}
    say: "{moon} goes round {planet}."
    only one: {planet: {per: [moon], because: a moon goes round one planet}}
    ask: {planet: "Which planet does {moon} go round?"}
facts:
  orbits:
    - {moon: Io, planet: Jupiter, evidence: {Planet sheet 1: moons of Jupiter Io}}
    - {moon: Titan, planet: Saturn, evidence: {Planet sheet 2: Titan of Saturn}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Where the pack lies."""
    return tmp_path / "moons.quiz.yaml"


def check(pack: Path, *changes: tuple[str, str]) -> tuple[str, str]:
    """What is said of the pack once each pair's first text is replaced by its second: findings and the last line."""
    text = MOONS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    pack.write_text(text, "utf-8")
    done = quiz("check", pack, data=pack.parent / "data")
    return done.stdout, done.stderr


def test_the_pack_is_clean(pack: Path) -> None:
    """One pack, and no finding."""
    assert check(pack) == ("", "quiz: 1 pack checked, 0 findings.\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{Planet sheet 1:", "{Planet sheet:", "fix: Write `Planet sheet 1`, with the number of the paragraph."),
        ("date: 2021", "year: 2021", "unknown key `year` in the source `Moon book`; did you mean `date`?"),
        ("date: 2021", "publisher: Klett", "One that begins with `x-` is yours."),
        ("source: Moon book", "source: Moon bok", "did you mean `Moon book`?"),
    ],
)
def test_one_mistake_is_one_finding_that_names_the_cure(pack: Path, old: str, new: str, told: str) -> None:
    """In the words of the author's own pack."""
    found, counted = check(pack, (old, new))
    assert told in found
    assert counted == "quiz: 1 pack checked, 1 finding.\n"


def test_a_colon_in_a_stem_hides_no_other_mistake(pack: Path) -> None:
    """All that can be told is told at once, in the lines and columns of the file as it is, and nothing is written."""
    first = ("Which planet is the largest of all?", "The largest: which planet is it?")
    second = ("The Moon has no gravity.", "True or false: the Moon has no gravity.")
    found, counted = check(pack, first, second, ("source: Moon book", "source: Moon bok"), ("date: 2021", "year: 2021"))
    places = [line.split(" ")[0] + line.split(" ")[2] for line in found.splitlines() if line.startswith(str(pack))]
    assert places == [f"{pack}:{place}" for place in ("7:21:Y108:", "10:23:Y108:", "5:56:Y118:", "13:13:Q214:")]
    assert counted == "quiz: 1 pack checked, 4 findings.\n"
    assert "The largest: which" in pack.read_text("utf-8")


@pytest.mark.parametrize(
    ("stem", "codes"),
    [("Which planet is the largest, Jupiter or Saturn?", []), ("Which planet is as large as Jupiter?", ["A306"])],
)
def test_a_stem_that_names_its_key(pack: Path, stem: str, codes: list[str]) -> None:
    """Told once, and not at all where the stem names a wrong option, too."""
    found, _ = check(pack, ("Which planet is the largest of all?", stem))
    assert [line.split(" ")[2].rstrip(":") for line in found.splitlines() if line.startswith(str(pack))] == codes


@pytest.mark.parametrize("answer", ["A", "B", "skip"])
def test_a_remark_on_a_statement_is_said_once(pack: Path, answer: str) -> None:
    """To whoever was wrong, was right, or gave no answer, above a source whose date nobody doubts."""
    head, tail = MOONS.split("  - ask: Which planet")[0], "  - ask: The Moon" + MOONS.split("  - ask: The Moon")[1]
    pack.write_text(head + tail.split("things:")[0], "utf-8")
    done = quiz("play", pack, "--plain", data=pack.parent / "data", typed=f"{answer}\n\n\n")
    assert done.stdout.count("It has about a sixth of ours.") == 1, done.stdout
    assert "Moon book, Mrs Keller, “Our textbook”, 2021\n" in done.stdout


def test_the_sheet_says_that_nothing_made_from_facts_fits(pack: Path) -> None:
    """Rather than leave an author to wonder where the questions are that `quiz generate` lists."""
    written = "Which of these planets have rings?\n    right: [Saturn, Jupiter]\n    wrong: [Neptune]\n"
    text = MOONS.replace("  - ask: The Moon", f"  - ask: {written}  - ask: The Moon", 1)
    pack.write_text(text, "utf-8")
    done = quiz("print", pack, "--out", "-", data=pack.parent / "data")
    assert done.returncode == 0
    assert "no question made from its facts is on the sheet" in done.stderr
