"""Files made to do harm, each by a function, so that none of them lies about."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing

_ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
LAUGHS = f'<!DOCTYPE quiz [<!ENTITY e0 "ha">{_ENTITIES}]><quiz><question>&e9;</question></quiz>'
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>'
PARAMETER = '<!DOCTYPE quiz [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><quiz/>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def deep(tag: str, levels: int) -> bytes:
    """Elements inside one another."""
    return (f"<{tag}>" * levels + f"</{tag}>" * levels).encode()


def wide(count: int) -> bytes:
    """One element with very many attributes."""
    attributes = " ".join(f'a{at}=""' for at in range(count))
    return f"<quiz {attributes}/>".encode()


def many(count: int) -> bytes:
    """Very many elements."""
    return b"<quiz>" + b"<question/>" * count + b"</quiz>"


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def entry(name: str, data: bytes, change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    """An archive of a manifest and one member whose header is changed first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        info = zipfile.ZipInfo(name)
        change(info)
        archive.writestr(info, data)
    return out.getvalue()


def link(info: zipfile.ZipInfo) -> None:
    """Make a member a symbolic link."""
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def bomb(megabytes: int, name: str = "items/q.xml") -> bytes:
    """An archive that is a thousandth of what it unpacks to."""
    return zipped({"imsmanifest.xml": b"<manifest/>", name: b"\0" * (megabytes * 1024 * 1024)})


def bombs(count: int) -> bytes:
    """An archive of members that are each small enough, and too much together. The text packs some 30:1."""
    page = b"".join(zlib.crc32(struct.pack("<I", at)).to_bytes(4, "little") for at in range(5_000)) * 48
    members = {f"items/q{at}.xml": page for at in range(count)}
    return zipped({"imsmanifest.xml": b"<manifest/>", **members})


def lying(name: str = "items/q.xml") -> bytes:
    """An archive whose headers say that a member of many megabytes has ten bytes."""
    real = 40 * 1024 * 1024
    data = bytearray(zipped({"imsmanifest.xml": b"<manifest/>", name: b"\0" * real}))
    return bytes(data.replace(struct.pack("<I", real), struct.pack("<I", 10)))


def encrypted() -> bytes:
    """An archive whose member says that it is encrypted."""
    data = bytearray(zipped({"imsmanifest.xml": b"<manifest/>"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        data[at + offset] |= 1
    return bytes(data)


def xlsx(rows: str, doctype: str = "") -> bytes:
    """A sheet as small as it can be, of rows as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}">'
                '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}"/>'.encode(),
            "xl/worksheets/sheet1.xml": (doctype + SHEET.format(rows)).encode(),
        }
    )


def far_cell() -> bytes:
    """A sheet of a few bytes whose only cell is the last that there can be."""
    return xlsx('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')


def long_sheet(rows: int) -> bytes:
    """A sheet of very many rows."""
    return xlsx("".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, rows)))


def apkg(script: str, models: str = "{}") -> bytes:
    """A package of Anki around a database that a script makes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        if "TABLE col" in script:
            connection.execute("INSERT INTO col VALUES (1, ?)", (models,))
        connection.commit()
        return zipped({"collection.anki2": connection.serialize(), "media": b"{}"})


ENDLESS = (
    "CREATE TABLE col (id, models); CREATE VIEW notes AS"
    " WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT id,"
    " 1 AS mid, '' AS tags, 'a' AS flds FROM c;"
)
NOTES = "CREATE TABLE col (id, models); CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, tags, flds);"
GENERATED = (
    "CREATE TABLE col (id, models); CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, tags, "
    "flds AS (hex(zeroblob(100000000))));  INSERT INTO notes (id, mid, tags) VALUES (1, 1, '');"
)
NESTED = json.dumps({"1": 0}).replace("0", "[" * 100_000 + "]" * 100_000)
