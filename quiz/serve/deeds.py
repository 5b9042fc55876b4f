"""What a desk may do, by name."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from quiz.core.refusals import Outcome, Refusal, Rejected
from quiz.rooms.conduct import MORE_MS
from quiz.serve.house import House

PUT_OUT = "The teacher has taken you out of this game."


class Deeds:
    """The host's hands."""

    def __init__(self, house: House) -> None:
        """In this house."""
        self._house = house

    async def do(self, asked: Mapping[str, object]) -> Outcome:
        """One deed. What is asked for in the wrong form is refused, never raised."""
        conduct = self._house.conduct
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
                return Rejected(Refusal.MALFORMED, "There is nothing of this name to do.")

    async def _kick(self, seat: str) -> Outcome:
        """Put a player out, and show them out."""
        outcome = await self._house.conduct.kick(seat)
        if not isinstance(outcome, Rejected):
            self._house.reception.show_out(seat, PUT_OUT)
        return outcome

    async def _factor(self, seat: str, told: object) -> Outcome:
        """A time factor as a fraction in text; None is without a timer."""
        try:
            factor = None if told is None else Fraction(str(told))
        except (ValueError, ZeroDivisionError):
            return Rejected(Refusal.MALFORMED, "A time factor is 1, 3/2, 2 or none.")
        return await self._house.conduct.factor(seat, factor)

    def _reseat(self, seat: str) -> Outcome:
        """Let the next who comes under a seat's name have it."""
        if self._house.reception.reseat(seat):
            return ()
        return Rejected(Refusal.SEAT_TAKEN, "Somebody sits there, or nobody ever did.")


def _text(asked: Mapping[str, object], name: str) -> str:
    """A text that was given, or none."""
    value = asked.get(name)
    return value if isinstance(value, str) else ""


def _number(asked: Mapping[str, object], name: str) -> int | None:
    """A whole number that was given."""
    value = asked.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
