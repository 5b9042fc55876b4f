"""The process of a room: it outlives the desk and the terminal that began it, and ends in order when it is told to.

`python -m quiz.serve.host FOLDER --bind ADDRESS --port NUMBER --address SHOWN` takes up the room in FOLDER/log.db.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import gc
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path

import asyncssh

from quiz.rooms.folders import LOG, NOTE, SOCKET
from quiz.rooms.room import Room, taken_up
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.turns import SeededChance
from quiz.serve.control import Control
from quiz.serve.host_keys import KeyFileError, fingerprint, host_key
from quiz.serve.house import Building, House, PacedHouse
from quiz.stores.base import StoreError
from quiz.stores.sqlite import SqliteLog

Beside = Callable[[], Coroutine[None, None, None]]


class Steady:
    """Milliseconds that never go back."""

    def now_ms(self) -> int:
        """Since some moment before the process began."""
        return time.monotonic_ns() // 1_000_000


def main(given: list[str] | None = None, beside: Beside | None = None) -> int:
    """Run a room until it is told to end; `beside` runs in the same loop, for whoever measures that."""
    parser = argparse.ArgumentParser(prog="quiz.serve.host")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--bind", action="append", default=[])
    parser.add_argument("--port", type=int, default=2222)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--share", type=Path)
    told = parser.parse_args(given)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _many_files()
    asyncssh.set_log_level("CRITICAL")
    try:
        return asyncio.run(_run(told, beside))
    except (OSError, StoreError, KeyFileError, LookupError, ValueError) as error:
        sys.stderr.write(f"{_said(error, told.port)}\n")
        return 2


async def _run(told: argparse.Namespace, beside: Beside | None) -> int:
    """Open, say so in `room.json`, and wait for a signal."""
    folder, hosts, address = told.folder, told.bind or ["0.0.0.0"], told.address  # noqa: S104 - a class comes from outside
    note = folder / NOTE
    with SqliteLog(folder / LOG) as log:
        name = folder.name
        seed = next((info.seed for info in log.games() if info.game == name), 0)
        key = host_key(told.keys)
        house = _house(log, name, seed, key, address)
        # Before anybody can know that the room is there, so that whoever ends it at once ends it in order, too.
        for one in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(one, house.over.set)
        await house.start(hosts, told.port)
        controls = [Control(house, folder / SOCKET)]
        controls += [Control(house, told.share, shared=True)] if told.share else []
        for control in controls:
            await control.start()
        _write(note, {
            "title": house.room.plan.title, "pid": os.getpid(), "port": house.port, "bind": hosts, "address": address,
            "fingerprint": fingerprint(key), "socket": str(folder / SOCKET), "up": True,
            "share": str(told.share or ""),
        })  # fmt: skip
        # What is there now stays; a class that answers should not wait for it to be looked through.
        gc.collect()
        gc.freeze()
        also = asyncio.create_task(beside()) if beside is not None else None
        await _told_to_end(house)
        if also is not None:
            also.cancel()
        for control in controls:
            control.stop_listening()
        # Terminals at the sockets get their last line, too, before they are hung up.
        await house.stop()
        for control in controls:
            await control.close()
    _write(note, {**json.loads(note.read_text("utf-8")), "up": False})
    return 1 if house.broken else 0


def _house(log: SqliteLog, name: str, seed: int, key: asyncssh.SSHKey, address: str) -> Building:
    """The room in the log, at whose pace it ever is. Raises as `taken_up` does."""
    clock, chance = Steady(), SeededChance(seed)
    if taken_up(log, name).paced:
        return PacedHouse(SelfPaced.resume(log, name, clock, chance, time.time), key, address, failed=_failed)
    return House(Room.resume(log, name, clock, chance), key, address, failed=_failed)


async def _told_to_end(house: Building) -> None:
    """Wait for SIGTERM or SIGINT, or until the room cannot go on."""
    await house.over.wait()


def _failed(error: BaseException) -> None:
    """Where it broke, for whoever mends it: places of the program, and no values, which may be somebody's."""
    places = traceback.extract_tb(error.__traceback__)[-6:]
    told = " <- ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(places))
    sys.stderr.write(f"{type(error).__name__} at {told}\n")
    sys.stderr.flush()


def _said(error: BaseException, port: int) -> str:
    """One line."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE and not error.filename:
        return f"port {port} is in use already"
    if isinstance(error, LookupError):
        return "there is no room in this folder"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the port'}: {error.strerror}"
    return str(error)


def _write(path: Path, told: dict[str, object]) -> None:
    """A small file, whole or not at all, for its owner alone."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(0o600)
    draft.write_text(json.dumps(told), "utf-8")
    draft.replace(path)


def _many_files() -> None:
    """A class has a connection each, and some systems allow few by default."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))


if __name__ == "__main__":
    raise SystemExit(main())
