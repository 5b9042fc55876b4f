"""Deadlines as people write and read them: moments of the calendar on this machine's own clock."""

from __future__ import annotations

import datetime
import re

FORMS = "18:30, 2027-03-01 08:00, +45m or +2d"
"""How a deadline is written."""
LONGEST_DAYS = 366
_LATER = re.compile(r"\+(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?", re.ASCII)
_MOMENT = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)(?:[ T]+))?(\d{1,2}):(\d\d)", re.ASCII)


class DeadlineError(ValueError):
    """A text that is no deadline; the message says why, and what would be one."""


def read_deadline(text: str, now: float) -> int:
    """The moment that `text` means at `now`, both in s since 1970. Raises `DeadlineError`."""
    text = text.strip()
    until = _later(text, now) if text.startswith("+") else _moment(text, now)
    if until <= now:
        raise DeadlineError(f"{text} is over already. Write a later one, such as {FORMS}.")
    if until - now > LONGEST_DAYS * 86400:
        raise DeadlineError(f"{text} is more than a year away. Write an earlier one, such as {FORMS}.")
    return until


def told_deadline(until: int) -> str:
    """A deadline to read: `Wed 25 Nov 2026, 08:00`."""
    # The names of days and months are English wherever the program runs.
    when = datetime.datetime.fromtimestamp(until).astimezone()
    day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][when.weekday()]
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][when.month - 1]
    return f"{day} {when.day} {month} {when.year}, {when.hour:02}:{when.minute:02}"


def _later(text: str, now: float) -> int:
    """So much later than now."""
    found = _LATER.fullmatch(text)
    if found is None or not any(found.groups()):
        raise DeadlineError(_unread(text))
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return int(now) + (days * 24 + hours) * 3600 + minutes * 60


def _moment(text: str, now: float) -> int:
    """A time, today or on a day that is named."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise DeadlineError(_unread(text))
    *day, hour, minute = (None if part is None else int(part) for part in found.groups())
    today = datetime.datetime.fromtimestamp(now)
    year, month, date = (today.year, today.month, today.day) if day[0] is None else (part or 0 for part in day)
    try:
        return int(datetime.datetime(year, month, date, hour or 0, minute or 0).timestamp())
    except (ValueError, OverflowError, OSError):
        raise DeadlineError(f"{text} is on no calendar. Write {FORMS}.") from None


def _unread(text: str) -> str:
    return f"{text or 'nothing'} is no deadline. Write {FORMS}."
