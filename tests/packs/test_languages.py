"""What is known of English words is held against English texts alone."""

from __future__ import annotations

import pytest

from quiz.packs import CODES
from tests.packs.fixtures import found

ENGLISH = frozenset({"Q205", "A310", "A311", "A312", "T509", "T510"})
"""Codes that come of English words."""

# A language, a stem, options of which the first is right, and what an English reader would find fault with.
_OTHERS = [
    ("es", "Colón llegó a", ["Cuba", "América", "Asia"], {"A312"}),
    ("es", "¿Cómo lo hizo?", ["a medias", "medias", "bien"], {"Q205"}),
    ("es", "¿Qué disco es de 1987?", ["Tango", "None of the Above"], {"A310", "A311"}),
    ("pt", "O navio chegou a", ["Goa", "Angola", "Ormuz"], {"A312"}),
    ("it", "Quando si parte?", ["di notte", "all'alba", "la sera"], {"A310"}),
    ("it", "Come dipinse Giotto?", ["a fresco", "fresco", "su tela"], {"Q205"}),
    ("it", "Marco Polo arrivò a", ["Genova", "Acri", "Aleppo"], {"A312"}),
    ("de", "Wohin flog Gagarin?", ["in die Umlaufbahn", "ins tiefe All", "nach Bonn"], {"A310"}),
    ("de", "Was tut in der Wüste not?", ["Wasser", "Sand"], {"T509"}),
    ("de", "Baden grenzt an", ["Elsass", "Sachsen", "Pommern"], {"A312"}),
    ("de-CH", "Was sah Noah zuerst?", ["an Land", "Land"], {"Q205"}),
    ("DE", "Seit wann gibt es USA Today?", ["1982", "1990"], {"T510"}),
    ("fr", "Qu'est-ce qu'il a", ["vendu", "inventé", "acheté"], {"A312"}),
    ("fr", "Que dit le passé composé ?", ["a bu", "bu", "boire"], {"Q205"}),
    ("fr", "Quel office suit sexte ?", ["complies", "none", "vêpres"], {"A310"}),
    ("nb", "Hva slo bokserne med, never eller føtter?", ["hender", "bein"], {"T509"}),
    ("ru", "Когда вышла первая USA Today?", ["1982", "1990"], {"T510"}),
    ("ru", "Кто записал песню?", ["Beatles", "The Beatles", "Битлы"], {"Q205"}),
    ("ru", "Как называется фильм?", ["Брат", "None of the above"], {"A310", "A311"}),
]  # fmt: skip


def _codes(head: str, stem: str, options: list[str], more: str = "") -> set[str]:
    """What a check with everything finds in a question."""
    right, *wrong = (f'"{option}"' for option in options)
    question = f'  - ask: "{stem}"\n    right: {right}\n    wrong: [{", ".join(wrong)}]\n{more}'
    data = f"quiz: 1\ntitle: T\n{head}questions:\n{question}"
    return {one.code for one in found(data.encode(), pedantic=True)}


@pytest.mark.parametrize(("language", "stem", "options", "traps"), _OTHERS, ids=[row[1] for row in _OTHERS])
def test_other_languages_are_not_read_as_english(language: str, stem: str, options: list[str], traps: set[str]) -> None:
    """Each of these holds what English would be told of: it is told where nothing says another language."""
    assert _codes(f"language: {language}\n", stem, options) & ENGLISH == set()
    for head in ("", "language: eng\n", "language: EN-gb\n", "language: und\n"):
        assert _codes(head, stem, options) & ENGLISH == traps


def test_each_of_the_codes_has_its_trap() -> None:
    """None is left out of the table above."""
    assert set().union(*(row[3] for row in _OTHERS)) == ENGLISH


def test_the_language_of_a_question_goes_before_that_of_its_pack() -> None:
    """In packs of language teachers both stand side by side."""
    stem, options = "Which is not a colour?", ["cold", "all red"]
    assert _codes("language: es\n", stem, options, "    language: en\n") & ENGLISH == {"T509", "A310"}
    assert _codes("language: en\n", stem, options, "    language: es\n") & ENGLISH == set()


@pytest.mark.parametrize("code", sorted(ENGLISH))
def test_the_examples_of_these_codes_are_english(code: str) -> None:
    """In another language they give nothing."""
    head, _, question = CODES[code].bad.replace("»", "").partition("\n")
    data = f"quiz: 1\ntitle: T\nlanguage: fi\nquestions:\n  {head}\n" + "".join(
        f"  {line}\n" for line in question.splitlines()
    )
    assert code not in {one.code for one in found(data.encode(), pedantic=True)}


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("el", "Ποια είναι η πρωτεύουσα;"), ("ar", "ما هي العاصمة؟"), ("ur", "یہ دارالحکومت ہے۔"),
        ("hi", "यह राजधानी है।"),
        ("th", "เมืองหลวงคือเมืองใด"), ("lo-LA", "ນະຄອນຫຼວງແມ່ນເມືອງໃດ"), ("am", "ይህ ምንድን ነው፧"), ("hy", "Սա մայրաքաղաքն է։"),
        ("km", "នេះជារាជធានី។"), ("my", "ဒါက မြို့တော်ပါ။"), ("zh", "哪座城市是首都？"), ("de", "Wer schrieb „Faust“"),
    ],
)  # fmt: skip
def test_languages_end_their_questions_as_they_do(language: str, stem: str) -> None:
    """With marks of their own; without one they are told, save where there is none."""
    assert "T508" not in _codes(f"language: {language}\n", stem, ["A", "B"])
    language, stem = ("en", stem) if language in ("th", "lo-LA") else (language, stem[:-1])
    assert "T508" in _codes(f"language: {language}\n", stem, ["A", "B"])


@pytest.mark.parametrize(
    ("language", "options"),
    [("hi", ["दिन", "दीन"]), ("th", ["ข้าว", "ข่าว"]), ("fr", ["des", "dès"]), ("de", ["der See", "die See"])],
)
def test_signs_on_letters_tell_words_apart(language: str, options: list[str]) -> None:
    """Day and poor, rice and news: a vowel sign, a tone or an accent is no full stop, and neither is an article."""
    assert "Q205" not in _codes(f"language: {language}\n", "?", options)
    assert "Q205" in _codes(f"language: {language}\n", "?", [options[0], f"{options[0]}."])


@pytest.mark.parametrize("thousands", [",", ".", "\u00a0", " ", "\u202f", "'", "\u2019"], ids=ascii)
def test_numbers_are_numbers_however_their_digits_are_grouped(thousands: str) -> None:
    """The largest alone holds the sign twice, and is no less a number for that."""
    options = [f"1{thousands}000{thousands}000", f"500{thousands}000", f"250{thousands}000"]
    assert _codes("language: de\n", "Wie viele?", options) & {"A309", "Q216"} == {"Q216"}
    assert "A309" in _codes("language: de\n", "Wie viele?", [options[0], "viele", "wenige"])
