"""Reads a stranger's file in a process of its own, which may be killed, with little memory and little time.

The readers refuse what is known to do harm. This is for what is not known: whatever a file does to a reader, the
program that asked goes on and has a sentence to show. The answer comes back as JSON, so nothing in it can run.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.formats import child
from quiz.formats.base import Imported, Place, Unreadable

if TYPE_CHECKING:
    from quiz.formats.child import Answer

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is handed on at all."""
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from quiz.formats.child import main; main(sys.argv[2:])"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may take: seconds of work, seconds in all, and bytes of memory.

    Work is counted where the system counts it, and a busy machine then has time to spare; elsewhere the clock decides.
    """

    work: int = 4
    wall: float = 20.0 if child.COUNTED else 5.0
    memory: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and the name of the format that was found."""

    format: str
    imported: Imported


LIMITS = Limits()


def read(data: bytes, name: str, format_: str = "", limits: Limits = LIMITS) -> Reading:
    """Read a file in a format, or in the one that it seems to have. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"the file has more than {MAX_BYTES // 1024 // 1024} MB")
    # Isolated, so that nothing in the working folder or the environment is imported in place of this program.
    called = name.replace("\0", "").encode("utf-8", "replace").decode()
    command = [sys.executable, "-I", "-c", _START, _ROOT, called, format_, str(limits.work), str(limits.memory)]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, with a name and numbers
            command, input=data, capture_output=True, timeout=limits.wall, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"reading it took more than {limits.wall:g} seconds, and was stopped") from error
    answer = child.understood(done.stdout)
    if answer is None:
        raise Unreadable(_ended(done.returncode, limits))
    return _told(answer)


def _told(answer: Answer) -> Reading:
    if answer.imported is None:
        raise Unreadable(answer.refusal, answer.place or Place())
    return Reading(answer.format, answer.imported)


def _ended(code: int, limits: Limits) -> str:
    """Say how a reading ended that gave no answer."""
    if -code == getattr(signal, "SIGXCPU", None):
        return f"reading it took more than {limits.work} seconds of work, and was stopped"
    if code < 0:
        return f"reading it broke off ({signal.Signals(-code).name})"
    return "reading it broke off; it may need more memory than it is given"
