"""The process that reads one file: it limits itself, reads from its standard input, and answers in JSON.

Nobody imports this to read; `safely` starts it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quiz.formats import registry
from quiz.formats.base import Imported, Place, Unreadable
from quiz.formats.zips import ARCHIVE, Archive, ZipRefusedError

try:
    import resource
except ImportError:  # Windows has none of these limits.
    COUNTED = False
else:
    COUNTED = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a file: what was read in which format, or why it was refused, and where."""

    format: str = ""
    imported: Imported | None = None
    refusal: str = ""
    place: Place | None = None


def main(arguments: Sequence[str]) -> None:
    """Read the file on the standard input; the arguments are its name, a format or nothing, and the limits."""
    name, format_, work, memory = arguments
    limit(int(work), int(memory))
    data = sys.stdin.buffer.read()
    try:
        answer = attempt(data, name, format_)
        told = written(answer)
    except MemoryError:
        told = written(Answer(refusal=f"reading it needs more than {int(memory) // 1024 // 1024} MB of memory"))
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()


def limit(work: int, memory: int) -> None:
    """Take away what a reader has no use for: memory, time, files to write, and a dump of memory when it crashes."""
    if not COUNTED:
        return
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, work),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, amount in wanted:
        _, most = resource.getrlimit(kind)
        held = amount if most == resource.RLIM_INFINITY else min(amount, most)
        try:
            resource.setrlimit(kind, (held, most))
        except (ValueError, OSError):
            # Some systems know a limit and do not let it be set; the clock of the parent remains.
            continue


def attempt(data: bytes, name: str, format_: str) -> Answer:
    """Read a file; whatever goes wrong becomes words."""
    try:
        found = registry.load(format_) if format_ else registry.to_read(data, name)
        if found is None or found.read is None:
            return Answer(refusal=_unknown(data))
        return Answer(found.name, found.read(data, name))
    except Unreadable as error:
        return Answer(refusal=error.message, place=error.place)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a reader's mistake over a stranger's file is told, and not shown raw
        return Answer(refusal=f"the reader cannot make sense of it ({type(error).__name__})")


def _unknown(data: bytes) -> str:
    """Say why no format takes a file. An archive that may not be opened is of none, and the reason is what matters."""
    if data.startswith(b"PK"):
        try:
            Archive(data).weigh()
        except ZipRefusedError as error:
            return f"{error} ({ARCHIVE})"
    return "it is in none of the formats that can be read"


def written(answer: Answer) -> bytes:
    """Give an answer as JSON. The schema takes a while to build, and a refusal does without."""
    if answer.imported is None:
        place = answer.place or Place()
        told = {"format": answer.format, "refusal": answer.refusal, "line": place.line, "where": place.where}
        return json.dumps(told).encode()
    from pydantic import TypeAdapter

    # The schema knows dicts, and no views of them.
    extras = {key: dict(value) for key, value in answer.imported.extras.items()}
    return TypeAdapter(Answer).dump_json(replace(answer, imported=replace(answer.imported, extras=extras)))


def understood(told: bytes) -> Answer | None:
    """Read an answer back; None where it is none."""
    try:
        found = json.loads(told)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    if isinstance(found.get("refusal"), str) and not found.get("imported"):
        line, where = found.get("line"), found.get("where")
        place = Place(line if isinstance(line, int) else None, where if isinstance(where, str) else "")
        return Answer(refusal=found["refusal"], place=place)
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Answer).validate_json(told)
    except ValidationError:
        return None
