"""Anki notes in plain text, each shape in a file of our own making."""

from __future__ import annotations

import pytest

from quiz.core.kinds import Cloze, Question, Typed
from quiz.formats.anki_txt import FORMAT, read
from quiz.formats.base import SKIPPED, Place

PARIS = Typed(("Paris",))

READ: dict[str, tuple[str, str, Question, str, tuple[str, ...]]] = {
    "two fields": ("Capital?\tParis\n", "Capital?", PARIS, "", ()),
    "a third field": ("Capital?\tParis\tof France\n", "Capital?", PARIS, "of France", ()),
    "semicolons": ("#separator:semicolon\nCapital?;Paris\n", "Capital?", PARIS, "", ()),
    "a sign of one's own": ("#separator:!\nCapital?!Paris\n", "Capital?", PARIS, "", ()),
    "commas that nobody set": ('"Capital, now?",Paris\n', "Capital, now?", PARIS, "", ()),
    "tags": ("#separator:tab\n#tags column:1\na b::c\tCapital?\tParis\n", "Capital?", PARIS, "", ("a", "b::c")),
    "names of columns": (
        "#separator:tab\n#columns:Front\tBack\tSource\tTags\nCapital?\tParis\tAtlas\tx\n", "Capital?", PARIS, "Atlas",
        ("x",),
    ),
    "quotes doubled and lines": ('"The ""light""\ncity?"\tParis\n', 'The "light"\ncity?', PARIS, "", ()),
    "markup": ("#html:true\n<b>Capital</b>&nbsp;?<br>Say.\tParis\n", "Capital ?\nSay.", PARIS, "", ()),
    "no markup": ("#separator:tab\n#html:false\nIs <b> bold?\tyes &amp; no\n", "Is <b> bold?", Typed(("yes &amp; no",)),
                  "", ()),
    "gaps": (
        "Roses are {{c1::red}}, {{c2::violets::flower}} blue.\tpoem\n", "Fill in the gaps.",
        Cloze(("Roses are ", ", ", " blue."), (Typed(("red",)), Typed(("violets",)))), "poem", (),
    ),
    "a type of notes": ("#separator:tab\n#notetype column:2\nCapital?\tBasic\tParis\n", "Capital?", PARIS, "", ()),
    "a mark at the beginning": ("\ufeffCapital?\tParis\r\n", "Capital?", PARIS, "", ()),
    "a remark": ("# mine\nCapital?\tParis\n", "Capital?", PARIS, "", ()),
}  # fmt: skip

SKIPS = {
    "alone\n": "one side",
    "Front\t\n": "says nothing",
    "Front\t" + "x" * 201 + "\n": "too long",
    "{{c1::a {{c2::b}}}}\tx\n": "inside another",
}


@pytest.mark.parametrize("name", READ)
def test_each_shape_is_read(name: str) -> None:
    """Stem, question, explanation and tags."""
    text, stem, question, explain, tags = READ[name]
    found = read(text.encode(), "x.txt")
    assert found.skips == ()
    (item,) = found.items
    assert (item.stem, item.question, item.reveal.explain, item.tags) == (stem, question, explain, tags)


@pytest.mark.parametrize("text", SKIPS)
def test_what_cannot_be_taken_is_named(text: str) -> None:
    """With a code, its line and a reason; the notes around it are read."""
    found = read(f'#separator:tab\n"Good\n?"\tyes\n{text}Good?\tyes\n'.encode(), "x.txt")
    assert [item.stem for item in found.items] == ["Good\n?", "Good?"]
    (skip,) = found.skips
    assert (skip.code, skip.place) == (SKIPPED, Place(4))
    assert SKIPS[text] in skip.reason


def test_decks_are_title_and_topics() -> None:
    """One for the file, or one for each note."""
    assert read(b"#deck:Towns\nCapital?\tParis\n", "x.txt").title == "Towns"
    found = read(b"#separator:tab\n#deck column:1\nTowns\tCapital?\tParis\n", "my_notes.txt")
    assert (found.title, found.items[0].topic) == ("my notes", "Towns")


def test_a_field_without_end_loses_only_what_follows() -> None:
    """What stands before it is read."""
    found = read(b'Capital?\tParis\n"' + b"x" * 200_000, "x.txt")
    assert len(found.items) == 1
    assert [skip.place for skip in found.skips] == [Place(2)]


def test_it_knows_its_files() -> None:
    """By settings, or by tabs."""
    assert FORMAT.sniff(b"#separator:tab\na\tb\n", "x.txt")
    assert FORMAT.sniff(b"a\tb\nc\td\n", "x.txt")
    assert not FORMAT.sniff(b"# Title\n\n## What?\n1. [x] x\n", "x.txt")
