"""The sources: every article with what rests on it, then what is disputed and refuted, at every size."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input

from quiz.packs import load_path, resolve
from quiz.scenes.beat import Motion
from quiz.tui.app import FootnoteApp
from quiz.tui.evidence import chapters
from quiz.tui.settings import Game, Settings
from quiz.tui.widgets.menu import Menu
from quiz.tui.widgets.reader import Reader
from tests.tui.host import HOSTILE, SEEN, FakeServices, hosted, press, rivers, seen

CHOSEN = Settings(motion=Motion.NONE, game=Game("p0"))


def test_a_pack_is_told_article_by_article() -> None:
    """Titles, counts, and more of the marked one."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4")
        text = seen(app)
        told = ("The Almanac", "1 fact", "Disputed", "2 claims", "Refuted", "1 claim", "Ada Quill", "Northern Wire")
        for words in (*told, "5 September 2020 (inferred: the second printing)", "almanac.example/ob"):
            assert words in text

    hosted(test, FakeServices(settings=CHOSEN))


def test_an_article_shows_statement_fragment_paragraph_and_status() -> None:
    """At the smallest size; a claim that is disputed or refuted says why."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4", "enter", "end")
        text = seen(app)
        for words in ("The Ob flows into the Kara Sea.", "“which reaches the Kara Sea”", "paragraph 3",
                      "Otherwise: Older maps draw a gulf.", "1 independent origin"):  # fmt: skip
            assert words in text
        await press(pilot, "escape", "down", "enter")
        assert "About where the Ob ends." in seen(app)
        await press(pilot, "escape", "down", "enter")
        assert "The Ob flows into the Baltic." in seen(app)
        assert "That is far away." in seen(app)
        assert "not so" in seen(app)

    hosted(test, FakeServices(settings=CHOSEN), size=(60, 20))


def test_a_filter_shows_only_what_holds_the_words() -> None:
    """Over the whole pack; Escape leaves the page."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4", "slash")
        assert app.screen.query_one(Input).has_focus
        await press(pilot, *"baltic")
        text = seen(app)
        assert "The Ob flows into the Baltic." in text
        assert "Kara" not in text
        await press(pilot, *"zzz")
        assert "Nothing here holds these words." in seen(app)
        await press(pilot, "escape")
        assert seen(app).lstrip().startswith("Sources")

    hosted(test, FakeServices(settings=CHOSEN))


def test_a_filter_of_one_article_is_left_before_the_page() -> None:
    """Enter reads, Escape takes the words away, and again leaves."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4", "enter", "slash", *"nothing", "enter")
        assert app.screen.query_one(Reader).has_focus
        await press(pilot, "slash", "escape")
        assert "The Ob flows into the Kara Sea." in seen(app)
        await press(pilot, "escape")
        assert seen(app).lstrip().startswith("Sources")

    hosted(test, FakeServices(settings=CHOSEN))


def test_left_and_right_go_to_other_packs_and_a_click_opens() -> None:
    """Round and round."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4", "right")
        assert "Other Almanac" in seen(app)
        await press(pilot, "right")
        assert "Other Almanac" not in seen(app)
        await pilot.click(Menu, offset=(8, 2))
        await press(pilot)
        assert seen(app).lstrip().startswith("Refuted")

    hosted(test, FakeServices(rivers(), rivers("Other Almanac"), settings=CHOSEN))


def test_text_of_sources_is_shown_as_it_stands() -> None:
    """Names, titles and fragments."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4")
        assert SEEN in seen(app)
        await press(pilot, "enter")
        text = seen(app)
        assert f"“{SEEN}" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        await pilot.click(Reader, offset=(8, 6))
        await press(pilot)
        assert app.is_running

    hosted(test, FakeServices(rivers(HOSTILE, HOSTILE), settings=CHOSEN), size=(120, 36))


def test_a_pack_that_cannot_be_read_is_told() -> None:
    """On the page itself."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "4")
        assert "aurus does not exist." in seen(app)

    hosted(test)


def test_the_shipped_pack_is_told_in_full() -> None:
    """Every fact stands under each article that it cites, in a sentence, with words of that article first."""
    pack = load_path(resolve("aurus")).pack
    told = chapters(pack)
    assert [chapter.title for chapter in told] == [*pack.sources, "Disputed", "Refuted", "Denied"]
    for chapter in told[: len(pack.sources)]:
        evidence = [*(one.evidence for one in pack.facts), *(one.evidence for one in pack.one_offs)]
        cited = [one for one in evidence if any(entry.source == chapter.title for entry in one)]
        assert len(chapter.told) >= len(cited) > 0
        for one in chapter.told:
            assert " " in one.statement
            assert "{" not in one.statement
            assert one.words[0].other == ""
    assert sum(len(one.told) for one in told[len(pack.sources) :]) == (
        sum(len(dispute.claims) for dispute in pack.disputes) + len(pack.refuted) + len(pack.denials)
    )
