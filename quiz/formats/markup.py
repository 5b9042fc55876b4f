"""Running text inside XML: blocks become lines, formulas become a line of signs, pictures become their description.

`flatten` also finds what stands inside a text without being text, such as a gap: each leaves one mark behind, so that
the text can be cut there afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quiz.formats.xml_tree import Element, is_math

MARK = "\x1f"
"""What stands for an element that was found. XML cannot hold this character, so no text has it already."""

_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "gapMatchInteraction", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "itemBody", "li", "main", "nav", "object", "ol", "p", "pre", "prompt", "section", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_SILENT = frozenset(["script", "style", "stylesheet", "title", "head", "infoControl", "itemBody-feedback"])
_MEDIA = frozenset(["img", "object", "audio", "video", "embed", "iframe", "svg", "picture", "source", "track"])
_BLANKS = re.compile("[ \t\r\n]+")
_LINES = re.compile(" *\n[ \n]*")


@dataclass(slots=True)
class Flat:
    """A text with a MARK for each of `holes`, and what of the original it does not hold."""

    text: str = ""
    holes: list[Element] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    formulas: int = 0

    def parts(self) -> tuple[str, ...]:
        """Give the text cut at its holes; one part more than holes."""
        return tuple(self.text.split(MARK))


def flatten(element: Element, is_hole: Callable[[Element], bool], is_silent: Callable[[Element], bool]) -> Flat:
    """Give the text inside `element`; holes are marked and not entered, silent elements are left out."""
    flat = Flat()
    found: list[str] = []
    _walk(element, flat, found, is_hole, is_silent)
    text = _LINES.sub("\n", "".join(found))
    flat.text = re.sub("  +", " ", text).strip(" \n")
    return flat


def _walk(
    element: Element,
    flat: Flat,
    found: list[str],
    is_hole: Callable[[Element], bool],
    is_silent: Callable[[Element], bool],
) -> None:
    for inner in element.content:
        if isinstance(inner, str):
            found.append(_BLANKS.sub(" ", inner.replace(MARK, "")))
        elif is_hole(inner):
            flat.holes.append(inner)
            found.append(MARK)
        elif is_silent(inner) or inner.tag in _SILENT:
            continue
        elif is_math(inner):
            flat.formulas += 1
            found.append(formula(inner))
        elif inner.tag in _MEDIA:
            _medium(inner, flat, found)
        elif inner.tag == "br":
            found.append("\n")
        else:
            edge = "\n" if inner.tag in _BLOCKS else ""
            found.append(edge)
            _walk(inner, flat, found, is_hole, is_silent)
            found.append(edge)


def _medium(element: Element, flat: Flat, found: list[str]) -> None:
    """Note a picture, sound or film; its description stands in for it, in brackets."""
    name = element.get("src") or element.get("data") or element.tag
    flat.media.append(name.rpartition("/")[2] or name)
    described = _BLANKS.sub(" ", element.get("alt") or element.text()).strip()
    found.append(f"[{described or 'picture'}]")


def formula(element: Element) -> str:
    """MathML as one line: `a^2`, `a_i`, `(a+b)/c`, `sqrt(a)`. An annotation in TeX is better and taken as it is."""
    for note in element.all("annotation"):
        if "tex" in note.get("encoding").casefold() and note.text().strip():
            return note.text().strip()
    return _BLANKS.sub(" ", _signs(element)).strip()


def _signs(element: Element) -> str:
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    inner = [_signs(child) for child in element.children()]
    match element.tag, inner:
        case "msup", [base, power]:
            return f"{base}^{_grouped(power)}"
        case "msub", [base, index]:
            return f"{base}_{_grouped(index)}"
        case "msubsup", [base, index, power]:
            return f"{base}_{_grouped(index)}^{_grouped(power)}"
        case "mfrac", [over, under]:
            return f"{_grouped(over)}/{_grouped(under)}"
        case "mroot", [base, index]:
            return f"root_{_grouped(index)}({base})"
        case "msqrt", _:
            return f"sqrt({''.join(inner)})"
        case "mfenced", _:
            return f"{element.get('open', '(')}{', '.join(inner)}{element.get('close', ')')}"
        case _:
            return "".join(_signs(part) if isinstance(part, Element) else part.strip() for part in element.content)


def _grouped(signs: str) -> str:
    return signs if len(signs) == 1 or signs.isalnum() else f"({signs})"
