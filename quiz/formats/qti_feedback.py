"""Feedback of QTI 2 and 3: which texts an item shows for a response, found by running its processing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quiz.formats.markup import flatten
from quiz.formats.qti_process import Processor, UnsupportedError, Value
from quiz.formats.xml_tree import Element

FEEDBACK = frozenset(("modalFeedback", "feedbackInline", "feedbackBlock"))


def nothing(_element: Element) -> bool:
    """Answer no."""
    return False


class Feedback:
    """The feedback of one item."""

    def __init__(self, item: Element, processor: Processor) -> None:
        """Collect the texts of `item`."""
        self._processor = processor
        self._texts = list(item.all(*FEEDBACK))

    def shown(self, responses: Mapping[str, tuple[str, ...] | None]) -> list[Element]:
        """Give what is shown once `responses` are in; nothing where that cannot be told."""
        if not self._texts or not self._processor.scored():
            return []
        try:
            outcomes = self._processor.run(responses)
        except UnsupportedError:
            return []
        return [text for text in self._texts if _shows(text, outcomes)]

    def apart(self, choices: Sequence[Mapping[str, tuple[str, ...] | None]]) -> tuple[str, list[str]]:
        """Give what is shown for every one of `choices`, and what is shown for each alone."""
        each = [self.shown(choice) for choice in choices]
        common = [text for text in each[0] if all(text in shown for shown in each)] if each else []
        return said(common), [said([text for text in shown if text not in common]) for shown in each]


def said(texts: Sequence[Element]) -> str:
    """Give texts one after the other, in lines of their own."""
    plain = [flatten(text, nothing, nothing).text for text in texts]
    return "\n".join(dict.fromkeys(text for text in plain if text))


def _shows(feedback: Element, outcomes: Mapping[str, Value]) -> bool:
    value = outcomes.get(feedback.get("outcomeIdentifier"))
    values = value if isinstance(value, tuple) else (value,)
    # What is shown for what was not chosen would be said to everybody, so only `show` counts.
    return feedback.get("showHide", "show") == "show" and feedback.get("identifier") in values
