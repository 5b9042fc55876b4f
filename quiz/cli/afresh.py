"""The app in place of the command line that was read for it.

Reading a command line and drawing from a pack load more than the whole game needs. So the program that has done both
gives way to a fresh interpreter, in the same process, that holds the app and what it begins with and nothing else.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.live import live

if TYPE_CHECKING:
    from quiz.tui.playing import Begin


def live_afresh(folder: Path, begin: Begin) -> int:
    """Run the app in a fresh interpreter, which ends this one. Where that cannot be, run it here; gives the exit code.

    What `begin` is can be pickled. Windows has no way to go on as another program, and in a program that is packed into
    one file `sys.executable` is no interpreter but that program; there it is run here.
    """
    if os.name == "posix" and sys.executable and not getattr(sys, "frozen", False):
        with suppress(OSError), tempfile.TemporaryFile() as handed:
            pickle.dump((folder, begin), handed)
            handed.flush()
            handed.seek(0)
            _give_way(handed.fileno())
    return live(folder, begin)


def handed_over() -> int:
    """Run the app with what was handed over to this interpreter. Gives the exit code."""
    with open(int(sys.argv[1]), "rb") as handed:  # noqa: PTH123 - an open file, which has no path any more
        folder, begin = pickle.load(handed)  # noqa: S301 - from this program itself
    return live(folder, begin)


def _give_way(number: int) -> None:
    """Become an interpreter that takes over what the open file of that number holds. Raises `OSError` if it cannot.

    It finds the same modules, and none that happen to be in the current folder; its later words are for who lists
    processes.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.set_inheritable(number, True)
    script = f"import sys; sys.path[:] = {sys.path!r}; from quiz.cli import main_afresh; main_afresh()"
    os.execv(sys.executable, [sys.executable, "-c", script, str(number), *sys.argv])  # noqa: S606 - no shell is wanted
