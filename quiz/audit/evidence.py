"""Evidence against the texts it was taken from: every fragment found again, every value recomputed from the print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quiz.audit.book import Book, Fact, read_book
from quiz.audit.labels import tidy
from quiz.audit.proven import Print, unproven
from quiz.audit.reading import as_list, as_map, as_text, each_pair, texts
from quiz.audit.readings import Stems
from quiz.audit.render import fill, sentence

MAX_WORDS = 8
MAX_BYTES = 16 * 1024 * 1024
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b(?:St|Mr|Mrs|Ms|Dr|No|Jr|Sr|vs|etc))\.\Z")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One piece of evidence that does not hold: the fact (id and in words), the source, the paragraph, and why."""

    fact: str
    text: str
    source: str
    paragraph: str
    message: str

    def __str__(self) -> str:
        """One line for a reader."""
        return f"{self.fact} ({self.text}): {self.source}, paragraph {self.paragraph}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked: how many fragments and facts, what is wrong, and the sources that have no article here."""

    fragments: int
    facts: int
    faults: tuple[Fault, ...]
    unverified: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether all evidence that could be checked holds."""
        return not self.faults


@dataclass(slots=True)
class Article:
    """A source's text by paragraphs, and which of them are page furniture. `fault` says why there is no text."""

    paragraphs: tuple[str, ...] = ()
    furniture: frozenset[int] = frozenset()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The evidence of one statement. `fact` is its reading where its values are to be recomputed."""

    id: str
    text: str
    prints: tuple[Print, ...]
    fact: Fact | None = None


@dataclass(slots=True)
class _Tally:
    fragments: int = 0
    facts: int = 0
    faults: list[Fault] = field(default_factory=list)
    unverified: dict[str, None] = field(default_factory=dict)


def verify(plain: Mapping[str, object], articles: Path) -> Verification:
    """Check all evidence of a pack against the articles in a folder.

    A paragraph is a non-empty line, counted from 1. A source names its file under `article`, and under `furniture` the
    paragraphs that are titles, captions, bylines or other page furniture; a source without an article is only listed.
    """
    shelf = dict(each_pair(as_map(plain.get("sources"))))
    specs = {name: as_map(spec) for name, spec in shelf.items()}
    opened = {name: _open(spec, articles) for name, spec in specs.items() if as_text(spec.get("article"))}
    tally = _Tally(unverified={name: None for name in shelf if name not in opened})
    book = read_book(plain)
    for entry in entries(plain, book):
        tally.facts += bool(entry.prints)
        _check(entry, opened, tally)
    return Verification(tally.fragments, tally.facts, tuple(tally.faults), tuple(tally.unverified))


def _open(spec: Mapping[str, object], folder: Path) -> Article:
    name = as_text(spec.get("article"))
    if Path(name).name != name:
        return Article(fault=f"the article {name!r} is no plain file name")
    try:
        raw = (folder / name).read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Article(fault=f"the article {name!r} is not UTF-8")
    except (OSError, ValueError):
        return Article(fault=f"the article {name!r} is not in {folder}")
    if len(raw) > MAX_BYTES:
        return Article(fault=f"the article {name!r} is too large")
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    listed = [int(number) for number in texts(spec.get("furniture")) if number.isdecimal()]
    return Article(lines, frozenset(listed))


def _check(entry: Entry, opened: Mapping[str, Article], tally: _Tally) -> None:
    here = [found for found in entry.prints if found.source in opened]
    for found in entry.prints:
        if found.source not in opened:
            if found.source not in tally.unverified:
                _blame(entry, found, tally, "the pack has no such source")
            continue
        tally.fragments += 1
        fault = fragment_fault(found, opened[found.source])
        if fault:
            _blame(entry, found, tally, fault)
    if entry.fact is not None and here and len(here) == len(entry.prints):
        paragraphs = [_paragraph(found, opened[found.source]) for found in here]
        for found, message in unproven(entry.fact, here, paragraphs):
            _blame(entry, found, tally, message)


def _blame(entry: Entry, found: Print, tally: _Tally, message: str) -> None:
    tally.faults.append(Fault(entry.id, entry.text, found.source, found.paragraph, message))


def _paragraph(found: Print, article: Article) -> str:
    number = int(found.paragraph) if found.paragraph.isdecimal() and len(found.paragraph) < 9 else 0
    return article.paragraphs[number - 1] if 0 < number <= len(article.paragraphs) else ""


def fragment_fault(found: Print, article: Article) -> str:
    """Why a fragment is no evidence; empty where it is."""
    if article.fault:
        return article.fault
    paragraph, fragment = _paragraph(found, article), found.fragment
    if not paragraph:
        return f"there is no such paragraph; the article has {len(article.paragraphs)}"
    count = len(_WORD.findall(fragment))
    if not count or count > MAX_WORDS:
        return f"the fragment has {count} words; one to {MAX_WORDS} are allowed"
    if "![](" in paragraph or int(found.paragraph) in article.furniture:
        return "the paragraph is a title, caption, byline or other page furniture, and no evidence"
    at = paragraph.find(fragment)
    while at >= 0:
        end = at + len(fragment)
        if not _cuts(paragraph, at) and not _cuts(paragraph, end):
            return "the fragment is a whole sentence" if _whole(paragraph, at, end) else ""
        at = paragraph.find(fragment, at + 1)
    return f"the fragment {fragment!r} does not stand there word for word"


def _cuts(text: str, at: int) -> bool:
    """Whether a position lies inside a word or number."""
    if not 0 < at < len(text):
        return False
    return bool(_WORD.fullmatch(text[at - 1]) and _WORD.fullmatch(text[at]))


def _whole(paragraph: str, start: int, end: int) -> bool:
    """Whether the text from `start` to `end` begins and ends where a sentence does."""
    before = paragraph[:start].rstrip(" \"'“‘«([")
    after = paragraph[end:]
    begins = not before or bool(_ENDS.search(before) and not _SHORTENED.search(before))
    ends = not after.strip() or bool(_ENDS.search(paragraph[start:end].rstrip())) or bool(re.match(r"[.!?…]", after))
    if re.match(r"\.\w", after):
        ends = False
    return begins and ends


def entries(plain: Mapping[str, object], book: Book) -> Iterator[Entry]:
    """Everything in a pack that has evidence, in the order of its sections."""
    stems = Stems(book)
    for fact in book.facts:
        yield Entry(fact.id, _say(stems, fact), fact.prints, fact)
    for fact in book.one_offs:
        yield Entry(fact.id, fact.asks[0].template, fact.prints, fact)
    for claim in (*book.denied, *book.disputed, *book.refuted):
        yield Entry(claim.id, _say(stems, claim), claim.prints)
    for listed in book.complete:
        yield Entry(listed.id, listed.ask or listed.count or listed.relation, listed.prints)
    for raw in as_list(plain.get("questions")):
        spec = as_map(raw)
        ask, quote = as_text(spec.get("ask")), spec.get("quote")
        if isinstance(quote, str) and as_text(spec.get("paragraph")):
            found = Print(as_text(spec.get("source")), as_text(spec.get("paragraph")), quote.strip(), (), "")
            yield Entry(as_text(spec.get("id")) or "question", ask, (found,))


def _say(stems: Stems, fact: Fact) -> str:
    relation = stems.book.relations[fact.relation]
    parts = stems.template(fact.relation, fact.say or relation.say).flat(fact.values)
    if parts is not None:
        return sentence(fill(parts, fact.values))
    shown = ", ".join(f"{role} {tidy(value.written)}" for role, held in fact.values.items() for value in held)
    return f"{fact.relation}: {shown}"
