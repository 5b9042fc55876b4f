"""Deadlines as they are written: each form, and each way to get one wrong."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rooms.deadlines import FORMS, DeadlineError, read_deadline, told_deadline

NOON = datetime.datetime(2026, 11, 24, 12, 0).timestamp()


def local(*parts: int) -> int:
    """A moment of this machine's calendar."""
    return int(datetime.datetime(*parts).timestamp())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("18:30", local(2026, 11, 24, 18, 30)),
        (" 9:05 ", None),
        ("2027-03-01 08:00", local(2027, 3, 1, 8, 0)),
        ("2027-03-01T08:00", local(2027, 3, 1, 8, 0)),
        ("+45m", int(NOON) + 45 * 60),
        ("+2d", int(NOON) + 2 * 86400),
        ("+1h30m", int(NOON) + 90 * 60),
        ("+1d12h", int(NOON) + 36 * 3600),
    ],
)
def test_each_form(text: str, until: int | None) -> None:
    """A time of today, a day, or so much later; a time that is over today is not silently one of tomorrow."""
    if until is None:
        with pytest.raises(DeadlineError, match="is over already"):
            read_deadline(text, NOON)
    else:
        assert read_deadline(text, NOON) == until


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing is no deadline"), ("soon", "is no deadline"), ("+", "is no deadline"), ("+45", "is no deadline"),
        ("45m", "is no deadline"), ("+1m2h", "is no deadline"), ("+-5m", "is no deadline"), ("18.30", "is no deadline"),
        ("٠٩:٣٠", "is no deadline"), ("2027-03-01", "is no deadline"), ("25:00", "is on no calendar"),
        ("18:60", "is on no calendar"), ("2026-02-30 08:00", "is on no calendar"),
        ("0000-01-01 08:00", "is on no calendar"),
        ("2026-11-24 11:59", "is over already"), ("12:00", "is over already"), ("+0m", "is over already"),
        ("1999-01-01 00:00", "is over already"), ("+400d", "more than a year"),
        ("9999-12-31 23:59", "more than a year"), ("+9999d9999h99999m", "more than a year"),
    ],
)  # fmt: skip
def test_what_is_none_is_said(text: str, why: str) -> None:
    """In one line that names a form that works."""
    with pytest.raises(DeadlineError, match=why) as error:
        read_deadline(text, NOON)
    assert FORMS in str(error.value)


@given(st.integers(1, 366 * 24 * 60))
def test_what_is_told_is_what_was_meant(minutes: int) -> None:
    """To the minute."""
    until = read_deadline(f"+{minutes}m", NOON) if minutes < 10**5 else int(NOON) + minutes * 60
    when = datetime.datetime.fromtimestamp(until)
    assert told_deadline(until).endswith(f"{when.day} {when:%b} {when.year}, {when:%H:%M}")


@given(st.text(max_size=12))
def test_any_text_is_a_deadline_or_refused(text: str) -> None:
    """Nothing else is raised, and no deadline lies in the past."""
    with contextlib.suppress(DeadlineError):
        assert read_deadline(text, NOON) > NOON
