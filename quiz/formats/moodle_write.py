"""Writes Moodle XML."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.written import BARE_CLOZE, decimal_text
from quiz.formats.base import Exported, Header
from quiz.formats.intake import label
from quiz.formats.outlet import Outlet, explanation
from quiz.formats.weights import carried, percent, weights
from quiz.formats.xml_out import HEAD, element, held, text

_CARRIES = frozenset(
    (
        "credit",
        "explain",
        "tags",
        "weight",
        "say",
        "keep_order",
        "score",
        "unit",
        "bounds",
        "reject",
        "keep",
        "decoys",
        "citations",
    )
)

_BRACE = "&#123;"
"""How a brace is written that opens no gap."""


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write all items, and what of them the format cannot carry."""
    outlet = Outlet(_CARRIES)
    outlet.head(header)
    questions = [found for item in items if (found := _question(item, header, outlet))]
    about = f"<!-- {' '.join(held(title).replace('--', '- -').split())} -->\n" if title else ""
    body = "\n".join(questions)
    return Exported(f"{HEAD}{about}<quiz>\n{body}\n</quiz>\n".encode(), tuple(outlet.losses))


def _question(item: Item, header: Header, outlet: Outlet) -> str | None:
    """Write one question; None where the format cannot ask it."""
    found = _answers(item, outlet)
    if found is None:
        return None
    kind, stem, answers = found
    outlet.settle(item)
    _blanks(item, outlet)
    worth = decimal_text(item.weight)
    if not worth:
        outlet.lose(item, "weight", "it has no end as a decimal")
    name = header.extras.get(item.id, {}).get("name", "") or label("", item.stem)
    tags = element("tags", *(element("tag", element("text", text(tag))) for tag in item.tags)) if item.tags else ""
    return element(
        "question",
        element("name", element("text", text(name))),
        _shown("questiontext", stem),
        _shown("generalfeedback", html(explanation(item))),
        element("defaultgrade", worth or "1"),
        element("hidden", "0"),
        answers,
        tags,
        type=kind,
    )


def html(found: str) -> str:
    """Give a text as HTML, a paragraph for each line."""
    return "".join(f"<p>{text(line)}</p>" for line in found.split("\n")) if found else ""


def _shown(tag: str, markup: str, *content: str) -> str:
    return element(tag, element("text", text(markup)), *content, format="html")


def _answer(found: str, grade: Fraction, said: str = "", *content: str, plain: bool = False) -> str:
    inner = element("text", text(found if plain else html(found)))
    worth = percent(grade)
    return element(
        "answer", inner, _shown("feedback", html(said)), *content,
        fraction=worth, format="moodle_auto_format" if plain else "html",
    )  # fmt: skip


def _answers(item: Item, outlet: Outlet) -> tuple[str, str, str] | None:
    """Give the type, the question text and the answers; None where the format cannot ask such a question."""
    question, stem = item.question, html(item.stem)
    match question:
        case Single():
            keep = outlet.keeps(item, question, _lined)
            return "multichoice", stem, element("single", "true") + _weighed(item, question, outlet, keep=keep)
        case Multiple():
            return _several(item, question, outlet)
        case TrueFalse(key=key, say=say):
            answers = (_answer(word, Fraction(100 * (key == fits)), "" if key == fits else say, plain=True)
                       for word, fits in (("true", True), ("false", False)))  # fmt: skip
            return "truefalse", stem, "".join(answers)
        case Number():
            return "numerical", stem, _number(item, question, outlet)
        case Typed():
            return "shortanswer", stem, _typed(item, question, outlet)
        case Order(entries=entries, score=score):
            places = (_answer(entry, Fraction(at)) for at, entry in enumerate(entries, 1))
            return "ordering", stem, element("gradingtype", "1" if score == "pairs" else "-1") + "".join(places)
        case Match():
            return "matching", stem, element("shuffleanswers", "true") + _pairs(question)
        case Cloze():
            return _cloze(item, question, outlet)


def _options(options: Sequence[Option], grades: Sequence[Fraction], *, keep: bool) -> str:
    answers = (_answer(option.text, grade, option.say) for option, grade in zip(options, grades, strict=True))
    return element("shuffleanswers", "false" if keep else "true") + "".join(answers)


def _several(item: Item, question: Multiple, outlet: Outlet) -> tuple[str, str, str]:
    stem, keep = html(item.stem), outlet.keeps(item, question, _lined)
    if question.score == "all" and all(option.score is None for option in question.options):
        whole = [Fraction(100 * (at in question.keys)) for at in range(len(question.options))]
        return "multichoiceset", stem, _options(question.options, whole, keep=keep)
    return "multichoice", stem, element("single", "false") + _weighed(item, question, outlet, keep=keep)


def _weighed(item: Item, question: Single | Multiple, outlet: Outlet, *, keep: bool) -> str:
    held_, fields = carried(question)
    for field in fields:
        outlet.lose(item, field, "Moodle weighs the answers, and these weights say it otherwise")
    return _options(held_.options, weights(held_), keep=keep)


def _number(item: Item, question: Number, outlet: Outlet) -> str:
    below, above = question.value - question.low, question.high - question.value
    around = decimal_text(min(below, above))
    if below != above or not around:
        outlet.lose(item, "bounds", "the tolerance is the same both ways, and has an end as a decimal")
    value = question.printed.replace(",", "") or decimal_text(question.value)
    answer = _answer(value, Fraction(100), "", element("tolerance", around or "0"), plain=True)
    if not question.unit:
        return answer
    unit = element("unit", element("multiplier", "1"), element("unit_name", text(question.unit)))
    return answer + element("units", unit)


def _typed(item: Item, question: Typed, outlet: Outlet) -> str:
    if set(question.keep) - {"case"}:
        outlet.lose(item, "keep", "Moodle keeps case, and accents and punctuation in its own way")
    rows = [(found, Fraction(100), "") for found in question.accepted]
    rows += [(option.text, Fraction(0), option.say) for option in question.reject]
    answers = (_answer(found.replace("*", "\\*"), grade, said, plain=True) for found, grade, said in rows)
    return element("usecase", "1" if "case" in question.keep else "0") + "".join(answers)


def _pairs(question: Match) -> str:
    lefts = [*question.lefts, *("" for _ in question.rights[len(question.lefts) :])]
    return "".join(
        _shown("subquestion", html(left), element("answer", element("text", text(right))))
        for left, right in zip(lefts, question.rights, strict=True)
    )


def _cloze(item: Item, question: Cloze, outlet: Outlet) -> tuple[str, str, str] | None:
    accepted = [found for gap in question.gaps for found in gap.accepted]
    if any("\\" in found or "*" in found or "\n" in found for found in accepted):
        outlet.refuse(item, "a backslash or `*` in a gap would mean something else there")
        return None
    first, last = question.parts[0], question.parts[-1]
    if len(question.gaps) == 1 and not first.strip() and not last.strip():
        outlet.refuse(item, "a gap without a text around it is no Cloze question")
        return None
    if any(gap.keep not in ((), ("case",)) for gap in question.gaps):
        outlet.lose(item, "keep", "Moodle keeps case, and accents and punctuation in its own way")
    if "\n" in first:
        outlet.lose(item, "parts", "the lines before that of the first gap become part of the question")
    codes = [_code(gap) for gap in question.gaps]
    texts = [text(part).replace("{", _BRACE) for part in question.parts]
    marked = "".join(part + code for part, code in zip(texts, [*codes, ""], strict=True))
    stem = "" if item.stem == BARE_CLOZE else html(item.stem).replace("{", _BRACE)
    return "cloze", stem + "".join(f"<p>{line}</p>" for line in marked.split("\n")), ""


def _code(gap: Typed) -> str:
    form = "SHORTANSWER_C" if "case" in gap.keep else "SHORTANSWER"
    return f"{{1:{form}:{'~'.join('=' + text(_escaped(found)) for found in gap.accepted)}}}"


def _escaped(found: str) -> str:
    for sign in "}~#":
        found = found.replace(sign, f"\\{sign}")
    return found


def _blanks(item: Item, outlet: Outlet) -> None:
    """Note texts that markup cannot hold as they stand."""
    question = item.question
    found = [("stem", item.stem), ("explain", item.reveal.explain), *(("tags", tag) for tag in item.tags)]
    match question:
        case Single(options=options) | Multiple(options=options):
            found += [("options", option.text) for option in options] + [("say", option.say) for option in options]
        case TrueFalse(say=say):
            found.append(("say", say))
        case Order(entries=entries):
            found += [("entries", entry) for entry in entries]
        case Match(lefts=lefts, rights=rights):
            found += [("lefts", entry) for entry in lefts] + [("rights", entry) for entry in rights]
        case Typed(accepted=accepted, reject=reject):
            found += [("accepted", entry) for entry in accepted] + [("reject", o.text) for o in reject]
            found += [("reject", option.say) for option in reject]
        case Cloze(parts=parts, gaps=gaps):
            found += [("gaps", entry) for gap in gaps for entry in gap.accepted] + [("parts", "x".join(parts))]
        case Number(unit=unit):
            found.append(("unit", unit))
    for field, said in found:
        lined = "\n" in said and field not in ("stem", "explain", "parts")
        if lined or settled(said) != said:
            outlet.lose(item, field, "spaces in a row, empty lines or line ends become single ones")


def settled(found: str) -> str:
    """Give a text as it comes back from HTML: single blanks in every line, no empty lines."""
    lines = (" ".join(line.split()) for line in held(found).split("\n"))
    return "\n".join(line for line in lines if line)


def _lined(found: str) -> str:
    return settled(found).replace("\n", " ")
