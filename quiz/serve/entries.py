"""A seat's unfinished answer: keys and clicks change it, and what is locked is shown again after a break."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.core.grammar import Problem, parse
from quiz.core.kinds import Response
from quiz.core.state import Phase, State, item_of
from quiz.core.views import OwnAnswer, PublicView, QuestionView
from quiz.scenes.entry import TEXTUAL, Entry, Step, aim, blank, choose, paste, press, spelled
from quiz.serve.keys import Key


@dataclass(slots=True)
class Draft:
    """What stands at a seat for the question on the table. `told` is a remark to the last key."""

    entry: Entry | None = None
    told: str = ""
    sent: bool = field(default=False)

    def turn(self, question: QuestionView | None, answer: OwnAnswer | None) -> None:
        """Another question, or none; one that was answered before is shown as it was answered."""
        if question is None:
            self.entry, self.told, self.sent = None, "", False
        elif self.entry is None or self.entry.instance != question.instance:
            self.entry, self.told, self.sent = blank(question), "", False
            if answer is not None:
                self.entry = given(question, answer)

    def typing(self, public: PublicView) -> bool:
        """Whether letters are text now."""
        question = public.question
        return public.phase is Phase.OPEN and question is not None and question.kind in TEXTUAL

    def press(self, question: QuestionView, key: Key, columns: int) -> Step | None:
        """A key; None where it does nothing."""
        return None if self.entry is None else self._take(press(self.entry, question, key.name, key.character, columns))

    def click(self, question: QuestionView, action: str) -> Step | None:
        """A click on a field of the frame."""
        name, _, number = action.partition(":")
        if self.entry is None or name not in ("tile", "left", "text") or not number.isdecimal():
            return None
        return self._take((choose if name == "tile" else aim)(self.entry, question, int(number)))

    def paste(self, text: str) -> bool:
        """Pasted text; whether it went anywhere."""
        if self.entry is None or not self.entry.texts:
            return False
        self.entry = paste(self.entry, text)
        return True

    def response(self, state: State, question: QuestionView) -> Response | Problem | None:
        """The entry as an answer; None where nothing is entered."""
        if self.entry is None or not state.asked or state.asked[-1].instance != question.instance:
            return None
        text = spelled(self.entry, question)
        asked = state.asked[-1]
        return parse(text, item_of(state, asked).question, asked.order) if text else None

    def _take(self, step: Step) -> Step | None:
        """Take over what a key made."""
        if not step.used:
            return None
        self.entry, self.told = step.entry, step.told
        return step


def given(question: QuestionView, answer: OwnAnswer) -> Entry:
    """A locked answer as the entry that it was."""
    entry = blank(question)
    places = tuple(place for place in answer.places if place is not None)
    match question.kind:
        case "true_false":
            return Entry(entry.instance, picks=(0 if answer.truth else 1,))
        case "match":
            return Entry(entry.instance, rights=answer.places or entry.rights, at=0)
        case "single" | "multiple" | "order":
            return Entry(entry.instance, picks=places)
        case "cloze":
            texts = answer.text.split("; ")
            return Entry(entry.instance, texts=tuple(texts) if len(texts) == len(entry.texts) else entry.texts, at=0)
        case _:
            return Entry(entry.instance, texts=(answer.text,), at=0)
