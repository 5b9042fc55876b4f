"""Planted defects by editing: one function of the program, compiled anew with one piece of its text replaced.

An edit breaks loudly when the function is gone or no longer holds the piece exactly once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from inspect import getsource, signature
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any
from unittest import mock

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


@dataclass(frozen=True)
class Edit:
    """A defect: in `target` (`module:function` or `module:Class.method`) the text `old` becomes `new`.

    `caught_by` names checks as `file:test`, without `test_` before the file; each of them must fail. Modules and files
    are those of the core; those of another package have its name before them: `scenes/table:header_of`.
    A row with `survives` passes all of them, and says why that is no gap.
    """

    name: str
    target: str
    old: str
    new: str
    caught_by: tuple[str, ...]
    survives: str = ""


def function_of(target: str) -> FunctionType:
    """The function that `module:function` names. Raises AttributeError where there is none."""
    found = getattr(_owner(target), target.rpartition(":")[2].rpartition(".")[2])
    assert isinstance(found, FunctionType)
    return found


def _owner(target: str) -> ModuleType | type:
    """The module, or the class in it, that has the function."""
    module, _, name = target.partition(":")
    package, _, module = module.rpartition("/")
    found = import_module(f"quiz.{package or 'core'}.{module}")
    cls = name.rpartition(".")[0]
    owner = getattr(found, cls) if cls else found
    assert isinstance(owner, ModuleType | type)
    return owner


def compiled(edit: Edit) -> FunctionType:
    """The function of `edit` with the defect. It looks up names where the sound one does."""
    sound = function_of(edit.target)
    source = dedent(getsource(sound))
    if source.count(edit.old) != 1:
        raise LookupError(f"{edit.name}: {source.count(edit.old)} places in {edit.target} read {edit.old!r}")
    made: dict[str, Any] = {}
    code = compile(source.replace(edit.old, edit.new), f"<{edit.name}>", "exec")
    exec(code, sound.__globals__, made)  # noqa: S102 - the text is a function of this project
    found = made[sound.__name__]
    assert isinstance(found, FunctionType)
    return found


@contextmanager
def planted(edit: Edit) -> Iterator[None]:
    """The defect under every name by which the program or a test knows the function."""
    for name in edit.caught_by:
        check(name)  # what is first imported while a defect is planted would keep it
    sound, made = function_of(edit.target), compiled(edit)
    owner = _owner(edit.target)
    places = [(owner, sound.__name__)] if isinstance(owner, type) else _names(sound)
    with ExitStack() as stack:
        for place, name in places:
            stack.enter_context(mock.patch.object(place, name, made))
        yield


def _names(function: FunctionType) -> list[tuple[ModuleType | type, str]]:
    """Each module of the project that has the function, with its name there."""
    ours = [module for name, module in sys.modules.items() if name.startswith(("quiz.", "tests."))]
    return [(module, name) for module in ours for name, found in vars(module).items() if found is function]


def check(name: str) -> Any:  # noqa: ANN401 - a test function of any shape, or a state machine
    """The check that `file:test` names. Raises AttributeError where there is none."""
    module, _, test = name.partition(":")
    package, _, module = module.rpartition("/")
    return getattr(import_module(f"tests.{package or 'core'}.test_{module}"), test)


def run(name: str, examples: int | None = None) -> None:
    """Run a check: all rows of a table, or a property without shrinking, on its own number of examples or fewer."""
    found = check(name)
    if isinstance(found, type) and issubclass(found, RuleBasedStateMachine):
        run_state_machine_as_test(found, settings=_brief(found.TestCase.settings, examples))
        return
    held = getattr(found, "_hypothesis_internal_use_settings", None)
    if held is not None:
        with mock.patch.object(found, "_hypothesis_internal_use_settings", _brief(held, examples)):
            _all_rows(found)
    else:
        _all_rows(found)


def _brief(held: settings, examples: int | None) -> settings:
    """The settings of a check without shrinking, which takes minutes and proves nothing more."""
    count = held.max_examples if examples is None else min(held.max_examples, examples)
    return settings(held, max_examples=count, phases=(Phase.explicit, Phase.generate))


def _all_rows(test: Callable[..., None]) -> None:
    """Call a test once for each row of its table, for each combination of rows of several, or once."""
    tables = [mark.args for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for rows in product(*(table[1] for table in tables)):
        named: dict[str, object] = {}
        for (names, _), row in zip(tables, rows, strict=True):
            named |= {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))
        _in_a_folder(test, named)


def _in_a_folder(test: Callable[..., None], named: dict[str, object]) -> None:
    """Call a test, with an empty folder if it asks for one."""
    if "tmp_path" not in signature(test).parameters:
        test(**named)
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        test(**named, tmp_path=Path(folder))


# What a check, or the core under it, raises when something does not hold; anything else is a fault of the plant.
FAILURES = (AssertionError, ValueError, IndexError, pytest.fail.Exception)


def fails(name: str) -> bool:
    """Whether a check does not hold just now."""
    try:
        run(name)
    except FAILURES:
        return True
    return False
