"""From the first page into a room and back: hosting, joining here, joining elsewhere."""

from __future__ import annotations

import io
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.cli import hosting
from quiz.cli.services import AppServices
from quiz.extras import install
from quiz.rooms.folders import list_rooms, read_note
from quiz.scenes.beat import Motion
from quiz.serve.launch import end, rooms_in
from quiz.tui.app import FootnoteApp
from quiz.tui.onward import Onward, ToAddress, ToDesk, ToSeat, read_address
from quiz.tui.services import Opening, RoomEntry, Trouble
from quiz.tui.settings import Settings
from quiz.tui.widgets.choice import Choice
from quiz.tui.widgets.menu import Menu
from tests.cli.running import RIVERS, quiz
from tests.games import plan
from tests.tui.host import REMOTE, FakeServices, hosted, press, rivers, seen
from tests.tui.terminal import Terminal

BEFORE, EMPTIED, DOWN = "\x1b[Z", "\x15", "\x1b[B"
HALLS = (
    RoomEntry("room-1", "Rivers", 3, True, False, Path("one")),
    RoomEntry("room-2", "Seas", 1, False, False, Path("two")),
    RoomEntry("room-3", "Over", 9, False, True, Path("three")),
)
ADDRESSES = (
    ("ssh -p 2222 room@192.168.1.5", ToAddress("192.168.1.5")),
    ("192.168.1.5", ToAddress("192.168.1.5")),
    ("school.example:22", ToAddress("school.example", 22)),
    ("ssh C43BZ4SM@school.example -p 2200", ToAddress("school.example", 2200, "C43BZ4SM")),
    ("ssh://room@school.example:2200/", ToAddress("school.example", 2200)),
    ("me@[fe80::1%eth0]:2200", ToAddress("fe80::1%eth0", 2200, "me")),
    ("room@fe80::1", ToAddress("fe80::1")),
    ("ssh -p 22 school.example:2200", ToAddress("school.example", 22)),
)
NO_ADDRESSES = (
    "", "ssh", "two words", "ssh -o ProxyCommand=id room@host", "room@-oProxyCommand=id", "-oProxyCommand=id@host",
    "room@", "@host", "room@ho st", "room@host;id", "room@$(id)", "host:0", "host:65536", "host:x", "ssh -p room@host",
    "ssh -p '", "room@host\n-v", "room@[::1", "ssh -p 99999999999999999999 room@host", "руум@host", "room@хост",
    "host:２２", "host:222222", "host:00000199999", "me;id@host", "me$(id)@host", "me -v@host",
    f"{'u' * 33}@host", f"room@{'h' * 254}", f"host:{'9' * 5000}",
)  # fmt: skip


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_what_stands_on_the_wall_is_an_address(text: str, address: ToAddress) -> None:
    """The whole command, and every part of it."""
    assert read_address(text) == address


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address_is_told_so(text: str) -> None:
    """Nothing that a shell or the SSH client would take for more than an address gets through."""
    assert isinstance(read_address(text), str)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-oProxyCommand=id@host", "like ssh -p 2222"), ("two words", "like ssh -p 2222"),
        ("host:0", "0 is no port"), ("room@ho;st", "room@ho;st is no address"),
    ],
)  # fmt: skip
def test_it_is_told_what_is_wrong_with_it(text: str, told: str) -> None:
    """An option, the port, or the name."""
    assert told in str(read_address(text))


def test_no_part_of_an_address_is_an_option() -> None:
    """The client reads no options behind the two dashes."""
    assert ToAddress("h", 22, "u").command == ["ssh", "-p", "22", "--", "u@h"]


async def to_page(app: FootnoteApp, pilot: Pilot[int], title: str) -> None:
    """Open a page from the first one."""
    place = [entry.title for entry in app.screen.query_one(Menu).entries].index(title)
    await press(pilot, str(place + 1))


def test_a_room_is_opened_as_it_is_set_up() -> None:
    """Pack, rounds, limits and port; then the app gives way to the desk."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        assert "Host a class" in seen(app)
        app.screen.query_one("#time").focus()
        await press(pilot, "right")
        assert "until everybody has answered" in " ".join(seen(app).split())
        app.screen.query_one("#port", Input).value = "2200"
        await press(pilot, "ctrl+s")

    app = hosted(test, services)
    assert app.onward == ToDesk(Path("r"))
    ((drawn, opening),) = services.opened
    assert (opening, drawn.rules.timer) == (Opening(2200), False)


def test_a_file_that_was_opened_can_be_hosted() -> None:
    """A teacher's own pack is offered wherever it lies; one that is gone is not."""
    services = FakeServices(rivers(), rivers(), settings=Settings(motion=Motion.NONE, opened=("gone", "p1")))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        choice = app.screen.query_one("#pack", Choice)
        for _ in range(600):
            if len(choice.options) > 1:
                break
            await pilot.pause(0.05)
        assert [option.id for option in choice.options] == ["p0", "p1"]

    hosted(test, services)


@pytest.mark.parametrize(("key", "title"), [("h", "Host a class"), ("p", "Set up a game")])
def test_the_pack_that_is_marked_in_the_library_is_the_one_that_is_set_up(key: str, title: str) -> None:
    """And not that of the last game."""
    services = FakeServices(rivers(), rivers())

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Packs")
        await press(pilot, "down", key)
        assert title in seen(app)
        assert app.screen.query_one("#pack", Choice).value == "p1"

    hosted(test, services)


def test_a_room_for_each_alone_has_a_deadline() -> None:
    """The field for it is there only then; what is no deadline comes back with why."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        assert "Until" not in seen(app)
        app.screen.query_one("#pace").focus()
        await press(pilot, "right")
        assert "Until" in seen(app)
        app.screen.query_one("#until", Input).value = "+45m"
        await press(pilot, "ctrl+s")

    hosted(test, services)
    assert services.opened[0][1] == Opening(2222, alone=True, until="+45m")


@pytest.mark.parametrize("until", ["25:99", "soon", "+0m"])
def test_what_is_no_deadline_opens_nothing(until: str, tmp_path: Path) -> None:
    """The same words as on the command line, and no folder of a room is left behind."""
    told = AppServices(tmp_path, tmp_path / "settings.toml").open_room(plan(), Opening(2222, alone=True, until=until))
    assert isinstance(told, Trouble)
    assert until in told.message
    assert not list(tmp_path.glob("rooms/*"))


def test_a_room_that_was_erased_meanwhile_is_no_room(tmp_path: Path) -> None:
    """It stood in the list when the page was opened; somebody has forgotten it since."""
    told = AppServices(tmp_path, tmp_path / "settings.toml").take_up("room-000000")
    assert isinstance(told, Trouble)
    assert "room-000000" in told.message


@pytest.mark.parametrize("port", ["", "0", "65536"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    """In a line; nothing is opened."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        app.screen.query_one("#port", Input).value = port
        await press(pilot, "f5")
        assert "from 1 to 65535" in seen(app)

    assert hosted(test, services).onward is None
    assert not services.opened


def test_a_room_that_does_not_open_says_why() -> None:
    """And the page stays as it was filled in."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        services.no_room = "The port is taken."
        await press(pilot, "ctrl+s")
        assert "The port is taken." in seen(app)
        await press(pilot, "enter")
        assert "Host a class" in seen(app)
        assert app.onward is None
        services.no_room = ""
        app.screen.query_one("#port", Input).focus()
        await press(pilot, "enter")

    assert hosted(test, services).onward == ToDesk(Path("r"))


def test_a_pack_that_gives_no_game_opens_nothing() -> None:
    """It was there when the page was opened; the page says so and stays."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        services.known.clear()
        await press(pilot, "ctrl+s")
        assert "does not exist." in seen(app)

    assert hosted(test, services).onward is None
    assert not services.opened


def test_a_port_takes_digits_alone() -> None:
    """And no more of them than a port has."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        field = app.screen.query_one("#port", Input)
        field.value = ""
        field.focus()
        await press(pilot, *"a2 2x2-2５00", "ctrl+s")

    hosted(test, services)
    assert [opening.port for _, opening in services.opened] == [22220]


def test_no_deadline_goes_with_a_room_that_plays_together() -> None:
    """Though one was typed before the pace was changed back."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        app.screen.query_one("#until", Input).value = "+45m"
        await press(pilot, "ctrl+s")

    hosted(test, services)
    assert services.opened[0][1] == Opening(2222)


def test_what_was_set_up_is_drawn_and_remembered() -> None:
    """Rounds, questions and scoring, here and the next time."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        for name in ("rounds", "length", "scoring"):
            app.screen.query_one(f"#{name}").focus()
            await press(pilot, "right")
        await press(pilot, "ctrl+s")

    hosted(test, services)
    (setup,) = services.drawn
    assert (setup.pack, setup.rounds, setup.length, setup.scoring) == ("p0", 4, 6, "kahoot")
    game = services.settings.host
    assert (game.pack, game.rounds, game.length, game.scoring) == ("p0", 4, 6, "kahoot")


@pytest.mark.parametrize("again", ["ctrl+s", "enter"])
def test_a_room_that_is_being_opened_is_not_opened_twice(again: str) -> None:
    """Whatever is pressed meanwhile."""
    services = FakeServices()
    services.halls = HALLS

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        services.door.clear()
        if again == "enter":
            app.screen.query_one("#start").focus()
            await press(pilot, "down", "down")
        await pilot.press(again, again, "f5")
        for _ in range(600):
            if services.opened or services.taken_up:
                break
            await pilot.pause(0.05)
        await pilot.press(again, "f5")
        services.door.set()
        await press(pilot)

    hosted(test, services)
    assert len(services.opened) + len(services.taken_up) == 1
    assert services.taken_up == (["room-2"] if again == "enter" else [])


@pytest.mark.parametrize(("down", "path"), [(1, "one"), (2, "two")])
def test_rooms_from_before_are_offered(down: int, path: str) -> None:
    """One that is open, and one that is to be taken up; what is over is not."""
    services = FakeServices()
    services.halls = HALLS

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        assert "room-1" in seen(app)
        assert [entry.id for entry in app.screen.query_one("#start", Menu).entries] == [
            "start",
            "room room-1",
            "room room-2",
        ]
        app.screen.query_one("#start").focus()
        await press(pilot, *["down"] * down, "enter")

    assert hosted(test, services).onward == ToDesk(Path(path))
    assert services.taken_up == (["room-2"] if path == "two" else []), "only a room that is closed is taken up"


def test_not_more_rooms_are_offered_than_fit() -> None:
    """The last four; `quiz rooms` lists all."""
    services = FakeServices()
    services.halls = tuple(RoomEntry(f"room-{n}", "Rivers", n, True, False, Path(str(n))) for n in range(9))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        entries = app.screen.query_one("#start", Menu).entries
        assert [entry.id for entry in entries[1:]] == [f"room room-{n}" for n in range(4)]

    hosted(test, services)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_rooms_from_before_leave_room_for_the_sentence_about_a_value(size: tuple[int, int]) -> None:
    """However many there are and however long their titles: it is read to its end, and each room is reached."""
    services = FakeServices()
    services.halls = tuple(
        RoomEntry(f"room-{n}", f"The rivers of the north {n}, and where they end", n, True, False, Path(str(n)))
        for n in range(4)
    )

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        app.screen.query_one("#pace").focus()
        await press(pilot, "right")
        app.screen.query_one("#scoring").focus()
        await pilot.pause()
        assert "never outweighs an answer." in " ".join(seen(app).split())
        assert "… " in seen(app), "a title that is cut runs into what follows it"
        app.screen.query_one("#start").focus()
        await press(pilot, *["down"] * 4)
        assert "room-3" in seen(app)

    hosted(test, services, size=size)


def test_a_seat_here_or_elsewhere() -> None:
    """A room of this machine is chosen from a list, another one by its address; nonsense is told so."""
    services = FakeServices()
    services.halls = HALLS

    async def here(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Join")
        assert "room-1" in seen(app)
        assert "room-2" not in seen(app)
        await press(pilot, "down", "enter")

    async def elsewhere(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Join")
        app.screen.query_one(Input).value = "ssh -o x y"
        await press(pilot, "enter")
        assert "on the wall, like ssh" in seen(app)
        app.screen.query_one(Input).value = "ssh -p 2222 room@10.0.0.7"
        await press(pilot, "enter")

    assert hosted(here, services).onward == ToSeat(Path("one"))
    assert hosted(elsewhere, services).onward == ToAddress("10.0.0.7")


def test_without_a_room_here_there_is_no_list() -> None:
    """Rooms that are closed are none; down leads from the field to nothing that is empty."""
    services = FakeServices()
    services.halls = HALLS[1:]

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Join")
        assert "no room on this machine" in seen(app)
        await press(pilot, "down")
        assert not app.screen.query_one("#rooms", Menu).display
        assert app.focused is app.screen.query_one("#address")

    hosted(test, services)


def test_far_from_the_players_machine_there_is_neither() -> None:
    """An app that is served opens no rooms and runs no clients on the server."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        titles = [entry.title for entry in app.screen.query_one(Menu).entries]
        assert "Host" not in titles
        assert "Join" not in titles
        await to_page(app, pilot, "Packs")
        await press(pilot, "h")
        assert "Host a class" not in seen(app)

    hosted(test, capabilities=REMOTE)


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.fixture
def short() -> Iterator[Path]:
    """A data folder with a short name, for a socket's path is short; its rooms end with the test."""
    with tempfile.TemporaryDirectory(prefix="fq-", dir="/tmp") as name:
        folder = Path(os.path.realpath(name))
        try:
            yield folder
        finally:
            for room in rooms_in(folder):
                if room.up:
                    end(room)


def test_a_room_is_as_it_was_asked_for_and_comes_back_as_it_was(short: Path) -> None:
    """Its port, its pace and its deadline; a second one at the same port is refused and leaves nothing behind."""
    services, port = AppServices(short, short / "settings.toml"), free_port()
    opened = services.open_room(plan(), Opening(port, alone=True, until="+45m"))
    assert isinstance(opened, RoomEntry)
    (room,) = rooms_in(short)
    assert (room.up, room.port) == (True, port)
    (info,) = list_rooms(short, pytest.fail)
    assert "until" in info.pace
    assert "the desk" not in info.pace, "the deadline is lost"
    second = services.open_room(plan(), Opening(port))
    assert isinstance(second, Trouble)
    assert "does not open" in second.message
    assert f"Port {port} is in use by the room {room.name}" in " ".join(second.details)
    assert [one.name for one in rooms_in(short)] == [room.name]
    end(room)
    assert not rooms_in(short)[0].up
    assert read_note(room.folder)["up"] is False, "a room that is ended as soon as it is there ends in order"
    assert isinstance(services.take_up(room.name), RoomEntry)
    (again,) = rooms_in(short)
    assert (again.up, again.port, again.bind) == (True, port, room.bind)


def test_a_room_comes_back_at_the_addresses_that_it_had(short: Path) -> None:
    """One that was opened for this machine alone is not opened to all."""
    port = str(free_port())
    done = quiz("host", RIVERS, "--no-desk", "--bind", "127.0.0.1", "--port", port, data=short)
    assert done.returncode == 0, done.stderr
    (room,) = rooms_in(short)
    end(room)
    assert isinstance(AppServices(short, short / "settings.toml").take_up(room.name), RoomEntry)
    (again,) = rooms_in(short)
    assert (again.port, again.bind) == (room.port, ("127.0.0.1",))


def test_without_the_server_no_room_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told what to install; nothing is left behind."""
    monkeypatch.setattr("quiz.cli.host.lacking", lambda: "Hosting needs a server:")
    services = AppServices(tmp_path, tmp_path / "settings.toml")
    for told in (services.open_room(plan(), Opening(free_port())), services.take_up("room-000000")):
        assert isinstance(told, Trouble)
        assert told == Trouble("Hosting needs a server:", (install("serve"),))
    assert not (tmp_path / "rooms").exists()


def test_where_nothing_can_be_written_no_room_is_opened(tmp_path: Path) -> None:
    """A file is where the folder is to be."""
    (tmp_path / "file").touch()
    told = AppServices(tmp_path / "file", tmp_path / "settings.toml").open_room(plan(), Opening(free_port()))
    assert isinstance(told, Trouble)
    assert str(tmp_path / "file") in told.message


@pytest.mark.parametrize(
    ("onward", "told"),
    [(ToAddress("127.0.0.1"), "there is no SSH client"), (ToSeat(Path("none.sock")), "the room cannot be reached")],
)
def test_a_way_that_leads_nowhere_is_told(
    onward: Onward, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And it stays on the terminal until it is read."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert hosting.go(tmp_path, onward) == ""
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == "Enter goes back to Footnote.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_from_the_first_page_to_the_desk_and_to_a_seat(short: Path) -> None:
    """The real program: open a room, leave its desk, take a seat in it, leave that; the room is still up."""
    with Terminal(data=short) as terminal:
        terminal.wait_for("three rounds")
        terminal.press("5")
        terminal.wait_for("Open the room")
        terminal.press(BEFORE)
        terminal.settle()
        terminal.press(EMPTIED)
        terminal.wait_gone("2222")
        port = str(free_port())
        terminal.press(port)
        terminal.wait_for(port)
        terminal.press("enter")
        terminal.wait_for("Space")
        terminal.wait_for("0 joined")
        terminal.press("escape")
        terminal.press("q")
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.wait_for("The room goes on.")
        terminal.press("6")
        terminal.wait_for("1 room on this machine")
        terminal.press(DOWN, "enter")
        terminal.wait_for("Enter takes")
        terminal.press("Ada", "enter")
        terminal.wait_for("You are Ada.")
        terminal.press("\x03")
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    (room,) = rooms_in(short)
    assert room.up


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_an_address_that_does_not_answer_says_so_before_the_app_is_back(short: Path) -> None:
    """What the SSH client says stays until it is read."""
    with Terminal(data=short) as terminal:
        terminal.wait_for("three rounds")
        terminal.press("6")
        terminal.wait_for("no room on this machine")
        terminal.press(f"room@127.0.0.1:{free_port()}", "enter")
        terminal.wait_for("Enter goes back to Footnote")
        terminal.press("enter")
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_what_is_set_up_for_a_class_is_not_what_one_plays_alone() -> None:
    """Each form begins with what was set up in it last."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        before = services.settings.game
        await to_page(app, pilot, "Host")
        app.screen.query_one("#rounds").focus()
        await press(pilot, "right", "ctrl+s")
        assert services.settings.game == before
        assert services.settings.host.rounds == before.rounds + 1

    hosted(test, services)

    async def again(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await to_page(app, pilot, "Host")
        assert app.screen.query_one("#rounds", Choice).value == "4"
        await press(pilot, "escape", "c")
        assert app.screen.query_one("#rounds", Choice).value == "3"

    hosted(again, services)
