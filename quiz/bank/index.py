"""Statements by what they say: finds all that may agree with given role values without reading the whole pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from quiz.bank.labels import Labels
from quiz.core.facts import Claim, Fact, Relation, Role, RoleType
from quiz.core.values import Date, Precision, Text, ThingRef, Value

Statement = Fact | Claim
S = TypeVar("S", Fact, Claim, Statement)
Values = Mapping[str, tuple[Value, ...]]
ANYTIME, ANYTHING = "W", "*"


def entailed(relations: Mapping[str, Relation]) -> dict[str, tuple[str, ...]]:
    """For each relation itself and all that it implies, at any remove."""
    found = {}
    for name in sorted(relations):
        reached, waiting = {name}, [name]
        while waiting:
            for implied in relations[waiting.pop()].implies:
                if implied in relations and implied not in reached:
                    reached.add(implied)
                    waiting.append(implied)
        found[name] = (name, *sorted(reached - {name}))
    return found


def stored_under(labels: Labels, value: Value) -> list[str]:
    """The buckets that hold a statement with this value."""
    if isinstance(value, ThingRef):
        return ["n" + value.name, *labels.thing_keys(value.name)]
    if isinstance(value, Text):
        return list(labels.keys(value))
    if not isinstance(value, Date):
        return [ANYTHING]
    year, month = f"{value.first.year:04d}", f"{value.first.year:04d}-{value.first.month:02d}"
    match value.precision:
        case Precision.DAY:
            return [f"D{value.first.isoformat()}", "m" + month, "y" + year]
        case Precision.MONTH:
            return ["M" + month, "y" + year]
        case Precision.YEAR:
            return ["Y" + year]
        case Precision.RANGE:
            return [ANYTIME]


def sought_under(labels: Labels, value: Value) -> list[str] | None:
    """The buckets that hold every statement whose value may be this one; None if that is all of them."""
    if isinstance(value, ThingRef):
        kin = ["n" + name for name in labels.kin(value.name)]
        return [*kin, *labels.thing_keys(value.name), ANYTHING, ANYTIME]
    if isinstance(value, Text):
        return [*labels.keys(value), ANYTHING, ANYTIME]
    if not isinstance(value, Date):
        return None
    year, month = f"{value.first.year:04d}", f"{value.first.year:04d}-{value.first.month:02d}"
    match value.precision:
        case Precision.DAY:
            return [f"D{value.first.isoformat()}", "M" + month, "Y" + year, ANYTHING, ANYTIME]
        case Precision.MONTH:
            return ["m" + month, "M" + month, "Y" + year, ANYTHING, ANYTIME]
        case Precision.YEAR:
            return ["y" + year, "Y" + year, ANYTHING, ANYTIME]
        case Precision.RANGE:
            return None


class Pool(Generic[S]):
    """Statements of one sort (facts, disputed claims, ...), sorted by id, indexed by relation, role and value.

    A statement counts for its own relation and for every relation that its own implies.
    """

    def __init__(self, statements: Iterable[S], relations: Mapping[str, Relation],
                 reach: Mapping[str, tuple[str, ...]], labels: Labels) -> None:  # fmt: skip
        """Index `statements`; those of unknown relations are left out."""
        self._labels = labels
        self._all: dict[str, list[S]] = {}
        self._buckets: dict[tuple[str, str, str], list[S]] = {}
        self._open: dict[tuple[str, str], list[S]] = {}
        self.by_id: dict[str, S] = {}
        for statement in sorted(statements, key=lambda one: one.id):
            self.by_id[statement.id] = statement
            for relation in reach.get(statement.relation, ()):
                self._all.setdefault(relation, []).append(statement)
                self._store(relation, relations[relation].roles, statement)

    def _store(self, relation: str, roles: Mapping[str, Role], statement: S) -> None:
        for role, about in roles.items():
            held = statement.values.get(role, ())
            if not held:
                self._open.setdefault((relation, role), []).append(statement)
            keys = {key for value in held for key in stored_under(self._labels, value)}
            if about.type in (RoleType.DATE, RoleType.NUMBER, RoleType.MONEY) and any(
                not isinstance(value, Date) for value in held
            ):
                keys.add(ANYTHING)  # words where a number belongs: nothing can be told apart from them
            for key in keys:
                self._buckets.setdefault((relation, role, key), []).append(statement)

    def of(self, relation: str) -> Sequence[S]:
        """Every statement that counts for `relation`, by id."""
        return self._all.get(relation, ())

    def with_thing(self, relation: str, role: str, name: str) -> Sequence[S]:
        """The statements of `relation` whose `role` holds the thing, by id."""
        return self._buckets.get((relation, role, "n" + name), ())

    def matching(self, relation: str, wanted: Values) -> list[S]:
        """Every statement of `relation` that may agree with all of `wanted`, by id."""
        found = self._narrowest(relation, wanted)
        return [one for one in found if all(
            self._labels.may_match(one.values.get(role, ()), values) for role, values in wanted.items()
        )]  # fmt: skip

    def _narrowest(self, relation: str, wanted: Values) -> Sequence[S]:
        best: list[Sequence[S]] = [self._all.get(relation, ())]
        size = len(best[0])
        for role, values in wanted.items():
            lists = self._lists(relation, role, values) if size else None
            if lists is not None and sum(map(len, lists)) < size:
                best, size = lists, sum(map(len, lists))
        if len(best) == 1:
            return best[0]
        merged = {one.id: one for some in best for one in some}
        return [merged[key] for key in sorted(merged)]

    def _lists(self, relation: str, role: str, values: tuple[Value, ...]) -> list[Sequence[S]] | None:
        keys: set[str] = set()
        for value in values:
            sought = sought_under(self._labels, value)
            if sought is None:
                return None
            keys.update(sought)
        lists: list[Sequence[S]] = []
        for key in sorted(keys):
            lists += [self._buckets[bucket]] if (bucket := (relation, role, key)) in self._buckets else []
        lists += [self._open[relation, role]] if (relation, role) in self._open else []
        return lists
