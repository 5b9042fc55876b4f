"""Reads the eight kinds of hand-written question, each from its deciding key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.kinds.multiple import Scoring
from quiz.packs.fields import alike, check_keys, choice, describe, optional, placeholder, text, texts, whole_number
from quiz.packs.findings import Log, quoted
from quiz.packs.keys import KINDS, OPTION, PAIR
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.values import ValueProblem, decimal

MOST_OPTIONS = 8
FEWEST_ENTRIES = 3
"""Of two an order is a guess."""
YES_NO = MappingProxyType({"yes": "true", "on": "true", "no": "false", "off": "false"})
_OPTION_KEYS = frozenset(OPTION)
_PAIR_KEYS = frozenset(PAIR)
_TYPING = ("case", "accents", "punctuation", "articles")
_YEAR = re.compile(r"\byear\b", re.IGNORECASE)
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?: [^<>]*)?/?>|&(?:#\d+|[a-zA-Z]{2,8});")


class Draft(NamedTuple):
    """A question being read: where findings go, its node, its stem, the stem folded, the language of the pack.

    `clean` says that nothing is wrong so far; where a key is misspelt, that another is missing only follows.
    """

    log: Log
    node: Map
    stem: str
    folded: str
    language: str
    clean: bool


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
        if type(entry) is Scalar and entry.text:
            found.append((Option(checked(log, entry) if log.suspect else entry.text), entry))
        elif isinstance(entry, Map) and "text" in entry.fields:
            found += _long_option(log, entry, what)
        else:
            text(log, entry, what)
    return found


def _long_option(log: Log, entry: Map, what: str) -> list[tuple[Option, Scalar]]:
    check_keys(log, entry, _OPTION_KEYS, "an option")
    inner, say = entry.fields["text"], optional(log, entry.fields, "say")
    if not isinstance(inner, Scalar) or not inner.text:
        text(log, inner, what)
        return []
    return [(Option(checked(log, inner), say, _score(log, entry.fields.get("score"))), inner)]


def _score(log: Log, node: Node | None) -> Fraction | None:
    """Read what an option counts for: a share from -1 to 1, or a percentage."""
    if node is None:
        return None
    written = node.text if isinstance(node, Scalar) else ""
    number = _decimal(log, Scalar(written.removesuffix("%").rstrip(), node.at), "`score`")
    if number is None:
        return None
    share = number / 100 if written.endswith("%") else number
    if not -1 <= share <= 1:
        log.add("Q219", node.mark, f"`score` must lie between -1 and 1, or -100% and 100%, here is {quoted(written)}")
        return None
    return share


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
    given, before = fields["right"], log.errors
    right = _options(log, given, "the right answer")
    wrong = _options(log, fields.get("wrong"), "a wrong answer")
    _distinct(log, right, wrong)
    keep = "keep_order" in fields and _flag(log, fields["keep_order"], "`keep_order`")
    if not right:
        if log.errors == before:
            log.add("Q202", given.mark, "`right` is empty")
        return None
    if len(right) + len(wrong) < 2 and draft.clean and log.errors == before:
        log.add("Q206", given.mark, "there is no wrong answer to choose instead")
    if len(right) + len(wrong) > MOST_OPTIONS:
        log.add("Q221", given.mark, f"{len(right) + len(wrong)} options are too many")
    options = tuple([option for option, _ in right + wrong])
    if keep:
        options = _sorted(options)
    keys = tuple(sorted(options.index(option) for option, _ in right)) if keep else tuple(range(len(right)))
    if isinstance(given, Seq):
        score = choice(log, fields.get("score"), "`score`", ("all", "share", "share-minus"), "share-minus")
        return Multiple(options, keys, cast("Scoring", score), keep)
    if "score" in fields:
        log.add("Y118", node.keys["score"], "`score` belongs to a question with a list of right answers")
    _given_away(log, draft.folded, right[0], wrong)
    return Single(options, keys[0], keep)


def _sorted(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Sort options whose order is kept, since `right` stands apart in the file: as numbers, or else by the alphabet."""
    try:
        return tuple(sorted(options, key=lambda option: decimal(option.text)))
    except ValueProblem:
        return tuple(sorted(options, key=lambda option: option.text.casefold()))


def _given_away(log: Log, asked: str, right: tuple[Option, Scalar], wrong: Sequence[tuple[Option, Scalar]]) -> None:
    """Note a key that stands in its stem, unless a wrong option does, too, as in "Which is larger, A or B?"."""
    if _stands(right[0], asked) and not any(_stands(option, asked) for option, _ in wrong):
        log.add("A306", right[1].mark, f"{quoted(right[0].text)} stands in the question")


def _stands(option: Option, asked: str) -> bool:
    text = alike(option.text)
    return len(text) > 2 and text in asked and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", asked) is not None


def _flag(log: Log, node: Node | None, what: str) -> bool:
    meant = YES_NO.get(node.text.casefold(), "") if isinstance(node, Scalar) else ""
    if node is not None and meant:
        log.add("Y114", node.mark, f"{what} must be true or false, here is {describe(node)}", f"Write {meant}.")
        return meant == "true"
    return choice(log, node, what, ("true", "false"), "false") == "true"


def _verdict(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["verdict"]
    found = given.text if isinstance(given, Scalar) else ""
    if found not in ("true", "false"):
        meant = YES_NO.get(found.casefold(), found.casefold())
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
    number = _decimal(log, Scalar(written.removesuffix("%").rstrip(), node.at), what)
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
    if len(folds) < len(accepted) and isinstance(given, Seq):
        _twice(log, given, accepted, "case" not in keep)
    for option in reject:
        if (alike(option.text) if "case" not in keep else option.text) in folds:
            log.add("A302", fields["reject"].mark, f"{quoted(option.text)} is accepted and rejected")
    if isinstance(given, Scalar):
        checked(log, given)
        _given_away(log, draft.folded, (Option(given.text), given), ())
    return Typed(accepted, near, keep, reject, draft.language)


def _twice(log: Log, given: Seq, accepted: tuple[str, ...], folded: bool) -> None:
    """Note each accepted text that reads like one before it."""
    seen: set[str] = set()
    for entry, node in zip(accepted, given.items, strict=True):
        fold = alike(entry) if folded else entry
        if fold in seen:
            log.add("A301", node.mark, f"{quoted(entry)} stands here already")
        seen.add(fold)


def _rejected(log: Log, node: Node | None) -> tuple[Option, ...]:
    """Read rejected texts: `{text: what is said}`, or a list of texts in the short form or the long one."""
    if isinstance(node, Map):
        return tuple(
            Option(key, text(log, value, f"what is said to {quoted(key)}")) for key, value in node.fields.items()
        )
    return tuple(option for option, _ in _options(log, node, "a rejected text"))


def _order(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["order"]
    entries = _options(log, given, "an entry of `order`")
    if len(entries) < FEWEST_ENTRIES:
        log.add("Q210", given.mark, f"an order has {FEWEST_ENTRIES} entries or more, and this one has {len(entries)}")
    elif len({alike(option.text) for option, _ in entries}) < len(entries):
        log.add("Q210", given.mark, "some of the entries are alike, so that they have no order")
    if len(entries) > MOST_OPTIONS:
        log.add("Q221", given.mark, f"{len(entries)} entries are too many")
    score = choice(log, node.fields.get("score"), "`score`", ("all", "pairs"), "pairs")
    return Order(tuple(option.text for option, _ in entries), cast("Literal['all', 'pairs']", score))


def _match(draft: Draft) -> Question | None:
    log, node = draft.log, draft.node
    given = node.fields["match"]
    pairs = _pairs(log, given)
    if pairs is None:
        log.add("Y122", given.mark, "`match` must be keys with values, LEFT: RIGHT")
        return None
    lefts, rights = tuple(left for left, _ in pairs), tuple(right for _, right in pairs)
    decoys = texts(log, node.fields.get("decoys"), "`decoys`")
    if len(lefts) < 2:
        log.add("Q206", given.mark, "a matching needs two pairs at least")
    if len(rights) + len(decoys) > MOST_OPTIONS:
        log.add("Q221", given.mark, f"{len(rights) + len(decoys)} entries on the right are too many")
    if len({alike(left) for left in lefts}) < len(lefts):
        log.add("Q211", given.mark, "two left entries read alike")
    if len({alike(right) for right in (*rights, *decoys)}) < len(rights) + len(decoys):
        log.add("Q212", given.mark, "two right entries read alike")
    headings = texts(log, node.fields.get("headings"), "`headings`")
    if len(headings) not in (0, 2):
        log.add("Y122", node.fields["headings"].mark, "`headings` are two, one for each column")
        return None
    return Match(lefts, (*rights, *decoys), (headings[0], headings[1]) if headings else ("", ""))


def _pairs(log: Log, node: Node) -> list[tuple[str, str]] | None:
    """Read pairs: `LEFT: RIGHT`, or a list of {left, right}, where a text on the left may be as it likes."""
    if isinstance(node, Map):
        return [(key, text(log, value, f"the partner of {quoted(key)}")) for key, value in node.fields.items()]
    if not isinstance(node, Seq) or not all(isinstance(entry, Map) and "left" in entry.fields for entry in node.items):
        return None
    found: list[tuple[str, str]] = []
    for entry in node.items:
        if isinstance(entry, Map):
            check_keys(log, entry, _PAIR_KEYS, "a pair")
            sides = [text(log, entry.fields.get(key), f"`{key}` of a pair", entry.mark) for key in ("left", "right")]
            found.append((sides[0], sides[1]))
    return found


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
KEYS: Mapping[str, frozenset[str]] = MappingProxyType({key: frozenset(own) for key, own in KINDS.items()})
