"""Text of all Unicode, from packs and from people, over real SSH: what leaves is our own sequences and clean text."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.core.commands import SetTeam
from quiz.core.state import Phase
from quiz.core.text import clean, hidden
from quiz.serve.house import House
from quiz.serve.terminal import ENTER, LEAVE
from tests.hostile import MARKUP, SEQUENCES, plan_of
from tests.serve.lessons import Pupil, opened, run, strokes, to, until

OURS = re.compile(rb"\x1b\[(?:\d+;\d+H|[\d;]*m|2J|\?2026[hl])|" + b"|".join(re.escape(one) for one in (ENTER, LEAVE)))
"""All that the server says to a terminal beside text."""
texts = st.one_of(
    st.sampled_from(MARKUP + SEQUENCES),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=24),
    st.builds("{}{}{}".format, st.text(max_size=6), st.sampled_from(MARKUP + SEQUENCES), st.text(max_size=6)),
).filter(lambda text: "\x00" not in clean(text))  # fmt: skip


async def through(house: House, people: list[Pupil], wild: list[str]) -> None:
    """A whole lesson: one is right, one types what is hostile, one does so in lines; and the own sheets at the end."""
    right, wrong, reader = people
    typed = "".join(wild).replace("\x03", "").replace("\x04", "")
    while house.room.phase is not Phase.FINISHED:
        await house.conduct.next()
        await until(lambda: house.gateway.moment.public is house.room.public)
        if house.room.phase is Phase.OPEN:
            number = house.gateway.moment.public.question
            right.press("4\r" if number is not None and number.kind == "number" else strokes(house.room.state))
            wrong.press(f"\x1b[200~{wild[0]}\x1b[201~{wild[-1]}\r{typed[:12]}\r\r")
            reader.press(f"={typed[:200]}\n?\nscore\n")
            await right.see("locked")
    right.press("\r")
    await right.see("your own sheet")


def check(data: bytes) -> None:
    """Nothing but our own sequences, and text in which nothing is hidden."""
    rest = OURS.sub(b"", data).decode()
    assert not hidden(rest.replace("\r\n", "").replace("\n", "")), rest
    assert "\x1b" not in rest


def a_lesson(wild: list[str]) -> None:
    """One lesson full of such texts, on two terminals, in lines and on the wall."""

    async def work(folder: Path) -> None:
        async with opened(folder, plan_of(wild)) as house:
            people = [
                await Pupil(house.port, term="xterm-direct", size=(120, 36)).join(),
                await Pupil(house.port, term="xterm", size=(60, 20)).join(),
                await Pupil(house.port, term=None).join(),
            ]
            wall = await Pupil(house.port, "screen").join()
            for place, person in enumerate(people):
                await person.see("Enter takes")
                name = wild[place % len(wild)].replace("\x03", "").replace("\x04", "")
                person.press(f"\x15\x1b[200~{name}\x1b[201~\r" if person.term else f"{name}\n")
                # Whoever is refused that name takes the one that is offered, typed ahead.
                person.press("\t\r" if person.term else "\n")
            for person in people:
                await person.see("takes your seat back")
            for code, seat in house.room.state.seats.items():
                assert not hidden(seat.name)
                await house.room.submit(SetTeam(code, wild[-1]))
            await through(house, people, wild)
            for person in (*people, wall):
                check(bytes(person.raw))
                await person.leave()

    with tempfile.TemporaryDirectory(prefix="fq-") as folder:
        run(work(Path(folder)))


@pytest.mark.parametrize("wild", [list(MARKUP), list(SEQUENCES)], ids=["markup", "sequences"])
def test_no_payload_reaches_a_terminal(wild: list[str]) -> None:
    """As a name, as an answer and in every field of a pack, on every scene that a student sees."""
    a_lesson(wild)


@pytest.mark.deep
@given(st.lists(texts, min_size=3, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_reaches_a_terminal_uncleaned(wild: list[str]) -> None:
    """Whatever Unicode has."""
    a_lesson(wild)


def test_markup_is_read_as_it_is_typed(tmp_path: Path) -> None:
    """In a name, a stem and an option it stands on the screen letter by letter."""

    async def work() -> None:
        plan = plan_of(["[/oops"])
        async with opened(tmp_path, plan) as house:
            ada = await (await Pupil(house.port, size=(120, 36)).join()).sit("[@click=a]x[/]")
            await ada.see("You are [@click=a]x[/].")
            await to(house, Phase.OPEN)
            await ada.see("stem [/oops", "option [/oops")

    run(work())


def test_a_line_is_heard_without_what_nobody_sees(tmp_path: Path) -> None:
    """A zero-width sign or an escape that came with a paste hides no command."""

    async def work() -> None:
        async with opened(tmp_path, plan_of(["x"])) as house:
            ada = await (await Pupil(house.port, term=None).join()).sit("Ada")
            ada.press("\u200bsco\x1b\u202ere\u2060\n")
            await ada.see("You have 0")

    run(work())
