"""What `quiz convert` does: packs and other programs' files into one shape, and out of it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.wiring import errors_of, fail, open_pack
from quiz.core.written import BARE_CLOZE
from quiz.formats.base import FORM, LOST, SKIPPED, Exported, Header, Imported, Loss, Place, Skip, Unreadable
from quiz.formats.intake import label

if TYPE_CHECKING:
    from quiz.core.items import Item
    from quiz.formats.base import Format
    from quiz.packs import Loaded

PACK = "pack"


def taken(source: str, form: str) -> tuple[str, Imported]:
    """Read a file or a pack: the name of its format, and what it holds. Leaves when it cannot be read."""
    from quiz.formats import registry
    from quiz.packs import shipped

    path = Path(source)
    if form == PACK or (
        not form and (source.endswith((".yaml", ".yml")) or (source in shipped() and not path.exists()))
    ):
        return PACK, from_pack(open_pack(source))
    if form and form not in registry.names():
        fail(f"{form!r} is no format; there are: {', '.join((PACK, *registry.names()))}.")
    try:
        return read_file(path, form)
    except Unreadable as error:
        fail(f"{source}: {error}")


def read_file(path: Path, form: str = "") -> tuple[str, Imported]:
    """Read a stranger's file in a process that may be killed: the name of its format, and what it holds.

    Raises Unreadable.
    """
    from quiz.formats import safely

    # Looked at before it is opened: opening a pipe waits for whoever writes into it.
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("it is no regular file")
    with path.open("rb") as file:
        found = safely.read(file.read(safely.MAX_BYTES + 1), path.name, form)
    return found.format, found.imported


def from_pack(loaded: Loaded) -> Imported:
    """Give the questions of a pack, those made from its facts included. What had an error is skipped."""
    pack = loaded.pack
    items = pack.questions
    if pack.facts or pack.one_offs:
        from quiz.bank import open_bank

        items = open_bank(pack, 0).generate().items
    skips = tuple(
        Skip(SKIPPED, f"{finding.code} {finding.message}", Place(finding.line), finding.fix)
        for finding in errors_of(loaded)
    )
    attribution = pack.extra.get("attribution")
    return Imported(
        pack.title, tuple(items), skips, (), pack.licence, attribution if isinstance(attribution, str) else "",
        pack.language, dict(_extras(loaded)),
    )  # fmt: skip


def _extras(loaded: Loaded) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give the `x-` keys of the questions. Both lists are in the order of the file, one without what had errors."""
    rows = loaded.plain.get("questions")
    left: Iterator[object] = iter(rows if isinstance(rows, list) else ())
    for item in loaded.pack.questions:
        for row in left:
            if isinstance(row, dict) and row.get("ask", BARE_CLOZE) == item.stem:
                named = {
                    str(key)[2:]: text for key, text in row.items() if str(key)[:2] == "x-" and isinstance(text, str)
                }
                if named:
                    yield item.id, named
                break


def as_file(form: Format, bank: Imported) -> Exported:
    """Write another program's file."""
    if form.write is None:
        raise Unreadable(f"{form.title} cannot be written")
    header = Header(bank.licence, bank.attribution, bank.language or "en", bank.extras)
    return form.write(bank.title, bank.items, header)


def as_pack(bank: Imported) -> Exported:
    """Write a pack, and load it again: what the loader would not take is told as lost."""
    from quiz.packs import load_bytes
    from quiz.packs.dump import Head, dump

    head = Head(bank.title, bank.language or "en", bank.licence, bank.attribution)
    made = dump(head, bank.items, bank.extras)
    losses = [Loss(LOST, label("", row.item.stem), row.field, row.reason, row.item.id) for row in made.dropped]
    data = made.text.encode()
    loaded = load_bytes(data, "OUT")
    kept = {item.id for item in loaded.pack.questions} | {
        row.item.id for row in made.dropped if row.field == "question"
    }
    missing = [item for item in bank.items if item.id not in kept]
    for finding, item in zip(errors_of(loaded), missing, strict=False):
        losses.append(_unloadable(item, finding.code, finding.message, finding.line))
    return Exported(data, tuple(losses))


def _unloadable(item: Item, code: str, message: str, line: int) -> Loss:
    reason = f"it is written, and loading it finds {code}: {message}"
    return Loss(LOST, label("", item.stem), "question", reason, item.id, Place(line))


def lasting(loss: Loss) -> bool:
    """Whether a loss takes anything away; what tells how a file is written does not."""
    return loss.field != FORM
