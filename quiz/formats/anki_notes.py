"""What an Anki note is to a quiz, in packages and in text files alike: a text to type, or a text with gaps."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Multiple, Number, Single, TrueFalse, Typed, key_text
from quiz.core.written import BARE_CLOZE, Written, decimal_text, refusal
from quiz.formats.aside import AsideError
from quiz.formats.base import Place
from quiz.formats.intake import Intake, label
from quiz.formats.outlet import Outlet, explanation
from quiz.formats.texts import one_line, plain, tidy

CARRIES = frozenset(("explain", "tags", "citations"))
MOST = 200
"""The longest answer, in characters, that anybody can be asked to type."""
_GAP = re.compile(r"\{\{c\d{1,3}::(.*?)(?:::[^{}]*?)?\}\}", re.DOTALL)
_HOLE = "\ue000"
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]]*\]")
_EXPLAINS = frozenset(("explanation", "extra", "back extra", "notes", "source"))


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its fields with their names, its tags, and whether its type is Cloze."""

    id: int
    names: tuple[str, ...]
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cloze: bool


def take(note: Note, intake: Intake, place: Place, topic: str = "") -> None:
    """Take a note, or say why not."""
    try:
        draft = _cloze(note, intake) if note.cloze else _card(note, intake)
    except AsideError as error:
        intake.skip(label("", _text(note.fields[0] if note.fields else "", intake, "stem")), place, error.reason)
        return
    intake.take(replace(draft, topic=topic), place)


def _text(raw: str, intake: Intake, field: str) -> str:
    """Give a field as plain text; pictures, sounds and markup are noted as lost."""
    if _SOUND.search(raw):
        intake.lose(field, "a sound is left out")
    found = plain(_SOUND.sub("", raw))
    if found.lost:
        intake.lose("format", f"the markup of {field} ({', '.join(found.lost)}) is taken off")
    return tidy(found.text)


def _rest(note: Note, intake: Intake, first: int) -> str:
    """Give the explanation among the further fields; what else they say is noted as lost."""
    told = []
    for name, raw in list(zip(note.names, note.fields, strict=False))[first:]:
        text = _text(raw, intake, "explain")
        if text and name.casefold() in _EXPLAINS:
            told.append(text)
        elif text:
            intake.lose("explain", f"the field {name[:30]!r} is left out")
    return "\n".join(told)


def _card(note: Note, intake: Intake) -> Written:
    if len(note.fields) < 2:
        raise AsideError("the note has one side")
    front, back = (_text(raw, intake, field) for raw, field in zip(note.fields, ("stem", "accepted"), strict=False))
    if not back:
        raise AsideError("the back of the card says nothing")
    if "\n" in back or len(back) > MOST:
        raise AsideError("the back of the card is too long to be typed")
    return Written(front, Typed((back,)), _rest(note, intake, 2), tags=note.tags)


def _cloze(note: Note, intake: Intake) -> Written:
    raw = note.fields[0].replace(_HOLE, "")
    accepted = [one_line(_text(found[1], intake, "gaps")) for found in _GAP.finditer(raw)]
    if not accepted:
        raise AsideError("the note holds no gap")
    if "{{c" in _GAP.sub("", raw) or any("{{c" in text for text in accepted):
        raise AsideError("a gap of the note stands inside another")
    parts = tuple(_text(_GAP.sub(_HOLE, raw), intake, "parts").split(_HOLE))
    if "::" in "".join(found[0].partition("::")[2].replace(found[1], "", 1) for found in _GAP.finditer(raw)):
        intake.lose("gaps", "the hints of gaps are left out")
    question = Cloze(parts, tuple(Typed((text,)) for text in accepted))
    return Written(BARE_CLOZE, question, _rest(note, intake, 1), tags=note.tags)


def fields(item: Item, outlet: Outlet) -> tuple[str, ...] | None:
    """Give the fields of a note; None where no card can ask it. Without wrong options a choice is a text to type."""
    question, told = item.question, _shown(explanation(item))
    if len(key_text(question)) > MOST and not isinstance(question, Cloze):
        outlet.refuse(item, f"its answer has more than {MOST} characters, which nobody would type")
        return None
    match question:
        case Typed(accepted=accepted):
            if len(accepted) > 1:
                outlet.lose(item, "accepted", "only the first of its right answers is written")
            return _shown(item.stem), _shown(accepted[0]), told
        case Single() | TrueFalse():
            asked = f"True or false: {item.stem}" if isinstance(question, TrueFalse) else item.stem
            return _shown(asked), _shown(one_line(key_text(question))), told
        case Number(printed=printed, value=value):
            return _shown(item.stem), _shown(printed.replace(",", "") or decimal_text(value)), told
        case Cloze():
            return _gapped(item, question, outlet)
        case _:
            reason = "several options" if isinstance(question, Multiple) else f"a question of kind {question.kind}"
            outlet.refuse(item, f"a card has no place for {reason}")
            return None


def _gapped(item: Item, question: Cloze, outlet: Outlet) -> tuple[str, ...] | None:
    texts = [*question.parts, *(gap.accepted[0] for gap in question.gaps)]
    if any(sign in text for text in texts for sign in ("{{", "}}", "::")):
        outlet.refuse(item, "its text holds signs of Anki's own")
        return None
    if any(text.startswith(":") or text.endswith((":", "}", "{")) for text in texts[len(question.parts) :]):
        outlet.refuse(item, "a gap would run into signs of Anki's own")
        return None
    if reason := refusal(Cloze(question.parts, tuple(Typed(gap.accepted[:1]) for gap in question.gaps))):
        outlet.refuse(item, reason)
        return None
    if item.stem != BARE_CLOZE:
        outlet.lose(item, "stem", "a text with gaps is all that the note asks")
    if any(len(gap.accepted) > 1 for gap in question.gaps):
        outlet.lose(item, "accepted", "only the first of its right answers is written")
    gaps = [f"{{{{c{at}::{_shown(gap.accepted[0])}}}}}" for at, gap in enumerate(question.gaps, 1)]
    text = "".join(_shown(part) + gap for part, gap in zip(question.parts, [*gaps, ""], strict=True))
    return text, _shown(explanation(item))


def changed(item: Item, outlet: Outlet) -> None:
    """Note what a card says otherwise: the kind, tags with blanks, and blanks that markup does not keep."""
    question = item.question
    told = [("stem", item.stem), ("explain", item.reveal.explain)]
    match question:
        case Single() | TrueFalse():
            outlet.lose(item, "kind", "its wrong answers are left out, and the right one is typed")
        case Number():
            outlet.lose(item, "kind", "the number is typed as a text, without tolerance or unit")
        case Typed(accepted=accepted):
            told += [("accepted", text) for text in accepted[:1]]
        case Cloze(parts=parts, gaps=gaps):
            told[0] = ("parts", "x".join(parts))
            told += [("gaps", gap.accepted[0]) for gap in gaps]
        case _:
            pass
    for field, text in told:
        if "\n".join(line for row in text.split("\n") if (line := " ".join(row.split()))) != text:
            outlet.lose(item, field, "spaces in a row and empty lines become single ones")
    if any(tag.split() != [tag] for tag in item.tags):
        outlet.lose(item, "tags", "tags have no spaces there, and get `_` instead")


def _shown(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def tags_text(item: Item) -> str:
    """Give tags as Anki has them, parted by blanks."""
    return " ".join("_".join(tag.split()) for tag in item.tags)
