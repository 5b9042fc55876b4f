"""Help in words that people use: not the names that a library has for types."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from typer.core import TyperCommand

_KINDS = MappingProxyType({
    "int": "NUMBER", "int range": "NUMBER", "float": "NUMBER", "float range": "NUMBER", "str": "TEXT", "path": "PATH",
    "dir": "FOLDER", "file": "FILE",
})  # fmt: skip
_KIND = re.compile(r" <(?:list\[)?(.*?)\]?>")
# What is said of defaults and bounds, and how it is said here.
_BOUNDS = (
    (re.compile(r"default: \((.*?)\)(?=[;\]])"), r"default: \1"),
    (re.compile(r"(-?\d+)<=x<=(-?\d+)"), r"\1 to \2"),
    (re.compile(r"x>=(-?\d+)"), r"\1 or more"),
)


class PlainCommand(TyperCommand):
    """A command whose help names what is to be typed."""

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library has them to itself
        """Write what there is to be given, arguments first."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                rows[param.param_type_name].append(plain(*record, argument=param.param_type_name == "argument"))
        for title, found in (("Arguments", rows["argument"]), ("Options", rows["option"])):
            if found:
                with formatter.section(title):
                    formatter.write_dl(found)


def plain(name: str, told: str, *, argument: bool) -> tuple[str, str]:
    """A row of help. An argument has a name of its own, so that only what it can be chosen from stands behind it."""

    def kind(found: re.Match[str]) -> str:
        if "|" in found[1]:
            return f" {found[1]}"
        return "" if argument else f" {_KINDS.get(found[1], 'VALUE')}"

    for pattern, instead in _BOUNDS:
        told = pattern.sub(instead, told)
    return _KIND.sub(kind, name), told
