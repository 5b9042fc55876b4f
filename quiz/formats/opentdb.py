"""OpenTDB, the JSON of the Open Trivia Database: choice and true-false questions with HTML entities in their texts."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Option, Question, Single, TrueFalse
from quiz.core.written import Written
from quiz.formats.base import Exported, Format, Header, Imported, Place, Unreadable
from quiz.formats.intake import Intake, label, language_tag, title_of
from quiz.formats.outlet import Outlet
from quiz.formats.texts import decoded, tidy, unescaped

LICENCE = "CC-BY-SA-4.0"
ATTRIBUTION = "Open Trivia Database, https://opentdb.com"
_LEVELS = MappingProxyType({"easy": 2, "medium": 3, "hard": 4})
_WORDS = MappingProxyType({2: "easy", 3: "medium", 4: "hard"})
_CARRIES = frozenset({"topic", "difficulty"})


def read(data: bytes, name: str) -> Imported:
    """Read a file: an object with `results`, or a bare list. Raises Unreadable when it is neither."""
    tree = _parsed(data)
    head: Mapping[str, object] = tree if isinstance(tree, dict) else {}
    rows = head.get("results") if head else tree
    if not isinstance(rows, list):
        raise Unreadable("it holds no list of `results`")
    intake = Intake(language_tag(_text(head, "language")))
    for number, row in enumerate(rows, 1):
        _take(intake, row, Place(None, f"item {number}"))
    # What does not state its own terms comes from the database, whose terms it keeps.
    own = "licence" in head
    return intake.done(
        _text(head, "title") or title_of(name),
        licence=_text(head, "licence") if own else LICENCE,
        attribution=_text(head, "attribution") if own else ATTRIBUTION,
    )


def _parsed(data: bytes) -> object:
    try:
        return json.loads(decoded(data).text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"it is no JSON: {error.msg}", Place(error.lineno)) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is JSON of a kind that nobody writes: too deep, or a number too long") from error


def _take(intake: Intake, row: object, place: Place) -> None:
    if not isinstance(row, dict):
        intake.skip("", place, "it is no object")
        return
    stem = _text(row, "question")
    question = _question(row)
    if isinstance(question, str):
        intake.skip(label("", stem), place, question)
        return
    level = _text(row, "difficulty").casefold()
    if level and level not in _LEVELS:
        intake.lose("difficulty", f"{level[:40]!r} is none of easy, medium and hard")
    intake.take(Written(stem, question, topic=_text(row, "category"), difficulty=_LEVELS.get(level, 2)), place)


def _question(row: Mapping[str, object]) -> Question | str:
    right, wrong = _text(row, "correct_answer"), row.get("incorrect_answers")
    if not right:
        return "it has no `correct_answer`"
    if row.get("type") == "boolean":
        folded = right.casefold()
        return TrueFalse(folded == "true") if folded in ("true", "false") else f"{right[:40]!r} is no truth value"
    if not isinstance(wrong, list) or not wrong or not all(isinstance(text, str) for text in wrong):
        return "its `incorrect_answers` are no list of texts"
    return Single((Option(right), *(Option(tidy(unescaped(text))) for text in wrong)), 0)


def _text(row: Mapping[str, object], key: str) -> str:
    text = row.get(key)
    return tidy(unescaped(text)) if isinstance(text, str) else ""


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a file as the database gives it, with what a pack says of itself beside the list."""
    outlet = Outlet(_CARRIES)
    rows = []
    for item in items:
        row = _row(outlet, item)
        if row is not None:
            outlet.settle(item)
            rows.append(row)
    head = {
        "response_code": 0, "title": _out(title), "licence": _out(header.licence),
        "attribution": _out(header.attribution), "language": header.language,
    }  # fmt: skip
    text = json.dumps(head | {"results": rows}, ensure_ascii=False, indent=1)
    return Exported(text.encode() + b"\n", tuple(outlet.losses))


def _row(outlet: Outlet, item: Item) -> dict[str, object] | None:
    question = item.question
    if isinstance(question, TrueFalse):
        kind, right, wrong = "boolean", str(question.key), [str(not question.key)]
    elif isinstance(question, Single):
        texts = [_out(option.text) for option in question.options]
        kind, right = "multiple", texts.pop(question.key)
        wrong = texts
    else:
        outlet.refuse(item, f"OpenTDB has no questions of kind {question.kind}")
        return None
    level = min(max(item.difficulty, 2), 4)
    if level != item.difficulty:
        outlet.lose(item, "level", f"difficulty {item.difficulty} becomes `{_WORDS[level]}`")
    return {
        "type": kind, "difficulty": _WORDS[level], "category": _out(item.topic), "question": _out(item.stem),
        "correct_answer": right, "incorrect_answers": wrong,
    }  # fmt: skip


def _out(text: str) -> str:
    return html.escape(text)


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001 - every format is asked alike
    """Whether the file is JSON that speaks of right and wrong answers."""
    start = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[")) and b'"correct_answer"' in start


FORMAT = Format("opentdb", "OpenTDB (JSON)", (".json",), sniff, read, write)
