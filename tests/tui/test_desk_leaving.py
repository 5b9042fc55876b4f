"""Leaving the desk: what is asked, what is done, and what is true of the room afterwards."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quiz.core.host import host_view
from quiz.tui.commands import Where, commands
from quiz.tui.desk import DeskApp, last_words
from tests.tui.host import LOCAL, FakeServices, seen
from tests.tui.test_desk_pictures import Lesson, alone, begun, ended

Work = Callable[[DeskApp, Pilot[int]], Awaitable[None]]
ASKED = "The room goes on without a desk: leave it so?"
SIZES = ((60, 20), (80, 24), (120, 36))


def beside(told: Lesson, work: Work, size: tuple[int, int] = (80, 24)) -> tuple[DeskApp, list[object]]:
    """Run `work` at the desk of a room that says this and does all it is asked. Gives what it was asked, too."""
    wishes: list[object] = []
    over = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(told.message())
        while line := await reader.readline():
            asked = json.loads(line)
            wishes.append(asked["do"])
            writer.write(json.dumps({"done": asked["id"]}).encode() + b"\n")
        writer.close()
        await writer.wait_closed()
        over.set()

    async def run(socket: Path) -> DeskApp:
        async with asyncio.timeout(60), await asyncio.start_unix_server(talk, socket):
            app = DeskApp(socket, FakeServices(), LOCAL, now=lambda: 0.0)
            async with app.run_test(size=size, notifications=True) as pilot:
                while app.view is None:
                    await pilot.pause(0.01)
                await pilot.pause()
                await work(app, pilot)
            await over.wait()
            return app

    with tempfile.TemporaryDirectory(prefix="fq-") as folder:
        return asyncio.run(run(Path(folder) / "s")), wishes


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("made", [begun, lambda: begun().reveal(), alone], ids=["open", "reveal", "paced"])
def test_how_to_end_the_game_is_seen_while_it_is_on(made: Callable[[], Lesson], size: tuple[int, int]) -> None:
    """At every size, beside how to leave."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        assert "Ctrl+E end · Q leave" in seen(app)

    beside(made(), work, size)


@pytest.mark.parametrize(
    ("keys", "left", "wishes"),
    [
        (("enter",), True, []), (("l",), True, []), (("ctrl+q",), True, []), (("escape",), False, []),
        (("e",), False, ["end"]), (("ctrl+e",), False, ["end"]), (("3",), False, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("made", [begun, alone], ids=["together", "paced"])
def test_leaving_a_game_that_is_on_asks_once(
    made: Callable[[], Lesson], keys: tuple[str, ...], left: bool, wishes: list[object]
) -> None:  # fmt: skip
    """Enter leaves, E ends the game for everybody and stays, Escape stays."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await pilot.press("q")
        assert ASKED in seen(app)
        assert app.return_value is None
        await pilot.press(*keys)
        await pilot.pause()
        assert ASKED not in seen(app) or left

    app, asked = beside(made(), work)
    assert (app.return_value == 0, asked) == (left, wishes)


@pytest.mark.parametrize("made", [Lesson, ended], ids=["lobby", "over"])
def test_where_no_game_is_on_nothing_is_asked(made: Callable[[], Lesson]) -> None:
    """Neither before it nor after it."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        assert "Ctrl+E" not in seen(app)
        await pilot.press("q")

    assert beside(made(), work)[0].return_value == 0


def test_the_last_line_says_what_is_true_of_the_room() -> None:
    """It goes on; or it stays open for sheets until it is closed, and by which command."""
    app = DeskApp(Path("rooms/room-1/s"), FakeServices(), LOCAL)
    assert "`quiz host --resume room-1` brings the room back." in last_words(app)
    app.lost, app.view = "", host_view(begun().state)
    assert last_words(app) == "The room goes on. `quiz host --resume room-1` opens its desk again."
    app.view = host_view(ended().state)
    told = "The room stays open for students' sheets until you close it: `quiz host --close room-1`."
    assert last_words(app) == told


def test_the_help_names_the_room_in_the_command() -> None:
    """Without a name it is refused."""
    (leave,) = (command for command in commands(Where.DESK) if command.id == "desk-leave")
    assert "`quiz host --resume ROOM`" in leave.help


@pytest.mark.parametrize(
    ("made", "told"),
    [(begun, "the room goes on."), (ended, "the room stays open for students' sheets.")],
    ids=["on", "over"],
)
def test_ctrl_c_says_what_is_true_at_the_desk(made: Callable[[], Lesson], told: str) -> None:
    """No game is kept here: the room has it."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+c")
        await pilot.pause()
        (notice,) = app._notifications
        assert notice.message == f"Ctrl+Q leaves the desk; {told}"

    beside(made(), work)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
def test_the_end_says_what_students_see(size: tuple[int, int]) -> None:
    """The podium; their sheet comes with Enter."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        assert "The game is over." in seen(app)
        assert "Students see the podium; Enter shows their own sheets." in seen(app)

    beside(ended(), work, size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_reveal_shows_why_it_is_so_and_where_it_stands(size: tuple[int, int]) -> None:
    """The explanation and its source, at every size; not a word of them before."""

    async def shown(app: DeskApp, pilot: Pilot[int]) -> None:
        assert "The Almanac" in seen(app)
        assert "The Ob flows into the Kara" in " ".join(seen(app).split())

    async def hidden(app: DeskApp, pilot: Pilot[int]) -> None:
        assert "Almanac" not in seen(app)

    beside(begun().reveal(), shown, size)
    beside(begun(), hidden, size)
