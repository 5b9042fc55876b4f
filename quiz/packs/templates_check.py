"""Checks the form of templates: slots that name roles, balanced braces, groups without nesting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from quiz.core.facts import Role, RoleType
from quiz.packs.findings import Log, Mark, nearest, quoted

_SIGN = re.compile(r"\{([^{}]*)\}|[{}\[\]]")
_MODES = frozenset({"name", "bare", "on", "unit", "number"})
_FITS = MappingProxyType(
    {
        "on": (RoleType.DATE,),
        "unit": (RoleType.NUMBER, RoleType.MONEY),
        "number": (RoleType.NUMBER, RoleType.MONEY),
        "name": (RoleType.THING,),
        "bare": (RoleType.THING,),
    }
)
PRONOUN = re.compile(r"\b(?:his|her|its|their)\b", re.IGNORECASE)


def check_template(log: Log, mark: Mark, template: str, roles: Mapping[str, Role]) -> None:
    """Note every slot of `template` that is malformed or names none of `roles`."""
    depth = 0
    for found in _SIGN.finditer(template):
        sign = found.group()
        if sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
        elif sign in "{}":
            log.add("F709", mark, f"a brace in {quoted(template)} has no partner")
            return
        else:
            _check_slot(log, mark, found[1], roles)
        if depth not in (0, 1):
            log.add("F709", mark, f"the brackets in {quoted(template)} are nested or have no partner")
            return
    if depth:
        log.add("F709", mark, f"a bracket in {quoted(template)} is not closed")


def slot_role(slot: str, roles: Iterable[str]) -> tuple[str, str]:
    """Split what stands in a slot into role and mode; the role is "" when none of `roles` fits."""
    known = set(roles)
    name, colon, mode = slot.partition(":")
    if name in known:
        return name, mode if colon else ""
    for prefix, as_mode in (("the ", "the"), ("a ", "a")):
        if not colon and slot.startswith(prefix) and slot[len(prefix) :] in known:
            return slot[len(prefix) :], as_mode
    if slot.endswith(("'s", "\u2019s")) and slot[:-2] in known:
        return slot[:-2], "'s"
    return "", mode


def _check_slot(log: Log, mark: Mark, slot: str, roles: Mapping[str, Role]) -> None:
    role, mode = slot_role(slot, roles)
    if not role:
        core = slot.partition(":")[0].removeprefix("the ").removeprefix("a ").removesuffix("'s").rstrip("?")
        log.add("F709", mark, f"the slot {quoted('{' + slot + '}')} names no role{nearest(core, roles)}")
    elif "|" in mode:
        if mode.count("|") != 1:
            log.add(
                "F709", mark, f"the slot {quoted('{' + slot + '}')} needs exactly two forms, for one and for several"
            )
    elif mode in _MODES:
        if roles[role].type not in _FITS[mode]:
            log.add("F709", mark, f"`:{mode}` does not fit the role {quoted(role)}, which is a {roles[role].type}")
    elif mode not in ("", "the", "a", "'s"):
        log.add("F709", mark, f"{quoted(':' + mode)} in the slot {quoted('{' + slot + '}')} is unknown")


def literals(template: str) -> list[str]:
    """Give the words of a template that no slot prints, piece by piece."""
    return [piece for piece in re.split(r"\{[^{}]*\}", template) if piece.strip()]
