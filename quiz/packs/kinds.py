"""Reads the eight kinds of hand-written question, each from its deciding key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.kinds.multiple import Scoring
from quiz.packs.fields import alike, check_keys, choice, describe, optional, placeholder, text, texts, whole_number
from quiz.packs.findings import Log, quoted
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.values import ValueProblem, decimal

MOST_OPTIONS = 8
_OPTION_KEYS = frozenset({"text", "say"})
_TYPING = ("case", "accents", "punctuation", "articles")
_YEAR = re.compile(r"\byear\b", re.IGNORECASE)
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?: [^<>]*)?/?>|&(?:#\d+|[a-zA-Z]{2,8});")


class Draft(NamedTuple):
    """A question being read: where findings go, its node, its stem, the stem folded, the language of the pack."""

    log: Log
    node: Map
    stem: str
    folded: str
    language: str


Reader = Callable[[Draft], Question | None]


def checked(log: Log, node: Scalar) -> str:
    """Give the text of `node`, after the checks that every text shown to players gets."""
    found = node.text
    if not log.suspect:
        return found
    if ("<" in found or "&" in found) and (left := _HTML.search(found)):
        log.add("T504", node.mark, f"{quoted(left.group())} looks like HTML")
    if "\ufffd" in found:
        log.add("T503", node.mark, "the text holds U+FFFD")
    if placeholder(found):
        log.add("Q217", node.mark, f"{quoted(found)} is a placeholder")
    return found


def _options(log: Log, node: Node | None, what: str) -> list[tuple[Option, Scalar]]:
    """Read options in the short form (a text) or the long one ({text, say})."""
    found: list[tuple[Option, Scalar]] = []
    if node is None:
        return found
    for entry in node.items if type(node) is Seq else (node,):
        inner, say = entry, ""
        if isinstance(entry, Map) and "text" in entry.fields:
            check_keys(log, entry, _OPTION_KEYS, "an option")
            inner, say = entry.fields["text"], optional(log, entry.fields, "say")
        if type(inner) is Scalar and inner.text:
            found.append((Option(checked(log, inner), say), inner))
        else:
            text(log, inner, what)
    return found


def _distinct(log: Log, right: list[tuple[Option, Scalar]], wrong: list[tuple[Option, Scalar]]) -> None:
    """Note options that would be taken for one another."""
    folds = [alike(option.text) for option, _ in right + wrong]
    if len(set(folds)) == len(folds):
        return
    for index, (option, node) in enumerate(right + wrong):
        first = folds.index(folds[index])
        if first < index:
            code = "Q203" if first < len(right) <= index else "Q204"
            what = "is right and also among the wrong ones" if code == "Q203" else "stands twice"
            log.add(code, node.mark, f"{quoted(option.text)} {what}")


def _choice(draft: Draft) -> Question | None:
    """Single choice where `right` is one text, multiple where it is a list."""
    log, node = draft.log, draft.node
    fields = node.fields
    given = fields["right"]
    right = _options(log, given, "the right answer")
    wrong = _options(log, fields.get("wrong"), "a wrong answer")
    _distinct(log, right, wrong)
    keep = "keep_order" in fields and _flag(log, fields["keep_order"], "`keep_order`")
    if not right:
        log.add("Q202", given.mark, "`right` is empty")
        return None
    if len(right) + len(wrong) < 2:
        log.add("Q206", given.mark, "there is no wrong answer to choose instead")
    if len(right) + len(wrong) > MOST_OPTIONS:
        log.add("Q207", given.mark, f"{len(right) + len(wrong)} options are too many")
    options = tuple([option for option, _ in right + wrong])
    if keep:
        options = _sorted(options)
    keys = tuple(sorted(options.index(option) for option, _ in right)) if keep else tuple(range(len(right)))
    if isinstance(given, Seq):
        score = choice(log, fields.get("score"), "`score`", ("all", "share", "share-minus"), "share-minus")
        return Multiple(options, keys, cast("Scoring", score), keep)
    if "score" in fields:
        log.add("Y118", node.keys["score"], "`score` belongs to a question with a list of right answers")
    _given_away(log, draft.folded, right[0])
    return Single(options, keys[0], keep)


def _sorted(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Sort options whose order is kept, since `right` stands apart in the file: as numbers, or else by the alphabet."""
    try:
        return tuple(sorted(options, key=lambda option: decimal(option.text)))
    except ValueProblem:
        return tuple(sorted(options, key=lambda option: option.text.casefold()))


def _given_away(log: Log, asked: str, right: tuple[Option, Scalar]) -> None:
    answer = alike(right[0].text)
    if len(answer) > 2 and answer in asked and re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", asked):
        log.add("A306", right[1].mark, f"{quoted(right[0].text)} stands in the question")


def _flag(log: Log, node: Node | None, what: str) -> bool:
    return choice(log, node, what, ("true", "false"), "false") == "true"


def _verdict(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["verdict"]
    found = given.text if isinstance(given, Scalar) else ""
    if found not in ("true", "false"):
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(found.casefold(), found.casefold())
        fix = f"Write `verdict: {meant}`." if meant in ("true", "false") else ""
        log.add("Q209", given.mark, f"`verdict` must be true or false, here is {describe(given)}", fix)
        return None
    return TrueFalse(found == "true", optional(log, node.fields, "say"))


def _decimal(log: Log, node: Node, what: str) -> Fraction | None:
    try:
        return decimal(node.text if isinstance(node, Scalar) else "")
    except ValueProblem as problem:
        log.add("N401", node.mark, f"{what}: {problem}" if isinstance(node, Scalar) else f"{what} is no number")
        return None


def _number(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    fields = node.fields
    given = fields["number"]
    value = _decimal(log, given, "`number`")
    if value is None or not isinstance(given, Scalar):
        return None
    unit = optional(log, fields, "unit")
    low, high = _bounds(log, node, value)
    margin = _distance(log, fields["margin"], value, "`margin`") if "margin" in fields else None
    year = given.text.isdigit() and len(given.text) == 4 and not unit and bool(_YEAR.search(draft.stem))
    return Number(value, low, high, unit, margin, year, given.text)


def _bounds(log: Log, node: Map, value: Fraction) -> tuple[Fraction, Fraction]:
    within, between = node.fields.get("within"), node.fields.get("between")
    if within is not None and between is not None:
        log.add("Y119", node.keys["between"], "`within` and `between` exclude one another")
    if between is not None:
        ends = [_decimal(log, end, "`between`") for end in between.items] if isinstance(between, Seq) else []
        if len(ends) != 2:
            log.add("Y122", between.mark, "`between` is a list of two numbers")
        elif ends[0] is not None and ends[1] is not None:
            if ends[0] <= value <= ends[1]:
                return ends[0], ends[1]
            log.add("N404", between.mark, "the range does not run from low to high around the right number")
        return value, value
    if within is None:
        return value, value
    distance = _distance(log, within, value, "`within`")
    if value and value - distance <= 0 <= value + distance:
        log.add("N403", within.mark, "the tolerance takes in zero")
    return value - distance, value + distance


def _distance(log: Log, node: Node, value: Fraction, what: str) -> Fraction:
    """Read a distance: a number, or a percentage of `value`."""
    written = node.text if isinstance(node, Scalar) else ""
    percent = written.endswith("%")
    number = _decimal(log, Scalar(written.removesuffix("%").rstrip(), node.mark), what)
    if number is None:
        return Fraction(0)
    if number < 0:
        log.add("N402", node.mark, f"{what} is negative")
    if percent and not value:
        log.add("N406", node.mark, f"{what} is a percentage of zero")
    return abs(value) * number / 100 if percent else number


def _typing(log: Log, fields: Mapping[str, Node]) -> tuple[int | None, tuple[str, ...]]:
    near = whole_number(log, fields["near"], "`near`", 0, 9, 0) if "near" in fields else None
    keep = tuple(
        key
        for key in _TYPING
        if key in fields and choice(log, fields[key], f"`{key}`", ("ignore", "keep"), "ignore") == "keep"
    )
    return near, keep


def _typed(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    fields = node.fields
    given = fields["accept"]
    accepted = texts(log, given, "`accept`")
    if not accepted:
        log.add("Q202", given.mark, "`accept` is empty")
        return None
    near, keep = _typing(log, fields)
    reject = _rejected(log, fields.get("reject"))
    folds = {alike(entry) if "case" not in keep else entry for entry in accepted}
    if len(folds) < len(accepted):
        log.add("A301", given.mark, "two of the accepted texts read alike")
    for option in reject:
        if (alike(option.text) if "case" not in keep else option.text) in folds:
            log.add("A302", fields["reject"].mark, f"{quoted(option.text)} is accepted and rejected")
    if isinstance(given, Scalar):
        checked(log, given)
        _given_away(log, draft.folded, (Option(given.text), given))
    return Typed(accepted, near, keep, reject, draft.language)


def _rejected(log: Log, node: Node | None) -> tuple[Option, ...]:
    if isinstance(node, Map):
        return tuple(
            Option(key, text(log, value, f"what is said to {quoted(key)}")) for key, value in node.fields.items()
        )
    return tuple(option for option, _ in _options(log, node, "a rejected text"))


def _order(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["order"]
    entries = _options(log, given, "an entry of `order`")
    if len({alike(option.text) for option, _ in entries}) < max(3, len(entries)):
        log.add("Q210", given.mark, f"{len(entries)} entries, of which some may be alike, give no order")
    if len(entries) > MOST_OPTIONS:
        log.add("Q207", given.mark, f"{len(entries)} entries are too many")
    score = choice(log, node.fields.get("score"), "`score`", ("all", "pairs"), "pairs")
    return Order(tuple(option.text for option, _ in entries), cast("Literal['all', 'pairs']", score))


def _match(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["match"]
    if not isinstance(given, Map):
        log.add("Y122", given.mark, "`match` must be keys with values, LEFT: RIGHT")
        return None
    lefts = tuple(given.fields)
    rights = tuple(text(log, value, f"the partner of {quoted(key)}") for key, value in given.fields.items())
    decoys = texts(log, node.fields.get("decoys"), "`decoys`")
    if len(lefts) < 2:
        log.add("Q206", given.mark, "a matching needs two pairs at least")
    if len(rights) + len(decoys) > MOST_OPTIONS:
        log.add("Q207", given.mark, f"{len(rights) + len(decoys)} entries on the right are too many")
    if len({alike(left) for left in lefts}) < len(lefts):
        log.add("Q211", given.mark, "two left entries read alike")
    if len({alike(right) for right in (*rights, *decoys)}) < len(rights) + len(decoys):
        log.add("Q212", given.mark, "two right entries read alike")
    headings = texts(log, node.fields.get("headings"), "`headings`")
    if len(headings) not in (0, 2):
        log.add("Y122", node.fields["headings"].mark, "`headings` are two, one for each column")
        return None
    return Match(lefts, (*rights, *decoys), (headings[0], headings[1]) if headings else ("", ""))


def _cloze(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["fill"]
    found = text(log, given, "`fill`")
    if not found:
        return None
    pieces = re.split(r"\[\[(.*?)\]\]", found, flags=re.DOTALL)
    near, keep = _typing(log, node.fields)
    gaps: list[Typed] = []
    for inner in pieces[1::2]:
        accepted = tuple(part.strip() for part in inner.split("|"))
        if not all(accepted) or "[[" in inner:
            log.add("Q213", given.mark, f"the gap {quoted('[[' + inner + ']]')} is empty or not closed")
        if len(pieces) > 3 and ";" in inner:
            log.add("Q220", given.mark, f"the gap {quoted('[[' + inner + ']]')} holds `;`, which parts the answers")
        gaps.append(Typed(accepted, near, keep, (), draft.language))
    if not gaps or any("[[" in piece or "]]" in piece for piece in pieces[::2]):
        log.add("Q213", given.mark, "the text has no complete gap" if not gaps else "a gap mark has no partner")
    return Cloze(tuple(pieces[::2]), tuple(gaps))


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "right": _choice,
        "verdict": _verdict,
        "number": _number,
        "accept": _typed,
        "order": _order,
        "match": _match,
        "fill": _cloze,
    }
)
KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "right": frozenset({"wrong", "keep_order", "score"}),
        "verdict": frozenset({"say"}),
        "number": frozenset({"within", "between", "unit", "margin"}),
        "accept": frozenset({"near", "reject", *_TYPING}),
        "order": frozenset({"score"}),
        "match": frozenset({"decoys", "headings"}),
        "fill": frozenset({"near", *_TYPING}),
    }
)
