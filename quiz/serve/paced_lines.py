"""A seat without a terminal where each plays alone: an empty line goes on, `skip` leaves a question out."""

from __future__ import annotations

from collections.abc import Awaitable

from quiz.core.commands import Reason
from quiz.core.refusals import Outcome, Rejected
from quiz.core.state import Phase, deadline
from quiz.core.views import PlayerView, QuestionView
from quiz.core.wording import at_home, not_opened
from quiz.plain.cards import standing, table
from quiz.plain.question import choices, question
from quiz.plain.summary import summary
from quiz.scenes.beat import Stage
from quiz.serve.lines import SHOWN, Lines
from quiz.serve.moment import Moment
from quiz.serve.paced_gateway import PacedPlace

BEGINS, ON, UP = "Enter begins", "Enter goes on", "Time is up."


class PacedLines(Lines):
    """Somebody who reads lines, at their own pace."""

    _stem = _asked = 0
    HELP = f"An empty line goes on, skip leaves a question out. {Lines.HELP}"

    def _tell(self, view: PlayerView, moment: Moment, *, fresh: bool) -> None:
        """The page of a scene, and after it a prompt to go on."""
        match view.public.phase:
            case Phase.NEW | Phase.LOBBY if fresh:
                self._say(self._page.text(moment.note))
                self._ask(BEGINS)
            case Phase.STANDING if fresh:
                self._say(standing(view, self._page))
                self._ask(ON)
            case Phase.FINISHED if fresh and not moment.public.standings and self._over_for_all():
                # All games end at one moment, and the standing comes with the end of the last.
                self._told = ()
            case Phase.FINISHED if fresh:
                self._say(["", *self._page.text(UP)] if self._cut_off() else [])
                self._end_of(view, moment)
            case phase:
                if phase is Phase.REVEALED and fresh:
                    self._before_reveal(view)
                super()._tell(view, moment, fresh=fresh)
                if (phase is Phase.ROUND and fresh) or (phase is Phase.REVEALED and moment.beat.stage >= Stage.KEY):
                    self._ask(ON)

    def _before_reveal(self, view: PlayerView) -> None:
        """Say that time is up, where it is; and what a reveal is of, where that has not been asked here."""
        asked = view.public.question
        if asked is not None and asked.instance != self._asked:
            told = choices(asked, self._page) if asked.instance == self._stem else question(asked, self._page)
            self._say(told)
        elif self._ran_out():
            self._say(["", *self._page.text(UP)])

    def _question(self, view: PlayerView, asked: QuestionView, *, alone: bool, fresh: bool) -> None:
        """The stem, and what there is to choose from; once all of it is told, it is not told again."""
        self._stem = asked.instance
        if not alone:
            self._asked = asked.instance
        super()._question(view, asked, alone=alone, fresh=fresh)

    def _ran_out(self) -> bool:
        """Whether the question in play was closed because its time was up."""
        asked, seat = self._own().state().asked[-1], self._own().state().seats[self._seat]
        last = None if asked.voided is not None else deadline(asked, seat)
        return not self._settled(asked) and last is not None and asked.closed is not None and asked.closed > last

    def _over_for_all(self) -> bool:
        """Whether the game has ended for all, and not by having come to its end here."""
        return self._own().state().reason is not Reason.COMPLETED

    def _cut_off(self) -> bool:
        """Whether the deadline of all has closed a question that was open."""
        state = self._own().state()
        if state.reason is not Reason.DEADLINE or not state.asked:
            return False
        # What the deadline closes is closed at the moment at which the game ends.
        return not self._settled(state.asked[-1]) and state.asked[-1].closed == state.at

    def _again(self) -> None:
        """Ask anew for what comes next here."""
        match self._own().state().phase:
            case _ if self._gateway.closed:
                return
            case Phase.LOBBY:
                self._ask(BEGINS)
            case Phase.ROUND | Phase.STANDING:
                self._ask(ON)
            case Phase.REVEALED if self._told[:1] == (Phase.REVEALED,) and self._told[-1]:
                self._ask(ON)
            case _:
                super()._again()

    def _end_of(self, view: PlayerView, moment: Moment) -> None:
        """The own sheet, and the standing once it is over for all."""
        if note := not_opened(self._own().unopened):
            self._say(["", *self._page.text(note)])
        self._say(summary(view, self._gateway.outline, self._page))
        self._say([line for told in at_home(view.public, self._gateway.outline) for line in self._page.text(told)])
        rows = moment.public.standings
        if rows:
            place = self._page.text(f"You came in {view.row.rank} of {len(rows)}.")
            self._say([*table(rows[:SHOWN], self._page), *place])
        else:
            self._say(self._page.text(f"{moment.note} Come back for them with: {self._back()}"))
        self.leave()

    def _heard(self, text: str) -> None:
        """One line; `skip` is no answer while a question is open."""
        if self._seat and text.casefold() == "skip" and self._own().state().phase is Phase.OPEN:
            self._work(self._gone(self._own().skip(len(self._own().state().asked))))
        else:
            super()._heard(text)

    def _nothing(self) -> None:
        """An empty line goes on; where a question is open it is asked for the answer anew."""
        if self._own().state().phase in (Phase.OPEN, Phase.FINISHED):
            self._again()
        else:
            self._work(self._gone(self._own().advance()))

    def _idle(self) -> None:
        """Nobody else goes on for whoever sends no more."""
        self.leave(f"To take your seat again: {self._back()}" if self._seat else "")

    async def _gone(self, outcome: Awaitable[Outcome]) -> None:
        """Tell where a step leads, or why it does not."""
        done = await outcome
        if isinstance(done, Rejected):
            self._remark(done.message)
        self._gateway.paint(self)

    async def _answered(self, outcome: Awaitable[Outcome]) -> None:
        """Say that the answer is locked once it is; the verdict follows."""
        await super()._answered(outcome)
        self._gateway.paint(self)

    def _own(self) -> PacedPlace:
        """The place of this seat."""
        place = self._gateway.place(self._seat)
        assert isinstance(place, PacedPlace)  # noqa: S101 - such lines are read in such rooms alone
        return place

    def _back(self) -> str:
        """How to come back."""
        return self._gateway.way.command(self._seat)
