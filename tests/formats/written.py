"""Written questions of every kind, for the properties of packs and formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from quiz.core.items import Citation, Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.sources import Source
from quiz.core.written import Written, alike, decimal, decimal_text, item, number, ordered, refusal
from quiz.formats.texts import one_line, tidy

TRAPS = (
    "no", "off", "yes", "null", "~", "1:30", "012", "1_000", "0x1F", "1e3", "2024-01-02", ".5", "=", "a: b", "a:",
    ":a", "a #b", "#025", "- a", "-5", "-", "---", "--- a", "? a", "?", "?a", "{a}", "[a]", "[html]a", "a, b", "&a",
    "*a", "*", "!a", "!!python/none", "|", ">", "'a'", '"a" b', "a 'b'", "%50%a", "%TAG", "@a", "`a`", "a\\nb", "\\",
    "\\n", "\\neq", "::a::b", "//a", "$CATEGORY: x", "a -> b", "->", "~=a", "=a", "{1:MC:=a}", "####", "#a", "T",
    "TRUE", "a ~ b", "}", "A) x", "A. Lincoln", "ANSWER: A", "*a)", "a) b", "[x] a", "- [x] a", "1. a", "# a", "> a",
    "<b>a</b>", "&amp;", "List<String>", "a\tb", "a  b", "a\nb", "a\n\nb", "a\n b", "a\n", "x" * 300, "é",
    "\u65e5\u672c", "\U0001f600", "a\u00a0b", "`", "```", "[[a]]", "]]", "__a__", "$x$", "$\\nu$", "<quiz>", "=cmd",
    "+1", "a;b", "a|b", "a\x85b", "\ufeffa", "\u202ea",
)  # fmt: skip
_LETTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n :#=~{}\\\"'-,[]%*>|&")


def _fine(text: str) -> bool:
    """Whether a text is one that can be in a pack: not empty, clean, and no placeholder left by its author."""
    left = text == "..." or text.casefold().startswith(("todo", "???", "lorem ipsum", "tbd", "fixme"))
    return bool(alike(text)) and tidy(text) == text and not left


def texts() -> st.SearchStrategy[str]:
    """Texts of one or several lines."""
    plain = st.text("abc de", min_size=1, max_size=9)
    return st.one_of(plain, st.sampled_from(TRAPS), st.text(_LETTERS, min_size=1, max_size=14)).map(tidy).filter(_fine)


def lines() -> st.SearchStrategy[str]:
    """Texts of one line."""
    return texts().map(one_line).filter(_fine)


def said() -> st.SearchStrategy[str]:
    """Texts that may be left out."""
    return st.just("") | texts()


def _unlike(of: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(of, min_size=low, max_size=high, unique_by=alike)


@st.composite
def choices(draw: st.DrawFn, *, several: bool) -> Question:
    """Single or multiple choice, the right options first or the order kept."""
    options = tuple(Option(text, draw(said())) for text in draw(_unlike(texts(), 2, 8)))
    right = draw(st.integers(1, len(options))) if several else 1
    if draw(st.integers(0, 3)) == 0:
        options = tuple(
            replace(option, score=draw(scores(right=at < right))) if several or at else option
            for at, option in enumerate(options)
        )
    keep = draw(st.booleans())
    shown = ordered(options) if keep else options
    keys = tuple(sorted(shown.index(option) for option in options[:right]))
    if several:
        return Multiple(shown, keys, draw(st.sampled_from(("all", "share", "share-minus"))), keep)
    return Single(shown, keys[0], keep)


def scores(*, right: bool) -> st.SearchStrategy[Fraction | None]:
    """Scores of single options: above nothing for a right one, anything below all for a wrong one."""
    shares = st.integers(1, 1000) if right else st.integers(-1000, 999)
    return st.none() | st.just(Fraction(1, 2)) | shares.map(lambda n: Fraction(n, 1000))


def decimals(places: int = 6) -> st.SearchStrategy[Fraction]:
    """Numbers that decimals can write."""
    return st.builds(lambda n, p: Fraction(n, 10**p), st.integers(-(10**9), 10**9), st.integers(0, places))


@st.composite
def numbers(draw: st.DrawFn, stem: str) -> Question:
    """A number with or without bounds, unit, margin and separators."""
    value = draw(decimals() | st.integers(1000, 2100).map(Fraction))
    shape = draw(st.sampled_from(("exact", "within", "percent", "between")))
    low = high = value
    if shape == "within":
        around = abs(draw(decimals(3)))
        low, high = value - around, value + around
    elif shape == "percent":
        around = abs(value) * draw(st.integers(1, 50)) / 100
        low, high = value - around, value + around
    elif shape == "between":
        low, high = value - abs(draw(decimals(2))), value + abs(draw(decimals(2)))
    plain = decimal_text(value)
    printed = draw(st.sampled_from((plain, f"{value.numerator:,}" if value.denominator == 1 else plain)))
    margin = draw(st.none() | decimals(2).map(abs))
    return number(value, low, high, stem, unit=draw(st.just("") | lines()), margin=margin, printed=printed)


@st.composite
def typed(draw: st.DrawFn, language: str) -> Question:
    """A typed answer with all that may be said of it."""
    found = draw(_unlike(lines().filter(lambda text: len(text) <= 200), 1, 6))
    cut = draw(st.integers(1, len(found)))
    keep = tuple(key for key in ("case", "accents", "punctuation", "articles") if draw(st.booleans()))
    reject = tuple(Option(text, draw(said())) for text in found[cut:])
    return Typed(tuple(found[:cut]), draw(st.none() | st.integers(0, 9)), keep, reject, language)


@st.composite
def matches(draw: st.DrawFn) -> Question:
    """Pairs with or without decoys and headings."""
    lefts = draw(_unlike(lines(), 2, 6))
    rights = draw(_unlike(lines(), len(lefts), 8))
    return Match(tuple(lefts), tuple(rights), draw(st.just(("", "")) | st.tuples(lines(), lines())))


@st.composite
def clozes(draw: st.DrawFn, language: str) -> Question:
    """A text with gaps, all under one rule."""
    gaps = draw(st.lists(_unlike(lines(), 1, 3), min_size=1, max_size=3))
    parts = [draw(st.just(" ") | texts().map(lambda text: f" {text} ") | st.just("")) for _ in range(len(gaps) + 1)]
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    near, keep = draw(st.none() | st.integers(0, 3)), draw(st.sampled_from(((), ("case",), ("accents", "articles"))))
    return Cloze(tuple(parts), tuple(Typed(tuple(gap), near, keep, (), language) for gap in gaps))


Maker = Callable[[str, str], st.SearchStrategy[Question]]
KINDS: tuple[tuple[str, Maker], ...] = (
    ("single", lambda _stem, _language: choices(several=False)),
    ("multiple", lambda _stem, _language: choices(several=True)),
    ("true_false", lambda _stem, _language: st.builds(TrueFalse, st.booleans(), said())),
    ("number", lambda stem, _language: numbers(stem)),
    ("typed", lambda _stem, language: typed(language)),
    (
        "order",
        lambda _stem, _language: st.builds(Order, _unlike(texts(), 3, 8).map(tuple), st.sampled_from(("all", "pairs"))),
    ),
    ("match", lambda _stem, _language: matches()),
    ("cloze", lambda _stem, language: clozes(language)),
)

SOURCES = (
    Source("Paper", "On cars: a title", "A. Writer", "https://example.org/a?b=c#d", "2024-06-19"),
    Source("no"),
)


@st.composite
def questions(draw: st.DrawFn, language: str = "en", kinds: tuple[str, ...] = ()) -> Item:
    """One item of any kind, or of `kinds`, as a pack would give it."""
    stem = draw(texts() | st.just("In which year?"))
    make = draw(st.sampled_from([maker for name, maker in KINDS if not kinds or name in kinds]))
    question = draw(make(stem, language).filter(lambda made: not refusal(made)))
    citations: tuple[Citation, ...] = ()
    if draw(st.integers(0, 5)) == 0:
        source = draw(st.sampled_from(SOURCES))
        citations = (
            Citation(
                source.name, draw(st.integers(0, 20)), draw(st.just("") | lines()), source.title, source.author,
                source.url, source.date, str(source.dated),
            ),
        )  # fmt: skip
    return item(
        Written(
            stem, question, draw(said()), draw(st.just("") | lines()),
            tuple(draw(st.lists(lines(), max_size=3, unique=True))), draw(st.sampled_from((2, 2, 1, 5))),
            draw(st.sampled_from((20, 20, 5, 600))), draw(st.sampled_from((Fraction(1), Fraction(1), Fraction("2.5")))),
            citations, draw(st.just("") | st.just("") | lines()),
        ),
        language,
    )  # fmt: skip


def bare(found: Item) -> tuple[str, str]:
    """What no two questions of one pack may have in common unless they are one."""
    return found.question.kind, found.meaning


@st.composite
def banks(draw: st.DrawFn, kinds: tuple[str, ...] = (), language: str = "en", most: int = 5) -> tuple[Item, ...]:
    """Several items that can stand in one pack."""
    found = draw(st.lists(questions(language, kinds), min_size=1, max_size=most, unique_by=bare))
    return tuple({one.id: one for one in found}.values())


__all__ = ["KINDS", "Number", "banks", "bare", "decimal", "lines", "questions", "said", "texts"]
