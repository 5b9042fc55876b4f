"""The texts of QTI 1.2: materials, each plain, HTML written as text, or XHTML inside."""

from __future__ import annotations

from quiz.formats.intake import Intake
from quiz.formats.markup import flatten
from quiz.formats.texts import plain, tidy
from quiz.formats.xml_tree import Element

_FILES = ("matimage", "mataudio", "matvideo", "matapplet", "matapplication")


def material(element: Element, intake: Intake, where: str) -> str:
    """Give the text of the materials inside `element`, a line each; what is lost goes to `intake` under `where`."""
    found: list[str] = []
    for each in (element, *element.all()):
        if each.tag in ("mattext", "matemtext"):
            found.append(_text(each, intake, where))
        elif each.tag in _FILES:
            name = each.get("uri") or each.get("label") or each.tag
            intake.lose(where, f"the picture, sound or film {name[:60]!r} is left out")
            found.append("[picture]" if each.tag == "matimage" else "")
    return "\n".join(text for text in found if text)


def _text(element: Element, intake: Intake, where: str) -> str:
    if next(element.children(), None) is not None:
        flat = flatten(element, lambda _: False, lambda _: False)
        for name in flat.media:
            intake.lose(where, f"the picture, sound or film {name[:60]!r} is left out")
        return tidy(flat.text)
    text = element.text()
    if element.get("texttype", "text/plain").lower() in ("text/plain", ""):
        return tidy(text)
    bare = plain(text)
    if bare.lost:
        intake.lose(where, f"the markup {', '.join(bare.lost)} is taken out")
    return tidy(bare.text)
