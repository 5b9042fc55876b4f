"""What a player has picked or typed and not yet locked. Pure: a key or a click makes a new entry.

| kind | keys |
|---|---|
| single, true/false | letter or digit picks, arrows move the pick; Enter or the same key again locks |
| multiple | letter or digit adds or takes away, arrows aim and Space does it; Enter locks |
| order | letter or digit sets what comes next, Backspace takes the last back; Enter locks the whole sequence |
| match | digit or up and down choose the left entry, a letter gives it its right one; Enter locks |
| number, typed | text; Enter locks |
| cloze | text; Tab or a semicolon goes to the next gap; Enter locks once all are filled |

An unfinished entry is locked as it stands by a second Enter. What is locked is spelled in the one grammar of answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from quiz.core.kinds.typed import LIMIT
from quiz.core.text import clean
from quiz.core.views import QuestionView
from quiz.core.wording import letter

TEXTUAL = frozenset({"number", "typed", "cloze"})
"""Kinds that are answered by typing text, so that no letter is a command."""
HINTS = MappingProxyType({
    "single": "letter or arrows pick, Enter locks",
    "multiple": "pick all that are right, Enter locks",
    "true_false": "A or B, T or F picks, Enter locks",
    "number": "type it, then Enter",
    "typed": "type it, then Enter",
    "order": "letters in sequence, Enter locks",
    "match": "a letter for each, Enter locks",
    "cloze": "type it, Tab goes on, then Enter",
})  # fmt: skip
"""How each kind is answered, in a few words."""
_ARROWS = frozenset({"up", "down", "left", "right"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An unfinished answer.

    `picks` are places: the pick, the picks, or a sequence. `rights` is a place or None for each left entry. `texts` are
    the typed texts, one a gap or just one. `at` is the place, left entry or text that keys go to (-1 for none), `caret`
    where in the text. `sure` is set when Enter was pressed on something unfinished.
    """

    instance: int = 0
    picks: tuple[int, ...] = ()
    rights: tuple[int | None, ...] = ()
    texts: tuple[str, ...] = ()
    at: int = -1
    caret: int = 0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The entry after a key. `lock` asks to lock it, `told` says why it cannot be yet, `used` is whether the key did
    anything."""

    entry: Entry
    lock: bool = False
    told: str = ""
    used: bool = True


def blank(question: QuestionView) -> Entry:
    """Nothing picked and nothing typed."""
    if question.kind == "match":
        return Entry(question.instance, rights=(None,) * len(question.lefts), at=0)
    gaps = len(question.parts) - 1 if question.kind == "cloze" else 1 if question.kind in TEXTUAL else 0
    return Entry(question.instance, texts=("",) * gaps, at=0 if gaps else -1)


def places(question: QuestionView) -> int:
    """How many tiles there are to choose from."""
    return 2 if question.kind == "true_false" else len(question.options)


def press(entry: Entry, question: QuestionView, key: str, character: str | None = None, columns: int = 1) -> Step:
    """What a key does. `key` is its name (`enter`, `up`, `a`), `character` what it prints; tiles stand in `columns`."""
    if key == "enter":
        return _enter(entry, question)
    entry = replace(entry, sure=False)
    if question.kind in TEXTUAL:
        return _write(entry, key, character)
    if key in _ARROWS:
        return _arrow(entry, question, key, columns)
    if key in ("backspace", "delete"):
        return _take_back(entry, question)
    if key == "space" and entry.at >= 0 and question.kind in ("multiple", "order"):
        return choose(entry, question, entry.at)
    sign = (character or key).upper()
    if len(sign) != 1:
        return Step(entry, used=False)
    if question.kind == "match" and sign.isdecimal():
        return aim(entry, question, int(sign) - 1)
    place = _place(sign, question)
    return Step(entry, used=False) if place is None else choose(entry, question, place)


def choose(entry: Entry, question: QuestionView, place: int) -> Step:
    """Pick what stands at `place`, by key or by click. Picking the pick again locks it."""
    entry = replace(entry, sure=False)
    if not 0 <= place < places(question):
        return Step(entry, used=False)
    match question.kind:
        case "multiple":
            changed = set(entry.picks) ^ {place}
            return Step(replace(entry, picks=tuple(sorted(changed)), at=place))
        case "order":
            kept = tuple(one for one in entry.picks if one != place)
            picks = kept if place in entry.picks else (*kept, place)
            return Step(replace(entry, picks=picks, at=place))
        case "match":
            return Step(_paired(entry, place))
        case _:
            return Step(replace(entry, picks=(place,), at=place), lock=entry.picks == (place,))


def aim(entry: Entry, question: QuestionView, at: int) -> Step:
    """Turn to a left entry or a gap, by key or by click."""
    count = len(question.lefts) if question.kind == "match" else len(entry.texts)
    if not 0 <= at < count:
        return Step(entry, used=False)
    return Step(replace(entry, at=at, caret=len(entry.texts[at]) if entry.texts else 0, sure=False))


def paste(entry: Entry, text: str) -> Entry:
    """Insert pasted text, its line ends as blanks, as far as an answer may be long."""
    if not entry.texts:
        return entry
    old = entry.texts[entry.at]
    added = clean(text)[: max(LIMIT - len(old), 0)]
    return _with_text(entry, old[: entry.caret] + added + old[entry.caret :], entry.caret + len(added))


def spelled(entry: Entry, question: QuestionView) -> str:
    """The entry in the grammar of typed answers; empty when there is nothing to lock."""
    match question.kind:
        case "true_false":
            return "" if not entry.picks else "true" if entry.picks[0] == 0 else "false"
        case "multiple":
            return " ".join(map(letter, entry.picks)) or "none"
        case "match":
            rights = [f"{i}{'-' if right is None else letter(right)}" for i, right in enumerate(entry.rights, 1)]
            return " ".join(rights) if any(right is not None for right in entry.rights) else ""
        case "cloze":
            texts = [text.strip() for text in entry.texts]
            return "; ".join(text.replace(";", ",") for text in texts) if any(texts) and len(texts) > 1 else texts[0]
        case "number" | "typed":
            return entry.texts[0].strip()
        case _:
            return " ".join(map(letter, entry.picks))


def missing(entry: Entry, question: QuestionView) -> str:
    """What is not there yet, in a few words; empty when the entry is whole."""
    match question.kind:
        case "single" | "true_false":
            return "" if entry.picks else "nothing picked"
        case "multiple":
            return "" if entry.picks else "nothing picked"
        case "order":
            left = places(question) - len(entry.picks)
            return f"{left} not placed" if left else ""
        case "match":
            left = entry.rights.count(None)
            return f"{left} not matched" if left else ""
        case _:
            empty = sum(not text.strip() for text in entry.texts)
            return "" if not empty else "nothing typed" if len(entry.texts) == 1 else f"{empty} not filled"


def _enter(entry: Entry, question: QuestionView) -> Step:
    """Lock what is whole; of what is not, say what is missing, and lock it at the second time where that is allowed."""
    lacking = missing(entry, question)
    if not lacking:
        return Step(entry, lock=True)
    if question.kind == "cloze" and len(entry.texts) > 1 and not entry.sure:
        empty = next(i for i, text in enumerate(entry.texts) if not text.strip())
        entry = replace(entry, at=empty, caret=0)
    some = any(r is not None for r in entry.rights) or any(t.strip() for t in entry.texts)
    allowed = question.kind == "multiple" or (question.kind in ("match", "cloze") and some)
    if allowed and entry.sure:
        return Step(entry, lock=True)
    told = f"{lacking}: {'Enter again locks it so' if allowed else HINTS[question.kind]}"
    return Step(replace(entry, sure=True), told=told)


def _place(sign: str, question: QuestionView) -> int | None:
    """The place that a letter or a digit names; T and F name true and false."""
    if question.kind == "true_false" and sign in "TF":
        return "TF".index(sign)
    place = int(sign) - 1 if sign.isdecimal() else ord(sign) - ord("A")
    return place if 0 <= place < places(question) else None


def _arrow(entry: Entry, question: QuestionView, key: str, columns: int) -> Step:
    """Move the pick, the aim, or through the left entries."""
    if question.kind == "match":
        if key in ("up", "down"):
            count = len(question.lefts)
            return aim(entry, question, (entry.at + (1 if key == "down" else -1)) % count)
        count = len(question.options)
        held = entry.rights[entry.at]
        step = 1 if key == "right" else -1
        return Step(_paired(entry, ((-1 if step > 0 else 0) if held is None else held) + step, count, stay=True))
    count = places(question)
    move = {"left": -1, "right": 1, "up": -columns, "down": columns}[key]
    at = 0 if entry.at < 0 else entry.at + move
    if not 0 <= at < count:
        at = entry.at
    picks = (at,) if question.kind in ("single", "true_false") else entry.picks
    return Step(replace(entry, at=at, picks=picks), used=count > 0)


def _take_back(entry: Entry, question: QuestionView) -> Step:
    """Undo the last thing picked."""
    if question.kind == "match":
        rights = list(entry.rights)
        at = entry.at if rights[entry.at] is not None else max(entry.at - 1, 0)
        rights[at] = None
        return Step(replace(entry, rights=tuple(rights), at=at))
    return Step(replace(entry, picks=entry.picks[:-1]))


def _paired(entry: Entry, right: int, count: int = 0, *, stay: bool = False) -> Entry:
    """Give the current left entry a right one, taking it from whoever had it, and turn to the next one without."""
    right = right % count if count else right
    rights = [None if held == right else held for held in entry.rights]
    rights[entry.at] = right
    after = [i % len(rights) for i in range(entry.at + 1, entry.at + len(rights) + 1)]
    following = entry.at if stay else next((i for i in after if rights[i] is None), entry.at)
    return replace(entry, rights=tuple(rights), at=following)


def _write(entry: Entry, key: str, character: str | None) -> Step:
    """Edit the current text."""
    text, caret = entry.texts[entry.at], entry.caret
    count = len(entry.texts)
    if key in ("tab", "down", "shift+tab", "up") or (character == ";" and count > 1):
        at = (entry.at + (-1 if key in ("shift+tab", "up") else 1)) % count
        return Step(replace(entry, at=at, caret=len(entry.texts[at])), used=count > 1)
    match key:
        case "backspace":
            return Step(_with_text(entry, text[: max(caret - 1, 0)] + text[caret:], max(caret - 1, 0)))
        case "delete":
            return Step(_with_text(entry, text[:caret] + text[caret + 1 :], caret))
        case "left" | "right":
            return Step(replace(entry, caret=min(max(caret + (1 if key == "right" else -1), 0), len(text))))
        case "home" | "ctrl+a":
            return Step(replace(entry, caret=0))
        case "end" | "ctrl+e":
            return Step(replace(entry, caret=len(text)))
        case "ctrl+u":
            return Step(_with_text(entry, text[caret:], 0))
        case "ctrl+w":
            kept = text[:caret].rstrip().rpartition(" ")[0]
            kept += " " if kept else ""
            return Step(_with_text(entry, kept + text[caret:], len(kept)))
    if character and character.isprintable() and len(text) < LIMIT:
        return Step(_with_text(entry, text[:caret] + character + text[caret:], caret + len(character)))
    return Step(entry, used=False)


def _with_text(entry: Entry, text: str, caret: int) -> Entry:
    """The entry with its current text changed."""
    texts = tuple(text if i == entry.at else old for i, old in enumerate(entry.texts))
    return replace(entry, texts=texts, caret=caret, sure=False)
