"""A seat without a terminal: the same game line by line, for screen readers, braille lines and slow links.

Nothing but text is written, no control sequence, and nothing is ever painted over.
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.core.grammar import Problem, how_to, parse
from quiz.core.refusals import Outcome, Refusal, Rejected
from quiz.core.state import Asked, Phase, item_of
from quiz.core.views import PlayerView, QuestionView
from quiz.core.wording import at_home, score_line
from quiz.plain.cards import round_title, standing
from quiz.plain.question import choices, question
from quiz.plain.reveal import reveal
from quiz.plain.summary import summary
from quiz.scenes.beat import Stage
from quiz.serve.guests import Size, Visit
from quiz.serve.line_reader import LineReader
from quiz.serve.moment import Moment

if TYPE_CHECKING:
    from quiz.serve.crowd import Crowd
    from quiz.serve.reception import Reception

NO_ANSWER = "That is no answer here. ? helps."
SHOWN = 10
"""How many lines of a standing are read out."""


class Lines(LineReader):
    """Somebody who reads lines. Without a seat the first line is a name."""

    HELP = "? helps, score tells how it stands, code how to come back, quit leaves. Put = before an answer that is one."

    def __init__(self, gateway: Crowd, visit: Visit, desk: Reception, seat: str) -> None:
        """At the door, or at `seat` again."""
        super().__init__(visit)
        self._gateway, self._desk, self._visit = gateway, desk, visit
        self._seat, self._offered = "", desk.offer() if not seat else ""
        self._alone = False
        self._told: tuple[object, ...] = ()
        self._bonus: int | None = None
        if visit.user == "screen":
            self.leave("The screen needs a terminal: connect without -T.")
        elif seat:
            self._sat(seat)
        else:
            self._say(["", *self._page.text(gateway.moment.public.title), ""])
            self._say(self._page.text(gateway.closed) if gateway.closed else [])
            self._ask(f"Your name (Enter takes {self._offered})")

    @property
    def seat(self) -> str:
        """Where this student sits."""
        return self._seat

    @property
    def behind(self) -> bool:
        """Lines are not left out."""
        return False

    def resize(self, size: Size) -> None:
        """Lines have no size."""

    # -- what is told

    def paint(self, moment: Moment) -> None:
        """Tell what is new since the last time."""
        view = self._view()
        if view is None:
            self.leave("The teacher has taken you out of this game.")
            return
        public, told, self._alone = view.public, self._told, moment.beat.alone
        question, stage = public.question, moment.beat.stage if public.reveal else None
        now: tuple[object, ...] = (
            public.phase, public.round and public.round.number, question and question.instance,
            moment.beat.alone, public.paused, stage is None or stage >= Stage.KEY,
        )  # fmt: skip
        if now == told:
            return
        self._told = now
        if public.paused != (told[4] if told else False):
            self._say(["", *self._page.text("The game is paused." if public.paused else "The game goes on.")])
            if public.phase is Phase.OPEN and view.answer is None and not moment.beat.alone and not public.paused:
                self._ask(self._prompt(view))
        if now[:4] != told[:4] or now[5] != told[5]:
            self._tell(view, moment, fresh=now[:3] != told[:3])

    def _tell(self, view: PlayerView, moment: Moment, *, fresh: bool) -> None:
        """The page of a scene."""
        public, page = view.public, self._page
        match public.phase:
            case Phase.NEW | Phase.LOBBY if fresh:
                self._say(page.text("Waiting for the teacher to begin."))
            case Phase.ROUND if public.round is not None and fresh:
                self._say(round_title(public.round, page))
            case Phase.OPEN if public.question is not None:
                self._question(view, public.question, alone=moment.beat.alone, fresh=fresh)
            case Phase.CLOSED if fresh and not self._settled(self._gateway.place(self._seat).state().asked[-1]):
                self._say(["", *page.text("Time is up.")])
            case Phase.REVEALED if moment.beat.stage >= Stage.KEY:
                self._say(reveal(view, page, self._bonus))
                self._bonus = view.row.bonus
            case Phase.STANDING if fresh:
                shown = replace(public, standings=public.standings[:SHOWN])
                self._say(standing(replace(view, public=shown), page))
                self._say(page.text(f"You are {view.row.rank} of {len(public.seats)}, with {view.row.score}."))
            case Phase.FINISHED if fresh:
                self._say(page.text(f"You came in {view.row.rank} of {len(public.seats)}."))
                self._say(summary(view, self._gateway.outline, page))
                self._say([line for told in at_home(public, self._gateway.outline) for line in page.text(told)])
                self.leave()

    def _question(self, view: PlayerView, asked: QuestionView, *, alone: bool, fresh: bool) -> None:
        """The stem as soon as it stands, what there is to choose from when all others see it."""
        whole, chosen = question(asked, self._page), choices(asked, self._page)
        if fresh:
            self._say(whole[: len(whole) - len(chosen)] if chosen else whole)
        if alone:
            return
        self._say(chosen)
        if view.answer is not None:
            self._say(self._page.text(f"You have answered: {view.answer.text}."))
            return
        self._ask(self._prompt(view))

    def _settled(self, asked: Asked) -> bool:
        """Whether the player has answered `asked`, and not the clock for them."""
        answer = asked.answers.get(self._seat)
        return answer is not None and answer.sequence is not None

    def _prompt(self, view: PlayerView) -> str:
        """How the question on the table is answered, and how long there is time for it."""
        place = self._gateway.place(self._seat)
        state = place.state()
        left = None if view.deadline is None else (view.deadline - place.still_ms) // 1000
        return how_to(item_of(state, state.asked[-1]).question) + ("" if left is None else f" {left} s")

    # -- what is typed

    def _heard(self, text: str) -> None:
        """One line."""
        if not self._seat:
            self._work(self._join(text or self._offered))
            return
        word = text.casefold()
        if word in ("quit", "exit"):
            self.leave(f"To take your seat again: {self._gateway.way.command(self._seat)}")
        elif word in ("?", "help", "score", "code"):
            self._command(word)
            self._again()
        elif text:
            self._answer(text[1:] if text.startswith("=") else text)
        else:
            self._nothing()

    def _idle(self) -> None:
        """Nothing more will come: whoever has a seat still reads on, up to the end of the game."""
        if not self._seat:
            self.leave()

    def _nothing(self) -> None:
        """An empty line: the teacher goes on, nobody else."""

    def _command(self, word: str) -> None:
        """A word that is no answer."""
        view = self._view()
        if word == "code":
            self._say([self._gateway.way.command(self._seat)])
        elif word == "score" and view is not None:
            self._say(self._page.text(f"You have {view.row.score}. {score_line(view.row)}"))
        else:
            self._say(self._page.text(self.HELP))

    def _answer(self, text: str) -> None:
        """A line as an answer to the open question."""
        place, view = self._gateway.place(self._seat), self._view()
        if refused := _why_not(view, alone=self._alone):
            self._remark(refused)
            return
        state = place.state()
        asked = state.asked[-1]
        item = item_of(state, asked)
        response = parse(text, item.question, asked.order)
        if isinstance(response, Problem):
            held = parse(text, item.question, asked.order, late=True)
            if not isinstance(held, Problem):
                # Should time run out before the rest is there, this much counts.
                place.pick(asked.instance, held)
            # How to answer is said anyway, by what asks for it.
            self._remark(response.message.removesuffix(how_to(item.question)).rstrip() or NO_ANSWER)
            return
        self._work(self._answered(place.answer(asked.instance, response, self.wire.lag)))

    async def _answered(self, outcome: Awaitable[Outcome]) -> None:
        """Say that the answer is locked once it is."""
        done = await outcome
        if isinstance(done, Rejected):
            self._remark(done.message)
        else:
            self._say(self._page.text("Locked."))

    def _remark(self, told: str) -> None:
        """What was typed changes nothing, and why."""
        self._say(self._page.text(told))
        self._again()

    def _again(self) -> None:
        """Ask anew for the answer to the open question, as long as there is time: it is the last line that asks."""
        view = self._view()
        if view is None or view.public.paused or _why_not(view, alone=self._alone):
            return
        if view.deadline is None or self._gateway.place(self._seat).still_ms <= view.deadline:
            self._ask(self._prompt(view))

    async def _join(self, name: str) -> None:
        """Take a seat."""
        taken = await self._desk.take(name, self._visit.key)
        while isinstance(taken, Rejected) and taken.reason is Refusal.NAME_TAKEN and name == self._offered:
            name = self._offered = self._desk.offer()
            taken = await self._desk.take(name, self._visit.key)
        if isinstance(taken, Rejected):
            self._offered = self._desk.offer()
            self._say(self._page.text(taken.message))
            self._ask(f"Your name (Enter takes {self._offered})")
        elif self._open:
            self._sat(taken)

    def _sat(self, seat: str) -> None:
        """Sit down."""
        self._seat = seat
        view = self._view()
        if view is not None:
            self._bonus = view.row.bonus
            back = self._page.text("Should the line break, this takes your seat back:")
            self._say(["", *self._page.text(f"You are {view.name}. Type ? for help."), *back])
            self._say([self._page.margin + self._gateway.way.command(seat)])
        self._desk.sit(seat, self)
        self._gateway.add(self)
        self._gateway.paint(self)

    def _view(self) -> PlayerView | None:
        """What this student may see; None for who was put out."""
        return self._gateway.place(self._seat).view()

    def _end(self) -> None:
        """No more of this."""
        self._gateway.remove(self)
        seat, self._seat = self._seat, ""
        if seat:
            self._desk.stood_up(seat, self)
        else:
            self._desk.went(self)


def _why_not(view: PlayerView | None, *, alone: bool) -> str:
    """Why nothing can be answered just now; empty when something can."""
    if view is None or view.public.phase is not Phase.OPEN:
        return "There is nothing to answer just now."
    if alone:
        return "Read first; you are told when to answer."
    return "" if view.answer is None else "Your answer is locked."
