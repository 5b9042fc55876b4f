"""From a room in which each plays alone to all terminals. Who is at the same question at the same step sees one frame.

A page is known by its question and phase, and holds nothing of who looks at it: the own time and answer lie on top. The
loop wakes when anything is written, and once a second for all clocks together.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

from quiz.core.kinds import Response
from quiz.core.refusals import Outcome
from quiz.core.state import Phase, State
from quiz.core.views import PlayerView, PublicView
from quiz.core.wording import counted
from quiz.rooms.deadlines import told_deadline
from quiz.rooms.paced_conduct import PacedConduct
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.sights import page_of
from quiz.scenes.beat import Beat
from quiz.scenes.lobby import Doorway
from quiz.serve.crowd import Client, Crowd
from quiz.serve.gateway import CATCH_UP, GATHER, IDLE, LONG_AGO
from quiz.serve.moment import Moment, beat_of, next_change

MOST_MOMENTS = 96
"""How many moments are kept with their frames, the last ones looked at."""
TICK, BREATH = 1.0, 0.05
"""Seconds between two looks at the clocks, and the least between two passes: what a key changes is painted at once."""
Scene = tuple[object, ...]


class PacedPlace:
    """A seat in a game of its own."""

    def __init__(self, room: SelfPaced, seat: str) -> None:
        """Of that code."""
        self._room, self._seat = room, seat

    @property
    def still_ms(self) -> int:
        """The time that clocks show."""
        return self._room.now_ms

    @property
    def unopened(self) -> int:
        """How many questions that count the player has not come to."""
        return self._room.unopened(self._seat)

    def view(self) -> PlayerView | None:
        """What the player may see."""
        return self._room.view(self._seat)

    def state(self) -> State:
        """The player's own game."""
        return self._room.game(self._seat)

    def pick(self, instance: int, response: Response | None) -> None:
        """What stands, in case time runs out."""
        self._room.pick(self._seat, instance, response)

    def answer(self, instance: int, response: Response, lag: int = 0) -> Awaitable[Outcome]:
        """Lock an answer, and see it revealed. There is one to an instance, so that its number tells a repeat."""
        return self._room.answer(self._seat, instance, instance, response, lag)

    def skip(self, instance: int) -> Awaitable[Outcome]:
        """Leave a question without an answer."""
        return self._room.skip(self._seat, instance)

    def advance(self) -> Awaitable[Outcome]:
        """The player's next step."""
        return self._room.advance(self._seat)


@dataclass(slots=True)
class _Turn:
    """Where a player is: their game as it was looked at, since when their scene stands, and when it changes."""

    state: State
    scene: Scene
    since: int
    moment: Moment
    due: int | None
    ticks: bool = False


class PacedGateway(Crowd):
    """All clients of such a room. `run` until cancelled."""

    def __init__(self, room: SelfPaced, conduct: PacedConduct, way: Doorway) -> None:
        """Of a room that has begun. What is on when this process begins is not played in again."""
        super().__init__(room, way)
        self.room: SelfPaced = room
        self.conduct = conduct
        self._turns: dict[str, _Turn] = {}
        self._pages: dict[Scene, PublicView] = {}
        self._moments: OrderedDict[Scene, Moment] = OrderedDict()
        self._since, self._shown, self._seen = room.now_ms - LONG_AGO, self._clock(), room.changed.count
        self._ticked = self._clock()
        self._public = room.public
        self.moment = self._common()

    @property
    def closed(self) -> str:
        """Why nobody new is let in."""
        return "It is over here. With a code you see your own sheet." if self.room.over else ""

    def relocate(self, way: Doorway) -> None:
        """The way in is known now, or another one."""
        self.way = way
        self._moments.clear()
        self._turns.clear()
        self.moment = self._common()

    def place(self, seat: str) -> PacedPlace:
        """The place of a seat."""
        return PacedPlace(self.room, seat)

    def came(self, seat: str) -> None:
        """A connection of `seat` is there."""
        self.conduct.came(seat)

    def left(self, seat: str) -> None:
        """A connection of `seat` is gone."""
        self.conduct.left(seat)

    def moment_of(self, client: Client) -> Moment:
        """What this client is to be shown now."""
        seat = client.seat
        if not seat or self._public.phase is Phase.FINISHED or self.room.phase(seat) in (None, Phase.LOBBY):
            return self.moment
        return self._turned(seat).moment

    def hurry(self, seat: str) -> None:
        """Show the rest of a reveal at once."""
        turn = self._turns.get(seat)
        if turn is not None:
            turn.since, turn.due = self.room.now_ms - LONG_AGO, 0

    async def run(self) -> None:
        """Follow the room."""
        while True:
            await self._wait()
            tick = self._clock() - self._ticked >= TICK
            if tick:
                self._ticked = self._clock()
            common = self._refresh()
            self.speller.forget()
            await self._each(self._due(common, tick), lambda: False)
            await asyncio.sleep(BREATH)

    async def _wait(self) -> None:
        """Until there may be something new to show."""
        now = self.room.now_ms
        # Once it is over for all, all see the same, and nothing of their own is due any more.
        own = () if self._public.phase is Phase.FINISHED else self.clients
        turns = [turn for turn in map(self._turn_of, own) if turn is not None]
        waits = [max(turn.due - now, 0) / 1000 for turn in turns if turn.due is not None]
        change = next_change(self._public, now - self._since, now)
        waits += [] if change is None else [change / 1000]
        waits += [max(self._ticked + TICK - self._clock(), 0)] if any(turn.ticks for turn in turns) else []
        waits += [CATCH_UP] if self._slow else []
        waits += [max(self._shown + GATHER - self._clock(), 0)] if self.room.public is not self._public else []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min([IDLE, *waits])):
                self._seen = await self.room.changed.after(self._seen)

    def _due(self, common: bool, tick: bool) -> Iterator[Client]:
        """Who is to be painted: whose own scene has changed, whose clock has moved on, who sees what all see."""
        now = self.room.now_ms
        for client in list(self.clients):
            turn = self._turn_of(client)
            if turn is None or self._public.phase is Phase.FINISHED:
                due = common
            else:
                old = self.room.game(client.seat) is not turn.state or (turn.due is not None and now >= turn.due)
                due = old or (tick and turn.ticks)
            if due or client in self._slow:
                yield client

    def _turn_of(self, client: Client) -> _Turn | None:
        """Where a client is, as it was painted last."""
        return self._turns.get(client.seat)

    def _refresh(self) -> bool:
        """Take up what is to be seen by all. Whether it is another picture."""
        public = self.room.public
        ended = public.phase is not self._public.phase
        if ended:
            self._since = self.room.now_ms
        if public is not self._public and (ended or self._clock() - self._shown >= GATHER):
            self._public, self._shown = public, self._clock()
        made = self._common()
        if made.public is self.moment.public and made.beat == self.moment.beat:
            return False
        self.moment = made
        return True

    def _common(self) -> Moment:
        """What is seen without a seat, in the lobby, and once it is over for all."""
        now = self.room.now_ms
        beat = beat_of(self._public, now - self._since, now)
        until = self.room.until
        end = "the teacher ends it" if until is None else told_deadline(until)
        note = f"At your own pace, until {end}."
        return Moment(self._public, beat, self.outline, self.way, note=note)

    def _turned(self, seat: str) -> _Turn:
        """Where a player is now."""
        state, now, turn = self.room.game(seat), self.room.now_ms, self._turns.get(seat)
        if turn is not None and turn.state is state and (turn.due is None or now < turn.due):
            return turn
        scene = _scene_of(state)
        since = now - LONG_AGO if turn is None else turn.since if turn.scene == scene else now
        page = self._page(seat, scene)
        local = now - state.asked[-1].opened if state.phase is Phase.OPEN else now
        beat, change = beat_of(page, now - since, local), next_change(page, now - since, local)
        ticks = state.phase is Phase.OPEN and state.asked[-1].limit is not None
        turn = _Turn(state, scene, since, self._moment(scene, page, beat), None if change is None else now + change,
                     ticks)  # fmt: skip
        self._turns[seat] = turn
        return turn

    def _page(self, seat: str, scene: Scene) -> PublicView:
        """What everybody sees who is there. It is the same object for all of them."""
        if scene not in self._pages:
            view = self.room.view(seat)
            if view is None:
                return self._public
            self._pages[scene] = page_of(view.public)
        return self._pages[scene]

    def _moment(self, scene: Scene, page: PublicView, beat: Beat) -> Moment:
        """The moment of a page, kept for whoever comes there next."""
        note = self._next_told(page)
        key = (scene, beat, note)
        found = self._moments.get(key)
        if found is None:
            found = self._moments[key] = Moment(page, beat, self.outline, self.way, note=note)
            if len(self._moments) > MOST_MOMENTS:
                self._moments.popitem(last=False)
        self._moments.move_to_end(key)
        return found

    def _next_told(self, page: PublicView) -> str:
        """What comes after a page that ends a round, or all of them."""
        if page.phase is Phase.STANDING and page.round is not None:
            if page.round.number == page.round.total:
                return "That was the last round."
            title, length = self.outline.rounds[page.round.number]
            return f"The next round: {title}, {counted(length, 'question')}."
        if page.phase is not Phase.FINISHED:
            return ""
        until = self.room.until
        when = "when the teacher ends it" if until is None else f"after the deadline:\n{told_deadline(until)}"
        return f"That was all. All scores are shown {when}."


def _scene_of(state: State) -> Scene:
    """What makes a scene another one."""
    asked = len(state.asked) if state.phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED) else 0
    return state.phase, state.round, asked, state.reason, state.asked[-1].voided if asked else None
