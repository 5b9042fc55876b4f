"""Writing files so that nobody loses one."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Put `data` in place of a file in one step: whoever reads it sees the old or the new, and its rights stay."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises FileExistsError when it does."""
    with path.open("xb") as file:
        file.write(data)


def save(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file in whole or not at all, with the rights of a new one. With `force` it may be there already.

    Without, FileExistsError is raised when it is, also when it came to be meanwhile.
    """
    if force and path.exists():
        replace(path, data)
        return
    handle, name = tempfile.mkstemp(prefix=".quiz-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        _named(Path(name), path, data)
    finally:
        Path(name).unlink(missing_ok=True)


def _named(draft: Path, path: Path, data: bytes) -> None:
    """Give a finished file its name, which nothing may have yet."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no second name for a file.
        create(path, data)


def _umask() -> int:
    """The rights that a new file does not get; the system tells them only to whoever sets them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
