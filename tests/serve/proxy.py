"""A line between a student and a room: slow where told so, and dead without a word once it is cut."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Proxy:
    """Hands on what comes, each way `delay` seconds late; once `dead` it keeps everything open and hands on nothing."""

    def __init__(self, port: int, delay: float = 0.0) -> None:
        """Before the server at `port`."""
        self._to, self.delay, self.dead = port, delay, False
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._came, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Hang up."""
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        there, onward = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers += [writer, onward]
        for source, target in ((reader, onward), (there, writer)):
            self._tasks.add(asyncio.create_task(self._carry(source, target)))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """One way. What comes while something is under way is under way as long."""
        loop = asyncio.get_running_loop()

        def arrive(data: bytes) -> None:
            if not self.dead and not target.is_closing():
                if data:
                    target.write(data)
                else:
                    target.close()

        with contextlib.suppress(OSError):
            while True:
                data = await source.read(65536)
                if self.dead:
                    await loop.create_future()
                loop.call_later(self.delay, arrive, data)
                if not data:
                    return


@contextlib.asynccontextmanager
async def line(port: int, delay: float = 0.0) -> AsyncIterator[Proxy]:
    """A line to the server at `port`."""
    proxy = Proxy(port, delay)
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.close()
