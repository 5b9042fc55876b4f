"""A question to the player, laid over the foot of the page like a footnote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.tui.commands import Where, bindings
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.text import GOLD, PLAIN, QUIET, RULE, STRONG, Prose, voice


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a title, a sentence, answers as (id, text) or (id, text, remark), and what there is to read."""

    title: str
    text: str
    answers: Sequence[tuple[str, ...]]
    details: Sequence[str] = ()


class Sheet(Vertical):
    """The question under a rule, and its answers. The screen hears of the one that is picked."""

    def __init__(self, question: Question, *places: Where) -> None:
        """`question` is what is asked; commands of `places` work beside those of every page."""
        super().__init__(id="sheet")
        self._question, self._places = question, places

    def compose(self) -> ComposeResult:
        """The rule, the question and its answers."""
        asked = self._question
        yield Static(voice(RULE, GOLD), markup=False)
        yield Prose(voice(asked.title, STRONG))
        if asked.text:
            yield Prose(voice(asked.text, PLAIN))
        if asked.details:
            with VerticalScroll(id="details", can_focus=False):
                for detail in asked.details:
                    yield Prose(voice(detail, QUIET))
        yield Menu((Entry(answer[0], answer[1], "".join(answer[2:])) for answer in asked.answers), id="answers")
        yield KeyLine(*self._places, Where.PAGE)

    def on_mount(self) -> None:
        """The first answer is the one that Enter gives."""
        self.query_one(Menu).focus()


class AskScreen(ModalScreen[str]):
    """Gives the id of the answer, and an empty text for Escape."""

    CSS_PATH = "ask.tcss"
    BINDINGS = bindings(Where.PAGE)

    def __init__(self, question: Question) -> None:
        """`question` is what is asked."""
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The sheet."""
        yield Sheet(self._question)

    @on(Menu.Picked)
    def answer(self, message: Menu.Picked) -> None:
        """Give the answer back."""
        self.dismiss(message.entry.id)

    def action_back(self) -> None:
        """Give none."""
        self.dismiss("")
