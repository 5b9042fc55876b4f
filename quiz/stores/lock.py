"""One writing process per file, by a lock that dies with its process."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from quiz.stores.base import UnavailableError


class FileLock:
    """Holds the lock of `path` from `take` until `release` or the end of the process.

    The lock file stays behind on purpose: to delete it would let two processes hold two files of one name.
    """

    def __init__(self, path: Path) -> None:
        """`path` is the lock file itself."""
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Try to take the lock; False when another process, or another lock of this one, holds it.

        Raises `UnavailableError` when the file cannot be made.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UnavailableError(f"{self._path}: {error.strerror}") from error
        if not _lock(handle):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back. Safe to call twice."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with contextlib.suppress(OSError):
                os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> bool:
        """Lock the first byte."""
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(handle: int) -> bool:
        """Lock the open file."""
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
