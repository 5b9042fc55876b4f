"""One item of QTI 2 or 3 while it is read: its texts, its options, its key held against its scoring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from quiz.core.kinds import Option, Question
from quiz.core.written import Written
from quiz.formats.aside import AsideError
from quiz.formats.intake import Intake
from quiz.formats.markup import MARK, Flat, flatten
from quiz.formats.picking import picked
from quiz.formats.qti_feedback import FEEDBACK, Feedback, nothing, said
from quiz.formats.qti_marks import Marks, uneven
from quiz.formats.qti_process import Declaration, Processor, UnsupportedError, declared, number
from quiz.formats.xml_tree import Element

_SILENT = FEEDBACK | {"rubricBlock", "templateBlock", "templateInline", "endAttemptInteraction"}


def is_silent(element: Element) -> bool:
    """Whether an element of the body is no part of what is asked."""
    return element.tag in _SILENT


class State:
    """One item: its declarations, its scoring, its feedback. Losses go to `intake`."""

    def __init__(self, item: Element, intake: Intake) -> None:
        """Take in the declarations of `item`; losses go to `intake`."""
        self.item = item
        self.intake = intake
        found = [declared(each) for each in item.children("responseDeclaration")]
        self.declarations: Mapping[str, Declaration] = {each.name: each for each in found}
        self.processor = Processor(item, self.declarations)
        self.feedback = Feedback(item, self.processor)

    def declaration(self, interaction: Element) -> Declaration:
        """Give the declaration of the response that an interaction fills."""
        name = interaction.get("responseIdentifier")
        if name not in self.declarations:
            raise AsideError(f"its response {name!r} is not declared", line=interaction.line)
        return self.declarations[name]

    def stem(self, body: Element, interaction: Element) -> str:
        """Give what is asked: the text around an interaction, and its prompt."""
        prompt = interaction.child("prompt")
        around = self.flat(body, lambda each: each is interaction).text
        before, _, after = around.partition(MARK)
        asked = self.flat(prompt, nothing).text if prompt else ""
        stem = "\n".join(part.strip() for part in (before, asked, after) if part.strip())
        return stem or self.item.get("title")

    def flat(self, element: Element, is_hole: Callable[[Element], bool], where: str = "stem") -> Flat:
        """Give the text of an element, and note what is lost of it under `where`."""
        flat = flatten(element, is_hole, is_silent)
        for name in flat.media:
            self.intake.lose(where, f"the picture, sound or film {name[:60]!r} is left out")
        if flat.formulas:
            self.intake.lose(where, "a formula is written as a line of text")
        return flat

    def explained(self, declaration: Declaration) -> str:
        """Give what is shown for the right answer."""
        return said(self.feedback.shown({declaration.name: declaration.correct}))

    def written(self, stem: str, question: Question, explain: str) -> Written:
        """Put the question together; what it is worth stands in an outcome of its own."""
        worth = Fraction(1)
        for outcome in self.item.children("outcomeDeclaration"):
            if outcome.get("identifier") == "MAXSCORE":
                worth = number(outcome.inner("defaultValue")) or worth
        return Written(
            stem or self.item.get("title"), question, explain, weight=worth if 0 < worth <= 100 else Fraction(1)
        )

    def score(self, responses: Mapping[str, tuple[str, ...] | None]) -> Fraction | None:
        """Give the score of `responses`; None where the item does not score by itself."""
        if not self.processor.scored():
            return None
        try:
            outcomes = self.processor.run(responses)
        except UnsupportedError as error:
            raise AsideError(f"its scoring uses {error}, which is not read here") from error
        scores = [
            value
            for name, value in outcomes.items()
            if isinstance(value, Fraction) and name.upper().startswith(("SCORE", "QUE_SCORE"))
        ]
        if isinstance(total := outcomes.get("SCORE"), Fraction):
            return total
        return sum(scores, Fraction(0)) if scores else None

    def agree(self, key: Mapping[str, tuple[str, ...] | None]) -> None:
        """Refuse an item whose processing gives its own key nothing, or no more than an empty response."""
        if not all(key.values()):
            raise AsideError("it does not say what is correct")
        score = self.score(key)
        if score is not None and score <= (self.score({}) or 0):
            raise AsideError("its scoring gives what it declares as correct no marks")

    def evenly(self, key: Mapping[str, tuple[str, ...]], what: str) -> None:
        """Note where parts of the key, or wrong ones, count for what they do not count for here."""
        if uneven(key, lambda responses: self.score(responses) or Fraction(0)):
            self.intake.lose("credit", f"{what} are worth different marks there, and the same here")
        declared = [self.declarations[name] for name in key]
        if any(mark < 0 for each in declared for mark in (*each.marks.values(), each.default)):
            self.intake.lose("credit", "something wrong takes marks away there, and none here")

    def options(self, interaction: Element, tag: str) -> dict[str, str]:
        """Give the choices inside an interaction by their names."""
        found: dict[str, str] = {}
        for choice in interaction.all(tag):
            text = self.flat(choice, nothing, "options").text.replace("\n", " ")
            if not text:
                raise AsideError("an option holds no text", line=choice.line)
            found[choice.get("identifier")] = text
        return found

    def choice(self, interaction: Element, declaration: Declaration, tag: str) -> tuple[Question, str]:
        """Give the question, and what is shown after every choice."""
        options = self.options(interaction, tag)
        single = _takes_one(interaction, declaration)
        keys = self.keys(declaration, tuple(options), single=single)
        if single and len(keys) != 1:
            raise AsideError(f"it takes one answer and holds {len(keys)} correct")
        explain, says = self.feedback.apart([{declaration.name: (name,)} for name in options])
        rows = [Option(text, say.replace("\n", " ")) for text, say in zip(options.values(), says, strict=True)]
        keep = interaction.get("shuffle") == "false"
        marks = self._marks(declaration, tuple(options), keys)
        if marks:
            make = marks.one if single else marks.several
            return make(rows, self.intake, keep=keep), explain
        given = [(row, name in keys) for name, row in zip(options, rows, strict=True)]
        return picked(given, several=not single, keep=keep), explain

    def _marks(self, declaration: Declaration, names: tuple[str, ...], keys: tuple[str, ...]) -> Marks | None:
        """Give what options count for; None where neither processing nor a mapping says so."""
        processing = self.item.child("responseProcessing")
        uses = processing is None or "map_response" in processing.get("template") or processing.first("mapResponse")
        mapped = declaration.marks if uses else {}
        default = declaration.default
        by_name = {name: mapped.get(name, default) for name in names} if mapped else {}

        def score(chosen: tuple[str, ...]) -> Fraction:
            found = self.score({declaration.name: chosen})
            return sum((by_name.get(name, default) for name in chosen), Fraction(0)) if found is None else found

        return Marks(names, keys, score, by_name) if processing or by_name else None

    def keys(self, declaration: Declaration, names: tuple[str, ...], *, single: bool) -> tuple[str, ...]:
        """Give the right options: those declared, checked by scoring each; or those that alone score where none is."""
        declared_keys = tuple(dict.fromkeys(declaration.correct))
        if any(key not in names for key in declared_keys):
            raise AsideError("it declares something correct that is no option")
        scores = {name: self.score({declaration.name: (name,)}) for name in names}
        known = {name: score for name, score in scores.items() if score is not None}
        if not declared_keys:
            best = max(known.values(), default=Fraction(0))
            if not known or best <= (self.score({}) or 0):
                raise AsideError("it does not say what is correct")
            return tuple(name for name in names if known[name] == best or (not single and known[name] > 0))
        self.agree({declaration.name: declared_keys})
        if (
            single
            and known
            and any(known[name] >= known[declared_keys[0]] for name in names if name not in declared_keys)
        ):
            raise AsideError("its scoring gives another option as much as what it declares as correct")
        return declared_keys


def _takes_one(interaction: Element, declaration: Declaration) -> bool:
    return declaration.cardinality == "single" or interaction.get("maxChoices") == "1"
