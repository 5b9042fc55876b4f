"""The plain game: reads short lines, writes the pages that the painters give. The only I/O of this package."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from quiz.core.commands import Reason
from quiz.core.grammar import Problem
from quiz.core.state import Phase
from quiz.core.text import clean
from quiz.core.views import PlayerView
from quiz.core.wording import Outline, bare_score, points_explained, score_line
from quiz.plain.cards import cover, round_title, standing
from quiz.plain.question import question
from quiz.plain.reveal import headline, reveal
from quiz.plain.summary import summary
from quiz.plain.text import Page, width

COMMANDS = frozenset({"?", "help", "score", "skip", "quit"})
ANSWER = "="
"""Lets a player answer with a word that is a command."""


class Ending(StrEnum):
    """How the player left."""

    DONE = "done"
    INTERRUPTED = "interrupted"


class Game(Protocol):
    """A game for one player, as a front end sees it."""

    @property
    def view(self) -> PlayerView:
        """What the player may see now."""
        ...

    @property
    def outline(self) -> Outline:
        """What is ahead."""
        ...

    def advance(self) -> PlayerView:
        """Take the next step that needs no answer."""
        ...

    def answer(self, text: str) -> Problem | None:
        """Answer the open question, or say why `text` is no answer."""
        ...

    def skip(self) -> None:
        """Leave the open question without an answer."""
        ...

    def expire(self, text: str) -> bool:
        """Settle the open question with `text` where the player's time is up; whether it is."""
        ...

    def how_to(self) -> str:
        """How the open question is answered."""
        ...

    def finish(self, reason: Reason) -> PlayerView:
        """End the game."""
        ...


class Console(Protocol):
    """Where lines come from and go to."""

    def page(self) -> Page:
        """The page as wide as the terminal is now."""
        ...

    def read(self, prompt: str) -> str | None:
        """The next line without its end, or None at the end of input. May raise KeyboardInterrupt."""
        ...

    def write(self, lines: list[str]) -> None:
        """Show lines."""
        ...

    def pause(self, prompt: str) -> str | None:
        """Wait until the reader is ready, where somebody reads: the line typed, or None at the end of input."""
        ...


class Player:
    """Plays one game on one console, from wherever the game stands to its end."""

    def __init__(self, game: Game, console: Console, again: str = "", onward: Callable[[], str] = str) -> None:
        """Nothing is shown before `play`. `again` is the command that draws the same game, if there is one.

        `onward` says, when the game is interrupted, how to go on with it; nothing where there is no way.
        """
        self._game, self._console, self._again, self._onward = game, console, again, onward
        self._bonus: int | None = None

    def play(self) -> Ending:
        """Play to the end, which finishes the game in its log, and shows the summary. An interrupt ends nothing."""
        try:
            self._start()
            while self._game.view.public.phase is not Phase.FINISHED:
                self._step()
        except KeyboardInterrupt:
            self._show(["", *self._page().text(f"Interrupted. {self._onward()}".strip())])
            return Ending.INTERRUPTED
        self._end()
        return Ending.DONE

    def _start(self) -> None:
        """The cover, and for a game that goes on the head of its round."""
        view, page = self._game.view, self._page()
        if view.public.phase is not Phase.REVEALED:
            self._bonus = view.row.bonus
        self._show(cover(view.public, self._game.outline, page))
        if view.public.phase is Phase.LOBBY:
            self._pause("Enter begins")
        else:
            score = f", with {bare_score(view.row.score)}" if view.row.asked else ""
            self._show(["", *page.text(f"You go on where you were{score}.")])
        if view.public.round is not None and view.public.phase is not Phase.FINISHED:
            self._show(round_title(view.public.round, page))
        if view.public.phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED) and view.public.question is not None:
            self._show(question(view.public.question, page))
            if view.public.phase is Phase.REVEALED:
                self._reveal(view)

    def _step(self) -> None:
        """From one phase to the next."""
        view = self._game.view
        if view.public.phase is Phase.OPEN and view.answer is None:
            self._ask()
            return
        after = self._game.advance()
        match after.public.phase:
            case Phase.ROUND if after.public.round is not None:
                self._show(round_title(after.public.round, self._page()))
            case Phase.OPEN if after.public.question is not None:
                self._show(question(after.public.question, self._page()))
            case Phase.REVEALED:
                self._reveal(after)
            case Phase.STANDING:
                self._show(standing(after, self._page()))
                self._pause()
            case _:
                return

    def _ask(self) -> None:
        """Read lines until the open question is settled or the game is over."""
        line = self._console.read(self._prompt())
        if line is None:
            self._show([""])
            self._game.finish(Reason.END_OF_INPUT)
            return
        text = clean(line).strip()
        if text.casefold() in COMMANDS:
            self._command(text.casefold())
            return
        answer = text[1:] if text.startswith(ANSWER) and text[1:].casefold() in COMMANDS else text
        if self._game.expire(answer):
            # A line is seen only once it is whole, so that this one is what stood when time was up.
            self._show(self._page().text("Time was up. An answer counts, without a bonus for speed.", "  "))
            self._reveal(self._game.view)
            return
        problem = self._game.answer(answer)
        if problem is not None:
            # The prompt that follows says how to answer; the problem is shown where it says more than that.
            same = problem.message == self._game.how_to()
            told = "That is no answer here. ? helps, skip leaves the question." if same else problem.message
            self._show(self._page().text(told, "  "))
        else:
            self._reveal(self._game.view)

    def _command(self, word: str) -> None:
        """What is not an answer."""
        match word:
            case "?" | "help":
                self._show(self._help())
            case "score":
                self._score()
            case "skip":
                self._game.skip()
                self._reveal(self._game.view)
            case "quit":
                self._game.finish(Reason.ENDED)
            case _:
                raise AssertionError(word)

    def _score(self) -> None:
        """How it stands."""
        row = self._game.view.row
        self._show(self._page().text(f"You have {row.score}. {score_line(row)}", "  "))

    def _help(self) -> list[str]:
        """How to answer, and what else can be typed."""
        page = self._page()
        lines = page.text(self._game.how_to(), "  ")
        lines += page.text("skip leaves a question, score tells how it stands, quit ends the game.", "  ")
        lines += page.text("To answer with one of these words put = before it.", "  ")
        return lines + self._counting()

    def _counting(self) -> list[str]:
        """How it counts."""
        public = self._game.view.public
        return self._page().text(points_explained(public.scoring, timer=public.timer), "  ")

    def _prompt(self) -> str:
        """How to answer, before the sign that asks; on a line of its own where it does not fit."""
        page, how = self._page(), clean(self._game.how_to())
        if width(how) + 12 <= page.measure:
            return f"{page.margin}{how} > "
        self._show(page.text(how))
        return f"{page.margin}> "

    def _reveal(self, view: PlayerView) -> None:
        """Verdict and footnote, and time to read them."""
        self._show(reveal(view, self._page(), self._bonus))
        self._bonus = view.row.bonus
        # A long footnote can push the verdict off a short screen, so it stands again where the reader ends.
        told = headline(view, self._page())
        self._pause(f"{told}. Enter goes on" if told else "Enter goes on")

    def _pause(self, told: str = "Enter goes on") -> None:
        """Let somebody read. The words that ask for something, and the end of input, are heard here as well."""
        while (typed := self._console.pause(f"{self._page().margin}{told} > ")) is not None:
            match typed.strip().casefold():
                case "?" | "help":
                    words = f"{told}, score tells how it stands, quit ends the game."
                    self._show([*self._page().text(words, "  "), *self._counting()])
                case "score":
                    self._score()
                case "quit":
                    self._game.finish(Reason.ENDED)
                    return
                case _:
                    return
        self._show([""])
        self._game.finish(Reason.END_OF_INPUT)

    def _end(self) -> None:
        """The last pages."""
        self._show(summary(self._game.view, self._game.outline, self._page(), self._again))

    def _page(self) -> Page:
        return self._console.page()

    def _show(self, lines: list[str]) -> None:
        self._console.write(lines)


def as_answer(text: str) -> str:
    """What is typed to answer with `text`, be it a command."""
    return ANSWER + text if text.casefold() in COMMANDS else text
