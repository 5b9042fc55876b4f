"""Sheets to print, and what is read out of what was printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from quiz.core.items import Item
from quiz.core.kinds import Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.written import Written, item
from quiz.packs import load_path, resolve
from quiz.paper import pdf, setting
from quiz.paper.model import Paper, Sheet
from quiz.paper.versions import versions

SAMPLER = load_path(resolve("sampler")).pack
NO_FONTS = pdf.Fonts(system=False)
"""Only those that the typesetter brings, so that every machine gives the same."""


def paper(
    items: Sequence[Item],
    sheets: Sequence[Sheet] = tuple(Sheet),
    *,
    count: int = 1,
    seed: int = 0,
    title: str = "A sheet",
    language: str = "en",
) -> Paper:
    """What is printed of some items."""
    parts = setting.parts(versions(items, seed, count), sheets)
    return Paper(title, ("CC0-1.0",), language, seed, setting.total(items), parts)


def single(stem: str, *options: str, explain: str = "") -> Item:
    """A question of which the first option is right."""
    question = Single(tuple(map(Option, options or ("yes", "no"))), 0)
    return item(Written(stem, question, explain), "en")


def some(count: int) -> list[Item]:
    """Short questions of several kinds, each with words of its own at its beginning and its end."""
    kinds = (
        Single((Option("one"), Option("two")), 0), TrueFalse(key=True), Typed(("word",)), Order(("a", "b", "c")),
        Number(Fraction(5), Fraction(4), Fraction(6), "m"),
    )  # fmt: skip
    return [item(Written(f"begin{at}x, the stem of a question, end{at}x", kinds[at % 5]), "en") for at in range(count)]


def pages(data: bytes) -> list[str]:
    """The text of each page, each run of blanks as one; nothing is kept of where lines break in long words."""
    found = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return [" ".join(text.replace("\u200b", "").split()) for text in found]


def printed(items: Sequence[Item], *sheets: Sheet, **more: str) -> list[str]:
    """The text of each page of a PDF."""
    made = pdf.made(paper(items, sheets or tuple(Sheet), **more), fonts=NO_FONTS)  # type: ignore[arg-type]
    assert not made.lost
    return pages(made.data)


def font(folder: Path, characters: str) -> Path:
    """A font that holds these characters, each as a square. Gives its folder."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"u{ord(char):X}" for char in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (750, 700), (750, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in characters})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (800, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(folder / "squares.ttf")
    return folder
