"""The text of a GIFT file: its escapes, its questions with their lines, and what stands in the braces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from quiz.formats.intake import grade
from quiz.formats.texts import Plain, looks_like_html, one_line, plain

# While a file is taken apart, what a backslash protects is out of sight as a control character; no other is let in.
_ESCAPED = "~=#{}:\\"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_HIDE = str.maketrans({char: chr(0x10 + at) for at, char in enumerate(_ESCAPED)})
_SHOW = str.maketrans({chr(0x10 + at): char for at, char in enumerate(_ESCAPED)} | {"\x18": "\n"})
# `\n` is a line end, but not where it begins a word of LaTeX: some words are clear anywhere, others in a formula only.
_ESCAPE = re.compile(r"\\(?:(n(?:eq|abla|otin|leq|geq|exists)(?![a-zA-Z]))|([~=#{}:\\n]))")
_FORMULA = re.compile(r"\$[^$\n]{1,200}\$|\\\([^\n]{1,200}?\\\)")
_LATEX = re.compile(r"(?<!\\)\\(?=n(?:u|e|i|ot|eg|mid|atural|warrow)(?![a-zA-Z]))")

_FORM = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%([^%]{1,20})%")
_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)+)\]")
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)+)\]")
_ABOUT = re.compile(r"//\s*(Title|Licence|License|Attribution|Language):\s*(\S.*)", re.IGNORECASE)
_LEVELS = re.compile(r"(?<!/)/(?!/)")
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one question, escapes out of sight; `line` is where it begins, `category` the path that it is in."""

    line: int
    text: str
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the braces: `marked` by `=` as right, its weight, its text and what is said to it, with formats."""

    marked: bool
    grade: Fraction
    raw: str
    form: str
    said: str
    said_form: str


@dataclass(slots=True)
class File:
    """A file taken apart: what its first comments say of it, and its questions."""

    about: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def protected(text: str) -> str:
    """Put what a backslash protects out of sight, in a text without control characters."""
    if "\\n" in text:
        text = _FORMULA.sub(lambda formula: _LATEX.sub(r"\\\\", formula.group()), text)
    return _ESCAPE.sub(_hide, text) if "\\" in text else text


def _hide(found: re.Match[str]) -> str:
    if found[1]:
        return "\\".translate(_HIDE) + found[1]
    return "\x18" if found[2] == "n" else found[2].translate(_HIDE)


def restored(text: str) -> str:
    """Bring back what was protected, as the characters that are meant."""
    return text.translate(_SHOW)


def shown(raw: str, form: str) -> Plain:
    """Give a text as it is shown. Line ends of the file are blanks, save in Markdown; `\\n` is a line end."""
    text = raw.strip()
    if form != "markdown":
        text = re.sub(r"[ \t]*\n[ \t]*", "\n" if "<pre" in text else " ", text)
    text = restored(text)
    if form == "html" or (form == "moodle" and looks_like_html(text)):
        return plain(text)
    return Plain(text)


def form_of(raw: str, default: str) -> tuple[str, str]:
    """Take the name of a text format off a text."""
    found = _FORM.match(raw)
    return (raw[found.end() :], found[1].lower()) if found else (raw, default)


def head(text: str) -> tuple[str, str, str]:
    """Take the name and the text format off a question: name, format, rest."""
    name, rest = "", text.lstrip()
    if rest.startswith("::") and (end := rest.find("::", 2)) > 0:
        name, rest = rest[2:end], rest[end + 2 :]
    rest, form = form_of(rest, "moodle")
    return name, form, rest


def general(inner: str) -> tuple[str, str]:
    """Take the general feedback, which follows the last `####`, off what the braces hold."""
    at = inner.rfind("####")
    return (inner[:at], inner[at + 4 :]) if at >= 0 else (inner, "")


def answers(inner: str, default: str, first: str = "=") -> tuple[Answer, ...]:
    """Take apart what the braces hold; `first` is the sign of an answer that begins without one.

    A sign that nothing follows is passed over, so that `~=right` is right.
    """
    pieces = re.split(r"([~=])", inner)
    signs = [first, *pieces[1::2]]
    found = [_answer(sign, text, default) for sign, text in zip(signs, pieces[::2], strict=True) if text.strip()]
    return tuple(found)


def _answer(sign: str, text: str, default: str) -> Answer:
    found = _WEIGHT.match(text)
    weight = grade(restored(found[1]).replace(",", ".")) if found else None
    if found and weight is not None:
        text = text[found.end() :]
    raw, _, said = text.partition("#")
    raw, form = form_of(raw, default)
    said, said_form = form_of(said, default)
    return Answer(
        sign == "=", Fraction(100 if sign == "=" else 0) if weight is None else weight, raw, form, said, said_form
    )


def scan(text: str) -> File:
    """Take a file apart into its questions."""
    text = _CONTROL.sub("", text)
    return _Scanner(text.split("\n"), protected(text).split("\n")).run()


class _Scanner:
    """Goes through the lines of a file."""

    def __init__(self, raw: list[str], lines: list[str]) -> None:
        self.raw = raw
        self.lines = lines
        self.found = File()
        self.rows: list[str] = []
        self.start = 0
        self.open = False
        self.closed = False
        self.tags: list[str] = []
        self.id = ""
        self.category: tuple[str, ...] = ()

    def run(self) -> File:
        """Go through all lines."""
        ahead = self._ahead()
        for at, line in enumerate(self.lines):
            bare = line.strip()
            if bare.startswith("//"):
                self._comment(self.raw[at].strip())
            elif bare.startswith("$CATEGORY:"):
                self._end()
                self.category = _path(self.raw[at].strip().removeprefix("$CATEGORY:"))
            elif bare:
                self._line(at, line)
            elif not (self.open and ahead[at] == "}"):
                self._end()
        self._end()
        return self.found

    def _ahead(self) -> list[str]:
        """Give for each line the brace that comes next, so that a blank line in braces is told from an open brace."""
        ahead, brace = [""] * len(self.lines), ""
        for at in range(len(self.lines) - 1, -1, -1):
            if not self.lines[at].lstrip().startswith("//"):
                found = _BRACES.search(self.lines[at])
                brace = found.group() if found else brace
            ahead[at] = brace
        return ahead

    def _line(self, at: int, line: str) -> None:
        """Take a line into the question; after its braces, a line with braces of its own begins another."""
        if self.closed and ("{" in line or line.lstrip().startswith("::")):
            self._end()
        if not self.rows:
            self.start = at + 1
        self.rows.append(line)
        for brace in _BRACES.findall(line):
            self.closed = self.closed or (self.open and brace == "}")
            self.open = brace == "{"

    def _comment(self, line: str) -> None:
        """Take what a comment above a question says of it, or of the file."""
        about = _ABOUT.match(line)
        if about and not self.found.blocks and not self.rows:
            self.found.about.setdefault(about[1].lower().replace("license", "licence"), about[2].strip())
        if not self.rows:
            self.tags += [re.sub(r"\\(.)", r"\1", tag) for tag in _TAG.findall(line)]
            named = _ID.search(line)
            self.id = re.sub(r"\\(.)", r"\1", named[1]) if named else self.id

    def _end(self) -> None:
        """End the question being read."""
        if self.rows:
            tags = tuple(dict.fromkeys(filter(None, map(one_line, self.tags))))
            self.found.blocks.append(Block(self.start, "\n".join(self.rows), tags, self.category, one_line(self.id)))
            self.tags, self.id = [], ""
        self.rows, self.open, self.closed = [], False, False


def _path(text: str) -> tuple[str, ...]:
    """Give the levels of a category, without those that every course has."""
    levels = (one_line(level.replace("//", "/")) for level in _LEVELS.split(text.strip()))
    kept = [level for level in levels if level and not (level.startswith("$") and level.endswith("$"))]
    return tuple(kept[1:] if kept[:1] == ["top"] else kept)
