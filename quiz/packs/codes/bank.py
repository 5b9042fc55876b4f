"""Codes of the pack as a whole: P.

Bias is a matter of many questions: each of these checks asks how likely the count is by chance, and speaks below 1 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from quiz.packs.codes.base import Code


def _pack(rows: Iterable[str], mark: str = "", head: str = "") -> str:
    return f"quiz: 1\ntitle: Many\n{head}{mark}questions:\n" + "".join(f"  - {row}\n" for row in rows)


def _statements(verdicts: str) -> list[str]:
    said = {"t": "true", "f": "false"}
    levels = (1, 2, 3)
    return [
        f"{{ask: Statement {n} of the list is so., verdict: {said[sign]}, difficulty: {levels[n % 3]}}}"
        for n, sign in enumerate(verdicts)
    ]


def _choices(texts: Iterable[tuple[str, str]], more: str = "") -> list[str]:
    return [
        f"{{ask: Which is it in case {n}?, right: {right}, wrong: [{wrong}]{more}, difficulty: {n % 3 + 1}}}"
        for n, (right, wrong) in enumerate(texts)
    ]


_RANGE = range(24)

BANK = MappingProxyType({
    "P600": Code(
        "error", "nothing to ask",
        "A pack holds facts, questions or both.",
        "Add a question or a fact.",
        "»quiz: 1\ntitle: Empty\n", "quiz: 1\ntitle: Full\nquestions:\n  - {ask: Is it so?, verdict: true}\n",
    ),
    "P601": Code(
        "warning", "nearly the same question again",
        "Four words in five are the same, and so is the answer.",
        "Remove one of the two, or ask for something else.",
        "- ask: Which city is the capital of the whole of Canada?\n  right: Ottawa\n  wrong: [Toronto]\n"
        "- ask: »Which city is the capital of the whole of Canada now?\n  right: Ottawa\n  wrong: [Montreal]\n",
        "- ask: Which city is the capital of Canada?\n  right: Ottawa\n  wrong: [Toronto]\n"
        "- ask: Which city is the capital of Italy?\n  right: Rome\n  wrong: [Milan]\n",
    ),
    "P602": Code(
        "error", "same question, different answers",
        "One of the two must be wrong, or the stem lacks a qualifier.",
        "Make the stems differ, or remove one.",
        "- ask: Is it so?\n  verdict: true\n- ask: »Is it so?\n  verdict: false\n",
        "- ask: Is it so?\n  verdict: true\n- ask: Was it so?\n  verdict: false\n",
    ),
    "P603": Code(
        "note", "the right answer often stands in one place",
        "Where the order is kept, players learn the place.",
        "Choose wrong answers on both sides of the right one.",
        _pack(_choices([(str(n + 9), f"{n}, {n + 1}, {n + 2}") for n in _RANGE], ", keep_order: true"), "»"),
        _pack(_choices([(str(n % 3), ", ".join("012".replace(str(n % 3), ""))) for n in _RANGE], ", keep_order: true")),
        pedantic=True,
    ),
    "P604": Code(
        "note", "the longest option is often right",
        "Players choose the longest when they do not know.",
        "Lengthen wrong options, or shorten right ones.",
        _pack(_choices([(f"longest {n}", f"short {n}, tiny {n}, small {n}") for n in _RANGE]), "»"),
        _pack(_choices([(f"bit{n}", f"cut{n}, dot{n}, eel{n}") for n in _RANGE])), pedantic=True,
    ),
    "P605": Code(
        "note", "of numbers the middle one is often right",
        "Authors put a smaller and a larger wrong number around the right one, and players know it.",
        "Let the right number be the smallest or the largest in half of the questions.",
        _pack(_choices([(f"{n + 50}", f"{n + 40}, {n + 60}, {n + 70}") for n in _RANGE]), "»"),
        _pack(_choices([(f"{n + 50 + 40 * (n % 2)}", f"{n + 60}, {n + 70}, {n + 80}") for n in _RANGE])), pedantic=True,
    ),
    "P606": Code(
        "note", "statements lean to one side",
        "Where most statements are true, `true` is a good guess.",
        "Turn some of them round.",
        _pack(_statements("t" * 24), "»"), _pack(_statements("tf" * 12)), pedantic=True,
    ),
    "P607": Code(
        "note", "one answer is right again and again",
        "An answer that is right in every fifth question is a good guess.",
        "Ask for other things.",
        _pack(_choices([("Rome", f"Town {n}, City {n}") for n in _RANGE]), "»"),
        _pack(_choices([(f"Rome {n}", f"Town {n}, City {n}") for n in _RANGE])), pedantic=True,
    ),
    "P608": Code(
        "note", "another question gives the answer away",
        "Its text holds the answer to this one.",
        "Reword one of the two, or give both a `topic` of their own.",
        "- ask: Which river flows through the town?\n  right: »Mississippi\n  wrong: [Danube]\n"
        "- ask: How long is the Mississippi?\n  number: 3766\n  unit: km\n",
        "- ask: Which river flows through the town?\n  right: Mississippi\n  wrong: [Danube]\n"
        "- ask: How long is the Nile?\n  number: 6650\n  unit: km\n", pedantic=True,
    ),
    "P609": Code(
        "note", "one tag in two spellings",
        "A search for one of them misses the other.",
        "Write both in the same way.",
        "- ask: Is it so?\n  verdict: true\n  tags: [Year 7]\n- ask: Was it so?\n  verdict: true\n  tags: [»year-7]\n",
        "- ask: Is it so?\n  verdict: true\n  tags: [Year 7]\n- ask: Was it so?\n  verdict: true\n  tags: [Year 7]\n",
    ),
    "P610": Code(
        "warning", "matter of others without a licence",
        "Whoever gets the pack must know whether it may be passed on.",
        "Add `licence:`, such as CC-BY-SA-4.0.",
        "quiz: 1\ntitle: Taken over\n»attribution: Somebody else\nquestions:\n  - {ask: Is it so?, verdict: true}\n",
        "quiz: 1\ntitle: Taken over\nattribution: Somebody else\nlicence: CC-BY-4.0\nquestions:\n"
        "  - {ask: Is it so?, verdict: true}\n",
    ),
    "P611": Code(
        "note", "questions without a source",
        "After the answer nobody can look it up.",
        "Add `source:` to the questions, or one for all under `defaults`.",
        "quiz: 1\ntitle: Bare\n»questions:\n  - {ask: Is it so?, verdict: true}\n",
        "quiz: 1\ntitle: Sourced\nsources: {Handbook: A handbook}\nquestions:\n"
        "  - {ask: Is it so?, verdict: true, source: Handbook}\n", pedantic=True,
    ),
    "P612": Code(
        "note", "all questions are equally difficult",
        "Rounds cannot begin with the easy ones.",
        "Give some of them another `difficulty`.",
        _pack([row.partition(", difficulty")[0] + "}" for row in _statements("tf" * 12)], "»"),
        _pack(_statements("tf" * 12)), pedantic=True,
    ),
    "P613": Code(
        "warning", "the same question stands in another pack",
        "Who plays both is asked twice, and results are kept under one id.",
        "Remove it from one of the two.",
        "quiz check one.quiz.yaml copy-of-one.quiz.yaml", "quiz check one.quiz.yaml two.quiz.yaml", shown=False,
    ),
    "P614": Code(
        "note", "nearly the same question with another answer",
        "Four words in five are the same; a series of questions may want that.",
        "Make sure that both answers are right.",
        "- ask: Which city was the capital of the whole of Italy in 1870?\n  right: Florence\n  wrong: [Turin]\n"
        "- ask: »Which city was the capital of the whole of Italy in 1872?\n  right: Rome\n  wrong: [Turin]\n",
        "- ask: Which city was the capital of the whole of Italy in 1870?\n  right: Florence\n  wrong: [Turin]\n"
        "- ask: Where did the king live?\n  right: Rome\n  wrong: [Turin]\n", pedantic=True,
    ),
})  # fmt: skip
