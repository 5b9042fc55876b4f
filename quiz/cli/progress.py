"""A line that says what goes on, on a terminal, once it takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from quiz.core.text import clean

PATIENCE = 1.0
"""After how many seconds something is said."""
_STEP = 0.2
_SIGNS = "|/-\\"
_WIDTH = 70


@contextmanager
def told(what: str) -> Iterator[None]:
    """Tell on the standard error that `what` goes on, and for how long, while the block runs; into a pipe nothing."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(clean(what)[:_WIDTH], done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, done: threading.Event) -> None:
    start = time.monotonic()
    if done.wait(PATIENCE):
        return
    while True:
        spent = time.monotonic() - start
        sys.stderr.write(f"\r{_SIGNS[int(spent / _STEP) % len(_SIGNS)]} {what} ({spent:.0f} s) ")
        sys.stderr.flush()
        if done.wait(_STEP):
            break
    sys.stderr.write("\r\x1b[2K")
    sys.stderr.flush()
