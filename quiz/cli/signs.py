"""What `quiz print` says of characters that no font holds: which, in which question, and where to get a font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from quiz.cli.wiring import say

if TYPE_CHECKING:
    from quiz.core.items import Item
    from quiz.packs import Loaded
    from quiz.paper.model import Paper

MOST = 12
"""So many places, and so many characters of one place, are named; of the rest the number."""
STEM = 40


def tell_lost(loaded: Loaded, items: Sequence[Item], paper: Paper, lost: frozenset[str]) -> None:
    """Name every place with its characters, and then the fonts that hold them."""
    from quiz.paper.signs import described, fonts_for

    rows = list(_places(loaded, items, paper, lost))
    for where, found in rows[:MOST]:
        named = ", ".join(described(one) for one in found[:MOST])
        more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
        say(f"{where}: no font here holds {named}{more}")
    if len(rows) > MOST:
        say(f"and {len(rows) - MOST} more questions with such characters.")
    for hint in fonts_for(lost):
        say(f"{hint}.")
    say("nothing is written. Install a font, name its folder with --font-path, or print boxes with --boxes.")


def _places(
    loaded: Loaded, items: Sequence[Item], paper: Paper, lost: frozenset[str]
) -> Iterator[tuple[str, list[str]]]:  # fmt: skip
    """Each place in the pack that prints some of the characters, once."""
    from quiz.paper.model import Answer, Question, texts
    from quiz.paper.signs import clusters

    sources = (source for part in paper.parts for source in part.sources)
    if found := sorted(clusters((paper.title, *paper.about, *sources)) & lost):
        yield f"{loaded.name}: title, licence, attribution or sources", found
    signs: dict[str, set[str]] = {}
    for part in paper.parts:
        for one in chain[Question | Answer](part.questions, part.answers):
            signs.setdefault(one.id, set()).update(clusters(texts(one)) & lost)
    lines = {item.id: node.mark.line + 1 for item, node in loaded.rows}
    for item in items:
        if signs.get(item.id):
            place = next((loaded.places[fact].line + 1 for fact in item.facts if fact in loaded.places), 0)
            line = lines.get(item.id, place)
            stem = item.stem if len(item.stem) <= STEM else f"{item.stem[:STEM]}..."
            yield f"{loaded.name}{f':{line}' if line else ''}: {stem}", sorted(signs[item.id])
