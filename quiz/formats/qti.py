"""QTI 1.2, 2.0 to 2.2 and 3.0, as documents and as content packages, read as one format; packages of 2.1 are written.

Version 3 says the same as version 2 with other spelling, so it is renamed and read by the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quiz.core.items import Item
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Place, Unreadable
from quiz.formats.intake import Intake, language_tag, title_of
from quiz.formats.picking import in_language
from quiz.formats.qti_names import is_new, renamed
from quiz.formats.qti_one import read as read_old_item
from quiz.formats.qti_two import read as read_item
from quiz.formats.qti_write import package
from quiz.formats.xml_tree import DOCTYPE, MALFORMED, Document, Element, XmlRefusedError, parse
from quiz.formats.zips import ARCHIVE, Archive, ZipRefusedError

_OLD, _ITEM, _TEST = "questestinterop", "assessmentItem", "assessmentTest"
_MANIFEST = "imsmanifest.xml"
_FULL = "non_cc_assessments/"
"""Where Canvas puts what the Common Cartridge beside it cannot say."""


def sniff(data: bytes, _name: str) -> bool:
    """Whether the file begins like QTI, or is an archive with a manifest."""
    if data.startswith(b"PK\x03\x04"):
        return _MANIFEST.encode() in data
    head = data[:4000]
    return any(tag.encode() in head for tag in (f"<{_OLD}", f"{_ITEM}", "qti-assessment-item", "imsqti_v"))


def read(data: bytes, name: str) -> Imported:
    """Read a document or a package. Raises Unreadable for what is neither."""
    intake = Intake()
    if data.startswith(b"PK"):
        return _package(data, name, intake)
    document = _parsed(data, Place())
    title = _document(document, intake, "")
    if title is None:
        root = document.root.tag if document.root else "nothing"
        if document.fault:
            raise Unreadable(f"it is no XML: {document.fault.reason}", Place(document.fault.line))
        raise Unreadable(f"it holds {root!r}, which is nothing of QTI")
    return intake.done(title or title_of(name))


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a content package of QTI 2.1."""
    return package(title, items, header)


FORMAT = Format("qti", "QTI (Canvas, Blackboard and others)", (".xml", ".zip", ".imscc", ".qti"), sniff, read, write)


def _parsed(data: bytes, place: Place) -> Document:
    try:
        return parse(data)
    except XmlRefusedError as error:
        raise Unreadable(f"{error.reason} ({DOCTYPE})", Place(error.line or None, place.where)) from error


def _document(document: Document, intake: Intake, where: str) -> str | None:
    """Read what a document holds; its title, or None where it is nothing of QTI."""
    root = document.root
    if root is None:
        return None
    if is_new(root):
        renamed(root)
    if document.mended:
        intake.note("file", document.mended, Place(root.line, where))
    if root.tag not in (_OLD, _ITEM, _TEST):
        return None
    if not intake.language:
        intake.language = language_tag(root.get("lang"))
    for each in _questions(root):
        _take(each, document, intake, where)
    fault = document.fault
    if fault and root.tag == _OLD and all(each.whole for each in root.all("item")):
        intake.skip("", Place(fault.line, where), f"the file breaks off here: {fault.reason}", MALFORMED)
    first = root.first("assessment", "objectbank")
    return root.get("title") or (first.get("title") if first else "")


def _questions(root: Element) -> Iterator[Element]:
    """Give items, and what stands in for items that are elsewhere."""
    if root.tag == _ITEM:
        yield root
    elif root.tag == _TEST:
        yield from root.all("assessmentItemRef")
    else:
        yield from root.all("item", "bankentry_item", "sourcebank_ref")


def _take(element: Element, document: Document, intake: Intake, where: str) -> None:
    """Take one item, or lay it aside."""
    place = Place(element.line, where)
    name = element.get("title") or element.get("identifier") or element.get("ident")
    if element.tag == "assessmentItemRef":
        intake.skip(name or element.get("href"), place, f"the item is in another file, {element.get('href')!r}")
        return
    if element.tag in ("bankentry_item", "sourcebank_ref"):
        bank = element.get("sourcebank_ref") or element.text().strip()
        intake.skip(name, place, f"its questions are in the bank {bank[:60]!r}, which is not in the file")
        return
    if not element.whole:
        reason = document.fault.reason if document.fault else "its end is missing"
        line = document.fault.line if document.fault else element.line
        intake.skip(name, Place(line, where), f"it is not well-formed XML: {reason}", MALFORMED)
        return
    reader = read_old_item if element.tag == "item" else read_item
    try:
        intake.take(in_language(reader(element, intake), intake.language or "en"), place, name=element.get("title"))
    except AsideError as error:
        intake.skip(name, Place(error.line or element.line, where), error.reason, error.code)


def _package(data: bytes, name: str, intake: Intake) -> Imported:
    """Read every document of a package, in the order of its manifest."""
    try:
        archive = Archive(data)
        manifest = _manifest(archive)
        title = ""
        for member in _members(archive, manifest, intake):
            document = _member(archive, member, intake)
            found = _document(document, intake, f"member {member}") if document else None
            title = title or found or ""
    except ZipRefusedError as error:
        raise Unreadable(f"{error} ({ARCHIVE})") from error
    ours = any(each.get("type").startswith("imsqti") for each in manifest.all("resource")) if manifest else False
    if not intake.items and not intake.skips and not ours:
        raise Unreadable("the archive holds no question of QTI")
    if len(intake.items) + len(intake.skips) > 1 and manifest:
        told = manifest.first("title")
        title = (told.text().strip() if told else "") or title
    return intake.done(title or title_of(name))


def _manifest(archive: Archive) -> Element | None:
    names = [name for name in archive.names() if name.rpartition("/")[2] == _MANIFEST]
    if not names:
        return None
    document = _parsed(archive.read(min(names, key=len)), Place(None, f"member {_MANIFEST}"))
    return document.root


def _members(archive: Archive, manifest: Element | None, intake: Intake) -> list[str]:
    """Give the documents to read: as the manifest lists them, then those that it forgot."""
    names = archive.names()
    base = next((name.removesuffix(_MANIFEST) for name in names if name.rpartition("/")[2] == _MANIFEST), "")
    listed = [each.get("href") for each in manifest.all("resource", "file")] if manifest else []
    wanted = [name for href in listed if (name := base + href) in names]
    for each in manifest.all("resource") if manifest else ():
        href = each.get("href")
        if each.get("type").startswith("imsqti") and href and base + href not in names:
            intake.skip(href, Place(each.line, f"member {_MANIFEST}"), f"the archive does not hold {href[:80]!r}")
    found = [name for name in dict.fromkeys((*wanted, *names)) if _is_document(name)]
    full = [name for name in found if name.removeprefix(base).startswith(_FULL)]
    # Canvas writes each quiz twice; the fuller version is taken.
    return full or found


def _is_document(name: str) -> bool:
    file = name.rpartition("/")[2]
    return file.endswith((".xml", ".qti")) and file not in (_MANIFEST, "assessment_meta.xml")


def _member(archive: Archive, name: str, intake: Intake) -> Document | None:
    """Read one document; a refused one is named, and the others are read."""
    place = Place(None, f"member {name}")
    try:
        document = parse(archive.read(name))
    except XmlRefusedError as error:
        intake.skip(name, Place(error.line or None, place.where), error.reason, DOCTYPE)
        return None
    root = document.root
    if root is not None and root.tag in (_TEST, f"qti-{'assessment-test'}"):
        # A test only names its items, which are members themselves.
        return None
    if root is None and document.fault:
        intake.skip(name, Place(document.fault.line, place.where), f"it is no XML: {document.fault.reason}", MALFORMED)
    return document
