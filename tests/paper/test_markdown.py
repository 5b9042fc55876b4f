"""Sheets as Markdown: whatever a text holds, a reader of Markdown shows just that text."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quiz.core.text import clean
from quiz.paper.markdown import escaped, written
from quiz.paper.model import Sheet
from tests.formats.written import TRAPS, texts
from tests.paper.sheets import SAMPLER, paper, single


def shown(source: str) -> str:
    """What a reader of Markdown shows, without its markup; what it would do with HTML or a link is in brackets."""
    return "".join(_texts(MarkdownIt("gfm-like", {"linkify": False}).parse(source))).strip()


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.children:
            yield from _texts(token.children)
        elif token.type in ("text", "text_special"):
            yield token.content
        elif token.type == "softbreak":
            yield "\n"
        elif token.type not in ("inline", "paragraph_open", "paragraph_close"):
            yield f"[{token.type}]"


def one_line(text: str) -> str:
    """The text as it is set."""
    return " ".join(part for part in map(str.strip, clean(text, lines=True).split("\n")) if part)


MARKUP = (
    "~~gone~~", "a_b_c _d_", "&amp; &#65; AT&T", "<b>bold</b> <https://x.example>", "[x](y) ![z](w)", "1. a", "7) b",
    "# a", "#", "> q", "- x", "+ x", "---", "===", "***", "`code` ``", "| a | b |", "\\* \\", "a\n\n# b\n- c", "~~~",
    "* a", "$x_1$ $5", "-5", "2024-01-02", "http://a_b_.example/c*d*", "!\\[", "_", "__", "a__b__", "[^1]", "[ ] x",
)  # fmt: skip


@given(texts())
def test_a_text_is_shown_as_it_is(text: str) -> None:
    """At the beginning of a line, after a number, after a box, and in a cell."""
    check(text)


def test_markup_is_shown_as_it_is() -> None:
    """Everything that Markdown has, and what trips other formats."""
    for text in (*MARKUP, *TRAPS):
        check(text)


def check(text: str) -> None:
    """Compare what is shown with what was meant, by words: Markdown joins blanks."""
    meant, safe = one_line(text).split(" "), escaped(text)
    assert blank(shown(safe)) == blank(" ".join(meant))
    assert blank(shown(f"**1.** {safe} *Tick one.*")).endswith(blank(f"{' '.join(meant)}[em_open]Tickone.[em_close]"))
    row = shown(f"- [ ] A. {safe}")
    assert blank(" ".join(meant)) in blank(row)
    assert row.count("[list_item_open]") == 1
    cells = shown(f"| a | b |\n| --- | --- |\n| {safe} | c |")
    assert blank(" ".join(meant)) in blank(cells)
    assert cells.count("[td_open]") == 2


def blank(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def test_what_reads_as_text_is_left_alone() -> None:
    """Backslashes stand only where Markdown would see more than text."""
    for text in ("snake_case", "$5 and $6", "AT&T", "3 > 2", "a - b", "C#", "1.5", "-5", "#1", "(a) b", "Who? Me!"):
        assert escaped(text) == text


def test_every_kind_has_a_form() -> None:
    """The whole sampler, as a page that needs no further explanation."""
    text = written(paper(SAMPLER.questions, (Sheet.WORKSHEET,), title="All kinds"))
    assert text.startswith("# All kinds\n\nName: ....")
    for line in (
        "- [ ] True", f"{'.' * 40} bones", "| Composer | Work |", "Number them: 1 comes first.",
        "The base unit of length is the ............(1), that of mass the ............(2).", "CC0-1.0 · seed 0",
    ):  # fmt: skip
        assert line in text
    for answer in ("quicksilver", "206", "1875 made both", "Metre Convention, 20 May"):
        assert answer not in text


def test_the_key_cites_as_the_reveal_does() -> None:
    """Explanation, fragment, paragraph, source, title and date."""
    text = written(paper(SAMPLER.questions, (Sheet.KEY,)))
    assert "(Mercury)" in text
    assert "“Ocean of Storms” (paragraph 2) — payloadbay.com, “Apollo 12”, undated" in text
    assert "Insects have six legs, spiders have eight." in text
    assert "**206 bones** (201 to 211 is right)" in text


def test_hostile_titles() -> None:
    """A title is a text as any other."""
    text = written(paper([single("a?")], title="# <b>x</b>\n---\n[y](z)"))
    assert blank(shown(text.split("\n")[0])) == blank("[heading_open]# <b>x</b> --- [y](z)[heading_close]")
