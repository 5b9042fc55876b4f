"""Things by their labels: which two may be taken for each other, and what is part of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from quiz.bank import compare, leaks
from quiz.bank.fold import Folder
from quiz.core.facts import Thing
from quiz.core.values import Date, Money, Quantity, Text, ThingRef, Value


class Labels:
    """The labels of all things of a pack, and the comparisons that need them."""

    def __init__(self, things: Mapping[str, Thing]) -> None:
        """Index `things`, keyed by name."""
        self.things = things
        self.folder = Folder()
        self._keys: dict[str, frozenset[str]] = {}
        self._words: dict[str, list[leaks.Run]] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._kin: dict[str, frozenset[str]] = {}
        self._owners: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}
        for name in sorted(things):
            for key in sorted(self.thing_keys(name)):
                self._owners.setdefault(key, []).append(name)
            for container in sorted(self.above(name)):
                self._below.setdefault(container, []).append(name)

    def names(self, name: str) -> tuple[str, ...]:
        """Every label of a thing: name, short form, further names; only the name if the pack does not list it."""
        thing = self.things.get(name)
        return tuple(label for label in (thing.name, thing.short, *thing.also) if label) if thing else (name,)

    def thing_keys(self, name: str) -> frozenset[str]:
        """The collision keys of all labels of a thing."""
        known = self._keys.get(name)
        if known is None:
            known = self._keys[name] = self.folder.sames(self.names(name))
        return known

    def runs(self, name: str) -> list[leaks.Run]:
        """What shows the thing in a text: the words of each of its labels."""
        known = self._words.get(name)
        if known is None:
            known = self._words[name] = [leaks.run_of(label) for label in self.names(name)]
        return known

    def above(self, name: str) -> frozenset[str]:
        """Everything that contains the thing, at any remove; a cycle ends where it closes."""
        known = self._above.get(name)
        if known is None:
            found: set[str] = set()
            thing = self.things.get(name)
            while thing and thing.part_of and thing.part_of not in found:
                found.add(thing.part_of)
                thing = self.things.get(thing.part_of)
            known = self._above[name] = frozenset(found)
        return known

    def below(self, name: str) -> tuple[str, ...]:
        """Everything that the thing contains, at any remove, sorted."""
        return tuple(self._below.get(name, ()))

    def owners(self, keys: Iterable[str]) -> set[str]:
        """The things that carry one of these collision keys."""
        return {name for key in keys for name in self._owners.get(key, ())}

    def keys(self, value: Value) -> frozenset[str]:
        """The collision keys of a thing or a text; of other values those of their printed form."""
        if isinstance(value, ThingRef):
            return self.thing_keys(value.name)
        return self.folder.keys(value.text if isinstance(value, Text) else compare.canonical(value))

    def may_be_same(self, left: Value, right: Value) -> bool:
        """Whether the two cannot be told apart for certain: one thing, a common label, part and whole, an overlap."""
        if isinstance(left, Date | Quantity | Money) or isinstance(right, Date | Quantity | Money):
            return compare.numbers_may_be_same(left, right)
        if isinstance(left, ThingRef) and isinstance(right, ThingRef):
            return right.name in self.kin(left.name)
        return not self.keys(left).isdisjoint(self.keys(right))

    def kin(self, name: str) -> frozenset[str]:
        """Every thing that cannot be told apart from this one for certain, itself included.

        That is what shares a label with it, and the wholes and the parts of all those, at any remove.
        """
        known = self._kin.get(name)
        if known is None:
            alike = self._alike(name)
            known = self._kin[name] = frozenset(alike | self._reach(alike, self.above) | self._reach(alike, self.below))
        return known

    def _alike(self, name: str) -> set[str]:
        return self.owners(self.thing_keys(name)) | {name}

    def _reach(self, names: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
        """What `step` leads to from one of `names`, from what looks like that, and so on."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            for one in step(waiting.pop()):
                if one not in found:
                    alike = self._alike(one)
                    waiting += alike - found
                    found |= alike
        return found

    def within(self, inner: Value, outer: Value) -> bool:
        """Whether `inner` certainly is `outer` or a part of it."""
        match inner, outer:
            case ThingRef(), ThingRef():
                return inner.name == outer.name or outer.name in self.above(inner.name)
            case Date(), Date():
                return outer.first <= inner.first and inner.last <= outer.last
            case Quantity(), Quantity():
                return inner.unit == outer.unit and compare.inside(inner.interval, outer.interval)
            case Money(), Money():
                return inner.currency == outer.currency and compare.inside(inner.interval, outer.interval)
            case _:
                return compare.identity(inner) == compare.identity(outer)

    def denies(self, denied: tuple[Value, ...], held: tuple[Value, ...]) -> bool:
        """Whether to deny it of `denied` is to deny it of `held`: of a date its days too, of a thing not its parts."""
        return bool(held) and all(
            any(
                one == other if isinstance(one, ThingRef) or isinstance(other, ThingRef) else self.within(one, other)
                for one in held
            )
            for other in denied
        )

    def share(self, held: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
        """Whether two roles certainly hold a value in common; words that look alike are one, being only letters."""
        return any(self._one(left, right) for left in held for right in wanted)

    def _one(self, left: Value, right: Value) -> bool:
        words = isinstance(left, Text | ThingRef) and isinstance(right, Text | ThingRef)
        if words and (isinstance(left, Text) or isinstance(right, Text)):
            return self.may_be_same(left, right)
        return compare.identity(left) == compare.identity(right)

    def consistent(self, left: tuple[Value, ...], right: tuple[Value, ...]) -> bool:
        """Whether both may be said of a role that holds one value; two things of one look are still two things."""
        return not left or not right or any(self._go_together(one, other) for one in left for other in right)

    def _go_together(self, left: Value, right: Value) -> bool:
        if isinstance(left, ThingRef) and isinstance(right, ThingRef):
            return self.within(left, right) or self.within(right, left)
        return self.may_be_same(left, right)

    def may_match(self, held: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
        """Whether a role that holds `held` may be one that holds `wanted`; an open role may be anything."""
        return not held or not wanted or any(self.may_be_same(one, other) for one in held for other in wanted)

    def may_say(self, held: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
        """`says`, where words that look alike count as the same: enough to suspect a claim, never to prove one."""
        return bool(held) and all(any(self._suspect(one, other) for one in held) for other in wanted)

    def say(self, held: Mapping[str, tuple[Value, ...]], wanted: Mapping[str, tuple[Value, ...]]) -> bool:
        """`may_say` for each role that is wanted."""
        return all(self.may_say(held.get(role, ()), values) for role, values in wanted.items())

    def agree(self, left: tuple[Value, ...], right: tuple[Value, ...]) -> bool:
        """Whether two roles may hold the same: each value of either may be one of the other."""
        return all(
            any(self.may_be_same(one, other) for other in others)
            for held, others in ((left, right), (right, left))
            for one in held
        )

    def _suspect(self, inner: Value, outer: Value) -> bool:
        words = isinstance(inner, ThingRef | Text) and isinstance(outer, ThingRef | Text)
        return self.within(inner, outer) or (words and not self.keys(inner).isdisjoint(self.keys(outer)))

    def says(self, held: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
        """Whether whoever names `held` together thereby names each of `wanted`, in the same words or in finer ones."""
        return bool(held) and all(any(self.within(one, other) for one in held) for other in wanted)


def identical(left: tuple[Value, ...], right: tuple[Value, ...]) -> bool:
    """Whether two roles hold exactly the same values, in whatever sequence."""
    if len(left) == 1 == len(right):
        return compare.identity(left[0]) == compare.identity(right[0])
    return {compare.identity(value) for value in left} == {compare.identity(value) for value in right}
