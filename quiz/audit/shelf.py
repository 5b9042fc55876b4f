"""Facts found by relation and value, without reading them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quiz.audit.book import Book, Fact, Values
from quiz.audit.labels import fold, skeleton
from quiz.audit.reading import Val

_MISSING = "\0"
_WIDE = "\0wide"
_LONG = 20


class Shelf:
    """Facts of one standing, found by relation and value without reading them all."""

    def __init__(self, book: Book, facts: Iterable[Fact]) -> None:
        """Enter each fact under its relation and all that the relation implies."""
        self.book = book
        self.by_relation: dict[str, list[Fact]] = {}
        self.by_value: dict[tuple[str, str, object], list[Fact]] = {}
        for fact in facts:
            for relation in closure(book, fact.relation):
                self._enter(relation, fact)

    def _enter(self, relation: str, fact: Fact) -> None:
        self.by_relation.setdefault(relation, []).append(fact)
        known = self.book.relations.get(relation)
        for role in known.roles if known is not None else ():
            for key in self._keys(fact.values.get(role)):
                self.by_value.setdefault((relation, role, key), []).append(fact)

    def _keys(self, values: tuple[Val, ...] | None) -> set[object]:
        if values is None:
            return {_MISSING}
        keys: set[object] = set()
        for value in values:
            if value.thing is not None:
                keys.add(id(value.thing))
            elif value.days is not None and value.days.last.year - value.days.first.year < _LONG:
                keys |= set(range(value.days.first.year, value.days.last.year + 1))
            elif value.span is None:
                keys |= {fold(value.written), skeleton(value.written)}
            else:
                keys.add(_WIDE)
        return keys

    def _wanted(self, values: tuple[Val, ...]) -> set[object]:
        keys = self._keys(values) | {_MISSING, _WIDE}
        for value in values:
            if value.thing is not None:
                keys |= {id(near) for near in self.book.things.lookalikes(value.thing)}
                keys |= value.thing.folds | value.thing.shapes
            elif value.span is None:
                keys |= {id(near) for near in self.book.things.by_fold.get(fold(value.written), [])}
                keys |= {id(near) for near in self.book.things.by_shape.get(skeleton(value.written), [])}
        return keys

    def near(self, relation: str, want: Values) -> Iterator[Fact]:
        """Every fact of `relation` that may be an instance of `want`, and perhaps some that are not."""
        best = self.by_relation.get(relation, [])
        chosen: list[list[Fact]] = [best]
        size = len(best)
        for role, values in want.items():
            if size < 4:
                break
            if any(value.amount is not None or _is_wide(value) for value in values):
                continue
            found = [self.by_value.get((relation, role, key), []) for key in self._wanted(values)]
            total = sum(map(len, found))
            if total < size:
                chosen, size = found, total
        seen: set[int] = set()
        for bucket in chosen:
            for fact in bucket:
                if id(fact) not in seen:
                    seen.add(id(fact))
                    yield fact


def _is_wide(value: Val) -> bool:
    return value.days is not None and value.days.last.year - value.days.first.year >= _LONG


def closure(book: Book, relation: str) -> list[str]:
    """A relation and all it implies, each once."""
    found = [relation]
    for name in found:
        known = book.relations.get(name)
        found += [other for other in (known.implies if known is not None else ()) if other not in found]
    return found
