"""Sheets as PDF: what is on the pages, read out of them by another program."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from quiz.core.kinds import Cloze, Option, Single, Typed
from quiz.core.written import Written, item
from quiz.paper import markdown, pdf
from quiz.paper.model import Sheet
from quiz.paper.signs import clusters, described
from tests.paper.sheets import NO_FONTS, SAMPLER, font, pages, paper, printed, single, some

HOSTILE = (
    '#read("/etc/passwd")', "#import \"@preview/x:1.0.0\": *", "$x^2$", "*bold* _it_", "@ref <label>", "\\u{41} \\n \\",
    "// no comment", "/* nor */ this", "`raw` ```x```", "= heading", "- list", "+ enum", "/ term: x", "#panic[x]", "]}",
    "~ -- --- ...", "'a' \"b\"", "https://a.example/b_c?d=e#f", "#{", "#sys.inputs.data", "\\#\\$", "<b>x</b>",
)  # fmt: skip


def test_text_is_never_markup() -> None:
    """Everything that the typesetter would act upon is on the page as it was typed: stems, options, notes, titles."""
    items = [single(text, f"yes {text}", "no", explain=f"why {text}") for text in HOSTILE]
    for sheet in Sheet:
        shown = " ".join(printed(items, sheet, title="#panic() $t$"))
        assert "#panic() $t$" in shown
        for text in HOSTILE:
            assert text in shown, (sheet, text)
            assert sheet is Sheet.WORKSHEET or f"why {text}" in shown
            assert f"yes {text}" in shown


def test_the_same_seed_makes_the_same_file() -> None:
    """To the byte; another seed does not."""
    one, two, other = (pdf.made(paper(SAMPLER.questions, seed=seed), fonts=NO_FONTS).data for seed in (1, 1, 2))
    assert one == two
    assert one != other


def test_no_question_is_broken_over_pages() -> None:
    """From its first word to its last option; each page has its number, the title and the licence."""
    options = (*(Option(f"a longer option number {place} of a question") for place in range(6)),)
    items = [
        item(Written(f"begin{at}x", Single((*options[: 2 + at % 5], Option(f"end{at}x")), 0, keep_order=True)), "en")
        for at in range(40)
    ]
    found = printed(items, Sheet.WORKSHEET)
    assert len(found) > 3
    for at in range(40):
        assert [f"begin{at}x" in page for page in found] == [f"end{at}x" in page for page in found]
        assert sum(f"begin{at}x" in page for page in found) == 1
    for number, page in enumerate(found, 1):
        assert page.endswith(f"A sheet · CC0-1.0 · seed 0 {number} / {len(found)}")


def test_what_is_longer_than_a_page_is_not_cut() -> None:
    """A stem of three pages goes on over them, and a card of any length is set small enough."""
    words = [f"word{number}" for number in range(1500)]
    items = [single("First?"), single(" ".join(words)), single("\n".join(f"row{number}" for number in range(90)))]
    for sheet in Sheet:
        data = pdf.made(paper(items, (sheet,)), fonts=NO_FONTS).data
        shown = " ".join(pages(data)).split()
        assert set(words) <= set(shown), sheet
        assert {f"row{number}" for number in range(90)} <= set(shown), sheet
        assert _outside(data) == []


def _outside(data: bytes) -> list[str]:
    """The texts that lie beyond the edge of their page."""
    found: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages:

        def see(text: str, outer: list[float], inner: list[float], *_more: object) -> None:
            x, y = _at(outer, inner)
            if text.strip() and not (0 < x < page.mediabox.width and 0 < y < page.mediabox.height):  # noqa: B023
                found.append(text)

        page.extract_text(visitor_text=see)
    return found


def _at(outer: list[float], inner: list[float]) -> tuple[float, float]:
    """Where a text begins, in points from the lower left corner."""
    x, y = (inner[4] * outer[at] + inner[5] * outer[2 + at] + outer[4 + at] for at in (0, 1))
    return x, y


def test_a_long_attribution_is_not_cut() -> None:
    """The foot of the page is set small enough for it."""
    names = tuple(f"Author{number}" for number in range(300))
    for sheet in Sheet:
        long = replace(paper(some(3), (sheet,)), about=(", ".join(names),))
        data = pdf.made(long, fonts=NO_FONTS).data
        assert all(name in " ".join(pages(data)) for name in names)
        assert _outside(data) == []


def test_what_cannot_be_seen_is_not_printed() -> None:
    """Neither on a page nor into a terminal, even of texts that no pack would let pass."""
    made = paper([single("What \x1b[31m is\u202e it?", "a\x07", explain="b\x9b1m")], title="\x1b]0;t\x07 \u200b")
    shown = markdown.written(made) + "".join(pages(pdf.made(made, fonts=NO_FONTS).data))
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u200b")


def test_a_long_word_is_not_cut() -> None:
    """It goes on in the next line."""
    word = "".join(chr(ord("a") + number % 26) * 2 for number in range(150))
    data = pdf.made(paper([single("Which?", word, "b")], (Sheet.WORKSHEET,)), fonts=NO_FONTS).data
    assert word in "".join(pages(data)).replace(" ", "")
    lines = PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u200b", "").splitlines()
    assert max(len(line) for line in lines) < 100


def test_each_part_begins_on_the_front_of_a_leaf() -> None:
    """So that no key lies behind a worksheet; what lies between is blank."""
    made = pdf.made(paper(some(3), (Sheet.WORKSHEET, Sheet.KEY), count=2), fonts=NO_FONTS)
    found = pages(made.data)
    assert [page[:40].split(" Name")[0] for page in found[::2]] == [
        "A sheet, version A", "A sheet, version B", found[4][:40], found[6][:40],
    ]  # fmt: skip
    assert found[4].startswith("A sheet: answer key, version A")
    assert found[6].startswith("A sheet: answer key, version B")
    assert found[1::2] == ["", "", ""]


def test_answers_lie_behind_their_cards() -> None:
    """Turned over its long edge, the sheet has each answer where its question is: the columns are mirrored."""
    items = [single(f"ask{at}?", f"reply{at}", "no") for at in range(11)]
    data = pdf.made(paper(items, (Sheet.CARDS,)), fonts=NO_FONTS).data
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 4
    for front in (0, 2):
        width = float(reader.pages[front].mediabox.width)
        fronts, backs = _places(data, front, r"ask(\d+)\?"), _places(data, front + 1, r"reply(\d+)")
        assert list(fronts) == list(map(str, range(8))) if front == 0 else list(fronts) == ["8", "9", "10"]
        assert set(fronts) == set(backs)
        for name, (x, y) in fronts.items():
            assert (x < width / 2) != (backs[name][0] < width / 2)
            assert abs(y - backs[name][1]) < 60


def _places(data: bytes, page: int, pattern: str) -> dict[str, tuple[float, float]]:
    """Where texts stand on a page, by what the pattern takes out of them."""
    found: dict[str, tuple[float, float]] = {}

    def see(text: str, outer: list[float], inner: list[float], *_more: object) -> None:
        for name in re.findall(pattern, text):
            found.setdefault(name, _at(outer, inner))

    PdfReader(io.BytesIO(data)).pages[page].extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("us-letter", 612)])
def test_sizes_of_paper(size: str, width: int) -> None:
    """In points."""
    made = pdf.made(paper(SAMPLER.questions), size, NO_FONTS)
    assert {round(float(page.mediabox.width)) for page in PdfReader(io.BytesIO(made.data)).pages} == {width}


def test_cyrillic_and_greek_are_always_there() -> None:
    """The typesetter brings a font that holds them."""
    shown = " ".join(printed([single("Столица — Москва?", "Αθήνα", "ёжик")], language="ru"))
    for text in ("Столица — Москва?", "Αθήνα", "ёжик"):
        assert text in shown


def test_what_no_font_holds_is_named_and_a_font_mends_it(tmp_path: Path) -> None:
    """Each character once, with its marks; with a font for some, only the others."""
    asked = paper([single("日本 \U0010fffd?", "東", "b")], title="日")
    made = pdf.made(asked, fonts=NO_FONTS)
    assert (made.data, set(made.lost)) == (b"", {"日", "本", "東", "\U0010fffd"})
    folder = str(font(tmp_path, "日本東"))
    made = pdf.made(asked, fonts=pdf.Fonts((folder,), system=False))
    assert made.lost == {"\U0010fffd"}
    made = pdf.made(paper([single("日本?", "東", "b")], title="日"), fonts=pdf.Fonts((folder,), system=False))
    assert not made.lost
    assert "日本?" in " ".join(pages(made.data))


def test_boxes_print_all_the_same() -> None:
    """Where somebody wants the sheet anyway."""
    assert pdf.made(paper([single("\U0010fffd?")]), fonts=NO_FONTS, boxes=True).data.startswith(b"%PDF-")


def test_characters_are_named_with_their_marks() -> None:
    """What is drawn together is looked for together; ASCII and blanks are everywhere."""
    assert clusters(["plain", "a\u0323b", "é\u00a0", "👩\u200d🚀x", "क\u093f"]) == {
        "a\u0323",
        "é",
        "👩\u200d🚀",
        "क\u093f",
    }
    assert described("日") == "日 U+65E5 (CJK UNIFIED IDEOGRAPH-65E5)"


def test_a_cloze_of_facts_prints_its_text_once() -> None:
    """Where the stem is the text with its gaps."""
    cloze = Cloze(("Rome lies in ", "."), (Typed(("Italy",)),))
    (page,) = printed([item(Written("Rome lies in ____.", cloze), "en")], Sheet.WORKSHEET)
    assert page.count("Rome lies in") == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import time; time.sleep(600)", "took more than 2 seconds"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broke off"),
        ("print('{}')", "no PDF"),
        ("print('[]')", "broke off"),
        ("1 / 0", "broke off"),
    ],
    ids=["sleeps", "crashes", "no file", "no answer", "fails"],
)
def test_a_typesetter_that_goes_wrong(code: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it does, a sentence comes of it."""
    monkeypatch.setattr(pdf, "_START", code)
    limits = pdf.Limits(wall=2) if "sleep" in code else pdf.LIMITS
    with pytest.raises(pdf.PrintError) as refused:
        pdf.made(paper(some(1)), limits=limits)
    assert said in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to this limit")
def test_a_typesetter_with_too_little_memory() -> None:
    """It ends, and the sentence says how to print less."""
    with pytest.raises(pdf.PrintError, match=r"memory|typesetter"):
        pdf.made(paper(some(200)), fonts=NO_FONTS, limits=pdf.Limits(memory=64 * 1024 * 1024))
