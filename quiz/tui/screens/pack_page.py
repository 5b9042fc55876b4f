"""What can be done with the pack that is marked on a page of packs."""

from __future__ import annotations

import os
from collections.abc import Callable

from textual.screen import Screen

from quiz.tui.catalogue import Row
from quiz.tui.editing import edited
from quiz.tui.library import Errand, Origin, Place, Survey
from quiz.tui.screens.page import Page
from quiz.tui.services import Trouble
from quiz.tui.widgets.menu import Menu


class PackPage(Page):
    """The packs, their rows, and the one that is marked."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._places: tuple[Place, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._tag = ""
        self._errand = Errand()

    @property
    def _surveys(self) -> dict[str, Survey]:
        """What is known of packs."""
        return self.footnote.surveys

    def look(self) -> None:
        """Look for packs again. A page of packs does."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show the packs. A page of packs does."""
        raise NotImplementedError

    def action_play(self) -> None:
        """Set up a game of the marked pack."""
        from quiz.tui.screens.setup import SetupScreen

        self._set_up(SetupScreen)

    def action_host(self) -> None:
        """Set up a room for the marked pack."""
        from quiz.tui.screens.host import HostScreen

        if self.footnote.capabilities.local:
            self._set_up(HostScreen)

    def _set_up(self, form: Callable[[str, str], Screen[None]]) -> None:
        """Open a form for the marked pack, if there is anything to ask in it."""
        place, survey = self._marked()
        if place is not None and survey is not None:
            if survey.asked:
                self.app.push_screen(form(place.name, survey.title))
            else:
                self.footnote.refuse(Trouble(f"{place.name}: {survey.refused or 'there is nothing to ask in it'}."))

    def action_sources(self) -> None:
        """See what the marked pack rests on."""
        from quiz.tui.screens.sources import SourcesScreen

        place, _ = self._marked()
        if place is not None:
            self.app.push_screen(SourcesScreen(place.name))

    def action_edit(self) -> None:
        """Open the marked pack in the editor, at its first finding."""
        place, survey = self._marked()
        if place is not None:
            first = next((notice for notice in survey.notices if notice.line), None) if survey else None
            told = edited(self.footnote, place, *((first.line, first.column) if first else (1, 1)))
            self.look()
            if told:
                self.footnote.tell(told)

    def action_forget(self) -> None:
        """Forget a file that was opened by its path."""
        place, _ = self._marked()
        if place is None or place.origin is not Origin.OPENED:
            self.say("Only a file that you opened by its path can be forgotten; the file itself always stays.")
            return
        opened = self.footnote.settings.opened
        self.footnote.remember(opened=tuple(path for path in opened if path != place.path))
        self._places = tuple(one for one in self._places if one != place)
        self._surveys.pop(place.name, None)
        self._show()
        self.say(f"{os.path.basename(place.path)} is forgotten; the file itself stays.")  # noqa: PTH119 - any text

    def _marked(self) -> tuple[Place | None, Survey | None]:
        """The pack that is marked, and what is known of it."""
        at = self.query_one(Menu).marked
        place = self._rows[at].place if at < len(self._rows) else None
        return place, None if place is None else self._surveys.get(place.name)
