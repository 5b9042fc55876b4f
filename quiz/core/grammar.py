"""The one grammar of typed answers, for every front end."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.kinds import Question, Response


@dataclass(frozen=True, slots=True)
class Problem:
    """A text that is no answer to this kind of question, and how to answer it. It says nothing of the key."""

    message: str


def parse(text: str, question: Question, order: tuple[int, ...] = ()) -> Response | Problem:
    """Read `text` as an answer to `question`, whose things are shown in `order`. Never raises on any text."""
    raise NotImplementedError


def how_to(question: Question) -> str:
    """One line that says how this kind of question is answered ("a letter, A to D"); nothing of the key."""
    raise NotImplementedError
