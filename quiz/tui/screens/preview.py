"""A pack as players will see it, question by question, with what the checker says beside it. It follows its file."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Static

from quiz.core.wording import counted
from quiz.scenes.canvas import letterboxed
from quiz.scenes.cells import width
from quiz.scenes.tallies import short
from quiz.tui.catalogue import named
from quiz.tui.commands import Where, bindings
from quiz.tui.editing import edited
from quiz.tui.leafing import Leafing
from quiz.tui.library import Errand, Place, Preview
from quiz.tui.panel import Arrangement, arranged, brief, panel
from quiz.tui.sample import Sample
from quiz.tui.screens.page import Page
from quiz.tui.services import Trouble
from quiz.tui.watching import Watch
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.reader import Reader
from quiz.tui.widgets.scene_view import SceneView
from quiz.tui.widgets.text import FAINT, GOLD, STRONG, WARN, said

POLL_SECONDS = 1.0
"""How often the file is looked at while the page is shown."""
KEYS, FEW_KEYS = "←→ questions · Space answer · f findings", "←→ · Space · f · Esc back"
"""What the hand says where there is no key line."""
PADDING, LEAST_TITLE = 2, 12
"""The cells beside the head, and how many a title has at least."""
OF_QUESTIONS = ("leaf", "turn-up", "beside", "play-this")
"""Commands that have nothing to do where no question can be shown."""


class PreviewScreen(Page):
    """Leaf through a pack."""

    CSS_PATH = "preview.tcss"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.PREVIEW, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.PREVIEW)

    def __init__(self, place: Place, wanted: str = "", stem: str = "", twin: int = 0) -> None:
        """`place` is the pack; with `wanted` the first question that holds these words comes first.

        With `stem` the one that asks this does, past `twin` others that ask the same.
        """
        super().__init__()
        self.place = place
        self._wanted, self._asked = wanted, (stem, twin)
        self._errand = Errand()
        self._leafing = Leafing()
        self._shown, self._more, self._scroll = False, False, 0
        self._sample: Sample | None = None
        self._remark = "Reading the pack … Esc calls it off."
        self._watch: Watch | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The scene and the findings have all the room that there is."""
        yield Static(id="heading", markup=False)
        with Container(id="stage"):
            yield SceneView(id="scene")
            yield Reader(id="findings")
        yield KeyLine(*self.PLACES)

    def on_mount(self) -> None:
        """Read it, and look at the file from then on."""
        self.query_one(Reader).can_focus = False
        self.query_one(SceneView).focus()
        self._timer = self.set_interval(POLL_SECONDS, self._poll)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.draw())
        self.read()

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._errand.call_off()

    def on_screen_suspend(self) -> None:
        """Nobody looks while another page lies over this one."""
        if self._timer is not None:
            self._timer.pause()

    def on_screen_resume(self) -> None:
        """Look again."""
        if self._timer is not None:
            self._timer.resume()
        self.draw()

    def on_resize(self) -> None:
        """A new size is a new picture."""
        self.draw()

    def say(self, text: str, style: str = GOLD) -> None:  # noqa: ARG002 - there is one voice here
        """Say it beside the title."""
        self._remark = text
        self.draw()

    # What keys do

    def action_leaf(self, key: str) -> None:
        """Another question."""
        self._leafing.leaf(key)
        self._turned()

    def action_key(self) -> None:
        """Show the answer, or hide it."""
        self._shown, self._scroll = not self._shown, 0
        self.draw()

    def action_finding(self, key: str) -> None:
        """Another finding, and its question."""
        seen = self._leafing.step(-1 if key == "up" else 1)
        self._turned("" if seen else "Its question is left out until it is mended.")

    def action_beside(self) -> None:
        """Give the findings more room, or less."""
        self._more = not self._more
        self.draw()

    def action_edit(self) -> None:
        """Open the file where one looks."""
        told = edited(self.footnote, self.place, *self._leafing.where())
        self.say(told or "Reading it again …")
        if not told:
            self.read()

    def action_play(self) -> None:
        """Set up a game."""
        from quiz.tui.screens.setup import SetupScreen

        good = self._leafing.good
        if good is not None and good.items:
            self.app.push_screen(SetupScreen(self.place.name, good.survey.title))
        elif self._leafing.now is not None:
            self.footnote.refuse(Trouble(f"{self.place.name}: there is nothing to ask in it yet."))

    def action_search(self) -> None:
        """Ask for words."""
        from quiz.tui.screens.typed import TypeScreen

        words = TypeScreen("Search", "Words of the question. Enter goes to the next one that holds them.", self._wanted)
        self.app.push_screen(words, self._look_for)

    def action_scroll(self, key: str) -> None:
        """Scroll the question."""
        self._roll(8 if key == "pagedown" else -8)

    def on_scene_view_wheeled(self, event: SceneView.Wheeled) -> None:
        """The wheel scrolls, too."""
        self._roll(event.rows)

    # Reading

    def read(self) -> None:
        """Read the file in another process."""
        self._errand.call_off()
        self._errand = Errand()
        self.run_worker(self._read(self._errand), group="read", exclusive=True)

    async def _read(self, errand: Errand) -> None:
        """Take up what was read, at the same question."""
        self.draw()
        preview = await asyncio.to_thread(self.footnote.services.preview, self.place, errand)
        if preview is None or errand.off:
            return
        again = self._leafing.now is not None
        self._leafing.take(preview)
        self.footnote.surveys[self.place.name] = preview.survey
        self._watch = Watch(preview.stamp)
        self._remark = _how(preview, self._leafing.good) if again else ""
        if not again and self._asked[0]:
            self._leafing.find(*self._asked)
        elif not again and self._wanted:
            self._leafing.look_for(self._wanted, here=True)
        self._sample = None
        self.draw()

    def _poll(self) -> None:
        """Look at the file, in a thread: its disk may be far away."""
        if self._watch is not None and not any(worker.group == "watch" for worker in self.workers):
            self.run_worker(self._look(self._watch), group="watch")

    async def _look(self, watch: Watch) -> None:
        """Read the file again where it has changed and come to rest."""
        stamp = await asyncio.to_thread(self.footnote.services.stamp, self.place)
        if watch is self._watch and watch.changed(stamp):
            self.read()

    # Showing

    def draw(self) -> None:
        """Paint everything as it is now."""
        if not self.is_mounted or self._cramped():
            return
        asked = bool(self._leafing.items)
        now = self._leafing.now
        told = now is None or bool(now.notices or now.survey.refused)
        room = arranged(*self.size, more=self._more, asked=asked, told=told)
        self._arrange(room)
        self._head()
        self._keys(idle=not told and not room.beside)
        self._panel(room)
        if asked and room.grid is not None:
            self._paint(room)

    def _cramped(self) -> bool:
        """Whether the notice of a small terminal lies over everything."""
        return self.size.width < 60 or self.size.height < 20

    def _arrange(self, room: Arrangement) -> None:
        """Give everything its size."""
        self.set_class(not room.bars, "-bare")
        self.set_class(room.bars == 1, "-tight")
        self.query_one("#stage").styles.layout = "horizontal" if room.beside else "vertical"
        for name, (columns, rows) in (("#scene", room.scene), ("#findings", room.panel)):
            widget = self.query_one(name)
            widget.display = bool(columns and rows)
            widget.styles.width, widget.styles.height = columns, rows

    def _head(self) -> None:
        """The title, how the pack does, and a remark."""
        good, now = self._leafing.good, self._leafing.now
        title = (good.survey.title if good is not None else "") or named(self.place)
        how = "" if now is None else counted(len(now.notices), "finding") if now.notices else "fine"
        voice = WARN if now is not None and now.survey.refused else GOLD
        how, told = f"  {how}", f"  {self._remark}" if self._remark else ""
        # What has just happened is read to its end; a title is known by its beginning.
        room = max(self.size.width - 2 * PADDING - width(how) - width(told), LEAST_TITLE)
        self.query_one("#heading", Static).update(said((short(title, room), STRONG), (how, FAINT), (told, voice)))

    def _keys(self, *, idle: bool) -> None:
        """The keys that do something with what was read; where findings are `idle`, there is no room to give them."""
        now = self._leafing.now
        without = list(OF_QUESTIONS) if now is not None and not self._leafing.items else []
        without += ["finding"] if now is not None and len(now.notices) < 2 else []
        self.query_one(KeyLine).leave_out([*without, "beside"] if idle else without)

    def _panel(self, room: Arrangement) -> None:
        """The findings, in as many words as there is room for."""
        now, at = self._leafing.now, self._leafing.finding
        if now is not None and all(room.panel):
            few = room.panel[1] < 6 and room.grid is not None
            columns, rows = room.panel
            shown = brief(now, max(0, at), columns - 2 * PADDING, rows) if few else panel(now, max(0, at))
            self.query_one(Reader).show(shown)

    def _paint(self, room: Arrangement) -> None:
        """The question."""
        preview, at = self._leafing.good, self._leafing.at
        assert preview is not None and room.grid is not None  # noqa: S101, PT018 - asked for by `draw`
        if self._sample is None:
            self._sample = Sample(preview.items[at], preview.survey.title, at + 1, len(preview.items))
        keys = "" if room.bars else FEW_KEYS if self._shown else KEYS
        if self._leafing.now is not None and not self._leafing.notices:
            keys = keys.replace(" · f findings", "").replace(" · f ", " ")
        told = "" if room.bars else self._remark
        frame = self._sample.frame(self.footnote.look, room.grid, keys, self._scroll, shown=self._shown, told=told)
        if frame is None:
            self._remark = self._sample.problem
            self._head()
            return
        self._scroll = min(self._scroll, sum(frame.more))
        width, height = room.scene
        self.query_one(SceneView).show(letterboxed(frame, width, max(height, frame.height)))

    def _turned(self, remark: str = "") -> None:
        """Show where one has gone to."""
        self._sample, self._scroll, self._remark = None, 0, remark
        self.draw()

    def _roll(self, rows: int) -> None:
        """Scroll the question."""
        self._scroll = max(0, self._scroll + rows)
        self.draw()

    def _look_for(self, words: str | None) -> None:
        """Go to the next question that holds all the words."""
        if words and self._leafing.items:
            self._wanted = words
            found = self._leafing.look_for(words)
            self._turned("" if found else "No question holds these words.")


def _how(preview: Preview, good: Preview | None) -> str:
    """What a reload came to."""
    if preview.survey.missing:
        return "The file is gone; this is how it was."
    if preview.survey.refused:
        return "Cannot be read now." if good is None or not good.items else "Cannot be read now; this is how it was."
    return "Reloaded."
