"""Zip files from strangers, read member by member into memory and never unpacked onto the disk.

What the headers say about sizes is not believed: every member is streamed with a counter, under one allowance for the
whole archive. Names that lead out of the archive, links, encryption and unusual compression are refused as a whole,
because an archive that tries one of these tries it for a reason.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

ARCHIVE = "X804"
"""The code of an archive that is refused."""
MAX_MEMBERS = 2_000
"""A question bank exported one file a question, pictures beside it, has hundreds of members."""
MAX_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
SMALL = 256 * 1024
"""Below this many bytes a high ratio is no bomb: a short file of one repeated word packs very well."""
_PIECE = 64 * 1024
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, IndexError, KeyError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the standard library raises over archives that are damaged."""
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0")


class ZipRefusedError(Exception):
    """An archive that is not read; the text says why."""


class Archive:
    """An opened archive with its allowance of unpacked bytes."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises ZipRefusedError."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ZipRefusedError(f"it is no zip file that can be read: {error}") from error
        entries = self._zip.infolist()
        if len(entries) > MAX_MEMBERS:
            raise ZipRefusedError(f"it holds more than {MAX_MEMBERS:,} files")
        seen: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            _examine(entry)
            if entry.filename in seen:
                raise ZipRefusedError(f"it holds two files named {entry.filename[:80]!r}")
            seen[entry.filename] = entry
        self._entries = seen
        self._left = MAX_BYTES

    def names(self) -> tuple[str, ...]:
        """The names of all files, folders aside, in the order of the archive."""
        return tuple(name for name, entry in self._entries.items() if not entry.is_dir())

    def read(self, name: str) -> bytes:
        """One member. Raises KeyError for a name that is not there, ZipRefusedError past the limits."""
        return b"".join(self._stream(self._entries[name]))

    def weigh(self) -> int:
        """The bytes of all members together, counted by unpacking each; for readers that open the archive anew."""
        return sum(len(piece) for name in self.names() for piece in self._stream(self._entries[name]))

    def _stream(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        taken = 0
        try:
            with self._zip.open(entry) as member:
                while piece := member.read(_PIECE):
                    taken += len(piece)
                    self._left -= len(piece)
                    if self._left < 0:
                        raise ZipRefusedError(f"it unpacks to more than {MAX_BYTES // 1024 // 1024} MB")
                    if taken > SMALL and taken > MAX_RATIO * max(entry.compress_size, 1):
                        raise ZipRefusedError(f"{entry.filename[:80]!r} is packed more than {MAX_RATIO}:1")
                    yield piece
        except _BROKEN as error:
            raise ZipRefusedError(f"{entry.filename[:80]!r} cannot be unpacked: {error}") from error


def _examine(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry by what its header says."""
    name = entry.filename
    if _OUTSIDE.search(name) or _OUTSIDE.search(entry.orig_filename):
        raise ZipRefusedError(f"the name {name[:80]!r} leads out of the archive")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ZipRefusedError(f"{name[:80]!r} is a link")
    if entry.flag_bits & 0x1:
        raise ZipRefusedError(f"{name[:80]!r} is encrypted")
    if entry.compress_type not in _PLAIN:
        raise ZipRefusedError(f"{name[:80]!r} is compressed in a way that is not read")
