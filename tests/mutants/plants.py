"""Planted defects: each takes one guard away, or turns one result round, for as long as a `with` lasts.

Every plant names what it patches by module and attribute, so it breaks loudly when that name is gone.
"""

# ruff: noqa: ANN401, ARG005 - a plant stands in for functions of any shape, and ignores much of what they take

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Literal
from unittest import mock

from quiz.bank.bank import Report

Plant = Callable[[], Any]
Wrap = Callable[[Any], Any]


def find(target: str) -> tuple[Any, str, Any]:
    """The owner, the name and the present value of `module:attribute` or `module:Class.attribute`."""
    module, _, path = target.partition(":")
    owner: Any = import_module(f"quiz.{module}")
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    return owner, name, getattr(owner, name)


def wrapped(*parts: tuple[str, Wrap]) -> Plant:
    """A plant that replaces each target by what `wrap` makes of it."""

    @contextmanager
    def plant() -> Iterator[None]:
        with ExitStack() as stack:
            for target, wrap in parts:
                owner, name, present = find(target)
                made = wrap(present)
                if isinstance(present, property):
                    made = property(made)
                stack.enter_context(mock.patch.object(owner, name, made))
            yield

    return plant


def gives(target: str, result: object) -> Plant:
    """A plant after which the target, called with anything, gives `result`."""
    return wrapped((target, lambda _: lambda *args, **named: result))


def all_give(result: object, *targets: str) -> Plant:
    """The same for several targets at once."""
    return wrapped(*((target, lambda _: lambda *args, **named: result) for target in targets))


def is_now(target: str, value: object) -> Plant:
    """A plant that sets a constant."""
    return wrapped((target, lambda _: value))


# -- letters ---------------------------------------------------------------------------------------------------------


def unicode_without(*forms: str) -> Plant:
    """No such normalisation in folding: texts stay in NFC."""

    def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        return unicodedata.normalize("NFC" if form in forms else form, text)

    shim = SimpleNamespace(normalize=normalize, category=unicodedata.category)
    return is_now("bank.fold:unicodedata", shim)


def exact_case(keys: Any) -> Any:
    """Collision keys of the text as it stands, case and all."""

    def compute(self: Any, text: str) -> frozenset[str]:
        return frozenset({"f" + "".join(text.split()), "s" + text})

    return compute


def no_exact_text(compute: Any) -> Any:
    """A label that folds to nothing has no keys, and so never collides."""
    return lambda self, text: frozenset(key for key in compute(self, text) if not key.startswith("="))


def empty_is_all(compute: Any) -> Any:
    """Labels that fold to nothing share one key."""
    return lambda self, text: frozenset("f" if key.startswith("=") else key for key in compute(self, text))


def name_only(names: Any) -> Any:
    """A thing has one label."""
    return lambda self, name: names(self, name)[:1]


# -- statements ------------------------------------------------------------------------------------------------------


def without_pool(pool: str) -> Plant:
    """The world forgets one sort of claim once it is made."""

    def wrap(init: Any) -> Any:
        def made(self: Any, pack: Any) -> None:
            init(self, pack)
            setattr(self, pool, self._pool(()))

        return made

    return wrapped(("bank.world:World.__init__", wrap))


def pack_without(field: str) -> Plant:
    """The world never hears of one sort of claim."""

    def wrap(init: Any) -> Any:
        return lambda self, pack: init(self, replace(pack, **{field: ()}))

    return wrapped(("bank.world:World.__init__", wrap))


def open_is_closed(grants: Any) -> Any:
    """Every slot of a fact has a licence."""
    from quiz.bank.model import Grant
    from quiz.core.items import Ground

    def made(self: Any) -> Iterator[Any]:
        yield from grants(self)
        yield Grant(Ground.ONLY_ONE, "closed world", (self.slot.statement.id,))

    return made


def each_denied(denials: Any) -> Any:
    """Whoever was not there with another was not there."""
    from quiz.bank.compare import identity
    from quiz.bank.model import Grant
    from quiz.core.items import Ground

    def made(self: Any) -> Iterator[Any]:
        yield from denials(self)
        for claim in self.world.denied.matching(self.slot.relation.name, self.slot.printed):
            for value in claim.values.get(self.slot.role, ()):
                yield identity(value), Grant(Ground.DENIED, "", (claim.id,))

    return made


def held_only(may_match: Any) -> Any:
    """A missing role is taken for a different one."""
    return lambda self, held, wanted: bool(held) and may_match(self, held, wanted)


def identical_only(may_match: Any) -> Any:
    """Only identical values are taken for each other."""
    from quiz.bank.labels import identical

    return lambda self, held, wanted: identical(held, wanted)


def everywhere(completed: Any) -> Any:
    """A complete list counts for every stem about the role, whatever its `where`."""
    from quiz.bank.model import Grant
    from quiz.core.items import Ground

    def made(self: Any) -> Iterator[Any]:
        for one in self.world.completeness.values():
            if (one.relation, one.role) == (self.slot.relation.name, self.slot.role):
                yield Grant(Ground.COMPLETE, one.because, (self.slot.statement.id, one.id))

    return made


# -- results ---------------------------------------------------------------------------------------------------------


def every_second(generate: Any) -> Any:
    """Half of the questions get lost."""

    def made(self: Any) -> Report:
        report: Report = generate(self)
        return replace(report, items=report.items[::2])

    return made


def silent(generate: Any) -> Any:
    """One sort of rejection is not told."""

    def made(self: Any) -> Report:
        report: Report = generate(self)
        told = tuple(one for one in report.rejections if one.code not in {"W0", "W9"})
        return replace(report, rejections=told)

    return made


def other_key(single: Any) -> Any:
    """The key is marked one place further on."""
    return lambda options, key, *more: single(options, (key + 1) % len(options), *more)


def without_key(single: Any) -> Any:
    """The key falls out of the options."""

    def made(options: Any, key: int, *more: Any) -> Any:
        kept = tuple(option for place, option in enumerate(options) if place != key)
        return single(kept, 0, *more)

    return made


def not_so(true_false: Any) -> Any:
    """True is false."""
    return lambda key, *more: true_false(not key, *more)


def backwards(order: Any) -> Any:
    """Latest first."""
    return lambda entries, *more: order(tuple(reversed(entries)), *more)


def crossed(match: Any) -> Any:
    """Each left entry is given the next one's right entry."""
    return lambda lefts, rights, *more: match(lefts, (*rights[1:], rights[0]), *more)


def one_more(fraction: Any) -> Any:
    """A count is one too many."""
    return lambda number, *more: fraction(number + 1, *more)


def swapped_roles(render: Any) -> Any:
    """Giver and recipient change places in print."""

    def made(template: Any, values: Any, *more: Any, **named: Any) -> Any:
        if "giver" in values and "recipient" in values:
            values = {**values, "giver": values["recipient"], "recipient": values["giver"]}
        return render(template, values, *more, **named)

    return made


def unseeded(rank: Any) -> Any:
    """Draws come from a generator that nobody seeded."""
    source = random.Random()  # noqa: S311 - the defect itself
    return lambda self, text: source.getrandbits(64)


def by_hash(rank: Any) -> Any:
    """Draws depend on the hash seed of the process."""
    return lambda self, text: hash((self._key, text)) & (2**64 - 1)


def last_first(ring: Any) -> Any:
    """A ring keeps its entries in the order in which they came."""

    def made(self: Any, entries: Any, name: Any) -> None:
        ring(self, entries, name)
        placed = {name(entry): entry for entry in list(entries)}
        self._entries = list(placed.values())

    return made


def no_ledger(sift: Any) -> Any:
    """Whatever is made is taken."""
    return lambda made, folder, first=(): ([*first, *made], [])


def uncertain_too(counted: Any) -> Any:
    """A list counts as settled, whatever else may be on it."""
    return lambda *args: (*counted(*args)[:2], True)


def alone(entailed: Any) -> Any:
    """No relation implies another."""
    return lambda relations: {name: (name,) for name in relations}


def year_subtraction(elapsed: Any) -> Any:
    """Years between two days are the difference of their years."""
    return lambda unit, start, end: end.year - start.year if unit.startswith("year") else elapsed(unit, start, end)


def first_of_many(matching: Any) -> Any:
    """Of several statements that may match only the first is seen."""
    return lambda self, relation, wanted: matching(self, relation, wanted)[:1]


def bare_stem(attributed: Any) -> Any:
    """What one source says is asked as if it were settled."""
    return lambda text, source: attributed(text, "")


def nearly_is_exact(interval: Any) -> Any:
    """`nearly` and `about` add nothing: the number is the number."""
    from quiz.core.values import Interval

    def made(hedge: str, n: Any, half: Any, *, timed: bool) -> Any:
        if hedge in {"nearly", "almost", "about", "around"}:
            return Interval(n, n)
        return interval(hedge, n, half, timed=timed)

    return made


def same_texts(same: Any) -> Any:
    """Amounts of two currencies are compared by their numbers."""
    from quiz.bank import compare
    from quiz.core.values import Money

    def made(left: Any, right: Any) -> Any:
        if isinstance(left, Money) and isinstance(right, Money):
            return compare.overlap(left.interval, right.interval)
        return same(left, right)

    return made
