"""QTI as others write it: every item of two collections is read, or skipped with a code and a reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from quiz.core.items import Item
from quiz.core.kinds import key_text
from quiz.formats import qti
from quiz.formats.base import Imported, Unreadable
from tests.formats.corpora import folder
from tests.formats.hostile import zipped
from tests.formats.qti_files import respelt

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|assessmentItem)[\s>]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ELSEWHERE = ("the item is in another file", "its questions are in the bank", "the file breaks off")

FIGURES = {"canvas": (220, 121), "qtiworks": (143, 69)}
"""For each collection: how many items its readable documents have, and how many of them are taken."""

REFUSED = {
    "canvas": {"ordering.xml", "ordering.row.xml", "ordering_with_labels.xml"},
    "qtiworks": {"illformed.xml"},
}
"""Documents that are refused whole: a DOCTYPE, or nothing that is XML."""

FACTS = (
    (
        "canvas/items_1.2/matching.xml",
        "match",
        "Match the statements",
        "Light Microscope: Magnify up to about 400 times.",
    ),
    ("canvas/items_1.2/multiple_answer_canvas.xml", "multiple", "Multiple Answer pick A C and D", "A; C; D"),
    ("canvas/items_1.2/mc_feedback.xml", "single", "Feedback Check", "A"),
    ("canvas/items_1.2/true_false.xml", "true_false", "If I get a 3, I must have done something wrong.", "false"),
    ("canvas/items_1.2/single_fib.xml", "typed", "Chicago is in what state?", "Illinois"),
    ("canvas/items_1.2/canvas_multiple_fib.xml", "cloze", "Fill in the gaps.", "red; blue"),
    ("canvas/items_1.2/canvas_multiple_dropdowns.xml", "cloze", "Fill in the gaps.", "red; blue"),
    ("canvas/items_1.2/numeric_margin_error.xml", "number", "QQ1.margin error", "77.0"),
    ("canvas/items_1.2/numeric_precision.xml", "number", "QQ1.presision ss", "1000.0"),
    ("canvas/items_1.2/choice_vary_points_by_answer.xml", "single", "the correct answer is letter A", "A"),
    ("canvas/items_2.1/order.xml", "order", "The following F1 drivers", "Michael Schumacher; Rubens Barrichello"),
    ("canvas/items_2.2/choice_multiple.xml", "multiple", "Which of the following elements", "Hydrogen; Oxygen"),
    ("canvas/items_2.2/gap_match.xml", "cloze", "Identify the missing words", "winter; summer"),
    ("canvas/items_2.2/associate.xml", "match", "Hidden in this list", "Antonio: Prospero; Capulet: Montague"),
    ("canvas/items_2.2/inline_choice.xml", "single", "Identify the missing word", "York"),
    ("canvas/items_2.2/text_entry.xml", "cloze", "Identify the missing word", "York"),
    ("canvas/items_2.2/choice_true_false.xml", "true_false", "Look at the text in the picture.", "true"),
    ("canvas/items_2.2/math.xml", "single", "Which famous scientist", "Einstein"),
    ("canvas/tests/interactionmix_saxony_v3/TextEntrynumeric_770468849.xml", "number", "Wieviele Einwohner", "4.136"),
    ("qtiworks/dave/addition-feedback.xml", "cloze", "Please calculate the following:", "2"),
    ("qtiworks/WebDeveloperTest1/question9.xml", "multiple", "Question 9", "Read; Execute"),
)
"""What a person finds in these files: the kind, how the stem begins, and how the key begins."""


def documents(name: str) -> list[Path]:
    """All documents of a collection."""
    return sorted(folder(f"qti/{name}").rglob("*.xml"))


def reading(path: Path) -> Imported | str:
    """What is read of a document, or why it is refused."""
    try:
        return qti.FORMAT.read(path.read_bytes(), path.name)  # type: ignore[misc]
    except Unreadable as error:
        return str(error)


@pytest.mark.parametrize("name", FIGURES)
def test_every_item_is_read_or_skipped(name: str) -> None:
    """Counted another way: by the start tags of items, comments aside."""
    total = read = 0
    refused = set()
    for path in documents(name):
        count = len(_ITEM.findall(_COMMENT.sub(b"", path.read_bytes())))
        found = reading(path)
        if isinstance(found, str):
            if path.name != "imsmanifest.xml" and (count or "no XML" in found):
                refused.add(path.name)
            continue
        skips = [skip for skip in found.skips if not skip.reason.startswith(_ELSEWHERE)]
        assert len(found.items) + len(skips) == count, path
        assert all(skip.code.startswith("X8") and skip.reason and str(skip.place) for skip in found.skips), path
        total, read = total + count, read + len(found.items)
    assert (total, read) == FIGURES[name]
    assert refused == REFUSED[name]


@pytest.mark.parametrize(("path", "kind", "stem", "key"), FACTS, ids=[row[0] for row in FACTS])
def test_fields_are_what_a_person_reads(path: str, kind: str, stem: str, key: str) -> None:
    """Kind, stem and key."""
    collection, _, rest = path.partition("/")
    found = next(each for each in documents(collection) if each.as_posix().endswith(f"/{rest}"))
    imported = reading(found)
    assert isinstance(imported, Imported)
    item = imported.items[0]
    assert item.question.kind == kind
    assert item.stem.startswith(stem)
    assert key_text(item.question).startswith(key)


def test_malformed_documents_are_named() -> None:
    """Six of the collection are no XML: two have a slip in their declaration and are read all the same."""
    malformed: Counter[str] = Counter()
    for path in documents("canvas"):
        found = reading(path)
        if isinstance(found, Imported):
            malformed.update(path.name for skip in found.skips if skip.code == "X809")
            malformed.update(f"{path.name} mended" for loss in found.losses if "not well-formed" in loss.reason)
    assert sorted(malformed) == [
        "audio-video.xml", "choice_vary_points_by_answer.xml mended",
        "choice_vary_points_by_answer_zero_points.xml mended", "fib.xml", "fib_str.xml", "item_no_title.xml",
    ]  # fmt: skip


def test_packages_are_read() -> None:
    """Every folder with a manifest, packed: the same questions as its documents hold."""
    seen = 0
    for manifest in sorted(folder("qti/canvas").rglob("imsmanifest.xml")):
        members = {
            path.relative_to(manifest.parent).as_posix(): path.read_bytes()
            for path in sorted(manifest.parent.rglob("*"))
            if path.is_file()
        }
        try:
            found = qti.FORMAT.read(zipped(members), "package.zip")  # type: ignore[misc]
        except Unreadable as error:
            assert "holds no question" in str(error), manifest  # noqa: PT017 - one of many files
            continue
        seen += 1
        alone = [reading(path) for path in sorted(manifest.parent.rglob("*.xml"))]
        stems = Counter(item.stem for each in alone if isinstance(each, Imported) for item in each.items)
        assert Counter(item.stem for item in found.items) == stems, manifest
        assert all("member " in str(skip.place) for skip in found.skips)
    assert seen >= 15


def test_questions_of_version_3_are_those_of_version_2() -> None:
    """The collections have none of version 3, so theirs are respelt; what is read is the same."""
    seen = 0
    for path in documents("canvas"):
        text = path.read_text("utf-8", "replace")
        if "<assessmentItem" not in text or "audio-video" in path.name:
            continue
        one, three = reading(path), qti.FORMAT.read(respelt(text).encode(), path.name)  # type: ignore[misc]
        assert isinstance(one, Imported)
        assert [plain(item) for item in three.items] == [plain(item) for item in one.items], path
        assert [skip.reason for skip in three.skips] == [skip.reason for skip in one.skips], path
        seen += len(three.items)
    assert seen >= 45


def plain(item: Item) -> tuple[object, ...]:
    """What is compared of an item."""
    return item.stem, item.question, item.reveal.explain
