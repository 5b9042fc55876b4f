"""The other end of a terminal over the room's socket: `quiz join` and `quiz watch`."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import sys
import termios
import tty
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

TAKE, GIVE = b"\x1b[?1049h", b"\x1b[?1049l"
"""What takes a screen of its own, and what gives the one before back."""
VARIABLES = ("LANG", "LC_ALL", "COLORTERM", "NO_COLOR")


def visit(path: Path, hello: Mapping[str, object]) -> int:
    """Be a terminal of the room at `path` until it ends or the line does. Raises `OSError` where nobody listens."""
    fullscreen = sys.stdin.isatty() and sys.stdout.isatty()
    told = {
        **hello,
        "term": os.environ.get("TERM", "xterm") if fullscreen else None,
        "size": list(shutil.get_terminal_size()),
        "env": {name: os.environ[name] for name in VARIABLES if os.environ.get(name)},
    }
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(str(path))
        sock.sendall(json.dumps(told).encode() + b"\n")
        with _raw(fullscreen), _resizes(sock):
            _pump(sock)
    return 0


def _pump(sock: socket.socket) -> None:
    """Both ways, until the room hangs up. A room that dies leaves the screen taken, which is given back here."""
    taken, tail = False, b""
    try:
        for data in _shown(sock):
            tail += data
            take, give = tail.rfind(TAKE), tail.rfind(GIVE)
            taken = take > give if take != give else taken
            tail = tail[1 - len(TAKE) :]
    finally:
        if taken:
            from quiz.serve.terminal import LEAVE

            os.write(sys.stdout.fileno(), LEAVE)


def _shown(sock: socket.socket) -> Iterator[bytes]:
    """Both ways, until the room hangs up; gives what was shown."""
    stdin, stdout = sys.stdin.fileno(), sys.stdout.fileno()
    sources = [sock.fileno(), stdin]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if sock.fileno() in ready:
            data = sock.recv(65536)
            if not data:
                return
            left = data
            while left:
                left = left[os.write(stdout, left) :]
            yield data
        if stdin in ready:
            data = os.read(stdin, 4096)
            if data:
                _frame(sock, b"d", data)
            else:
                sources.remove(stdin)


def _frame(sock: socket.socket, kind: bytes, data: bytes) -> None:
    """One frame."""
    sock.sendall(kind + struct.pack(">I", len(data)) + data)


@contextlib.contextmanager
def _raw(wanted: bool) -> Iterator[None]:
    """Every key as it is pressed, and the terminal as it was afterwards, whatever happens."""
    if not wanted:
        yield
        return
    stdin = sys.stdin.fileno()
    before = termios.tcgetattr(stdin)
    try:
        tty.setraw(stdin)
        yield
    finally:
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)


@contextlib.contextmanager
def _resizes(sock: socket.socket) -> Iterator[None]:
    """Tell the room when the terminal has another size."""

    def told(_number: int, _at: FrameType | None) -> None:
        with contextlib.suppress(OSError):
            _frame(sock, b"s", json.dumps(list(shutil.get_terminal_size())).encode())

    before = signal.signal(signal.SIGWINCH, told)
    try:
        yield
    finally:
        signal.signal(signal.SIGWINCH, before)
