"""Rooms in processes of their own, as `quiz host` brings them up."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

from quiz.core.plan import Plan
from quiz.rooms.room import begun
from quiz.serve.launch import Known, known, launch
from quiz.stores.sqlite import SqliteLog


@contextlib.contextmanager
def in_process(tmp_path: Path, plan: Plan) -> Iterator[Known]:
    """A room that runs, ended afterwards whatever happened."""
    short = Path(os.path.realpath("/tmp")) / f"fq-{os.getpid()}-{tmp_path.name[-12:]}"  # noqa: S108 - a socket's path is short
    folder = short / "rooms" / "lesson"
    folder.mkdir(parents=True, mode=0o700)
    with SqliteLog(folder / "log.db") as log:
        begun(log, folder.name, plan)
    try:
        yield launch(folder, short, ["127.0.0.1"], 0, "127.0.0.1")
    finally:
        last = known(folder)
        if last.up:
            os.kill(last.pid, signal.SIGKILL)
        shutil.rmtree(short)


def again(room: Known) -> Known:
    """Bring it up where it was."""
    return launch(room.folder, room.folder.parent.parent, ["127.0.0.1"], room.port, "127.0.0.1")
