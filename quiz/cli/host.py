"""`quiz host`: bring a room up, take one up again, close one."""

from __future__ import annotations

import importlib.util
import secrets
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.games import LENGTH, ROUNDS, draw_plan, new_seed
from quiz.cli.places import can_live
from quiz.cli.play import DEFAULT, Profile
from quiz.cli.wiring import OK, DataOption, SeedOption, command, data_folder, fail, show
from quiz.core.plan import MOST_ALLOWANCE
from quiz.extras import install

if TYPE_CHECKING:
    from quiz.core.plan import Plan
    from quiz.serve.launch import Known, LaunchError

PORT = 2222
SERVE = "serve"
"""The extra that hosting needs."""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - a class comes from outside

AllowanceOption = Annotated[
    int, typer.Option(min=0, max=MOST_ALLOWANCE, help="Make up for slow lines, by this many ms at most.")
]
ShareOption = Annotated[
    str | None, typer.Option(help="Let other accounts of this machine in at this socket.", metavar="SOCKET")
]
UntilOption = Annotated[
    str | None,
    typer.Option(help="The deadline of --self-paced: 18:30, '2027-03-01 08:00', +45m or +2d.", metavar="WHEN"),
]


@command
def host(
    pack: Annotated[
        str | None, typer.Argument(help="A pack file, or the name of a pack that ships.", show_default=DEFAULT)
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Where students connect.", show_default=str(PORT))
    ] = None,
    bind: Annotated[
        list[str] | None, typer.Option(help="Listen on this address alone.", show_default="all", metavar="ADDRESS")
    ] = None,
    address: Annotated[str | None, typer.Option(help="The address to show to students.", metavar="ADDRESS")] = None,
    allowance: AllowanceOption = 0,
    share: ShareOption = None,
    close: Annotated[str | None, typer.Option("--close", help="Close this room.", metavar="ROOM")] = None,
    resume: Annotated[str | None, typer.Option("--resume", help="Take up this room.", metavar="ROOM")] = None,
    seed: SeedOption = None,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="Rounds, a topic each.")] = ROUNDS,
    length: Annotated[int, typer.Option(min=1, max=50, help="Questions in a round.")] = LENGTH,
    scoring: Annotated[Profile, typer.Option(help="How answers count.")] = Profile.FAIR,
    self_paced: Annotated[
        bool, typer.Option("--self-paced", help="Each plays alone, at their own pace; without --until till you end it.")
    ] = False,
    until: UntilOption = None,
    timer: Annotated[
        bool | None,
        typer.Option("--timer/--no-timer", help="Whether questions have a time limit: yes, but with --self-paced."),
    ] = None,
    desk: Annotated[bool, typer.Option(help="Whether to open the desk; without it the room just runs.")] = True,
    data: DataOption = None,
) -> int:
    """Open a room that students join over SSH. It goes on when this terminal is closed."""
    folder = data_folder(data)
    deadline = _deadline(until, self_paced=self_paced, fresh=resume is None and close is None)
    if close is not None:
        return _closed(folder, close)
    _need_server()
    if resume is not None:
        room = _resumed(folder, resume, bind, port, address, share)
    else:
        chosen = new_seed() if seed is None else seed
        plan = draw_plan(pack, chosen, rounds, length, scoring.value, timer=not self_paced if timer is None else timer)
        plan = replace(plan, rules=replace(plan.rules, allowance=allowance))
        place = prepared(folder, plan, deadline, self_paced=self_paced)
        room = _launched(place, folder, bind or list(EVERYWHERE), port or PORT, address, share, fresh=True)
    _tell(room)
    if desk and can_live():
        from quiz.cli.live import desk as open_desk

        return open_desk(folder, room.socket)
    return OK


def find_room(data: Path | None, name: str | None) -> Known:
    """The room of that name, else the only one that is open. Leaves with a line when there is none."""
    from quiz.serve.launch import rooms_in

    found = rooms_in(data_folder(data))
    if name is not None:
        room = next((one for one in found if one.name == name), None)
        return room if room is not None and room.up else fail(f"{name}: no room of this name is open.")
    up = [one for one in found if one.up]
    if len(up) != 1:
        fail("no room is open." if not up else f"several rooms are open: {', '.join(one.name for one in up)}.")
    return up[0]


def _closed(folder: Path, name: str) -> int:
    """End a room in order."""
    from quiz.serve.launch import end

    end(find_room(folder, name))
    show(f"{name} is closed. `quiz host --resume {name}` opens it again.")
    return OK


def _need_server() -> None:
    """Leave where the server's library is missing."""
    missing = lacking()
    if missing:
        fail(f"{missing[:1].lower()}{missing[1:]}", install(SERVE))


def lacking() -> str:
    """What is missing for a room to be opened; empty where nothing is. `install(SERVE)` gets it."""
    for name in ("asyncssh", "segno", "ifaddr"):
        if importlib.util.find_spec(name) is None:
            return f"Hosting needs {name}, which this installs:"
    return ""


def _deadline(until: str | None, *, self_paced: bool, fresh: bool) -> int | None:
    """The deadline that is asked for. Leaves with a line where it is none, or where there can be none."""
    if (self_paced or until is not None) and not fresh:
        fail("--self-paced and --until are for a new room; in one that is open the desk changes the deadline.")
    if until is None:
        return None
    if not self_paced:
        fail("--until is the deadline of a room with --self-paced: add that, or leave --until out.")
    from quiz.rooms.deadlines import DeadlineError, read_deadline

    try:
        return read_deadline(until, time.time())
    except DeadlineError as error:
        fail(f"--until: {error}")


def prepared(folder: Path, plan: Plan, deadline: int | None = None, *, self_paced: bool = False) -> Path:
    """The folder of a new room. Its first event is written here, so that the room's process needs no pack."""
    from quiz.rooms.room import begun
    from quiz.rooms.streams import begun_paced
    from quiz.stores.private import make_private
    from quiz.stores.sqlite import SqliteLog

    name = f"room-{secrets.token_hex(3)}"
    place = folder / "rooms" / name
    make_private(place)
    with SqliteLog(place / "log.db") as log:
        if self_paced:
            begun_paced(log, name, plan, deadline)
        else:
            begun(log, name, plan)
    (place / "log.db").chmod(0o600)
    return place


def _resumed(
    folder: Path, name: str, bind: list[str] | None, port: int | None, address: str | None, share: str | None
) -> Known:  # fmt: skip
    """A room that is up as it is; one that is not is brought up where it was."""
    from quiz.serve.launch import known

    place = folder / "rooms" / name
    if not (place / "log.db").is_file():
        fail(f"{name}: there is no such room; `quiz rooms` lists them.")
    room = known(place)
    if room.up:
        if port not in (None, room.port):
            fail(f"{name} is open at port {room.port}; close it with `quiz host --close {name}` to take another one.")
        return room
    hosts = bind or list(room.bind) or list(EVERYWHERE)
    at = port or room.port or PORT
    return _launched(place, folder, hosts, at, address or room.address or None, share or room.share)


def _launched(
    place: Path, folder: Path, hosts: list[str], port: int, address: str | None, share: str | None, *,
    fresh: bool = False,
) -> Known:  # fmt: skip
    """Bring the room up, or leave with why it does not come. One that is `fresh` has no name that anybody knows."""
    from quiz.serve.launch import LaunchError, launch, own_address

    only = hosts[0] if len(hosts) == 1 and hosts[0] not in ("0.0.0.0", "::") else ""  # noqa: S104 - compared only
    try:
        return launch(place, folder, hosts, port, address or only or own_address(), share or "", fresh=fresh)
    except LaunchError as error:
        what, helps = hindered(folder, port, error)
        fail(f"{what if fresh else f'{place.name}: {what}'} {helps}")


def hindered(folder: Path, port: int, error: LaunchError) -> tuple[str, str]:
    """Why a room does not come up, and what helps: where its port is taken, who has it, and how to get one."""
    from quiz.cli.fitness import State
    from quiz.cli.fitness_host import port_free

    found = port_free(folder, port)
    if f"port {port} " in str(error) and found.state is not State.OK:
        return found.what, found.fix
    return f"{error}.", f"`quiz doctor --host --port {port}` looks for what is in the way."


def _tell(room: Known) -> None:
    """How to get in."""
    show(f"{room.title} is open as {room.name}. Students type:")
    show(f"  ssh -p {room.port} room@{room.address}")
    pace = _pace(room)
    if pace:
        show(pace)
    show(f"The key's fingerprint is {room.fingerprint}. Where the address changes from lesson to lesson,")
    show(f"  ssh -o HostKeyAlias=footnote -p {room.port} room@{room.address}")
    show("asks about it once and never again.")
    show(f"`quiz watch {room.name}` shows it on the wall, `quiz host --close {room.name}` closes it.")


def _pace(room: Known) -> str:
    """Until when each plays alone; nothing where all play together."""
    from quiz.rooms.folders import read_state, told_pace
    from quiz.stores.base import StoreError

    try:
        return told_pace(read_state(room.folder))
    except StoreError:
        return ""
