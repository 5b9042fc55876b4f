"""The key of a sheet is right for that sheet, whatever was shuffled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import (
    Amount,
    Arrangement,
    Cloze,
    Fillings,
    Judgement,
    Match,
    Multiple,
    Number,
    Order,
    Pairs,
    Pick,
    Picks,
    Response,
    Single,
    TrueFalse,
    Typed,
    Words,
    grade,
    keeps_order,
    shown_texts,
)
from quiz.paper import setting
from quiz.paper.markdown import written
from quiz.paper.model import Answer, Question, Sheet
from quiz.paper.versions import versions
from tests.formats.written import banks
from tests.paper.sheets import SAMPLER, paper


def followed(item: Item, sheet: Question, key: Answer) -> Response:
    """What a student answers who copies the mark of the key onto the worksheet."""
    of, texts = item.question, shown_texts(item.question)

    def meant(letter: str) -> int:
        return texts.index(sheet.options["ABCDEFGH".index(letter)])

    match of:
        case Single():
            return Pick(meant(key.mark))
        case Multiple():
            return Picks(tuple(sorted(map(meant, key.mark.split(", ")))))
        case TrueFalse():
            return Judgement(key.mark == "true")
        case Number():
            return Amount(of.value if key.mark.startswith(of.printed) else of.high + 1)
        case Typed():
            return Words(key.mark)
        case Order():
            numbers = [int(number) for number in key.mark.split(", ")]
            return Arrangement(tuple(texts.index(text) for _, text in sorted(zip(numbers, sheet.options, strict=True))))
        case Match():
            marks = dict(re.findall(r"(\d+)([A-H])", key.mark))
            rights = tuple(meant(marks[str(sheet.lefts.index(left) + 1)]) for left in of.lefts)
            return Pairs(rights)
        case Cloze():
            return Fillings(tuple(gap.accepted[0] for gap in of.gaps))


@given(banks(), st.integers(0, 99), st.integers(1, 4))
def test_the_key_of_each_version_answers_its_worksheet(items: Sequence[Item], seed: int, count: int) -> None:
    """Whoever follows the key of a version gets full marks on its worksheet, for every kind."""
    made = versions(items, seed, count)
    parts = setting.parts(made, (Sheet.WORKSHEET, Sheet.KEY))
    sheets, keys = parts[:count], parts[count:]
    by_id = {item.id: item for item in items}
    for sheet, key in zip(sheets, keys, strict=True):
        assert sheet.version == key.version
        assert {question.id for question in sheet.questions} == set(by_id)
        for question, answer in zip(sheet.questions, key.answers, strict=True):
            assert (question.id, question.number) == (answer.id, answer.number)
            item = by_id[question.id]
            assert grade(item.question, followed(item, question, answer)).credit == 1


@given(banks(), st.integers(0, 99))
def test_a_worksheet_asks_all_and_tells_nothing(items: Sequence[Item], seed: int) -> None:
    """All there is to choose from, in its own order where the item keeps it, and the same for the same seed."""
    (version,) = versions(items, seed, 1)
    assert versions(items, seed, 1) == (version,)
    for asked in version.asked:
        question = setting.question(asked, 1)
        assert sorted(question.options) == sorted(shown_texts(asked.item.question))
        if keeps_order(asked.item.question):
            assert question.options == shown_texts(asked.item.question)


def test_versions_differ() -> None:
    """In the order of the questions and of their options; the first asks as the pack does."""
    one, two = versions(SAMPLER.questions, 0, 2)
    assert [asked.item for asked in one.asked] == list(SAMPLER.questions)
    assert sorted(asked.item.id for asked in two.asked) == sorted(asked.item.id for asked in one.asked)
    assert [asked.item for asked in two.asked] != [asked.item for asked in one.asked]
    orders = {asked.item.id: asked.order for asked in one.asked}
    assert any(orders[asked.item.id] != asked.order for asked in two.asked)
    assert versions(SAMPLER.questions, 1, 1) != versions(SAMPLER.questions, 0, 1)


def test_the_key_reads_back_from_the_page() -> None:
    """In the Markdown of the sampler, the letters of the key lead to the right options of the worksheet beside it."""
    for seed in range(5):
        sheet, key = written(paper(SAMPLER.questions, (Sheet.WORKSHEET, Sheet.KEY), seed=seed)).split("\n---\n")
        for place, right in ((1, ["Mercury"]), (3, ["the bat", "the blue whale", "the platypus"])):
            asked = sheet.split(f"**{place}.** ")[1].split(f"**{place + 1}.** ")[0]
            options = dict(re.findall(r"- \[ \] ([A-H])\. (.+)", asked))
            (mark,) = re.findall(rf"\*\*{place}\.\*\* .+\n\n\*\*([A-H, ]+)\*\*", key)
            assert sorted(options[letter] for letter in mark.split(", ")) == right


def test_points_are_shown_where_they_differ() -> None:
    """And never else."""
    items = SAMPLER.questions[:2]
    assert {question.points for question in paper(items).parts[0].questions} == {""}
    heavier = (items[0], _weighing(items[1], "2.5"))
    made = paper(heavier)
    assert [question.points for question in made.parts[0].questions] == ["1 point", "2.5 points"]
    assert made.total == "3.5"


def _weighing(item: Item, weight: str) -> Item:
    from dataclasses import replace

    return replace(item, weight=Fraction(weight))


def test_cards_come_once() -> None:
    """Versions of cards would be the same cards."""
    made = paper(SAMPLER.questions, count=3)
    assert [(part.sheet.value, part.version) for part in made.parts] == [
        *(("worksheet", letter) for letter in "ABC"), *(("key", letter) for letter in "ABC"), ("cards", ""),
    ]  # fmt: skip
