"""Past games: what they say, what can be done with them, and how they are drawn."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from textual.pilot import Pilot

from quiz.rooms.records import TopicShare
from quiz.tui import plots
from quiz.tui.app import FootnoteApp
from quiz.tui.screens.history import offers
from quiz.tui.widgets.menu import Menu
from tests.tui.host import HOSTILE, SEEN, FakeServices, hosted, past, press, seen, until

GAMES = (past(1, over=False), past(2), past(3))
TO_HISTORY = ("3",)


def test_games_stand_newest_first_with_score_accuracy_and_state() -> None:
    """And more of the marked one below."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY)
        rows = [row for row in seen(app).splitlines() if "Rivers of the north" in row and "2025-09" in row]
        assert len(rows) == 3
        assert "unfinished" in rows[0]
        assert "2000 +9   67 %" in rows[1]
        assert "Not over. 2 of 3 questions right of 8 in all, 2 in a row at best." in seen(app)
        assert "Mouths, 1 of 2 right" in seen(app)

    hosted(test, FakeServices(records=GAMES))


@pytest.mark.parametrize(
    ("place", "answer", "first"),
    [(0, "Go on", "go on"), (1, "Play the misses", "Misses"), (1, "Play it again", "Mouths and sources")],
)
def test_a_game_is_gone_on_with_practised_or_played_again(place: int, answer: str, first: str) -> None:
    """What can be done with it is asked for first; the game's cover tells which one it is."""
    services = FakeServices(records=GAMES)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY, *["down"] * place, "enter")
        menu = app.screen.query_one("#answers", Menu)
        await pilot.press(str([entry.title for entry in menu.entries].index(answer) + 1))
        await until(pilot, "Enter begins")
        if services.begun:
            assert first in seen(app)
        assert len(app.screen_stack) == 2

    hosted(test, services)
    assert len(services.resumed) == (answer == "Go on")
    assert [plan.length for plan, _ in services.begun] == {"Play the misses": [1], "Play it again": [8]}.get(answer, [])


def test_the_sheet_of_a_finished_game_is_seen_once_more() -> None:
    """With its misses, which can be played from there. Leaving asks nothing, even though no file is open for it."""
    services = FakeServices(records=GAMES)
    services.saved = False

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY, "down", "enter")
        menu = app.screen.query_one("#answers", Menu)
        assert [entry.title for entry in menu.entries] == ["See the sheet", "Play the misses", "Play it again"]
        await pilot.press("1")
        await until(pilot, "Accuracy: ")
        assert "M misses" in seen(app)
        assert not app.playing.unkept
        await pilot.press("m")
        await until(pilot, "Enter begins")

    hosted(test, services)
    assert [plan.length for plan, _ in services.begun] == [8]


def test_an_unfinished_game_has_no_sheet() -> None:
    """It is gone on with."""
    assert "sheet" not in [answer[0] for answer in offers(past(1, over=False))]


def test_an_unfinished_game_can_be_ended() -> None:
    """And the list is read again."""
    services = FakeServices(records=GAMES)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY, "enter", "4")
        assert [ref.info.game for ref in services.ended] == ["g1"]

    hosted(test, services)


def test_an_empty_history_says_so() -> None:
    """There is nothing to choose, and nothing to draw."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "3", "enter")
        assert "No game has been played yet." in seen(app)
        await press(pilot, "p")
        assert "No game has been played." in seen(app)

    hosted(test)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=str)
def test_plots_show_topics_and_time_at_every_size(size: tuple[int, int]) -> None:
    """Bars with their counts and a scale; a line through the games."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY, "p")
        text = seen(app)
        for words in ("Accuracy by topic", "Mouths", "3 of 6", "█", "100 %"):
            assert words in text
        await press(pilot, "end")
        assert "75 %" in seen(app)
        assert any(plots.drawn(sign) for sign in seen(app))

    hosted(test, FakeServices(records=GAMES), size=size)


def test_bars_are_as_long_as_their_share_and_stand_in_order() -> None:
    """One row each, the first topic on top."""
    shares = [TopicShare(f"Topic {n}", Fraction(n), Fraction(4), n, 4) for n in (4, 2, 1, 0)]
    rows = plots.by_topic(shares, 70)
    bars = [row for row in rows if "Topic" in row]
    assert ["Topic 4" in bars[0], "Topic 0" in bars[3]] == [True, True]
    full, half, quarter, none = (row.count("█") for row in bars)
    assert none == 0
    assert full == 70 - plots.LABEL - 1
    assert abs(half - full / 2) < 2
    assert abs(quarter - full / 4) < 2
    assert max(map(len, rows)) <= 70
    assert len(plots.by_topic(shares[:1], 70)) == 3


def test_plots_leave_what_plotext_keeps_for_everybody_alone() -> None:
    """Two at once do not mix."""
    first = plots.over_time([Fraction(1), Fraction(0)], 60, 10)
    plots.over_time([Fraction(0), Fraction(1), Fraction(0)], 40, 8)
    assert plots.over_time([Fraction(1), Fraction(0)], 60, 10) == first


def test_titles_are_shown_as_they_stand() -> None:
    """In the list, in the question and below."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "3")
        assert SEEN in seen(app)
        await press(pilot, "enter")
        assert SEEN in seen(app)
        assert "\x1b" not in seen(app)

    hosted(test, FakeServices(records=(past(1, title=HOSTILE),)), size=(120, 36))


PARTLY = replace(
    past(1), right=0, asked=5, accuracy=Fraction(1, 10),
    topics=(TopicShare("The car", Fraction(1, 2), Fraction(5), 0, 5, 1),),
)  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
def test_what_is_right_in_part_is_named_beside_what_it_counts(size: tuple[int, int]) -> None:
    """None in full and ten per cent is no contradiction: one was half right."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_HISTORY)
        assert "The car, 0 of 5 right, 1 partly" in seen(app)
        assert "0 of 5 questions right of 8 in all, 1 partly, 2 in a row" in " ".join(seen(app).split())
        await press(pilot, "p")
        assert "The car 0 of 5 ◐ 1" in " ".join(seen(app).split())
        assert "Accuracy by topic  ◐ partly right, counts in the bar" in seen(app)

    hosted(test, FakeServices(records=(PARTLY,)), size=size)
