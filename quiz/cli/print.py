"""`quiz print`: a pack on paper."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.files import save
from quiz.cli.progress import told
from quiz.cli.wiring import FINDINGS, OK, command, errors_of, fail, open_pack, say, tell
from quiz.extras import install
from quiz.paper.model import MOST_VERSIONS, Paper, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.core.items import Item
    from quiz.packs import Loaded

STREAM = "-"
_MARKDOWN, _PDF = (".md", ".markdown"), (".pdf",)


class Form(StrEnum):
    """How it is written."""

    PDF = "pdf"
    MARKDOWN = "markdown"


class Size(StrEnum):
    """What it is printed on."""

    A4 = "a4"
    LETTER = "letter"


SheetOption = Annotated[
    list[Sheet] | None,
    typer.Option("--sheet", help="What to print; may be given again.", show_default="worksheet and key"),
]
FormOption = Annotated[
    Form | None, typer.Option("--format", help="How to write it.", show_default="as FILE ends, else pdf")
]
FontOption = Annotated[
    list[Path] | None,
    typer.Option("--font-path", metavar="DIR", help="A folder of fonts; may be given again.", file_okay=False),
]


@command
def print_(
    pack: Annotated[str, typer.Argument(help="A pack file, or the name of a pack that ships.")],
    sheet: SheetOption = None,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="FILE", help="What to write; - is the standard output.")
    ] = "",
    form: FormOption = None,
    questions: Annotated[int | None, typer.Option(min=1, help="Draw so many at most.", show_default="all")] = None,
    versions: Annotated[int, typer.Option(min=1, max=MOST_VERSIONS, help="How many, each in its own order.")] = 1,
    seed: Annotated[int, typer.Option("--seed", help="Draw another sheet; the same seed prints the same.")] = 0,
    size: Annotated[Size, typer.Option("--paper", help="The size of the paper.")] = Size.A4,
    fonts: FontOption = None,
    boxes: Annotated[bool, typer.Option("--boxes", help="Print a box for a character that no font holds.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> int:
    """Print worksheets, answer keys, and cards to cut out.

    The same seed prints the same sheet. Leaves with 1 when nothing can be asked, or when no font holds a character, in
    which case nothing is written; 2 when the pack or FILE cannot be used.
    """
    wanted = tuple(sheet or (Sheet.WORKSHEET, Sheet.KEY))
    if versions > 1 and set(wanted) == {Sheet.CARDS}:
        fail("cards have no versions, as they are shuffled by hand; leave --versions out.")
    written = form or (Form.MARKDOWN if out == STREAM or out.endswith(_MARKDOWN) else Form.PDF)
    _ready(written, out, fonts or [])
    loaded = open_pack(pack)
    target = None if out == STREAM else _target(out or _name(loaded, sheet, written), force=force)
    tell(errors_of(loaded))
    with told(f"drawing {pack}"):
        items = _drawn(loaded, questions, seed)
    if not items:
        say(f"{pack}: nothing in it can be asked; nothing is written.")
        return FINDINGS
    if loaded.pack.facts and questions is None and not any(item.facts for item in items):
        say(f"{pack}: no question made from its facts is on the sheet; each would give away another, or be given away.")
    paper = _laid_out(loaded, items, wanted, versions, seed)
    if written is Form.MARKDOWN:
        from quiz.paper.markdown import written as markdown

        data: bytes | None = markdown(paper).encode()
    else:
        data = _typeset(loaded, items, paper, size, fonts or [], boxes=boxes)
    if data is None:
        return FINDINGS
    _write(target, data, paper, force=force)
    return OK


def _ready(form: Form, out: str, fonts: Sequence[Path]) -> None:
    """Leave where a format cannot be written, before anything is read."""
    from quiz.paper import pdf

    for folder in fonts:
        if not folder.is_dir():
            fail(f"{folder} is no folder; --font-path names a folder of fonts.")

    if form is not Form.PDF:
        return
    if out == STREAM:
        fail("a PDF goes into a file; name one with --out, or give --format markdown.")
    if out.endswith(_MARKDOWN):
        fail(f"{out} ends as Markdown does; give --format markdown, or a name that ends in .pdf.")
    if not pdf.available():
        fail(pdf.MISSING, install(pdf.EXTRA))


def _target(name: str, *, force: bool) -> Path:
    """Where to write. Leaves when that is taken."""
    target = Path(name)
    if target.exists() and not force:
        fail(f"{target} exists; give --force to write over it, or another name with --out.")
    if not target.parent.is_dir():
        fail(f"{target.parent} is no folder.")
    return target


def _name(loaded: Loaded, sheets: Sequence[Sheet] | None, form: Form) -> str:
    """The name of a file for a pack: what it holds goes with it, where that was asked for."""
    stem = Path(loaded.name).name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".quiz")
    parts = [stem, *dict.fromkeys(one.value for one in sheets or ())]
    return "-".join(parts) + (_PDF if form is Form.PDF else _MARKDOWN)[0]


def _drawn(loaded: Loaded, most: int | None, seed: int) -> tuple[Item, ...]:
    """What is asked."""
    from quiz.bank import draw_sheet, open_bank

    return draw_sheet(open_bank(loaded.pack, seed), most, seed=seed)


def _laid_out(loaded: Loaded, items: Sequence[Item], sheets: Sequence[Sheet], count: int, seed: int) -> Paper:
    """What is printed."""
    from quiz.paper import setting
    from quiz.paper.versions import versions

    pack = loaded.pack
    about = (pack.licence, pack.extra.get("attribution"))
    named = tuple(text for text in about if isinstance(text, str) and text)
    parts = setting.parts(versions(items, seed, count), sheets)
    return Paper(pack.title, named, pack.language, seed, setting.total(items), parts)


def _typeset(
    loaded: Loaded, items: Sequence[Item], paper: Paper, size: Size, fonts: Sequence[Path], *, boxes: bool
) -> bytes | None:
    """The PDF; None, when no font holds a character, after all of those are named."""
    from quiz.cli.signs import tell_lost
    from quiz.paper import pdf

    where = pdf.Fonts(tuple(str(folder.resolve()) for folder in fonts))
    paper_size = "us-letter" if size is Size.LETTER else "a4"
    try:
        with told(f"typesetting {paper.title}"):
            made = pdf.made(paper, paper_size, where, boxes=boxes)
    except pdf.PrintError as error:
        fail(str(error))
    if made.lost:
        tell_lost(loaded, items, paper, made.lost)
        return None
    return made.data


def _write(target: Path | None, data: bytes, paper: Paper, *, force: bool) -> None:
    """Write the file, and say what it holds."""
    if target is None:
        sys.stdout.buffer.write(data)
        return
    save(target, data, force=force)
    asked = max(len(part.questions or part.answers) for part in paper.parts)
    what = ", ".join(f"{part.sheet.value}{f' {part.version}' if part.version else ''}" for part in paper.parts)
    say(f"{target}: {asked} question{'' if asked == 1 else 's'}; {what}; seed {paper.seed}.")
