"""Where a player goes from the app: to the desk of a room, or to a seat in one. The app opens again after."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

PORT, USER = 2222, "room"
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]{1,15})?", re.ASCII)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", re.ASCII)
LIKE = "ssh -p 2222 room@192.168.1.5"


@dataclass(frozen=True, slots=True)
class ToDesk:
    """To the desk of the room behind `socket`."""

    socket: Path


@dataclass(frozen=True, slots=True)
class ToSeat:
    """To a seat in the room behind `socket`, on this machine."""

    socket: Path


@dataclass(frozen=True, slots=True)
class ToAddress:
    """To a seat in a room elsewhere. `user` is `room`, or the code of a seat."""

    host: str
    port: int = PORT
    user: str = USER

    @property
    def command(self) -> list[str]:
        """What a shell would be told. Nothing of it can be taken for an option."""
        return ["ssh", "-p", str(self.port), "--", f"{self.user}@{self.host}"]


Onward = ToDesk | ToSeat | ToAddress


def read_address(text: str) -> ToAddress | str:
    """What stands on the wall, or a part of it, as an address; a text says why it is none."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    words = words[1:] if words[:1] == ["ssh"] else words
    port = ""
    if "-p" in words[:-1]:
        at = words.index("-p")
        port = words[at + 1]
        words = words[:at] + words[at + 2 :]
    if len(words) != 1 or words[0].startswith("-"):
        return f"Type what stands on the wall, like {LIKE}"
    user, host, own_port = _parts(words[0].removeprefix("ssh://").rstrip("/"))
    port = port or own_port or str(PORT)
    if not port.isascii() or not port.isdecimal() or len(port) > 5 or not 0 < int(port) < 65536:
        return f"{port} is no port; it is a number up to 65535."
    if not NAME.fullmatch(user) or not HOST.fullmatch(host):
        return f"{words[0]} is no address; it looks like room@192.168.1.5."
    return ToAddress(host, int(port), user)


def _parts(text: str) -> tuple[str, str, str]:
    """User, host and port of an address; what is not named is `room` and an empty port."""
    user, at, rest = text.rpartition("@")
    if rest.startswith("["):
        host, bracket, port = rest[1:].partition("]")
        return user if at else USER, host if bracket else rest, port.removeprefix(":")
    # More than one colon is an address of version 6 without a port.
    host, _, port = rest.partition(":") if rest.count(":") == 1 else (rest, "", "")
    return user if at else USER, host, port
