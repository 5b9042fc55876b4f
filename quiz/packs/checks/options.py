"""Checks of the options of a choice."""

from __future__ import annotations

import re

from quiz.core.kinds import Single
from quiz.packs.checks.base import Case
from quiz.packs.findings import quoted

MANY, LIVE = 6, 4
_SIGNS = re.compile(r"[\W_]+")
_LOOSE = re.compile(rf"^(?:the|an?) |{_SIGNS.pattern}")
# With the signs between digits that any language writes: 1,000,000.5 and 1.000.000,5 and 1 000 000.
_NUMBER = re.compile("[-\u2212]?\\d+(?:[.,]\\d+|['\u2019 \u00a0\u202f]\\d{3})*[ \u00a0\u202f]?%?")
_ABSOLUTE = re.compile(r"\b(?:always|never|only|all|none|every|nobody|everybody|completely)\b")
_ABOVE = re.compile(
    r"(?:all|none|both|neither|any)(?: of (?:the|these))?(?: (?:above|below|answers|options|choices))?[.!]?"
)
_ARTICLE = re.compile(r"\b(an?)[ _.…:?]*$")
_LONG = re.compile(r"[^\W\d_]{6,}")
_MUCH, _MORE = 1.5, 8


def number_of_options(case: Case) -> None:
    """Q207, Q222: more options than anybody reads."""
    count = len(case.options)
    if count > MANY:
        case.log.add("Q207", case.node.fields["right"].mark, f"{count} options are many")
    elif count > LIVE:
        case.log.add("Q222", case.node.fields["right"].mark, f"{count} options are more than four")


def nearly_same(case: Case) -> None:
    """Q205: options that differ in a dot or a blank only, or in an English article; others tell words apart."""
    seen: dict[str, str] = {}
    passed = _LOOSE if case.english else _SIGNS
    for option in case.options:
        text = option.text
        loose = text.casefold() if text.isalnum() else passed.sub("", text.casefold())
        if loose and seen.setdefault(loose, text) is not text and not _signed(text, seen[loose]):
            case.log.add("Q205", option.mark, f"{quoted(text)} and {quoted(seen[loose])} differ in next to nothing")


def _signed(one: str, other: str) -> bool:
    """Tell whether signs are the matter: numbers such as -5 and 5 or 1.5 and 15, or symbols such as C++ and C#."""
    if any(char.isdigit() for char in one):
        return True
    signs = [[char for char in text if not char.isalnum() and char not in " .-'’"] for text in (one, other)]
    return signs[0] != signs[1]


def could_be_sorted(case: Case) -> None:
    """Q216: a list of numbers that would be shuffled."""
    question = case.item.question
    if len(case.options) > 2 and isinstance(question, Single) and not question.keep_order and _numbers(case):
        case.log.add("Q216", case.options[0].mark, f"all {len(case.options)} options are numbers")


def _numbers(case: Case) -> bool:
    return all(_NUMBER.fullmatch(option.text) for option in case.options)


def contained(case: Case) -> None:
    """A305: an option that contains another as words."""
    folds = [f" {option.text.casefold()} " for option in case.options]
    for at, option in enumerate(case.options):
        inner = next((n for n, fold in enumerate(folds) if n != at and fold in folds[at]), None)
        if inner is not None:
            said = f"{quoted(option.text)} contains {quoted(case.options[inner].text)}"
            case.log.add("A305", option.mark, said)


def echo(case: Case) -> None:
    """A307: a long word of the stem stands in the right option alone."""
    if case.right != 1 or len(case.options) < 3:
        return
    right, *wrong = (option.text.casefold() for option in case.options)
    for word in _LONG.findall(right):
        if word in case.folded and word != right and not any(word in other for other in wrong):
            case.log.add("A307", case.options[0].mark, f"{quoted(word)} stands in the question and in no other option")
            return


def odd_one_out(case: Case) -> None:
    """A308, A309: only the right option begins in another way, or is a number, or is none."""
    if case.right != 1 or len(case.options) < 3:
        return
    right, wrong = case.options[0], case.options[1:]
    capitals = [option.text[:1].isupper() for option in case.options]
    letters = all(option.text[:1].isalpha() for option in case.options)
    if letters and len(set(capitals[1:])) == 1 and capitals[0] != capitals[1]:
        case.log.add(
            "A308", right.mark, f"{quoted(right.text)} alone begins {'with' if capitals[0] else 'without'} a capital"
        )
    figures = [bool(_NUMBER.fullmatch(option.text)) for option in case.options]
    if len(set(figures[1:])) == 1 and figures[0] != figures[1] and wrong:
        case.log.add("A309", right.mark, f"{quoted(right.text)} alone is {'a' if figures[0] else 'no'} number")


def absolute(case: Case) -> None:
    """A310: a wrong option with an absolute word that the right ones lack."""
    if not case.english or any(_ABSOLUTE.search(option.text.casefold()) for option in case.options[: case.right]):
        return
    for option in case.options[case.right :]:
        if found := _ABSOLUTE.search(option.text.casefold()):
            case.log.add("A310", option.mark, f"{quoted(option.text)} says {quoted(found.group())}")


def above(case: Case) -> None:
    """A311: an option that speaks of the other options."""
    for option in case.options if case.english else ():
        folded = option.text.casefold()
        if folded[:1] in "anb" and _ABOVE.fullmatch(folded) and " " in folded:
            case.log.add("A311", option.mark, f"{quoted(option.text)} speaks of the other options, which are shuffled")


def article(case: Case) -> None:
    """A312: `a` or `an` at the end of the stem fits the right option alone."""
    found = _ARTICLE.search(case.folded) if case.english else None
    if not found or not case.options or case.right != 1:
        return
    vowel = [option.text[:1].casefold() in "aeiou" for option in case.options]
    if vowel[0] == (found[1] == "an") and not any(other == vowel[0] for other in vowel[1:]):
        case.log.add("A312", case.stem.mark, f"after {quoted(found[1])} only the right option fits")


def longest(case: Case) -> None:
    """A313: the right option is longer by half than the longest wrong one."""
    if case.right != 1 or len(case.options) < 3:
        return
    right, *wrong = (len(option.text) for option in case.options)
    if right >= _MUCH * max(wrong) and right - max(wrong) >= _MORE:
        case.log.add(
            "A313", case.options[0].mark, f"{right} characters against {max(wrong)} in the longest wrong option"
        )
