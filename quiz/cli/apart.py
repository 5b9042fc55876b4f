"""Work in a process of its own: what it loads and makes is given back when it is done, and no page waits meanwhile.

Reading a pack and drawing from it take more than the whole game that comes of it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def apart(work: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
    """What `work` makes of what is given. Where no other process can do it, and where it fails there, it is done here.

    `work` is a function of a module, and all that goes in and out can be pickled.
    """
    # The other process finds the same modules, and none that happen to be in the current folder.
    script = f"import sys; sys.path[:] = {sys.path!r}; from quiz.cli.apart import serve; serve()"
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable or "", "-c", script], input=pickle.dumps((work, given, named)), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        made: _Made = pickle.loads(done.stdout)  # noqa: S301 - from this program itself
    except (OSError, ValueError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError):
        return work(*given, **named)
    return made


def serve() -> None:
    """Do what the standard input names, and write to the standard output what it makes."""
    work, given, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - from this program itself
    sys.stdout.buffer.write(pickle.dumps(work(*given, **named)))
