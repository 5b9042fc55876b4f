"""Texts of other programs: bytes to text, HTML to plain text, and the cleaning that the loader of packs does."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

from quiz.core.text import clean

_BREAK = re.compile("\r\n|[\r\n]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,31});")
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"}
)
_SILENT = frozenset({"script", "style"})
_KNOWN = re.compile(
    "a|abbr|address|article|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|dd|"
    "del|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|"
    "li|link|main|mark|math|meta|nav|object|ol|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|"
    "span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|track|tr|tt|u|ul|var|video"
)
# Tags that shape nothing a plain text could not show.
_PLAIN = frozenset({"p", "div", "br", "span", "font"})


class Decoded(NamedTuple):
    """A text file: its text, and the lines (from 1) that were no UTF-8 and are taken as cp1252."""

    text: str
    odd: tuple[int, ...] = ()


class Plain(NamedTuple):
    """A text without markup, and the tags that said more than blocks and blanks."""

    text: str
    lost: tuple[str, ...] = ()


def decoded(data: bytes) -> Decoded:
    """Decode a text file, without byte order mark; line ends are line feeds.

    Lines that are no UTF-8 are decoded one by one: files put together from several hands mix encodings, and a second
    guess for the whole file would spoil the lines that are in order.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(_BREAK.sub("\n", data.decode("utf-16", "replace")))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Decoded(_BREAK.sub("\n", data.decode("utf-8")))
    except UnicodeDecodeError:
        lines, odd = [], []
        for number, line in enumerate(re.split(rb"\r\n|[\r\n]", data), 1):
            try:
                lines.append(line.decode("utf-8"))
            except UnicodeDecodeError:
                lines.append(line.decode("cp1252", "replace"))
                odd.append(number)
        return Decoded("\n".join(lines), tuple(odd))


def tidy(text: str) -> str:
    """Clean a text as the loader of packs does: nothing hidden, NFC, no blanks at its ends; lines stay."""
    text = text.strip()
    return text if text.isascii() and text.isprintable() else clean(text, lines=True).strip()


def one_line(text: str) -> str:
    """Clean a text and set it in one line, with single blanks."""
    return " ".join(tidy(text).split())


def joined(text: str) -> str:
    """Set a text of several lines in one; blanks within a line stay."""
    if "\n" not in text:
        return text
    return " ".join(line for line in map(str.strip, text.split("\n")) if line)


def unescaped(text: str) -> str:
    """Resolve HTML entities."""
    return html.unescape(text) if "&" in text else text


def looks_like_html(text: str) -> bool:
    """Whether a text holds a tag, a comment or an entity."""
    return ("<" in text or "&" in text) and bool(_TAG.search(text))


def plain(text: str) -> Plain:
    """Take the markup out of HTML. Blocks and breaks become line ends, pictures their alternative text in brackets.

    What only looks like a tag (`List<String>`) stays: quizzes ask about it.
    """
    if "<" not in text and "&" not in text:
        return Plain(" ".join(text.split()))
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return Plain("\n".join(line for line in lines if line), tuple(dict.fromkeys(reader.lost)))


class _Reader(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[str] = []
        self.silent = 0
        self.kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; a picture leaves its alternative text."""
        if not _KNOWN.fullmatch(tag):
            self.handle_data(self.get_starttag_text() or "")
            return
        self.silent += tag in _SILENT
        self.kept += tag == "pre"
        if tag not in _PLAIN:
            self.lost.append(tag)
        if tag == "img":
            self.parts.append(f"[{dict(attrs).get('alt') or 'picture'}]")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if not _KNOWN.fullmatch(tag):
            self.handle_data(f"</{tag}>")
        self.silent = max(0, self.silent - (tag in _SILENT))
        self.kept = max(0, self.kept - (tag == "pre"))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the text; line ends in HTML are blanks, save in what is set as it stands."""
        if not self.silent:
            self.parts.append(data if self.kept else data.replace("\n", " "))
