"""What words find in the library, and where it leads; what a preview says of findings where there is little room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.scenes.beat import Motion
from quiz.tui.app import FootnoteApp
from quiz.tui.library import Errand, Notice, Place, Preview, Survey
from quiz.tui.panel import brief
from quiz.tui.screens.packs import PacksScreen
from quiz.tui.screens.preview import PreviewScreen
from quiz.tui.settings import Settings
from quiz.tui.widgets.menu import Menu
from tests.tui.host import FakeServices, hosted, press, previewed, rivers, seen, settled, until

LONG = Notice(
    "Q205", "warning", "two of the options of this question read as one, since they differ only in case", "Why not.",
    "Take one of them out, or say what else is different about it.", 12, 5, "q-single",
)  # fmt: skip
LOST = Notice("Q203", "error", "right and wrong at once", "Nobody can tell.", "Decide.", 40, 9)
MINE = "/home/you/packs/mine.quiz.yaml"
SIZES = ((60, 20), (80, 24), (120, 36))


def titles(app: FootnoteApp) -> list[str]:
    """The lines of the list, without what stands beside their titles."""
    return [entry.title for entry in app.screen.query_one(Menu).entries]


async def searched(pilot: Pilot[int], words: str) -> None:
    """Look for words in the library."""
    await press(pilot, "2", "slash")
    await pilot.press(*words)
    await settled(pilot)


def test_enter_in_the_field_opens_what_is_marked() -> None:
    """The pack at its first question that holds the words; once, without leaving the field first."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await searched(pilot, "long lena")
        assert isinstance(app.focused, Input)
        await press(pilot, "enter")
        assert isinstance(app.screen, PreviewScreen)
        await until(pilot, "4 of 8")

    hosted(test, FakeServices(rivers()), size=(100, 30))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_question_that_is_found_is_chosen_from_the_field_and_opened(size: tuple[int, int]) -> None:
    """It is a line below its pack; the preview opens at it, and not at the first that holds the words."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await searched(pilot, "which")
        lines = titles(app)
        assert lines[0] == "Rivers"
        assert len(lines) > 3
        wanted = lines[2].removeprefix("› ")
        await press(pilot, "down", "down")
        assert isinstance(app.focused, Input)
        assert wanted[:20] in seen(app)
        await press(pilot, "enter")
        await until(pilot, " ".join(wanted.split()[:4]))
        leafing = app.screen._leafing  # type: ignore[attr-defined]
        assert leafing.items[leafing.at].stem == wanted

    hosted(test, FakeServices(rivers()), size=size)


def test_of_two_questions_that_ask_the_same_the_chosen_one_opens() -> None:
    """They are told apart by their order."""
    services = FakeServices(rivers())
    whole = previewed(MINE, replace(rivers(), title="Mine"))
    twins = (whole.items[0], whole.items[1], replace(whole.items[0], id="q-twin"))
    stems = "\n".join(item.stem for item in twins)
    survey = replace(whole.survey, stems=stems, folded=stems.casefold(), asked=3)
    services.known = {}
    services.read[MINE] = replace(whole, survey=survey, items=twins, lines=(1, 2, 3))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await searched(pilot, "sea does")
        assert len(titles(app)) == 3
        await press(pilot, "end", "down", "down", "enter")
        await until(pilot, "3 of 3")

    hosted(test, services, size=(100, 30))


def test_a_statement_that_is_false_is_marked() -> None:
    """So that nobody takes it for what the pack says."""
    services = FakeServices(rivers())
    whole = previewed(MINE, replace(rivers(), title="Mine"))
    at = next(at for at, item in enumerate(whole.items) if item.question.kind == "true_false")
    services.read[MINE] = replace(whole, survey=replace(whole.survey, false=(at,)))
    services.known = {}

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        stem = whole.items[at].stem
        await searched(pilot, stem.split()[0])
        assert f"› false: {stem}" in titles(app)

    hosted(test, services, size=(100, 30))


class Slow(FakeServices):
    """The checker never comes to an end; a preview does."""

    def survey(self, places: tuple[Place, ...], errand: Errand) -> Iterator[Survey]:  # noqa: ARG002
        """Nothing."""
        return iter(())


def test_what_a_preview_has_found_out_the_library_knows() -> None:
    """A pack that is not checked yet goes by its title, and after its preview it is checked."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        assert titles(app) == ["Rivers"]
        assert "Not checked yet." in seen(app)
        await press(pilot, "enter")
        assert "fine" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, PacksScreen)
        assert "Not checked yet." not in seen(app)
        assert "fine" in seen(app)

    hosted(test, Slow(rivers()))


def test_the_pack_that_was_opened_last_stands_where_it_will_stand() -> None:
    """The list does not change its order when it is shown again."""
    opened = ("/a.quiz.yaml", "/b.quiz.yaml")
    services = FakeServices(rivers(), settings=Settings(motion=Motion.NONE, opened=opened))
    services.known |= {path: replace(rivers(), title=path[1]) for path in (*opened, "/c.quiz.yaml")}

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "o", *"/c.quiz.yaml", "enter")
        assert titles(app)[1:] == ["c", "a", "b"]
        await press(pilot, "escape", "2")
        assert titles(app)[1:] == ["c", "a", "b"]

    hosted(test, services)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_key_line_names_delete_where_it_does_something(size: tuple[int, int]) -> None:
    """A file that was opened by its path can be forgotten; a pack that ships cannot."""
    services = FakeServices(rivers(), settings=Settings(motion=Motion.NONE, opened=(MINE,)))
    services.read[MINE] = previewed(MINE, replace(rivers(), title="Mine"))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        assert "Del forget" not in seen(app)
        await press(pilot, "down")
        assert "Del forget" in seen(app)
        await press(pilot, "delete")
        assert titles(app) == ["Rivers"]
        assert "Del forget" not in seen(app)

    hosted(test, services, size=size)


def bad(title: str, *notices: Notice) -> FakeServices:
    """A shelf with one pack, of that title and with these findings."""
    services = FakeServices(rivers())
    services.known = {}
    services.read[MINE] = previewed(MINE, replace(rivers(), title=title), *notices)
    return services


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_remark_is_read_to_its_end_beside_a_long_title(size: tuple[int, int]) -> None:
    """The title gives way."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "enter", "down", "down")
        assert "Its question is left out until it is mended." in seen(app)

    hosted(test, bad("Meine Klasse: Hauptstädte und Flüsse", LONG, LOST), size=size)


def test_how_to_mend_a_finding_is_seen_however_long_it_is() -> None:
    """The count stands first, and the finding is cut before its `fix:` is."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "enter", "down", "down")
        text = seen(app)
        assert "2 of 3 · 12:5 Q205" in text
        assert "fix: Take one of them out" in text

    hosted(test, bad("Mine", LOST, LONG, LOST))


@pytest.mark.parametrize("height", [2, 3, 5])
def test_a_brief_panel_fits_in_its_rows(height: int) -> None:
    """The last of them are for how to mend it."""
    preview = Preview(Survey("p"), notices=(LONG, LONG))
    lines = list(brief(preview, 1, 60, height))
    assert len(lines) <= height
    assert lines[-1].voice == "gold"
    assert lines[0].text.startswith("2 of 2 · ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
def test_findings_that_are_none_get_no_more_room(size: tuple[int, int]) -> None:
    """The question keeps its options in sight, and no key is named that has nothing to do."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "enter")
        before = seen(app)
        assert "f more room" not in before
        assert "f findings" not in before
        await press(pilot, "f")
        assert seen(app) == before

    hosted(test, bad("Mine"), size=size)
