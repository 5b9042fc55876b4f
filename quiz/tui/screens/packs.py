"""The library: all packs there are, what each holds, and how it does with the checker."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from quiz.core.wording import counted
from quiz.tui.catalogue import about, rows
from quiz.tui.commands import Where, bindings
from quiz.tui.library import Errand, Origin, Place, Survey, matching
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.screens.pack_page import PackPage
from quiz.tui.services import Trouble
from quiz.tui.settings import OPENED
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.menu import Menu
from quiz.tui.widgets.path_field import PathField
from quiz.tui.widgets.reader import Reader


class PacksScreen(PackPage):
    """Look for a pack, and look into it."""

    CSS_PATH = "packs.tcss"
    NAME = "Packs"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.PACKS, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.PACKS)

    def matter(self) -> Iterable[Widget]:
        """The packs, more of the one that is marked, and fields for words and for a path."""
        yield Input(placeholder="words of a title, a tag or a question", compact=True, id="search")
        yield Menu(id="packs")
        yield PathField(self.footnote.services.completed, id="path")
        yield Reader(id="about")

    def on_mount(self) -> None:
        """The fields show themselves when they are asked for."""
        for field in self.query(Input):
            field.display = False
        self.query_one(Reader).can_focus = False
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Look again after every other page: a file may have changed."""
        self.look()

    def on_screen_suspend(self) -> None:
        """Nobody waits while another page lies over this one."""
        self._errand.call_off()

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._errand.call_off()

    def look(self) -> None:
        """Look for packs, and check those that have changed."""
        self._errand.call_off()
        self._errand = Errand()
        self.run_worker(self._look(self._errand), group="look", exclusive=True)

    # What keys do

    def action_search(self) -> None:
        """Type words to look for."""
        self._ask("#search")

    def action_mark(self, key: str) -> None:
        """Move the mark from the field for words."""
        self.query_one(Menu).action_move(key)

    def action_path(self) -> None:
        """Ask for a path."""
        self._ask("#path")

    def action_back(self) -> None:
        """Out of a field first, then out of the page."""
        field = self.app.focused
        if isinstance(field, Input):
            field.value, field.display = "", False
            self.query_one(Menu).focus()
        elif self.query_one("#search", Input).value or self._tag:
            self._tag = ""
            self.query_one("#search", Input).value = ""
            self.query_one("#search", Input).display = False
            self._show()
        else:
            self.dismiss()

    def action_tags(self) -> None:
        """Choose a tag."""
        known = (self._surveys.get(place.name) for place in self._places)
        found = Counter(tag for survey in known if survey is not None for tag in survey.tags)
        if not found:
            self.say("No pack has a tag.")
            return
        tags = sorted(found, key=lambda tag: (-found[tag], tag))
        answers = [("all", "All packs"), *((f"tag {tag}", tag, counted(found[tag], "pack")) for tag in tags)]
        self.app.push_screen(AskScreen(Question("Show packs with a tag", "", answers)), self._tagged)

    # What fields and lines say

    @on(Input.Changed, "#search")
    def narrow(self) -> None:
        """Show only packs that match."""
        self._show()

    @on(Input.Submitted, "#search")
    def leave_search(self) -> None:
        """Look into what is marked of what the words have found."""
        self.query_one(Menu).focus()
        self.look_into()

    @on(Input.Submitted, "#path")
    def open_path(self, message: Input.Submitted) -> None:
        """Look at a file."""
        typed = message.value.strip()
        if typed:
            shipped = next((place for place in self._places if place.name == typed), None)
            self.run_worker(self._open(shipped or _opened(typed)), group="open", exclusive=True)

    @on(Menu.Marked, "#packs")
    def tell_about(self) -> None:
        """Show what the marked pack holds, and what can be done with it."""
        place, survey = self._marked()
        if place is not None:
            stem = self._rows[self.query_one(Menu).marked].stem
            self.query_one(Reader).show(about(place, survey, stem, self.footnote.services.folder))
        opened = place is not None and place.origin is Origin.OPENED
        self.query_one(KeyLine).leave_out(() if opened else ("forget",))

    @on(Menu.Picked, "#packs")
    def look_into(self) -> None:
        """Look through the questions of a pack, from the one that is marked."""
        from quiz.tui.screens.preview import PreviewScreen

        at = self.query_one(Menu).marked
        if at < len(self._rows):
            row, wanted = self._rows[at], self.query_one("#search", Input).value
            self.app.push_screen(PreviewScreen(row.place, wanted, row.stem, row.twin))

    def _ask(self, name: str) -> None:
        """Show a field, and go there."""
        field = self.query_one(name, Input)
        field.display = True
        field.focus()

    def _tagged(self, answer: str | None) -> None:
        """Show what was chosen."""
        if answer:
            self._tag = answer.removeprefix("tag ") if answer != "all" else ""
            self._show()

    # Looking

    async def _look(self, errand: Errand) -> None:
        """Find the packs, then check one after the other."""
        services = self.footnote.services
        self.say("Looking for packs …")
        self._places = await asyncio.to_thread(services.places)
        self._show()
        steps = services.survey(self._places, errand)
        for done in range(len(self._places) + 1):
            if errand.off:
                break
            self.say(f"Checking the packs, {done} of {len(self._places)} known …")
            survey = await asyncio.to_thread(next, steps, None)
            if survey is None:
                break
            self._surveys[survey.name] = survey
            self._show()
        if not errand.off:
            self.say("")

    async def _open(self, place: Place) -> None:
        """Read one more pack, mark it, and remember it."""
        errand, services = self._errand, self.footnote.services
        self.say(f"Reading {os.path.basename(place.path)} … Esc calls it off.")  # noqa: PTH119 - any text
        survey = await asyncio.to_thread(next, services.survey((place,), errand), None)
        self.say("")
        if survey is None:
            return
        if survey.refused and any(notice.code == "Y100" for notice in survey.notices):
            self.footnote.refuse(Trouble(f"{place.path} {survey.refused}."))
            return
        if place not in self._places:
            # The one that was opened last stands first among those that were opened, as it will the next time.
            at = next((at for at, one in enumerate(self._places) if one.origin is Origin.OPENED), len(self._places))
            self._places = (*self._places[:at], place, *self._places[at:])
        if place.origin is Origin.OPENED and place.path.isprintable():
            kept = [path for path in self.footnote.settings.opened if path != place.path]
            self.footnote.remember(opened=(place.path, *kept)[:OPENED])
        self._surveys[place.name] = survey
        for field in self.query(Input):
            field.value, field.display = "", False
        self._tag = ""
        self._show()
        self.query_one(Menu).mark(place.name)
        self.query_one(Menu).focus()

    def _show(self) -> None:
        """Show the packs that match."""
        if not self.is_mounted:
            return
        wanted = self.query_one("#search", Input).value
        known = [(place, self._surveys.get(place.name)) for place in self._places]
        shown = [(place, survey) for place, survey in known if _matches(place, survey, self._tag, wanted)]
        titles = self.footnote.titles
        self._rows = tuple(
            row for place, survey in shown for row in rows(place, survey, wanted, titles.get(place.name, ""))
        )
        tagged = f", tagged {self._tag}" if self._tag else ""
        number = counted(len(self._places), "pack")
        self.aside(number if len(shown) == len(self._places) else f"{len(shown)} of {number}{tagged}")
        self.query_one(Menu).show(row.entry for row in self._rows)
        if not shown:
            self.query_one(Reader).show(())
            self.say("No pack matches. Esc shows all of them." if self._places else "")


def _opened(typed: str) -> Place:
    """A file by the path that was typed."""
    path = os.path.abspath(os.path.expanduser(typed))  # noqa: PTH100, PTH111 - what is typed may be no path
    return Place(path, Origin.OPENED, path)


def _matches(place: Place, survey: Survey | None, tag: str, wanted: str) -> bool:
    """Whether a pack is to be shown."""
    if survey is None:
        return not tag and wanted.casefold() in place.name.casefold()
    return (not tag or tag in survey.tags) and matching(survey, wanted) is not None
