"""The library and the preview: every flow by keys, with packs in memory and with real files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.cli.services import AppServices
from quiz.core.facts import Pack
from quiz.scenes.beat import Motion
from quiz.tui.app import FootnoteApp
from quiz.tui.editing import ELSEWHERE, SHIPPED
from quiz.tui.library import Errand, Notice, Place, Preview, Stamp, Survey
from quiz.tui.panel import LISTED, arranged, panel
from quiz.tui.screens import preview as preview_module
from quiz.tui.screens.packs import PacksScreen
from quiz.tui.screens.preview import PreviewScreen
from quiz.tui.settings import Settings
from quiz.tui.watching import Watch
from quiz.tui.widgets.choice import Choice
from quiz.tui.widgets.menu import Menu
from quiz.tui.widgets.path_field import PathField
from tests.tui.host import HOSTILE, REMOTE, SEEN, FakeServices, hosted, press, previewed, rivers, seen, settled, until

MINE, TORN = "/home/you/packs/mine.quiz.yaml", "/home/you/packs/torn.quiz.yaml"
FINDINGS = (
    Notice("Q205", "warning", "two options read as one", "Why not.", "Take one out.", 12, 5, "q-true-false"),
    Notice("Q203", "error", "right and wrong at once", "Nobody can tell.", "Decide.", 40, 9),
)


def shelf() -> FakeServices:
    """A pack that ships, one with findings, one that cannot be read."""
    services = FakeServices(rivers())
    items = previewed(MINE, rivers("Mine")).items
    services.read[MINE] = previewed(MINE, replace(rivers(), title="Mine"), *FINDINGS)
    services.read[MINE] = replace(
        services.read[MINE], notices=(replace(FINDINGS[0], item=items[2].id), FINDINGS[1])
    )  # fmt: skip
    services.read[TORN] = previewed(TORN, Pack("", ""), Notice("Y101", "error", "it is torn", "", "Mend it.", 3, 1),
                                    refused="it is torn")  # fmt: skip
    return services


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type, and wait for what that sets going."""
    await pilot.press(*text)
    await settled(pilot)


def remembered(services: FakeServices) -> list[str]:
    """The files that were opened by their paths."""
    return list(services.settings.opened)


def rows(app: FootnoteApp) -> list[str]:
    """The lines of the list, blanks as one."""
    menu = app.screen.query_one(Menu)
    return [" ".join(f"{entry.title} {entry.remark} {entry.tail}".split()) for entry in menu.entries]


def test_the_library_says_what_there_is_and_how_it_does() -> None:
    """Counts, origin and state in the list; more of the marked pack below."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        assert rows(app) == [
            "Rivers 8 questions · ships fine", "Mine 8 questions · yours 2 findings",
            "torn.quiz.yaml yours cannot be read",
        ]  # fmt: skip
        text = " ".join(seen(app).split())
        for words in ("1 fact · 8 written questions · 1 source", "language en", "CC0-1.0", "Tags: Mouths, Banks",
                      "nothing is wrong", "3 packs"):  # fmt: skip
            assert words in text
        await press(pilot, "down")
        assert "12:5 Q205 two options read as one" in seen(app)
        await press(pilot, "end")
        assert "cannot be read as a pack: it is torn." in seen(app)
        assert "What helps: Mend it." in seen(app)

    hosted(test, shelf(), size=(100, 30))


def test_words_narrow_the_list_and_lead_to_their_question() -> None:
    """Those of a title, a tag or a stem; Esc shows everything again."""
    services = shelf()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "slash")
        await typed(pilot, "mine")
        assert len(rows(app)) == 1
        await press(pilot, "escape")
        assert len(rows(app)) == 3
        await press(pilot, "slash")
        await typed(pilot, "long lena")
        packs = [row.split(" ·")[0] for row in rows(app)][::2]
        assert packs == ["Rivers 1 found", "Mine 1 found"]
        assert "How long is the Lena?" in seen(app)
        await press(pilot, "enter")
        await until(pilot, "4 of 8")
        assert "How long is the Lena?" in seen(app)
        await press(pilot, "escape", "slash")
        await typed(pilot, " nowhere")
        assert "No pack matches." in seen(app)
        await press(pilot, "escape")
        assert len(rows(app)) == 3

    hosted(test, services, size=(100, 30))


def test_a_tag_narrows_the_list() -> None:
    """It is chosen among those that there are, and Esc takes it back."""
    services = shelf()
    whole = services.read[MINE]
    services.read[MINE] = replace(whole, survey=replace(whole.survey, tags=("Banks", HOSTILE)))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "t")
        answers = [entry.title for entry in app.screen.query_one(Menu).entries]
        assert answers == ["All packs", "Banks", "Mouths", HOSTILE]
        await press(pilot, "end", "enter")
        assert len(rows(app)) == 1
        assert "1 of 3 packs, tagged [@click=app.leave]Press" in seen(app)
        await press(pilot, "escape")
        assert len(rows(app)) == 3
        await press(pilot, "t", "3")
        assert [row.split()[0] for row in rows(app)] == ["Rivers"]
        await press(pilot, "t", "1")
        assert len(rows(app)) == 3

    hosted(test, services, size=(100, 30))


def test_many_tags_can_all_be_reached() -> None:
    """The list of them scrolls where there is no room for all."""
    services = shelf()
    whole = services.read[MINE]
    services.read[MINE] = replace(whole, survey=replace(whole.survey, tags=tuple(f"tag {n:02}" for n in range(40))))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "t", "end")
        assert "tag 39" in seen(app)
        assert "Esc back" in seen(app)

    hosted(test, services, size=(60, 20))


def test_a_file_is_opened_by_its_path_and_remembered_until_it_is_forgotten(tmp_path: Path) -> None:
    """Tab takes the path that is offered. A file that is gone says so, and only what was opened can be forgotten."""
    services = shelf()
    path = "/home/you/rivers.quiz.yaml"
    services.known[path] = rivers("Opened")

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "o")
        await typed(pilot, "/home/y")
        await until(pilot, path)
        await press(pilot, "tab")
        assert app.screen.query_one(PathField).value == path
        await press(pilot, "enter")
        menu = app.screen.query_one(Menu)
        assert menu.has_focus
        assert menu.entry is not None
        assert menu.entry.id == path
        assert remembered(services) == [path]
        await press(pilot, "escape")
        del services.known[path]
        await press(pilot, "2", "end")
        assert rows(app)[-1] == "rivers.quiz.yaml opened missing"
        assert "This file is missing." in seen(app)
        await press(pilot, "x")
        assert remembered(services) == []
        assert len(rows(app)) == 3
        await press(pilot, "home", "x")
        assert "Only a file that you opened" in seen(app)
        assert len(rows(app)) == 3

    hosted(test, services, size=(100, 30))


def test_a_file_that_cannot_be_opened_is_refused_and_not_remembered() -> None:
    """In words, with a way back."""
    services = shelf()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "o")
        await typed(pilot, "/nowhere")
        await press(pilot, "enter")
        assert "/nowhere does not exist." in seen(app)
        await press(pilot, "escape", "escape")
        assert remembered(services) == []
        assert app.screen.query_one(Menu).has_focus

    hosted(test, services)


def test_p_sets_up_a_game_of_the_pack_and_s_shows_its_sources() -> None:
    """A pack without a question is refused."""
    services = shelf()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "p")
        assert app.screen.query_one("#pack", Choice).value == "p0"
        await press(pilot, "escape", "s")
        assert seen(app).lstrip().startswith("Sources")
        await press(pilot, "escape", "end", "p")
        assert "it is torn." in seen(app)
        await press(pilot, "escape", "home", "enter", "p")
        assert app.screen.query_one("#pack", Choice).value == "p0"

    hosted(test, services)


def test_text_of_packs_is_shown_as_it_stands() -> None:
    """Markup acts nowhere, and no escape reaches the terminal: in the list, in the preview, in findings and tags."""
    services = FakeServices(Pack(HOSTILE, "d", about=HOSTILE))
    notice = Notice("Q205", "warning", HOSTILE, HOSTILE, HOSTILE, 10, 1)
    services.read[MINE] = previewed(MINE, Pack(HOSTILE, "d", about=HOSTILE), notice)
    survey = services.read[MINE].survey
    services.read[MINE] = replace(services.read[MINE], survey=replace(survey, tags=(HOSTILE,), licence=HOSTILE))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        for keys in (("2",), ("down",), ("t",), ("escape", "enter"), ("space",)):
            await press(pilot, *keys)
            text = seen(app)
            assert "[@click=app.leave]Press" in text
            assert "\x1b" not in text
            assert "\u202e" not in text
            y = next(place for place, row in enumerate(text.splitlines()) if "[@click" in row)
            if len(app.screen_stack) == 3 and not isinstance(app.screen, PacksScreen):
                await pilot.click(offset=(text.splitlines()[y].index("Press"), y))
                await press(pilot)
        assert SEEN in seen(app)
        assert app.is_running

    hosted(test, services, size=(120, 36))


# The preview


def test_a_preview_leafs_through_the_questions_and_shows_their_answers() -> None:
    """By keys, from the first to the last, before and after."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "down", "enter")
        assert "1 of 8" in seen(app)
        assert "✓ right" not in seen(app)
        await press(pilot, "space")
        assert "✓ right" in seen(app)
        await press(pilot, "space", "right", "right")
        assert "3 of 8" in seen(app)
        await press(pilot, "end", "right")
        assert "8 of 8" in seen(app)
        await press(pilot, "home", "left")
        assert "1 of 8" in seen(app)

    hosted(test, shelf(), size=(120, 36))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 36), (160, 45)], ids=str)
def test_findings_stand_with_their_questions(size: tuple[int, int]) -> None:
    """Down goes to the next and to its question; one whose question is left out says so. `f` gives them room."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "down", "enter", *["f"][: size[0] < 80], "down")
        assert "3 of 8" in seen(app)
        assert "12:5" in seen(app)
        assert "fix: Take one out." in seen(app)
        await press(pilot, "down")
        assert "40:9" in seen(app)
        assert "fix: Decide." in seen(app)
        if size[0] >= 80:
            assert "left out until it is mended" in seen(app)
        await press(pilot, "up", "f")
        assert ("why: Why not." in seen(app)) is (size == (80, 24))

    hosted(test, shelf(), size=size)


def test_a_search_in_the_preview_goes_round() -> None:
    """From here to the next, and from the end to the first."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "enter")
        for words, place in (("lena", 3), ("", 4), ("", 5), ("GAPS fill", 8), ("lena", 3)):
            await press(pilot, "slash")
            app.screen.query_one(Input).value = words or app.screen.query_one(Input).value
            await press(pilot, "enter")
            assert f"{place} of 8" in seen(app)
        await press(pilot, "slash")
        await typed(pilot, "xyz")
        await press(pilot, "enter")
        assert "No question holds these words." in seen(app)

    hosted(test, shelf())


def test_a_pack_that_cannot_be_read_shows_why() -> None:
    """With the place and the way out; no key fails there."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "end", "enter", "right", "space", "down", "f", "pagedown", "home")
        assert "cannot be read as a pack: it is torn." in seen(app)
        assert "3:1 error Y101" in seen(app)
        await press(pilot, "p")
        assert "nothing to ask in it yet" in seen(app)

    hosted(test, shelf())


def test_no_editor_is_opened_where_it_cannot_be() -> None:
    """A pack that ships is not changed; elsewhere than on the own machine nothing is started."""

    async def ships(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "e")
        assert " ".join(SHIPPED.split()[:6]) in seen(app)

    async def far(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "down", "enter", "e")
        assert ELSEWHERE in seen(app)

    hosted(ships, shelf(), size=(120, 36))
    hosted(far, shelf(), size=(120, 36), capabilities=REMOTE)


class Slow(FakeServices):
    """Reads until it is called off."""

    def preview(self, place: Place, errand: Errand) -> Preview | None:  # noqa: ARG002 - a service's names
        """Wait."""
        stopped = threading.Event()
        errand.begun(stopped.set)
        assert stopped.wait(60)
        return None

    def survey(self, places: tuple[Place, ...], errand: Errand) -> Iterator[Survey]:
        """One, then wait."""
        yield next(super().survey(places, errand))
        self.preview(places[0], errand)


def test_whoever_does_not_want_to_wait_leaves() -> None:
    """The pages answer while packs are read, and what was begun is called off when they are left."""
    services = Slow()
    services.read = shelf().read

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await pilot.press("2")
        await until(pilot, "1 of 3 known")
        await pilot.press("down")
        await until(pilot, "Not checked yet.")
        await pilot.press("enter")
        await until(pilot, "Esc calls it off.")
        await pilot.press("escape")
        await until(pilot, "Checking the packs")
        await pilot.press("escape")
        await settled(pilot)
        assert "prove its answers" in seen(app)

    hosted(test, services)


# The file


@given(st.lists(st.integers(0, 3), max_size=30))
def test_a_file_is_read_again_once_it_rests(looks: list[int]) -> None:
    """Never while it changes, once for each state that it rests in, and always in the end."""
    stamps: list[Stamp] = [None if one == 3 else (one, one, one) for one in looks]
    watch, known, told = Watch((0, 0, 0)), (0, 0, 0), list[Stamp]()
    before: Stamp = known
    for now in stamps:
        if watch.changed(now):
            assert now == before
            told.append(now)
        before = now
    assert all(one != two for one, two in zip([known, *told], told, strict=False))
    last = stamps[-1] if stamps else known
    at_rest = (told or [known])[-1] == last
    assert watch.changed(last) is not at_rest


PACK = "quiz: 1\ntitle: Mine\nquestions:\n"


def question(number: int, *, right: str = "Here") -> str:
    """A question on four lines."""
    return f"  - ask: Which place is number {number}?\n    right: {right} {number}\n    wrong: [There, Nowhere]\n\n"


def replaced(path: Path, text: str) -> None:
    """Put another file in its place, as editors do."""
    part = path.with_name("part")
    part.write_text(text, "utf-8")
    part.replace(path)


@pytest.fixture
def services(tmp_path: Path) -> AppServices:
    """Real services, with one pack in the player's folder."""
    found = AppServices(tmp_path, tmp_path / "settings.toml")
    found.save(Settings(motion=Motion.NONE))
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "mine.quiz.yaml").write_text(PACK + "".join(map(question, range(1, 6))), "utf-8")
    return found


async def opened(pilot: Pilot[int]) -> None:
    """Look through the pack of the folder."""
    await press(pilot, "2", "end", "enter")
    await until(pilot, "1 of 5")


def test_a_file_that_is_edited_is_shown_anew_at_the_same_question(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its identity where it stays what it was, by its line where it is the one that was edited."""
    monkeypatch.setattr(preview_module, "POLL_SECONDS", 0.02)
    path = tmp_path / "packs" / "mine.quiz.yaml"

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        await press(pilot, "right", "right")
        assert "number 3?" in seen(app)
        replaced(path, PACK + question(9) + "".join(map(question, range(1, 6))))
        await until(pilot, "Reloaded.")
        assert "number 3?" in seen(app)
        assert "4 of 6" in seen(app)
        await press(pilot, "left", "right")
        assert "Reloaded." not in seen(app)
        numbers = (9, 1, 2)
        replaced(path, PACK + "".join(map(question, numbers)) + question(3, right="Just here") + question(4))
        await until(pilot, "Reloaded.")
        assert "4 of 5" in seen(app)
        assert "Just here" in seen(app)

    hosted(test, services, size=(120, 36))


def test_a_file_that_breaks_keeps_what_was_shown_until_it_is_mended(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The findings are those of now; so it is with a file that is gone, and with a question that is left out."""
    monkeypatch.setattr(preview_module, "POLL_SECONDS", 0.02)
    path = tmp_path / "packs" / "mine.quiz.yaml"
    whole = path.read_text("utf-8")

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        replaced(path, whole + "  - [\n")
        await until(pilot, "this is how it was")
        assert "number 1?" in seen(app)
        assert "error Y" in seen(app)
        path.unlink()
        await until(pilot, "The file is gone; this is how it was.")
        assert "number 1?" in seen(app)
        replaced(path, whole.replace("There, Nowhere", "There, Here 1", 1))
        await until(pilot, "Reloaded.")
        await until(pilot, "1 of 4")
        assert "error Q203" in seen(app)
        replaced(path, whole)
        await until(pilot, "1 of 5")
        assert "nothing is wrong" in seen(app)

    hosted(test, services, size=(120, 36))


def test_a_file_is_not_looked_at_while_another_page_lies_over_it(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is once the page is back."""
    monkeypatch.setattr(preview_module, "POLL_SECONDS", 0.02)
    path = tmp_path / "packs" / "mine.quiz.yaml"
    looks: list[Place] = []
    stamp = services.stamp

    def counted(place: Place) -> Stamp:
        looks.append(place)
        return stamp(place)

    services.stamp = counted  # type: ignore[method-assign]

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        await press(pilot, "f1")
        await settled(pilot)
        before = len(looks)
        replaced(path, PACK + question(7))
        await pilot.pause(0.3)
        assert len(looks) == before
        await pilot.press("escape")
        await until(pilot, "1 of 1")
        assert isinstance(app.screen, PreviewScreen)

    hosted(test, services)


# Small parts


@given(st.integers(60, 300), st.integers(20, 100), st.booleans(), st.booleans())
def test_question_and_findings_share_all_the_room(width: int, height: int, more: bool, asked: bool) -> None:
    """Beside or below one another, nothing outside of the terminal, the question never wider than its room."""
    found = arranged(width, height, more=more, asked=asked)
    room = height - 2 * found.bars
    (wide, high), (side, low) = found.scene, found.panel
    if not asked:
        assert (side, low) == (width, room)
        return
    assert found.grid is not None
    assert found.grid.width <= wide
    if found.beside:
        assert (wide + side, high, low) == (width, room, room)
        assert found.grid.height <= high
    else:
        assert (wide, side, high + low) == (width, width, room)
        assert found.grid.height <= (high if not more else room)
        assert high > 0


@given(st.integers(1, 200), st.data())
def test_the_panel_lists_the_marked_finding_among_others(number: int, data: st.DataObject) -> None:
    """However many there are."""
    at = data.draw(st.integers(0, number - 1))
    notices = tuple(Notice(f"Q{place}", "error", f"wrong {place}", "", "", place + 1, 1) for place in range(number))
    lines = list(panel(Preview(Survey("a"), notices=notices), at))
    assert lines[0].text == f"{at + 1}:1 error Q{at} · {at + 1} of {number}"
    marked = [line.text for line in lines if line.lead == "›"]
    assert marked == ([f"{at + 1}:1 Q{at} wrong {at}"] if number > 1 else [])
    assert len(lines) <= LISTED + 6
