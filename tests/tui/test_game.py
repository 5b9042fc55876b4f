"""Whole games at the table of the app, by keys and by mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App
from textual.pilot import Pilot

from quiz.core.grammar import spell
from quiz.core.kinds import canonical
from quiz.core.plan import Plan
from quiz.core.state import Phase
from quiz.core.text import hidden
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.scenes.beat import Motion
from quiz.scenes.entry import TEXTUAL
from quiz.scenes.looks import look
from quiz.stores.memory import MemoryLog
from quiz.tui.conductor import DEAF_MS, SHEET_MS
from quiz.tui.outcome import After, Outcome
from quiz.tui.screens.game import GameScreen, Manner
from quiz.tui.widgets.scene_view import SceneView
from tests.games import StillClock, plan
from tests.hostile import MARKUP, SEQUENCES, plan_of

KEYS = {" ": "space", ";": "tab", ",": "comma", ".": "full_stop", "-": "minus"}


class Host(App[Outcome]):
    """An app with nothing but a table."""

    def __init__(self, game: SoloGame, clock: StillClock, motion: Motion = Motion.NONE) -> None:
        """The game is begun."""
        super().__init__()
        self.clock = clock
        self.game, self.table = game, GameScreen(game, Manner(look, lambda: motion))

    def on_mount(self) -> None:
        """Sit down."""
        self.push_screen(self.table, self.exit)


def hosted(
    play: Callable[[Host, Pilot[Outcome]], Awaitable[None]],
    size: tuple[int, int],
    motion: Motion = Motion.NONE,
    asked: Plan | None = None,
) -> Host:
    """Play a game, that of every kind unless told otherwise, in an app of a size."""
    clock = StillClock()
    game = SoloGame.start(MemoryLog(), "g", clock, SeededChance(7), asked or plan(), reading=True)
    host = Host(game, clock, motion)

    async def run() -> None:
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await play(host, pilot)

    asyncio.run(run())
    return host


def key_of(sign: str) -> str:
    """The key that types a sign."""
    return KEYS.get(sign, sign)


def answer_keys(host: Host) -> list[str]:
    """The right answer of the open question, as keys."""
    spelled = spell(canonical(host.game.item.question), host.game.order)
    kind = host.game.item.question.kind
    if kind == "true_false":
        return [spelled[0]]
    if kind in TEXTUAL:
        return [key_of(sign) for sign in spelled.replace("; ", ";")]
    return [sign.lower() for sign in spelled if sign.isalpha()]


async def by_keys(host: Host, pilot: Pilot[Outcome]) -> None:
    """To the sheet, every answer right."""
    for _ in range(100):
        if host.table.conductor.phase is Phase.FINISHED:
            return
        if host.table.conductor.phase is Phase.OPEN:
            await pilot.press(*answer_keys(host))
        await pilot.press("enter")
        host.clock.now += DEAF_MS
    raise AssertionError("the game does not end")


async def click(host: Host, pilot: Pilot[Outcome], action: str) -> None:
    """Click the field that does `action`."""
    view = host.table.query_one(SceneView)
    assert view.frame is not None
    hit = next(hit for hit in view.frame.hits if hit.action == action)
    await pilot.click(SceneView, offset=(hit.x + 1, hit.y))


async def by_mouse(host: Host, pilot: Pilot[Outcome]) -> None:
    """To the sheet with clicks; only what has to be typed is typed, and only what has no second click is entered."""
    for _ in range(100):
        if host.table.conductor.phase is Phase.FINISHED:
            return
        host.clock.now += DEAF_MS
        if host.table.conductor.phase is not Phase.OPEN:
            await click(host, pilot, "enter")
            continue
        kind = host.game.item.question.kind
        keys = answer_keys(host)
        if kind in TEXTUAL:
            await click(host, pilot, "text:0")
            await pilot.press(*keys)
        else:
            signs = "tf" if kind == "true_false" else "abcdefgh"
            places = [signs.index(key) for key in keys]
            for place in places:
                await click(host, pilot, f"tile:{place}")
        if kind in ("single", "true_false"):
            await click(host, pilot, f"tile:{places[0]}")
        else:
            await pilot.press("enter")
    raise AssertionError("the game does not end")


@pytest.mark.parametrize(
    ("play", "size"),
    [(by_keys, (60, 20)), (by_keys, (120, 36)), (by_mouse, (80, 24)), (by_mouse, (97, 31))],
    ids=["keys-60x20", "keys-120x36", "mouse-80x24", "mouse-97x31"],
)
def test_a_whole_game_is_played(play: Callable[[Host, Pilot[Outcome]], Awaitable[None]], size: tuple[int, int]) -> None:
    """Every kind, every answer right, letterboxed or not: all points are there in the end."""
    host = hosted(play, size)
    row = host.table.conductor.view.row
    assert (row.right, row.asked) == (8, 8)


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
@pytest.mark.parametrize("wild", [MARKUP, SEQUENCES], ids=["markup", "sequences"])
def test_hostile_text_in_every_field_is_text(wild: tuple[str, ...], size: tuple[int, int]) -> None:
    """The game is played to its end, every page of it shows the texts, and nothing of them acts."""
    shown = set[str]()

    async def play(host: Host, pilot: Pilot[Outcome]) -> None:
        for _ in range(100):
            frame = host.table.query_one(SceneView).frame
            shown.add("" if frame is None else frame.text())
            if host.table.conductor.phase is Phase.FINISHED:
                return
            if host.table.conductor.phase is Phase.OPEN:
                number = host.game.item.question.kind == "number"
                await pilot.press(*("4" if number else answer_keys(host)))
            await pilot.press("enter")
            host.clock.now += DEAF_MS
        raise AssertionError("the game does not end")

    hosted(play, size, asked=plan_of(list(wild)))
    text = "".join(shown)
    assert not hidden(text.replace("\n", ""))
    if wild is MARKUP and size[0] > 60:
        assert not [part for part in ("[/oops", "[link=https://x]", "[@click=app.quit]") if part not in text]


def test_the_sheet_leads_on() -> None:
    """Enter goes home, A plays another, S the same again; M needs a miss."""
    for key, after in (("enter", After.HOME), ("a", After.AGAIN), ("s", After.SAME), ("escape", After.HOME)):

        async def play(host: Host, pilot: Pilot[Outcome], key: str = key) -> None:
            host.table.conductor.finish()
            host.clock.now += SHEET_MS
            await pilot.press("m", key)
            await pilot.pause()

        host = hosted(play, (80, 24))
        assert host.return_value == Outcome(after)


def test_misses_are_handed_on_to_be_practised() -> None:
    """M on the sheet names the items that were missed."""

    async def play(host: Host, pilot: Pilot[Outcome]) -> None:
        for _ in range(100):
            if host.table.conductor.phase is Phase.FINISHED:
                break
            if host.table.conductor.phase is Phase.OPEN:
                host.table.action_skip()
                await pilot.pause()
            host.clock.now += DEAF_MS
            await pilot.press("enter")
        await pilot.press("m")
        await pilot.pause()

    host = hosted(play, (80, 24))
    assert host.return_value is not None
    assert host.return_value.after is After.MISSES
    assert len(host.return_value.missed) == 8


def test_letters_are_text_where_text_is_typed() -> None:
    """No letter, digit, question mark or blank is a command there, and a paste is typed."""

    async def play(host: Host, pilot: Pilot[Outcome]) -> None:
        while host.table.conductor.phase is not Phase.OPEN or not host.table.conductor.typing:
            await pilot.press(*answer_keys(host)) if host.table.conductor.phase is Phase.OPEN else None
            await pilot.press("enter")
            host.clock.now += DEAF_MS
        await pilot.press("q", "question_mark", "space", "1")
        await pilot.pause()
        assert host.table.query_one(SceneView).frame is not None
        entry = host.table.conductor._entry
        assert entry is not None
        assert entry.texts[0] == "q? 1"

    hosted(play, (80, 24))


@pytest.mark.parametrize("motion", [Motion.FULL, Motion.BASIC])
def test_a_new_size_in_the_middle_of_a_question_keeps_the_pick(motion: Motion) -> None:
    """Also through a size that is too small for any scene."""

    async def play(host: Host, pilot: Pilot[Outcome]) -> None:
        while host.table.conductor.phase is not Phase.OPEN:
            await pilot.press("enter")
        await pilot.press("enter", "b")
        for width, height in ((120, 36), (40, 10), (60, 20), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        view = host.table.query_one(SceneView)
        assert view.frame is not None
        assert (view.frame.width, view.frame.height) == (80, 24)
        entry = host.table.conductor._entry
        assert entry is not None
        assert entry.picks == (1,)

    hosted(play, (80, 24), motion)
