"""Work in a process of its own: what it loads and makes is given back when it is done, and no page waits meanwhile.

Reading a pack and drawing from it take more than the whole game that comes of it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def apart(work: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
    """What `work` makes of what is given. Where no other process can do it, and where it fails there, it is done here.

    `work` is a function of a module, and all that goes in and out can be pickled.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            _command("serve"), input=pickle.dumps((work, given, named)), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        made: _Made = pickle.loads(done.stdout)  # noqa: S301 - from this program itself
    except (OSError, ValueError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError):
        return work(*given, **named)
    return made


def apart_each(
    begun: Callable[[Callable[[], None]], None], work: Callable[_Given, Iterable[_Made]], *given: _Given.args,
    **named: _Given.kwargs,
) -> Iterator[_Made]:  # fmt: skip
    """What `work` makes, each as soon as it is there. Where no other process can be started, it is done here.

    `begun` is told how to end the other process. One that ends early, for whatever reason, gives what it had by then.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - this program itself
            _command("serve_each"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except (OSError, ValueError):
        yield from work(*given, **named)
        return
    with process:
        begun(process.kill)
        try:
            assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
            process.stdin.write(pickle.dumps((work, given, named)))
            process.stdin.close()
            while True:
                yield pickle.load(process.stdout)  # noqa: S301 - from this program itself
        except (OSError, ValueError, pickle.UnpicklingError, EOFError):
            return
        finally:
            process.kill()


def _command(served: str) -> list[str]:
    """An interpreter that serves. It finds the same modules, and none that happen to be in the current folder."""
    script = f"import sys; sys.path[:] = {sys.path!r}; from quiz.cli.apart import {served}; {served}()"
    return [sys.executable or "", "-c", script]


def serve() -> None:
    """Do what the standard input names, and write to the standard output what it makes."""
    work, given, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - from this program itself
    sys.stdout.buffer.write(pickle.dumps(work(*given, **named)))


def serve_each() -> None:
    """Do what the standard input names, and write each thing that it makes at once."""
    work, given, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - from this program itself
    for made in work(*given, **named):
        sys.stdout.buffer.write(pickle.dumps(made))
        sys.stdout.buffer.flush()
