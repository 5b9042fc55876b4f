"""Loads a pack file: bytes -> nodes -> core objects, with all findings at once."""

from __future__ import annotations

import gc
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import cast

from quiz.core.facts import Pack, Status
from quiz.core.items import Item
from quiz.packs.claims import read_claims, read_complete, read_disputes, read_spans
from quiz.packs.comments import check_cut_texts
from quiz.packs.contradictions import check_literals, marked_disputed
from quiz.packs.facts import read_facts, read_one_offs
from quiz.packs.fields import check_keys, optional, read_language, text
from quiz.packs.findings import Finding, Log, Mark, PackError, Place
from quiz.packs.keys import PACK
from quiz.packs.nodes import MAX_BYTES, Map, Node, decode, parse, plain
from quiz.packs.questions import read_questions
from quiz.packs.relations import read_relations
from quiz.packs.roles import Context
from quiz.packs.things import read_sources, read_things

_KEYS = frozenset(PACK)

UNSIZED = 1 << 16
Rows = tuple[tuple[Item, Map], ...]


@dataclass(frozen=True)
class Loaded:
    """A pack as read, and what was found on the way. Only what is free of errors is asked of `pack`.

    `root` is the whole file as nodes, `text` as it was decoded; `rows` are the questions with the node of each, and
    `places` tell where each fact stands, by id.
    """

    pack: Pack
    findings: tuple[Finding, ...]
    name: str
    root: Map
    text: str
    places: Mapping[str, Place]
    rows: Rows = ()

    @cached_property
    def plain(self) -> dict[str, object]:
        """The file as dict, list and str: texts as typed, trimmed and in NFC; None for an empty value."""
        return cast("dict[str, object]", plain(self.root))


def load_path(path: Path) -> Loaded:
    """Load a pack file. Raises PackError when it cannot be opened or is refused as a whole."""
    return load_bytes(_read(path), str(path))


def _read(path: Path) -> bytes:
    """Read a regular file, at most one byte more than the cap, so that a device or a pipe never holds the loader."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise _refused(path, "is a folder, not a pack")
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "is not a regular file")
        # Room is made for as much as is asked for, so no more than there is; some file systems give no size.
        with path.open("rb") as file:
            return file.read(min(max(found.st_size, UNSIZED), MAX_BYTES) + 1)
    except FileNotFoundError as error:
        raise _refused(path, "does not exist") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refused(path, f"cannot be read: {reason}") from error


def _refused(path: Path, message: str) -> PackError:
    log = Log(str(path))
    log.add("Y100", Place(), message)
    return PackError(log.findings())


def load_bytes(data: bytes, name: str) -> Loaded:
    """Load the bytes of a pack file called `name`. Raises PackError when they are refused as a whole."""
    decoded = decode(data, name)
    log = Log(name, decoded)
    if data.startswith(b"\xef\xbb\xbf"):
        log.add("Y117", Place(), "the file begins with a byte order mark")
    elif kinds := _line_ends(decoded):
        log.add("Y117", Place(), f"the file has line ends of several kinds: {kinds}")
    with _uncollected():
        root = parse(decoded, log)
        if not isinstance(root, Map):
            what = "the file is empty" if root is None else "a pack is keys with values, beginning with `quiz: 1`"
            log.add("Y122", Place() if root is None else root.mark, what)
            raise PackError(log.findings())
        check_cut_texts(log, root)
        pack, rows, places = _pack(log, root, blake2b(data, digest_size=16).hexdigest())
    return Loaded(pack, log.findings(), name, root, decoded, places, rows)


def _line_ends(text: str) -> str:
    """Name the kinds of line end in `text`; empty when there is one, as every editor writes."""
    if "\r" not in text:
        return ""
    both, feeds, returns = text.count("\r\n"), text.count("\n"), text.count("\r")
    counts = (("CR LF", both), ("LF", feeds - both), ("CR", returns - both))
    named = [name for name, count in counts if count]
    return ", ".join(named) if len(named) > 1 else ""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the cycle collector: all that loading makes is kept and free of cycles, so its passes find nothing.

    Freezing and unfreezing moves what was made to the oldest generation without a pass; the first allocation after
    `enable` would else walk all of it. Objects that somebody else has frozen are left as they are.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _pack(log: Log, root: Map, digest: str) -> tuple[Pack, Rows, Mapping[str, Place]]:
    fields = root.fields
    check_keys(log, root, _KEYS, "the pack")
    version = text(log, fields.get("quiz"), "`quiz: 1`", root.mark)
    if version not in ("", "1"):
        log.add("Y124", fields["quiz"].mark, f"this reads version 1, here is `{version[:20]}`")
    context = Context(log, read_things(log, fields.get("things"), fields.get("foils")))
    context.sources = read_sources(log, fields.get("sources"))
    context.relations = read_relations(log, fields.get("relations"), context.things)
    sound, broken = read_facts(context, fields.get("facts"))
    placed = marked_disputed(log, sound, context.relations, context.things)
    check_literals(log, placed, context.relations, context.things, _keys(fields.get("relations")))
    facts = tuple(fact for fact, _ in placed)
    language = read_language(log, fields, "en")
    denials, undenied = read_claims(context, fields.get("not"), "not", "n")
    refuted, unrefuted = read_claims(context, fields.get("refuted"), "refuted", "r")
    disputes, left = read_disputes(context, fields.get("disputed"))
    rows = tuple(read_questions(context, root, language))
    pack = Pack(
        text(log, fields.get("title"), "`title`", root.mark), digest, language,
        licence=optional(log, fields, "licence"), about=optional(log, fields, "about"),
        sources=context.sources, things=context.things.by_key, relations=context.relations, facts=facts,
        broken=(*broken, *undenied, *left),
        one_offs=tuple(read_one_offs(context, fields.get("one-off facts"))),
        complete=tuple(read_complete(context, fields.get("complete"))),
        denials=tuple(denials),
        disputes=tuple(disputes),
        refuted=(*refuted, *unrefuted),
        spans=tuple(read_spans(context, fields.get("spans"), facts)),
        questions=tuple([item for item, _ in rows]),
        extra=_extra(fields),
    )  # fmt: skip
    if not usable(pack) and not log.errors:  # errors say already why nothing is left
        log.add("P600", root.mark, "no usable question or fact")
    return pack, rows, {fact.id: Place(mark.line, mark.column) for fact, mark in placed}


def usable(pack: Pack) -> bool:
    """Tell whether anything in `pack` can be asked."""
    asked = any(fact.status is not Status.DISPUTED for fact in pack.facts)
    return bool(pack.questions or asked or pack.one_offs)


def exit_code(loaded: Loaded) -> int:
    """Give the exit code of a check: 0 clean or notes only, 1 findings while something can be asked, 2 nothing can."""
    if not usable(loaded.pack):
        return 2
    return 1 if any(finding.severity != "note" for finding in loaded.findings) else 0


def _keys(node: Node | None) -> Mapping[str, Mark]:
    return node.keys if isinstance(node, Map) else {}


def _extra(fields: Mapping[str, Node]) -> dict[str, object]:
    return {key: plain(value) for key, value in fields.items() if key.startswith("x-") or key == "attribution"}
