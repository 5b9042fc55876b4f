"""One item of QTI 1.2 while it is read: its texts, its feedback, its options, and which of them score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from quiz.core.written import Written
from quiz.formats.aside import AsideError
from quiz.formats.intake import Intake, credited
from quiz.formats.qti_marks import Marks, uneven
from quiz.formats.qti_material import material
from quiz.formats.qti_process import number
from quiz.formats.qti_rules import Outcome, Responses, Rules
from quiz.formats.xml_tree import Element

GENERAL = "general_fb"
_HALF = Fraction(1, 2)
_MOST_TEXTS = 200
_RIGHT, _WRONG = "correct_fb", "general_incorrect_fb"


class OldState:
    """One item: its rules, metadata and feedback. Losses go to `intake`."""

    def __init__(self, item: Element, intake: Intake) -> None:
        """Take in the rules and feedback of `item`; losses go to `intake`."""
        self.item = item
        self.intake = intake
        self.rules = Rules(item)
        self.meta = _metadata(item)
        self.texts = {each.get("ident"): self.text(each, "explain") for each in item.children("itemfeedback")}

    def text(self, element: Element, where: str = "stem") -> str:
        """Give the text of the materials inside an element; what is lost is noted under `where`."""
        return material(element, self.intake, where)

    def stem(self, presentation: Element) -> str:
        """Give what stands outside the responses."""
        outside = _without(presentation, ("response_lid", "response_str", "response_num"))
        return self.text(outside) or self.item.get("title")

    def weighed(self, draft: Written) -> Written:
        """Give the question with what it is worth."""
        points = number(self.meta.get("points_possible", "") or self.meta.get("qmd_weighting", ""))
        if points is None or not 0 < points <= 100:
            return draft
        return replace(draft, weight=points)

    def said(self, outcome: Outcome, also: tuple[str, ...]) -> list[str]:
        """Give the texts shown with an outcome, and those that Canvas links by their names alone."""
        names = [*outcome.feedback, *also]
        return [text for name in dict.fromkeys(names) if name != GENERAL and (text := self.texts.get(name, ""))]

    def explained(self, key: Responses) -> str:
        """Give what is shown for the right answer."""
        said = self.said(self.rules.run(key), (_RIGHT,))
        return "\n".join(dict.fromkeys(text for text in (self.texts.get(GENERAL, ""), *said) if text))

    def chosen(self, name: str, label: str, right: bool | None) -> list[str]:
        """Give what is said to whoever chose `label`; whether that alone is right is None where several are."""
        verdict = () if right is None else (_RIGHT,) if right else (_WRONG,)
        said = self.said(self.rules.run({name: (label,)}), (f"{label}_fb", *verdict))
        if right is not None:
            return said
        whole = [self.texts.get(each, "") for each in (_RIGHT, _WRONG)]
        return [text for text in said if text not in whole]

    def labels(self, response: Element) -> dict[str, str]:
        """Give the options of a response by their names."""
        found = {
            each.get("ident"): self.text(each, "options").replace("\n", " ") for each in response.all("response_label")
        }
        if not all(found.values()):
            # Canvas leaves rows behind that an author emptied.
            self.intake.lose("options", "an option without text is left out")
        return {label: text for label, text in found.items() if text}

    def score(self, responses: Responses) -> Fraction:
        """Give the score of a response."""
        return self.rules.run(responses).score

    def one(self, name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
        """Give the one label that scores best."""
        nothing = self.score({})
        scores = {label: self.score({name: (label,)}) for label in labels}
        best = max(scores.values(), default=nothing)
        keys = tuple(label for label, score in scores.items() if score == best)
        if best <= nothing:
            raise AsideError("its scoring gives no option any marks")
        if len(keys) != 1:
            raise AsideError(f"its scoring gives {len(keys)} options the same marks, and only one may be chosen")
        return keys

    def alone(self, name: str, labels: Mapping[str, str]) -> str:
        """Give the one label that scores best, where no other can have a share of the marks."""
        (key,) = self.one(name, labels)
        nothing, best = self.score({}), self.score({name: (key,)})
        if any(nothing < self.score({name: (label,)}) < best for label in labels):
            self.intake.lose("options", "part of the marks for other options is left out")
        return key

    def marks(self, name: str, labels: Mapping[str, str], keys: tuple[str, ...]) -> Marks:
        """Give what options count for."""
        return Marks(tuple(labels), keys, lambda chosen: self.score({name: chosen} if chosen else {}), {})

    def several(self, name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
        """Give the labels that score by themselves, or else those that some condition wants together."""
        nothing = self.score({})
        tries = [tuple(label for label in labels if self.score({name: (label,)}) > nothing)]
        tries += [values(condition, name) for condition in self.rules.scoring()]
        scored = [(self.score({name: each}), each) for each in tries if each]
        best, keys = max(scored, key=lambda pair: (pair[0], len(pair[1])), default=(nothing, ()))
        if best <= nothing or any(key not in labels for key in keys):
            raise AsideError("its scoring gives no options any marks")
        for label in labels:
            other = tuple(key for key in keys if key != label) if label in keys else (*keys, label)
            if self.score({name: other}) > best or (label in keys and self.score({name: other}) == best):
                raise AsideError("its scoring does not tell which options are right")
        return keys

    def accepted(self, key: Responses, name: str, texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the texts that count for at least half of what the best of them does, and the others.

        `key` holds the rest of a right answer. Of very many texts all are taken, unscored.
        """
        if len(texts) > _MOST_TEXTS:
            return texts, ()
        without = self.score({each: values for each, values in key.items() if each != name})
        worth = {text: self.score({**key, name: (text,)}) - without for text in texts}
        best = max(worth.values(), default=Fraction(0))
        less = {text: mark / best for text, mark in worth.items() if mark < best} if best > 0 else {}
        for text, share in less.items():
            instead = "right" if share >= _HALF else "wrong"
            self.intake.lose("credit", credited(text, round(float(share) * 100, 2), instead))
        out = tuple(text for text, share in less.items() if share < _HALF)
        return tuple(text for text in texts if text not in out), out

    def evenly(self, key: Responses, what: str) -> None:
        """Note where parts of the key count for different shares of it."""
        if uneven(key, self.score):
            self.intake.lose("credit", f"{what} are worth different marks there, and the same here")

    def kind(self) -> str:
        """Give the kind as metadata names it, without what all names share."""
        for name in ("question_type", "bbmd_questiontype", "qmd_itemtype"):
            if self.meta.get(name):
                return self.meta[name].strip().lower().removesuffix("_question")
        return ""


def _metadata(item: Element) -> dict[str, str]:
    found = {each.inner("fieldlabel").lower(): each.inner("fieldentry") for each in item.all("qtimetadatafield")}
    for meta in item.children("itemmetadata"):
        found.update({each.tag: each.text().strip() for each in meta.children() if each.tag != "qtimetadata"})
    return found


def _without(element: Element, tags: tuple[str, ...]) -> Element:
    """Give a copy of `element` without what is inside the named elements."""
    copy = Element(element.tag, element.space, element.attributes, element.line)
    for part in element.content:
        if isinstance(part, str):
            copy.content.append(part)
        elif part.tag not in tags:
            copy.content.append(_without(part, tags) if part.tag in ("flow", "presentation") else part)
    return copy


def values(condition: Element, name: str) -> tuple[str, ...]:
    """Give the values of one response that a condition asks for, in its order, negated ones aside."""
    found: list[str] = []
    for each in condition.children():
        if each.tag == "varequal" and each.get("respident") == name:
            found.append(each.text().strip())
        elif each.tag == "and":
            found += values(each, name)
    return tuple(dict.fromkeys(found))
