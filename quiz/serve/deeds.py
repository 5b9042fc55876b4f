"""What a desk may do, by name."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from quiz.core.commands import KickSeat, LockRoom, RenameSeat, SetTeam, VoidItem
from quiz.core.refusals import Outcome, Refusal, Rejected
from quiz.rooms.conduct import MORE_MS, Conduct
from quiz.rooms.self_paced import HostCommand, SelfPaced
from quiz.serve.reception import Reception

PUT_OUT = "The teacher has taken you out of this game."
OWN_PACE = "Everybody goes at their own pace here: this is for a class that plays together."
NO_DEED = "There is nothing of this name to do."
LATER_MS = 15 * 60 * 1000
"""By how much a deadline is put off, in ms, unless the host says otherwise."""


class Deeds:
    """The host's hands."""

    def __init__(self, conduct: Conduct, reception: Reception) -> None:
        """In this room."""
        self._conduct, self._reception = conduct, reception

    async def do(self, asked: Mapping[str, object]) -> Outcome:
        """One deed. What is asked for in the wrong form is refused, never raised."""
        conduct = self._conduct
        seat, name = _text(asked, "seat"), _text(asked, "name")
        match asked.get("do"):
            case "next":
                return await conduct.next(_number(asked, "scene"))
            case "pause":
                return await conduct.pause()
            case "extend":
                return await conduct.extend(_number(asked, "ms") or MORE_MS)
            case "reopen":
                return await conduct.reopen(_number(asked, "ms") or MORE_MS)
            case "close":
                return await conduct.close()
            case "skip":
                return await conduct.skip(_text(asked, "because") or "Skipped by the teacher.")
            case "void":
                return await conduct.void(_number(asked, "instance") or 0, _text(asked, "because"))
            case "standings":
                return await conduct.standings()
            case "lock":
                return await conduct.lock(asked.get("locked") is not False)
            case "rename":
                return await conduct.rename(seat, name)
            case "team":
                return await conduct.team(seat, name)
            case "factor":
                return await self._factor(seat, asked.get("factor"))
            case "kick":
                return await self._kick(seat)
            case "reseat":
                return self._reseat(seat)
            case "end":
                return await conduct.end()
            case _:
                return Rejected(Refusal.MALFORMED, NO_DEED)

    async def _factor(self, seat: str, told: object) -> Outcome:
        """A time factor as a fraction in text; None is without a timer."""
        factor = _fraction(told)
        return factor if isinstance(factor, Rejected) else await self._conduct.factor(seat, factor)

    async def _kick(self, seat: str) -> Outcome:
        """Put a player out, and show them out."""
        return _shown_out(await self._conduct.kick(seat), seat, self._reception)

    def _reseat(self, seat: str) -> Outcome:
        """Let the next who comes under a seat's name have it."""
        return _given_back(seat, self._reception)


class PacedDeeds:
    """The host's hands where each plays alone."""

    def __init__(self, room: SelfPaced, reception: Reception) -> None:
        """In this room."""
        self._room, self._reception = room, reception

    async def do(self, asked: Mapping[str, object]) -> Outcome:
        """One deed. What is asked for in the wrong form is refused, never raised."""
        room, seat, name = self._room, _text(asked, "seat"), _text(asked, "name")
        commands: Mapping[object, HostCommand] = {
            "lock": LockRoom(asked.get("locked") is not False),
            "rename": RenameSeat(seat, name),
            "team": SetTeam(seat, name),
            "void": VoidItem(_number(asked, "instance") or 0, _text(asked, "because")),
        }
        match asked.get("do"):
            case "lock" | "rename" | "team" | "void" as what:
                return await room.host(commands[what])
            case "extend":
                return await room.postpone((_number(asked, "ms") or LATER_MS) // 1000)
            case "factor":
                factor = _fraction(asked.get("factor"))
                return factor if isinstance(factor, Rejected) else await room.factor(seat, factor)
            case "kick":
                return _shown_out(await room.host(KickSeat(seat)), seat, self._reception)
            case "reseat":
                return _given_back(seat, self._reception)
            case "end":
                return await room.end()
            case "next" | "pause" | "reopen" | "close" | "skip" | "standings":
                return Rejected(Refusal.NOT_NOW, OWN_PACE)
            case _:
                return Rejected(Refusal.MALFORMED, NO_DEED)


def _shown_out(outcome: Outcome, seat: str, reception: Reception) -> Outcome:
    """Show a player out who was put out."""
    if not isinstance(outcome, Rejected):
        reception.show_out(seat, PUT_OUT)
    return outcome


def _given_back(seat: str, reception: Reception) -> Outcome:
    """Let the next who comes under a seat's name have it."""
    if reception.reseat(seat):
        return ()
    return Rejected(Refusal.SEAT_TAKEN, "Somebody sits there, or nobody ever did.")


def _fraction(told: object) -> Fraction | Rejected | None:
    """A time factor as a fraction in text; None is without a timer."""
    try:
        return None if told is None else Fraction(str(told))
    except (ValueError, ZeroDivisionError):
        return Rejected(Refusal.MALFORMED, "A time factor is 1, 3/2, 2 or none.")


def _text(asked: Mapping[str, object], name: str) -> str:
    """A text that was given, or none."""
    value = asked.get(name)
    return value if isinstance(value, str) else ""


def _number(asked: Mapping[str, object], name: str) -> int | None:
    """A whole number that was given."""
    value = asked.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
