"""Whether this machine is fit for a lesson: who reaches it, whether its files are private, and a student's visit."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import socket
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType

from quiz.cli.fitness import Check, State, libraries
from quiz.cli.host import SERVE

LIBRARIES = MappingProxyType({"asyncssh": "2.24.1", "segno": "1.6", "ifaddr": "0.2"})
SPARE = 128
"""Open files that a room needs beside one for each student."""
LONGEST_SOCKET = 103
"""Bytes that a socket's path may have everywhere."""
VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "utun", "zt", "tailscale", "cni")
"""How the names of networks begin that lead to no classroom."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine, and the network that has it."""

    network: str
    ip: str


def checks(folder: Path, port: int, students: int) -> Iterator[Check]:
    """All that hosting needs beside what playing needs."""
    needed = libraries("server", LIBRARIES, SERVE)
    yield needed
    yield port_free(folder, port)
    if needed.state is State.OK:
        from quiz.serve.launch import own_address

        yield addresses(own_addresses(), own_address(), port)
    yield private(folder)
    yield host_key(folder)
    yield files(students)
    yield ssh_client()
    if needed.state is State.OK:
        yield visit()


def port_free(folder: Path, port: int) -> Check:
    """Whether students can connect at this port, or who has it already."""
    problem = _listen_problem(port)
    if problem is None:
        return Check("port", State.OK, f"{port} is free")
    if problem.errno in (errno.EACCES, errno.EPERM):
        told = f"This account may not listen at {port}."
        return Check("port", State.BAD, told, "Take a port above 1023: quiz host --port 2222")
    free = next((one for one in range(port + 1, min(port + 50, 65536)) if _listen_problem(one) is None), 0)
    other = f"quiz host --port {free}" if free else "quiz host --port NUMBER"
    pid = _holder(port)
    room = _room_of(folder, pid)
    if room:
        told = f"Port {port} is in use by the room {room}, which is open."
        fix = f"To close that one: quiz host --close {room}. For a second room: {other}"
        return Check("port", State.WARN, told, fix)
    name = f"{_name(pid)} (process {pid})" if pid else "another program"
    return Check("port", State.BAD, f"Port {port} is in use by {name}.", f"End it, or take another port: {other}")


def own_addresses() -> list[Address]:
    """All addresses of this machine that others could reach."""
    import ifaddr

    found = []
    for adapter in ifaddr.get_adapters():
        for one in adapter.ips:
            ip = ip_address(one.ip if isinstance(one.ip, str) else one.ip[0])
            if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified):
                found.append(Address(adapter.nice_name, str(ip)))
    return found


def addresses(found: Sequence[Address], likely: str, port: int) -> Check:
    """Where students can connect. `likely` is the address that leads to the network."""
    if not found:
        fix = "Join the network of the class, and run this again. On this machine `quiz join` works without one."
        return Check("address", State.BAD, "This machine is in no network, so that nobody can connect.", fix)
    ranked = sorted(found, key=lambda one: (one.network.startswith(VIRTUAL), one.ip != likely, ":" in one.ip))
    first, *others = (f"{one.ip} ({one.network})" for one in ranked)
    told = f"Most likely ssh -p {port} room@{ranked[0].ip} ({first.partition(' ')[2][1:]}"
    told += f"; also {', '.join(others)}" if others else ""
    if ranked[0].network.startswith(VIRTUAL):
        fix = "Join the network of the class. Virtual networks lead to programs on this machine alone."
        return Check("address", State.WARN, f"Only virtual networks: {', '.join((first, *others))}.", fix)
    return Check("address", State.OK, told)


def private(folder: Path) -> Check:
    """Whether the rooms are for their owner alone, and their sockets can have a path."""
    longest = folder.absolute() / "rooms" / "room-000000" / "control.sock"
    if len(os.fsencode(longest)) > LONGEST_SOCKET:
        told = f"{folder}: the path is too long for a room's socket."
        return Check("permissions", State.BAD, told, "Name a shorter folder with --data or FOOTNOTE_DATA.")
    if not folder.is_dir() or os.name == "nt":
        return Check("permissions", State.OK, f"{folder} will be made for you alone")
    if folder.stat().st_uid != os.geteuid():
        told, fix = f"{folder} belongs to another account.", f"Run: sudo chown -R {os.geteuid()} '{folder}'"
        return Check("permissions", State.BAD, told, fix)
    if _open_to(folder) & 0o022:
        return Check("permissions", State.BAD, f"Others can write to {folder}.", f"Run: chmod 700 '{folder}'")
    rooms = folder / "rooms"
    inside = [path for room in (rooms.iterdir() if rooms.is_dir() else ()) for path in (room, room / "log.db")]
    if wrong := [path for path in inside if path.exists() and _open_to(path)]:
        fix = f"Run: chmod -R go-rwx '{rooms}'"
        return Check("permissions", State.BAD, f"Others can read {wrong[0]}, which has names and answers.", fix)
    if _open_to(folder):
        told = f"Others can see what is in {folder} (mode {stat.S_IMODE(folder.stat().st_mode):04o})."
        return Check("permissions", State.WARN, told, f"Run: chmod 700 '{folder}'")
    return Check("permissions", State.OK, f"{folder} is for you alone")


def host_key(folder: Path) -> Check:
    """Whether the key by which students know the host again can be used."""
    path = folder / "host_key"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_bytes()
    except FileNotFoundError:
        return Check("host key", State.OK, "It is made with the first room")
    except OSError as error:
        told = f"{path}: {error.strerror or error}."
        return Check("host key", State.BAD, told, f"Run: sudo chown {os.geteuid()} '{path}' && chmod 600 '{path}'")
    if mode & 0o077 and os.name != "nt":
        told = f"{path}: others can read the key (mode {mode:04o}), and pretend to be this host."
        return Check("host key", State.BAD, told, f"Run: chmod 600 '{path}'")
    if b"PRIVATE KEY-----" not in text.partition(b"\n")[0]:
        fix = f"Run: mv '{path}' '{path}.old'; a new one is made, and students are asked about it once."
        return Check("host key", State.BAD, f"{path} holds no key.", fix)
    return Check("host key", State.OK, f"{path} is there, for you alone")


def files(students: int) -> Check:
    """Whether so many students can be connected at once. A room takes as many files as it may."""
    try:
        import resource
    except ImportError:
        return Check("open files", State.OK, "This system sets no limit of its own")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = students + SPARE
    if hard != resource.RLIM_INFINITY and hard < needed:
        told = f"{hard} may be open, and {students} students need {needed}."
        return Check("open files", State.BAD, told, f"Raise the limit: ulimit -Hn {needed}, as the administrator.")
    most = "any number" if hard == resource.RLIM_INFINITY else f"{hard:,}"
    return Check("open files", State.OK, f"{most} may be open, {students} students need {needed}")


def ssh_client() -> Check:
    """The client that most students have."""
    path = shutil.which("ssh")
    if path is None:
        told = "ssh is not installed here, so that students' own program is not tried."
        return Check("ssh", State.WARN, told, "Install OpenSSH's client to try the room from this machine.")
    return Check("ssh", State.OK, path)


def visit() -> Check:
    """Whether a student can join: a room of its own on this machine, a visit, and the way out."""
    from quiz.serve.rehearsal import rehearse

    problem, how = rehearse(shutil.which("ssh"))
    if problem:
        fix = "Mend what is bad above. If nothing is, tell the maintainers, with this line."
        return Check("a student joins", State.BAD, problem, fix)
    return Check("a student joins", State.OK, f"A room was opened, joined with {how}, and closed")


def _open_to(path: Path) -> int:
    """What others than the owner may do."""
    return stat.S_IMODE(path.stat().st_mode) & 0o077


def _listen_problem(port: int) -> OSError | None:
    """Why nobody can listen at a port, of either kind of address that there is."""
    for family, host in ((socket.AF_INET, ""), (socket.AF_INET6, "::")):
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            continue
        with sock:
            try:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                sock.bind((host, port))
                sock.listen(1)
            except OSError as error:
                if error.errno in (errno.EADDRINUSE, errno.EACCES, errno.EPERM):
                    return error
    return None


def _holder(port: int) -> int:
    """The process that listens at a port; 0 where the system does not say."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for row in Path(table).read_text("ascii").splitlines()[1:]:
                fields = row.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    inodes.add(f"socket:[{fields[9]}]")
    for process in Path("/proc").glob("[0-9]*") if inodes else ():
        with contextlib.suppress(OSError):
            if any(str(one.readlink()) in inodes for one in (process / "fd").iterdir()):
                return int(process.name)
    return 0


def _name(pid: int) -> str:
    """What a process is called."""
    try:
        return Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
    except OSError:
        return "a program"


def _room_of(folder: Path, pid: int) -> str:
    """The room that a process is; empty for another one."""
    from quiz.rooms.folders import read_note, room_folder, room_names

    return next(
        (name for name in room_names(folder) if pid and read_note(room_folder(folder, name)).get("pid") == pid), ""
    )
