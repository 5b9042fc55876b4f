"""The app: what every screen shares. It holds the settings and the look, and opens the screens."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from rich.console import Console
from textual import events
from textual.app import App, SystemCommand
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.screen import Screen
from textual.types import CSSPathType

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth, Look
from quiz.scenes.looks import look
from quiz.tui.capabilities import Capabilities
from quiz.tui.commands import Where, bindings, offered
from quiz.tui.guarded import GuardedApp
from quiz.tui.playing import Begin, Playing
from quiz.tui.services import Services, Trouble
from quiz.tui.settings import Settings
from quiz.tui.themes import theme_name, theme_of

LEAST = (60, 20)
"""The fewest columns and rows that a page fits in."""
TELL_SECONDS = 8.0
if TYPE_CHECKING:
    # The first page is painted before anything of a room is loaded.
    from quiz.tui.library import Survey
    from quiz.tui.onward import Onward

Breakpoints: TypeAlias = list[tuple[int, str]] | None


class FootnoteApp(GuardedApp):
    """The app around the game. `return_code` is the exit code of the program."""

    TITLE = "Footnote"
    # That of the first page is among them, so that the style sheets are parsed once.
    CSS_PATH: ClassVar[CSSPathType] = ["app.tcss", "screens/home.tcss"]
    BINDINGS = bindings(Where.APP)
    HELPED: ClassVar[tuple[Where, ...]] = tuple(Where)
    """The places that the help tells of."""
    HORIZONTAL_BREAKPOINTS: Breakpoints = [  # noqa: RUF012 - Textual reads it from the class
        (0, "-w60"), (80, "-w80"), (100, "-w100"), (120, "-w120"), (160, "-w160"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS: Breakpoints = [  # noqa: RUF012 - Textual reads it from the class
        (0, "-h20"), (24, "-h24"), (30, "-h30"), (36, "-h36"), (45, "-h45"),
    ]  # fmt: skip

    def __init__(
        self, services: Services, capabilities: Capabilities, begin: Begin = None,
        *, painted: Callable[[], None] | None = None, greeting: str = "",
    ) -> None:  # fmt: skip
        """`begin` is a game to begin with; once the first page is seen, `painted` is called and `greeting` is said."""
        super().__init__(capabilities)
        self.services = services
        self.playing = Playing(self, services)
        self.failure: Exception | None = None
        self.onward: Onward | None = None
        # What is known of packs by their names; a page that is opened again begins with it.
        self.titles, self.surveys = dict[str, str](), dict[str, "Survey"]()
        self._begin, self._painted, self._greeting = begin, painted, greeting
        # The style sheets are parsed once, with the colours that they are to have.
        self.register_theme(theme_of(self.look))
        self.set_reactive(App.theme, theme_name(self.look))
        self.stylesheet.set_variables(self.get_css_variables())
        self._fit()

    # What the player has chosen

    @property
    def settings(self) -> Settings:
        """What the player has chosen."""
        return self.services.settings

    @property
    def look(self) -> Look:
        """The colours to paint with. `theme_changed_signal` says when they change."""
        return look(self.settings.theme, self.capabilities.depth_for(self.settings.depth))

    @property
    def motion(self) -> Motion:
        """How much moves."""
        return self.capabilities.motion_for(self.settings.motion)

    def choose(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Settings
        """Change settings, show what they change at once, and keep them."""
        self.remember(**changes)
        self.register_theme(theme_of(self.look))
        self._fit()
        self.theme = theme_name(self.look)

    def remember(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Settings
        """Keep what changes no colour."""
        trouble = self.services.save(replace(self.settings, **changes))
        if trouble is not None:
            self.tell(trouble.message)

    def _fit(self) -> None:
        """Fit the way colours and movements are shown to the look and the settings."""
        depth = self.look.depth
        systems: dict[Depth, Literal["truecolor", "256", "standard"]] = {
            Depth.TRUE: "truecolor", Depth.CUBE: "256", Depth.ANSI: "standard", Depth.NONE: "standard",
        }  # fmt: skip
        self.no_color = depth is Depth.NONE
        self.animation_level = self.motion.value
        self.console = Console(
            color_system=systems[depth], file=self.console.file, markup=False, highlight=False, emoji=False,
            legacy_windows=False, force_terminal=True, safe_box=False, soft_wrap=False,
        )  # fmt: skip

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual shows greys where no colour is wanted; here there is none at all."""
        return [NoColor()] if self.no_color else super().get_line_filters()[:1]

    # From the first paint to the last

    def get_default_screen(self) -> Screen[Any]:
        """The first page lies under all others."""
        from quiz.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_load(self) -> None:
        """Heed signals before the terminal is taken, so that none leaves it as the app uses it."""
        self._heed_signals()

    def on_mount(self) -> None:
        """Begin what there is to begin with."""
        if self._painted is not None:
            self.call_after_refresh(self._painted)
        if self._begin is not None:
            self.playing.start(self._begin)
        for told in (*self.services.complaints, *([self._greeting] if self._greeting else [])):
            self.tell(told)
        self.mind_size()

    def on_resize(self, event: events.Resize) -> None:
        """Say so while the terminal is too small."""
        self.mind_size(event.size)

    def mind_size(self, size: Size | None = None) -> None:
        """Lay the notice over everything while the terminal is too small, and take it away when it no longer is."""
        from quiz.tui.screens.small import SmallScreen

        width, height = size or self.size
        small = width < LEAST[0] or height < LEAST[1]
        if small and not self._cramped:
            self.push_screen(SmallScreen())
        elif self._cramped and not small:
            self.pop_screen()

    @property
    def _cramped(self) -> bool:
        """Whether the notice of a small terminal is shown. It is on top then: see `push_screen`."""
        return type(self.screen).__name__ == "SmallScreen"

    def push_screen(self, screen: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as Textual overloads it
        """Show a screen. Nothing lies over the notice of a small terminal: whatever is opened meanwhile waits below."""
        notice = self.screen if self._cramped else None
        if notice is not None:
            self.pop_screen()
        pushed = super().push_screen(screen, *given, **named)
        if notice is not None:
            super().push_screen(type(notice)())
        return pushed

    def _heed_signals(self) -> None:
        """End in order when the system asks for it. In a process that serves others, that is the server's to do."""
        if not self.capabilities.local:
            return
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Not every system, and no thread but the first, can watch for signals.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._stop, 128 + number)

    def _stop(self, code: int) -> None:
        """Leave with a code. Every event of a game is in its log already, so it can be gone on with."""
        self.exit(code, return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """Keep what went wrong, for the one line that tells of it once the terminal is restored."""
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's pages of source and local values: they may hold what a player must not see."""
        self._close_messages_no_wait()

    # Opening and telling

    def action_open(self, name: str) -> None:
        """Open a page."""
        from quiz.tui.screens import page_of

        if not self._cramped and not isinstance(self.screen, page_of(name)):
            self.push_screen(page_of(name)())

    async def go_home(self) -> None:
        """Close the pages that lie over the first one."""
        from quiz.tui.screens.home import HomeScreen
        from quiz.tui.screens.page import Page

        while self._cramped or (isinstance(self.screen, Page) and not isinstance(self.screen, HomeScreen)):
            await self.pop_screen()
        self.mind_size()

    def action_play(self) -> None:
        """Begin a game as it was last set up."""
        self.playing.start(self.playing.setup())

    def action_leave(self) -> None:
        """Leave the program. Where that loses a game, ask first; the notice of a small terminal has said so already."""
        from quiz.tui.screens.leave import LOSING, LossScreen

        if self._cramped or not self.playing.unkept:
            self.exit(0)
        elif not any(isinstance(screen, LossScreen) for screen in self.screen_stack):
            self.push_screen(LossScreen(LOSING), self._leave)

    def _leave(self, answer: str | None) -> None:
        """Leave after all, if that was the answer."""
        if answer:
            self.exit(0)

    def go_onward(self, onward: Onward) -> None:
        """Leave for a room; the app opens again when the player is back."""
        self.onward = onward
        self.exit(0)

    def action_say_how_to_quit(self) -> None:
        """What Ctrl-C does where there is nothing to copy."""
        kept = "No file keeps this game." if self.playing.unkept else "A game is kept, to go on with later."
        self.tell(f"Ctrl+Q quits. {kept}", seconds=3)

    def tell(self, text: str, *, seconds: float = TELL_SECONDS) -> None:
        """Say something in passing. May be called from any thread."""
        self.notify(text, timeout=seconds, markup=False)

    def say(self, text: str) -> None:
        """Say on the page on top what is going on; an empty text takes it back."""
        from quiz.tui.screens.page import Page

        page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
        if page is not None:
            page.say(text)

    def refuse(self, trouble: Trouble) -> None:
        """Say why something cannot be done, and wait until it is read."""
        from quiz.tui.screens.ask import AskScreen, Question

        self.push_screen(
            AskScreen(Question("That cannot be done", trouble.message, (("", "Go back"),), trouble.details))
        )

    # The palette of commands

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's name
        """The palette: this app's own commands and no other."""
        for command in offered(local=self.capabilities.local, playing=self.playing.active):
            yield SystemCommand(command.title, command.help, self._runner(command.action))

    def _runner(self, action: str) -> Any:  # noqa: ANN401 - what the palette calls
        async def run() -> None:
            await self.run_action(action)

        return run

    def action_command_palette(self) -> None:
        """Open the palette, with a cursor that keeps to the chosen motion."""
        from quiz.tui.screens.page import still

        if self._cramped:
            return
        super().action_command_palette()
        self.call_after_refresh(lambda: still(self.screen, self.motion))

    def action_change_theme(self) -> None:
        """Themes are among the settings."""
        self.action_open("settings")
