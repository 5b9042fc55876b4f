"""Students for a benchmark: one process with many SSH clients, which join, look for questions and answer them.

`python -m quiz.serve.bots PORT COUNT` speaks lines of JSON on its standard streams. It is told
`{"do": "join", "within": ...}`, `{"do": "question", "stem": ..., "at": ..., "within": ...}`,
`{"do": "play", "stem": ..., "at": ..., "seconds": ...}`, `{"do": "logins", "seconds": ...}`,
`{"do": "again", "number": ..., "until": ...}` or `{"do": "end"}`, and answers with what it has measured, in ms of the
machine's monotonic clock, which server and bots share.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import asyncssh

from quiz.scenes.brush import SHAPES

ADDRESSES = 32
AT_ONCE = 300
PATIENCE, AGAIN = 60.0, 1.0
"""Seconds after which somebody gives up, and after which they try again."""
SIZES = ((60, 20), (80, 24), (100, 30), (120, 36))
TERMS = ("xterm-256color", "xterm-256color", "xterm", "xterm-direct")


def now() -> float:
    """Milliseconds that all processes of a machine share."""
    return time.monotonic_ns() / 1e6


@dataclass
class Bot:
    """One student."""

    number: int
    port: int
    seen: bytearray = field(default_factory=bytearray)
    received: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _connection: asyncssh.SSHClientConnection | None = None

    async def join(self) -> float:
        """Come in, take a seat under the name that is offered, and give how long the first screen took."""
        first = await self.come()
        self.seen.clear()
        self.press(b"\r")
        await self.see(b"takes your seat back")
        return first

    async def come(self) -> float:
        """Connect, and give how long the first screen took."""
        began = now()
        size, term = SIZES[self.number % len(SIZES)], TERMS[self.number % len(TERMS)]
        self._connection = await self._connected()
        self._process = await self._connection.create_process(term_type=term, term_size=size, encoding=None)
        self._reading = asyncio.create_task(self._read())
        await self.see(b"Enter takes")
        return now() - began

    def leave(self) -> None:
        """Cut the line, if there is one."""
        if self._connection is not None:
            self._connection.abort()

    async def _connected(self) -> asyncssh.SSHClientConnection:
        """Connect. Whom the door turns away, because too many are before it, tries again as people do."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await asyncssh.connect(
                        "127.0.0.1", self.port, username="room", client_keys=None, agent_path=None, config=None,
                        known_hosts=None, local_addr=(f"127.0.0.{1 + self.number % ADDRESSES}", 0),
                        encryption_algs=["aes128-gcm@openssh.com"],
                    )  # fmt: skip
                except (OSError, asyncssh.Error):
                    await asyncio.sleep(AGAIN)

    async def _read(self) -> None:
        """Keep what came since the last key, and count all."""
        while data := await self._process.stdout.read(65536):
            self.seen += data
            self.received += len(data)
            self._news.set()

    async def see(self, text: bytes) -> float:
        """Wait for a text, and give when it came."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.seen:
                self._news.clear()
                await self._news.wait()
        return now()

    def press(self, keys: bytes) -> None:
        """Type."""
        self._process.stdin.write(keys)

    async def answer(self, stem: bytes, at: float, within: float) -> dict[str, float]:
        """See the question, pick at once, lock at a time of one's own, and give when what was seen."""
        asked = await self.see(stem)
        await self.see(b"Enter locks")
        await asyncio.sleep(random.random() * 2)  # noqa: S311 - a load, no secret
        self.seen.clear()
        self.press(b"A")
        await self.see("▲".encode())
        self.seen.clear()
        # When all press at once, so many do; the others have answered before.
        early = at > 0 and self.number >= AT_ONCE
        chance = random.random()  # noqa: S311 - a load, no secret
        await asyncio.sleep(chance if early else max(at - now(), 0) / 1000 + chance * within)
        pressed = now()
        self.press(b"\r")
        locked = await self.see(b"locked")
        self.seen.clear()
        return {"asked": asked, "pressed": pressed, "locked": locked}

    async def play(self, stem: bytes, at: float, seconds: float) -> list[float]:
        """See a question that was begun `at`, pick now this and now that, lock in the end.

        Gives how long each frame took from what it shows: the question from its beginning, a pick from its key.
        """
        frames = list[float]()
        try:
            frames.append(await self.see(stem) - at)
            await self.see(b"Enter locks")
            end = now() + seconds * 1000
            for key, shape in cycle(zip("ABCD", SHAPES, strict=True)):
                await asyncio.sleep(0.3 + random.random() * 0.6)  # noqa: S311 - a load, no secret
                self.seen.clear()
                pressed = now()
                self.press(key.encode())
                frames.append(await self.see(shape.encode()) - pressed)
                if now() >= end:
                    break
            self.press(b"\r")
            await self.see(b"locked")
            self.seen.clear()
        except OSError:
            # What never came is no frame less: it is the slowest.
            return [*frames, PATIENCE * 1000]
        return frames


class Class:
    """All bots of this process."""

    def __init__(self, port: int, count: int) -> None:
        """Nobody has come yet."""
        self._port = port
        self._bots = [Bot(number, port) for number in range(count)]
        self._lags: list[float] = []

    async def run(self) -> None:
        """Do as told until the end."""
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        lagging = asyncio.create_task(self._lag())
        while line := await reader.readline():
            told = json.loads(line)
            if told["do"] == "end":
                break
            made = await self._do(told)
            made["received"] = sum(bot.received for bot in self._bots)
            made["lag"] = sorted(self._lags)[int(len(self._lags) * 0.95)] if self._lags else 0.0
            self._lags.clear()
            sys.stdout.write(json.dumps(made) + "\n")
            sys.stdout.flush()
        lagging.cancel()

    async def _do(self, told: dict[str, Any]) -> dict[str, object]:
        """One thing."""
        match told["do"]:
            case "join":
                return await self._join(told["within"])
            case "logins":
                return {"logins": await self._logins(told["seconds"])}
            case "again":
                return {"at": await self._in_again(told["number"], told["until"])}
            case "play":
                stem = str(told["stem"]).encode()
                frames = await asyncio.gather(*(bot.play(stem, told["at"], told["seconds"]) for bot in self._bots))
                return {"frames": [one for each in frames for one in each]}
            case _:
                return await self._question(told)

    async def _join(self, within: float) -> dict[str, object]:
        """Everybody comes, spread over so many seconds."""

        async def later(bot: Bot) -> float:
            await asyncio.sleep(within * bot.number / max(len(self._bots), 1) * 0.9)
            return await bot.join()

        return {"first": await asyncio.gather(*(later(bot) for bot in self._bots))}

    async def _question(self, told: dict[str, object]) -> dict[str, object]:
        """Everybody answers."""
        stem, at, within = str(told["stem"]).encode(), float(str(told["at"])), float(str(told["within"]))
        return {"answers": await asyncio.gather(*(bot.answer(stem, at, within) for bot in self._bots))}

    async def _logins(self, seconds: float) -> list[float]:
        """One more comes, and goes, and comes, all from one address. How long each first screen took."""
        end, took = now() + seconds * 1000, list[float]()
        while now() < end or not took:
            visitor = Bot(0, self._port)
            try:
                took.append(await visitor.come())
            except (OSError, asyncssh.Error):
                took.append(PATIENCE * 1000)
            visitor.leave()
            await asyncio.sleep(0.1)
        return took

    async def _in_again(self, number: int, until: float) -> float | None:
        """When somebody from the address of that student gets in who keeps trying, if it is in time."""
        while now() < until:
            visitor = Bot(number, self._port)
            with contextlib.suppress(OSError, asyncssh.Error):
                await visitor.come()
                return now()
            visitor.leave()
        return None

    async def _lag(self) -> None:
        """How late this process itself is."""
        while True:
            due = now() + 50
            await asyncio.sleep(0.05)
            self._lags.append(now() - due)


if __name__ == "__main__":
    asyncio.run(Class(int(sys.argv[1]), int(sys.argv[2])).run())
