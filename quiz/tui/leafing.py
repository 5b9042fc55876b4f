"""Where one is in a pack that is looked through, and what stays where it is when its file is read again. Pure."""

from __future__ import annotations

from quiz.core.items import Item
from quiz.tui.library import Notice, Preview


class Leafing:
    """A question and a finding of a pack.

    `now` is the file as it was read last, for its findings; `good` as it was when it could last be read, for its
    questions. `at` is the place of the question, `finding` that of the marked finding, -1 before one is marked.
    """

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.now: Preview | None = None
        self.good: Preview | None = None
        self.at, self.finding = 0, -1
        # Id and line of the question that was gone to: edited or left out meanwhile, it is found again by them.
        self._anchor = ("", 0)

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions."""
        return self.good.items if self.good is not None else ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The findings."""
        return self.now.notices if self.now is not None else ()

    @property
    def marked(self) -> Notice | None:
        """The finding that is marked."""
        return self.notices[self.finding] if self.finding >= 0 else None

    def take(self, preview: Preview) -> None:
        """Take up the file as it is now, at the same question: by its id, else by its line, else by its number."""
        first = self.good is None
        self.now = preview
        if preview.items or first:
            self.good = preview
            self.at = self._same(preview)
            self._settle(found=first)
        self.finding = min(self.finding, len(preview.notices) - 1)

    def go(self, at: int) -> None:
        """Go to a question, and mark the first of its findings if it has one."""
        self._to(at)
        if self.items:
            here = self.items[self.at].id
            own = (place for place, notice in enumerate(self.notices) if notice.item == here)
            self.finding = next(own, self.finding)

    def leaf(self, key: str) -> None:
        """The question before or after, the first, the last."""
        self.go({"left": self.at - 1, "right": self.at + 1, "home": 0, "end": len(self.items) - 1}[key])

    def step(self, by: int) -> bool:
        """Go to another finding and to its question. Gives whether that can be seen, or there is none to be seen."""
        if not self.notices:
            return True
        self.finding = min(max(self.finding + by, 0), len(self.notices) - 1)
        notice = self.notices[self.finding]
        owner = next((place for place, item in enumerate(self.items) if item.id == notice.item), None)
        if owner is not None:
            self._to(owner)
        return owner is not None or notice.severity != "error"

    def look_for(self, words: str, *, here: bool = False) -> bool:
        """Go to the next question that holds all the words, with `here` this one first. Gives whether there is one."""
        wanted, number = words.casefold().split(), len(self.items)
        for step in range(0 if here else 1, number + 1):
            at = (self.at + step) % number if number else 0
            if all(word in self.items[at].stem.casefold() for word in wanted):
                self.go(at)
                return True
        return False

    def find(self, stem: str, twin: int = 0) -> None:
        """Go to the question that asks `stem`, past `twin` others that ask the same."""
        found = [place for place, item in enumerate(self.items) if " ".join(item.stem.split()) == stem]
        if found:
            self.go(found[min(twin, len(found) - 1)])

    def where(self) -> tuple[int, int]:
        """Line and column to open: those of the marked finding, else of the question, else of the first finding."""
        if self.marked is not None and self.marked.line:
            return self.marked.line, self.marked.column
        if self.good is not None and self.items and self.good.lines[self.at]:
            return self.good.lines[self.at], 1
        first = next((notice for notice in self.notices if notice.line), None)
        return (1, 1) if first is None else (first.line, first.column)

    def _to(self, at: int) -> None:
        """Go to a question, and keep to it."""
        self.at = max(0, min(at, len(self.items) - 1))
        self._settle(found=True)

    def _same(self, preview: Preview) -> int:
        """Where the question is now."""
        ids = [item.id for item in preview.items]
        name, line = self._anchor
        if name in ids:
            return ids.index(name)
        if line and line in preview.lines:
            return preview.lines.index(line)
        return max(0, min(self.at, len(ids) - 1))

    def _settle(self, *, found: bool) -> None:
        """Remember the question by its id and its line; without `found` only where one of them is still the same."""
        if self.good is not None and self.items:
            here = (self.items[self.at].id, self.good.lines[self.at])
            if found or here[0] == self._anchor[0] or here[1] == self._anchor[1]:
                self._anchor = here
