"""Whether this machine is fit to play on: versions, the folder of the history, the disk, the clock, the terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from quiz.cli.places import can_live, on_terminal
from quiz.extras import install

LEAST_PYTHON = (3, 11)
LIBRARIES = MappingProxyType({
    "typer": "0.16", "pyyaml": "6.0.2", "pydantic": "2.10", "platformdirs": "4.3", "confusable-homoglyphs": "3.3.1",
    "wcwidth": "0.8", "textual": "8.2", "rich": "14", "plotext": "6.1",
})  # fmt: skip
"""What is needed to play, and the oldest that will do."""
LITTLE, LEAST = 200 << 20, 20 << 20
"""Free bytes below which there is a warning, and below which a lesson may not fit."""
WIDE, HIGH = 60, 20
_FAR = re.compile(r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|davfs|fuse\.(sshfs|rclone|davfs\w*|s3fs|glusterfs)")
_SYNCED = re.compile(
    r"onedrive\b.*|dropbox\b.*|google ?drive.*|my drive|icloud.*|nextcloud|owncloud|syncthing", re.IGNORECASE
)


class State(StrEnum):
    """How bad it is. What is bad keeps a game or a lesson from going well."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, how it is, in words, and how to mend it."""

    name: str
    state: State
    what: str
    fix: str = ""


def checks(folder: Path) -> Iterator[Check]:
    """All that playing needs, with the history in `folder`."""
    yield python()
    yield libraries("libraries", LIBRARIES)
    yield data(folder)
    yield disk(folder)
    yield clock(time.time(), os.environ.get("TZ", ""))
    yield terminal()


def python(version: tuple[int, int, int] = sys.version_info[:3]) -> Check:
    """The interpreter."""
    told = ".".join(map(str, version))
    if version < LEAST_PYTHON:
        return Check("python", State.BAD, f"Python {told} is too old.", "Install Python 3.11 or newer.")
    return Check("python", State.OK, f"Python {told}")


def libraries(name: str, least: MappingProxyType[str, str], extra: str = "") -> Check:
    """What is installed, against the oldest that will do; `extra` brings them, where it is one that does."""
    from importlib import metadata

    wrong, found = [], []
    for library, floor in least.items():
        try:
            version = metadata.version(library)
        except metadata.PackageNotFoundError:
            wrong.append(f"{library} is not installed")
            continue
        found.append(f"{library} {version}")
        if numbers(version) < numbers(floor):
            wrong.append(f"{library} {version} is older than {floor}")
    if wrong:
        return Check(name, State.BAD, f"{'; '.join(wrong)}.", f"Run: {install(extra)}")
    return Check(name, State.OK, ", ".join(found))


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0])[:3])


def data(folder: Path) -> Check:
    """Whether the history can be written, on a disk of this machine. What is not there is not made."""
    fix = "Name another folder with --data or FOOTNOTE_DATA."
    problem = _write_problem(folder)
    if problem:
        return Check("data folder", State.BAD, f"{folder}: {problem}.", fix)
    far = _FAR.fullmatch(_file_system(folder))
    if far:
        told = f"{folder} is on a network disk ({far[0]}), where a log can be damaged."
        return Check("data folder", State.BAD, told, f"{fix} It has to be on a disk of this machine.")
    synced = next((part for part in folder.parts if _SYNCED.fullmatch(part)), "")
    if synced:
        told = f"{folder} is in {synced}, which copies files while they are written."
        return Check("data folder", State.WARN, told, f"{fix} Best is one that nothing synchronises.")
    return Check("data folder", State.OK, f"{folder} {'can be written' if folder.exists() else 'will be made'}")


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    found = folder.absolute()
    while not found.exists() and found != found.parent:
        found = found.parent
    return found


def disk(folder: Path) -> Check:
    """How much is free where the history is."""
    try:
        free = shutil.disk_usage(existing(folder)).free
    except OSError as error:
        return Check("disk", State.WARN, f"{folder}: {error.strerror or error}.", "Look whether the disk is there.")
    told, fix = f"{free / (1 << 20):,.0f} MB free", "Delete what you do not need, or name another disk with --data."
    if free >= LITTLE:
        return Check("disk", State.OK, told)
    return Check("disk", State.BAD if free < LEAST else State.WARN, f"Only {told}.", fix)


def clock(now: float, zone: str) -> Check:
    """Whether the date can be right. Scores do not depend on it; the dates of games do."""
    made = Path(__file__).stat().st_mtime
    today = time.strftime("%Y-%m-%d %H:%M", time.localtime(now))
    if now < made - 86400:
        told = f"It is {today} here, which is before this program was installed."
        return Check("clock", State.WARN, told, "Set the date and time, best by the network.")
    if zone and not _known_zone(zone):
        return Check("clock", State.WARN, f"TZ={zone} names no time zone.", "Correct TZ, or leave it out.")
    return Check("clock", State.OK, f"{today} {time.strftime('%Z', time.localtime(now))}")


def terminal() -> Check:
    """Whether the app can be shown here, or only the game line by line."""
    if not on_terminal():
        return Check("terminal", State.OK, "There is none here; `quiz` needs one, `quiz demo` and `--plain` do not.")
    fix = "`quiz play --plain` works here."
    encoding = (sys.stdout.encoding or "ascii").casefold()
    if not can_live():
        told = f"It says it is {os.environ.get('TERM', 'nothing')!r} with {encoding}, which the app cannot paint on."
        return Check("terminal", State.WARN, told, f"{fix} For the app use a terminal with UTF-8, and TERM of its own.")
    wide, high = shutil.get_terminal_size()
    if wide < WIDE or high < HIGH:
        told = f"The window has {wide} by {high}; the app needs {WIDE} by {HIGH}."
        return Check("terminal", State.WARN, told, f"Make it larger. {fix}")
    return Check("terminal", State.OK, f"{wide} by {high}, {_colours()}, {encoding}")


def _colours() -> str:
    """How many colours there are."""
    from quiz.scenes.look import Depth
    from quiz.tui.capabilities import depth_of

    depth = depth_of(os.environ, windows=os.name == "nt")
    told = {Depth.TRUE: "all colours", Depth.CUBE: "256 colours", Depth.ANSI: "16 colours", Depth.NONE: "no colours"}
    return told[depth]


def _write_problem(folder: Path) -> str:
    """Why nothing can be written to a folder; empty when it can. Where it is there a file is written, and removed."""
    place = existing(folder)
    if not place.is_dir():
        return f"{place} is no folder"
    if place != folder.absolute():
        return "" if os.access(place, os.W_OK | os.X_OK) else f"it is not there, and {place} cannot be written"
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return f"it cannot be written ({error.strerror or error})"
    return ""


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder is on; empty where the system does not say."""
    try:
        rows = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return file_system(rows, existing(folder).resolve())


def file_system(mounts: Iterable[str], place: Path) -> str:
    """The kind of file system that `place` is on, by the rows of a table of mounts."""
    best, kind = -1, ""
    for row in mounts:
        fields = row.split()
        mount = Path(fields[1].replace("\\040", " "))
        # Of two on one place the later covers the earlier.
        if place.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    return kind


def _known_zone(name: str) -> bool:
    """Whether TZ says something: a zone by its name, a file, or a rule in the form of POSIX."""
    import zoneinfo

    if re.fullmatch(r":?/.*|<?[A-Za-z+\-0-9]{3,}>?[+-]?\d.*|UTC|GMT", name):
        return True
    try:
        zoneinfo.ZoneInfo(name.removeprefix(":"))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
