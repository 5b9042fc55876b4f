"""The process that typesets: it limits itself, reads a request in JSON, and answers with a line of JSON and the PDF.

Nobody imports this to print; `pdf` starts it. What it sets are texts from a pack, handed to the typesetter as data and
never as its markup; it can read one empty folder, and write nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.formats.child import limit

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).resolve().parent / "sheet.typ"
_PROBE = b"""#let sheet = json(bytes(sys.inputs.data))
#set text(font: "Libertinus Serif")
#for one in sheet [#text(one) #parbreak()]"""


def main(arguments: Sequence[str]) -> None:
    """Typeset what the standard input asks for; the arguments are an empty folder and the limits."""
    root, work, memory = arguments
    limit(int(work), int(memory))
    request = json.load(sys.stdin.buffer)
    try:
        told, made = answer(request, root)
    except MemoryError:
        told, made = {"refusal": f"it needs more than {int(memory) // 1024 // 1024} MB of memory"}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


def answer(request: dict[str, Any], root: str) -> tuple[dict[str, Any], bytes]:
    """Give what no font holds, or the PDF. With `boxes` in the request it is made all the same."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=request["system"], include_embedded_fonts=True, font_paths=request["folders"]
    )
    setter = typst.Compiler(root=root, font_paths=fonts, package_path=root, package_cache_path=root)
    lost = [] if request["boxes"] else sorted(lacking(setter, request["clusters"]))
    if lost:
        return {"lost": lost}, b""
    try:
        made = setter.compile(
            TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": json.dumps(request["paper"])}, timestamp=0
        )
    except typst.TypstError as error:
        return {"refusal": f"the typesetter stops: {error.message}"}, b""
    return {"lost": []}, made if isinstance(made, bytes) else b""


def lacking(setter: typst.Compiler, clusters: Sequence[str]) -> Iterator[str]:
    """Give those of the texts that no font holds.

    The typesetter's message names them, some at a time. Should a later one word it otherwise, halves are tried.
    """
    left = list(clusters)
    while left:
        told = _refused(setter, left)
        if told is None:
            return
        named = [one for one in left if f'"{one}"' in told or f'"{_escaped(one)}"' in told]
        if not named:
            yield from _halved(setter, left)
            return
        yield from named
        left = [one for one in left if one not in set(named)]


def _halved(setter: typst.Compiler, left: Sequence[str]) -> Iterator[str]:
    """Give those that cannot be set, out of some of which one cannot."""
    if len(left) == 1:
        yield left[0]
        return
    for half in (left[: len(left) // 2], left[len(left) // 2 :]):
        if _refused(setter, half) is not None:
            yield from _halved(setter, half)


def _refused(setter: typst.Compiler, texts: Sequence[str]) -> str | None:
    """Give what the typesetter says against texts, None where it sets them."""
    import typst

    data = {"data": json.dumps(list(texts))}
    try:
        # A standard that refuses characters without a glyph: else they are printed as boxes, and nothing is said.
        setter.compile(_PROBE, format="pdf", sys_inputs=data, pdf_standards="a-2b", timestamp=0)
    except typst.TypstError as error:
        return error.diagnostic
    return None


def _escaped(text: str) -> str:
    """Write a text as the typesetter's messages write what is hard to see."""
    return "".join(f"\\u{{{ord(char):x}}}" for char in text)
