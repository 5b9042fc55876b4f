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
