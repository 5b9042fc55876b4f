"""Students for a benchmark: one process with many SSH clients, which join, look for questions and answer them.

`python -m quiz.serve.bots PORT COUNT` speaks lines of JSON on its standard streams. It is told
`{"do": "join", "within": ...}`, `{"do": "question", "stem": ..., "at": ..., "within": ...}` or `{"do": "end"}`, and
answers with what it has measured, in ms of the machine's monotonic clock, which server and bots share.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field

import asyncssh

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

    async def join(self) -> float:
        """Connect, take a seat under the name that is offered, and give how long the first screen took."""
        began = now()
        size, term = SIZES[self.number % len(SIZES)], TERMS[self.number % len(TERMS)]
        self._connection = await self._connected()
        self._process = await self._connection.create_process(term_type=term, term_size=size, encoding=None)
        self._reading = asyncio.create_task(self._read())
        await self.see(b"Enter takes")
        first = now() - began
        self.seen.clear()
        self.press(b"\r")
        await self.see(b"takes your seat back")
        return first

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


class Class:
    """All bots of this process."""

    def __init__(self, port: int, count: int) -> None:
        """Nobody has come yet."""
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
            made = await (self._join(told["within"]) if told["do"] == "join" else self._question(told))
            made["received"] = sum(bot.received for bot in self._bots)
            made["lag"] = sorted(self._lags)[int(len(self._lags) * 0.95)] if self._lags else 0.0
            self._lags.clear()
            sys.stdout.write(json.dumps(made) + "\n")
            sys.stdout.flush()
        lagging.cancel()

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

    async def _lag(self) -> None:
        """How late this process itself is."""
        while True:
            due = now() + 50
            await asyncio.sleep(0.05)
            self._lags.append(now() - due)


if __name__ == "__main__":
    asyncio.run(Class(int(sys.argv[1]), int(sys.argv[2])).run())
