"""What a class has typed: folded and marked as grading does it, the commonest first, and for the host's eyes alone."""

from __future__ import annotations

import dataclasses
import typing
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core import given as module
from quiz.core.given import MOST, Folds, Given, Mark, commonest
from quiz.core.host import HostView
from quiz.core.items import Item
from quiz.core.kinds import Amount, Cloze, Fillings, Number, Option, Response, Typed, Words, grade
from quiz.core.kinds.folding import fold, squeeze
from quiz.core.text import clean
from quiz.core.views import PlayerView, PublicView
from tests.core.strategies_game import QUESTIONS, clozes, responses, typeds

TOWN = Typed(("Yakutsk", "Jakutsk"), reject=(Option("Yakutia", say="That is the land."),))
HOSTILE = "\x1b[31mred\x1b[0m\u202e [b]x[/b] e" + "\u0301" * 50


def item(question: Typed | Number | Cloze) -> Item:
    """An item of a question that is typed."""
    return Item("q", "stem", question)


def typed(*texts: str) -> list[Response]:
    """Answers in the order in which they came."""
    return [Words(text) for text in texts]


def test_one_spelling_stands_for_all_that_grading_takes_for_it() -> None:
    """The first one that was typed; of two given as often the earlier stands first; no more than five are listed."""
    answers = typed("Omsk", "irkutsk", "Yakutsk", " IRKUTSK!", "Irkutsk", "Jakutzk", "yakutsk", "a", "b", "c")
    assert commonest(item(TOWN), answers, revealed=True) == (
        (
            Given("irkutsk", 3, mark=Mark.WRONG), Given("Yakutsk", 2, mark=Mark.RIGHT),
            Given("Omsk", 1, mark=Mark.WRONG), Given("Jakutzk", 1, mark=Mark.NEAR), Given("a", 1, mark=Mark.WRONG),
        ),
        2,
    )  # fmt: skip


def test_before_the_reveal_nothing_is_marked() -> None:
    """The same texts and counts, in the same order."""
    shown, others = commonest(item(TOWN), typed("Omsk", "Yakutsk", "yakutsk"), revealed=False)
    assert (shown, others) == ((Given("Yakutsk", 2), Given("Omsk", 1)), 0)


def test_what_a_question_keeps_apart_is_kept_apart_once_it_is_out() -> None:
    """Until then it is not told that case matters."""
    asked = item(Typed(("pH",), keep=("case",)))
    answers = typed("ph", "pH", "pH")
    assert commonest(asked, answers, revealed=False)[0] == (Given("ph", 3),)
    assert commonest(asked, answers, revealed=True)[0] == (
        Given("pH", 2, mark=Mark.RIGHT), Given("ph", 1, mark=Mark.WRONG),
    )  # fmt: skip


def test_what_is_right_as_it_stands_is_apart_from_what_only_folds_like_it() -> None:
    """Where that is rejected; before the reveal nobody is told."""
    asked = item(Typed(("pH",), reject=(Option("PH"),)))
    answers = typed("Ph", "pH", " PH ", "pH")
    assert commonest(asked, answers, revealed=False)[0] == (Given("Ph", 4),)
    assert commonest(asked, answers, revealed=True)[0] == (
        Given("Ph", 2, mark=Mark.WRONG), Given("pH", 2, mark=Mark.RIGHT),
    )  # fmt: skip


def test_a_text_is_folded_once_and_only_what_is_shown_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a host looks, and however many texts there are."""
    looked: list[str] = []

    def counts(name: str) -> None:
        """Note each call of what has that name."""
        real = getattr(module, name)

        def counting(*given: object) -> object:
            looked.append(name)
            return real(*given)

        monkeypatch.setattr(module, name, counting)

    counts("fold")
    counts("grade")
    asked = Item("q", "stem", Cloze(("", " and ", ""), (Typed(("Ob",)), Typed(("Lena",)))), language="en")
    answers: list[Response] = [Fillings((f"river {n}", f"stream {n}")) for n in range(50)]
    folds: Folds = {}
    for before, revealed in ((100, False), (0, False), (0, True)):
        looked.clear()
        assert commonest(asked, answers, revealed=revealed, folds=folds)[1] == 95
        assert looked == ["fold"] * before + ["grade"] * (MOST if revealed else 0)
    looked.clear()
    commonest(asked, [*answers, Fillings(("river 7", "Amga"))], revealed=False, folds=folds)
    assert looked == ["fold"]


def test_numbers_are_one_by_their_value() -> None:
    """With their unit; what the margin gives a part for is near."""
    asked = item(Number(Fraction(4294), Fraction(4250), Fraction(4350), "km", Fraction(500)))
    answers: list[Response] = [Amount(Fraction(value)) for value in (9, 4300, "4300.0", 4600)]
    assert commonest(asked, answers, revealed=True)[0] == (
        Given("4,300 km", 2, mark=Mark.RIGHT), Given("9 km", 1, mark=Mark.WRONG), Given("4,600 km", 1, mark=Mark.NEAR),
    )  # fmt: skip


def test_gaps_are_told_apart() -> None:
    """What is right in one gap is wrong in another; a gap may be left empty."""
    asked = item(Cloze(("The ", " meets the ", "."), (Typed(("Ob",)), Typed(("Irtysh",)))))
    answers: list[Response] = [Fillings(("Ob", "Irtysh")), Fillings(("Irtysh", "Ob")), Fillings(("ob", ""))]
    assert commonest(asked, answers, revealed=True) == (
        (
            Given("Ob", 2, 1, Mark.RIGHT), Given("Irtysh", 1, 2, Mark.RIGHT), Given("Irtysh", 1, 1, Mark.WRONG),
            Given("Ob", 1, 2, Mark.WRONG), Given("", 1, 2, Mark.WRONG),
        ),
        0,
    )  # fmt: skip


def test_hostile_text_is_cleaned() -> None:
    """Nothing hidden is passed on, and markup stays the text that it is."""
    ((shown,), _) = commonest(item(TOWN), typed(HOSTILE), revealed=False)
    assert shown.text == clean(shown.text)
    assert "\x1b" not in shown.text
    assert "[b]x[/b]" in shown.text


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_texts_are_folded_and_marked_as_grading_does(data: st.DataObject) -> None:
    """All answers are counted; no two lines of one mark fold alike; each is marked by what its text is worth."""
    question = data.draw(typeds())
    texts = [text for text in question.accepted for text in (text, text.upper(), f"{text}.", f"{text}x")]
    drawn = data.draw(st.lists(st.sampled_from(texts) | st.text(max_size=6), max_size=6))
    # Most questions take these for the same texts, which stand first.
    drawn += [f"{text.upper()}!" for text in drawn]
    shown, others = commonest(item(question), [Words(text) for text in drawn], revealed=True)
    assert len(shown) <= MOST
    assert (others > 0) <= (len(shown) == MOST)
    if not others:
        assert sum(one.count for one in shown) == len(drawn)
    assert [one.count for one in shown] == sorted((one.count for one in shown), reverse=True)
    for one in shown:
        assert (grade(question, Words(one.text)).credit == 1) == (one.mark in (Mark.RIGHT, Mark.NEAR))

    def folded(text: str) -> str:
        return squeeze(fold(clean(text).strip(), question.language, question.keep)) or clean(text).strip()

    lines = [(folded(one.text), one.mark) for one in shown]
    assert len(set(lines)) == len(lines)
    for one in shown:
        share = grade(question, Words(one.text)).credit
        alike = [text for text in drawn if folded(text) == folded(one.text)]
        alike = [text for text in alike if grade(question, Words(text)).credit == share]
        assert clean(alike[0]).strip() == one.text
        assert one.count == len(alike)


@pytest.mark.parametrize("kind", [kind for kind in QUESTIONS if kind not in (Typed, Number, Cloze)])
@settings(max_examples=settings().max_examples // 10)
@given(st.data())
def test_what_is_chosen_is_not_listed_as_typed(kind: type, data: st.DataObject) -> None:
    """Options are counted elsewhere."""
    question = data.draw(QUESTIONS[kind])
    answers = data.draw(st.lists(responses(question), max_size=3))
    assert commonest(Item("q", "stem", question), answers, revealed=True) == ((), 0)


@given(clozes, st.data())
def test_of_gaps_each_text_is_counted_where_it_stands(question: Cloze, data: st.DataObject) -> None:
    """No line names a gap that is not there, nor any where there is one."""
    answers = data.draw(st.lists(responses(question), max_size=5))
    shown, others = commonest(item(question), answers, revealed=True)
    several = len(question.gaps) > 1
    assert all((1 <= one.gap <= len(question.gaps)) if several else one.gap == 0 for one in shown)
    if not others:
        assert sum(one.count for one in shown) == len(answers) * len(question.gaps)


def parts_of(hint: object, found: set[object]) -> set[object]:
    """All dataclasses that a value of a type can hold."""
    for part in (hint, *typing.get_args(hint)):
        if isinstance(part, type) and dataclasses.is_dataclass(part) and part not in found:
            found.add(part)
            for inner in typing.get_type_hints(part).values():
                parts_of(inner, found)
        elif part is not hint:
            parts_of(part, found)
    return found


def test_no_view_but_the_hosts_can_hold_what_others_have_typed() -> None:
    """Neither what everybody sees nor what a player sees has a place for it."""
    assert Given in parts_of(HostView, set())
    assert Given not in parts_of(PublicView, set()) | parts_of(PlayerView, set())
