"""Debian's OpenSSH client at a pseudo-terminal, and a desk at the room's socket."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import pty
import shutil
import struct
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.serve.lessons import until

needs_ssh = pytest.mark.skipif(shutil.which("ssh") is None, reason="no OpenSSH client is installed here")


class Typist:
    """A program at a terminal of its own, with an emulator that shows its screen."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = (80, 24), **env: str) -> None:
        """Begin it."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, "TERM": "xterm-256color", **env},
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        self.raw = bytearray()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        asyncio.get_running_loop().add_reader(self._master, self._read)

    def _read(self) -> None:
        """What it shows."""
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self._master)
            return
        self.raw += data
        self._stream.feed(data)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    async def see(self, *texts: str) -> None:
        """Wait until all of the texts are on the screen."""
        await until(lambda: all(text in self.text for text in texts), told=lambda: f"{texts} not in\n{self.text}")

    async def told(self, text: str) -> None:
        """Wait until the text has come at all."""
        await until(lambda: text.encode() in self.raw, told=lambda: f"{text} not in\n{bytes(self.raw[-600:])!r}")

    async def ended(self) -> int:
        """Wait until it ends, and give how it did."""
        await until(lambda: self.process.poll() is not None)
        return int(self.process.returncode)

    def close(self) -> None:
        """End it, if it has not ended."""
        with contextlib.suppress(ValueError, OSError):
            asyncio.get_running_loop().remove_reader(self._master)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)


def ssh(port: int, user: str, folder: Path, *more: str, ask: bool = False) -> list[str]:
    """The command as a student types it, with files of its own instead of this account's."""
    checking = "ask" if ask else "accept-new"
    options = [
        "-F",
        "/dev/null",
        "-o",
        f"UserKnownHostsFile={folder / 'known_hosts'}",
        "-o",
        f"StrictHostKeyChecking={checking}",
    ]
    return ["ssh", *options, *more, "-p", str(port), f"{user}@127.0.0.1"]


class DeskLine:
    """A desk, without the app: it asks, and keeps the latest view."""

    def __init__(self) -> None:
        """Not connected yet."""
        self.view: dict[str, Any] = {}
        self.clock: dict[str, Any] = {}
        self.answers: dict[int, dict[str, Any]] = {}
        self._count = 0

    async def open(self, path: Path) -> DeskLine:
        """Come in."""
        self._reader, self._writer = await asyncio.open_unix_connection(path, limit=2**24)
        self._writer.write(b'{"hello": "desk"}\n')
        self._reading = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        """Whatever is told."""
        while line := await self._reader.readline():
            told = json.loads(line)
            if "view" in told:
                self.view, self.clock = told["view"], told["clock"]
            else:
                self.answers[told.get("done", told.get("refused"))] = told

    async def do(self, what: str, **more: object) -> dict[str, Any]:
        """Ask for a deed, and give what came of it."""
        self._count += 1
        number = self._count
        self._writer.write(json.dumps({"do": what, "id": number, **more}).encode() + b"\n")
        await until(lambda: number in self.answers)
        return self.answers[number]

    async def to(self, phase: str) -> None:
        """Go on to the next scene of that phase."""
        for _ in range(4):
            await self.do("next")
            await until(lambda: bool(self.view))
            await asyncio.sleep(0.3)
            if self.view["public"]["phase"] == phase:
                return
        raise AssertionError(f"{self.view['public']['phase']} is not {phase}")

    async def until_other(self, scene: object) -> None:
        """Wait until another scene is on."""
        await until(lambda: self.clock.get("scene") != scene)

    async def close(self) -> None:
        """Go."""
        self._writer.close()
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
