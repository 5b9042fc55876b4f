"""The page of settings. What changes is seen at once, and kept at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Form
from quiz.tui.settings import Settings
from quiz.tui.settings_file import TIMES, time_name
from quiz.tui.widgets.choice import Choice, Option
from quiz.tui.widgets.text import QUIET, Prose, voice

THEMES = (
    Option("ink", "Ink", "Light text on a dark page. The look that Footnote was drawn in."),
    Option("paper", "Paper", "Dark text on a light page, for bright rooms."),
    Option("contrast", "Contrast", "White on black, and every colour as strong as it gets."),
    Option("dusk", "Dusk", "Light text on violet."),
)
MOTIONS = (
    Option("full", "Full", "Tiles come in one after the other, bars grow."),
    Option("basic", "Basic", "The same steps at the same times, without moving."),
    Option("none", "None", "Everything is there at once."),
)
TIMES_TOLD = (
    Option("1", "Normal", "The limits as they are."),
    Option("1.5", "Half as long again", "Every limit is half as long again."),
    Option("2", "Twice as long", "Every limit is twice as long."),
    Option("off", "No clock", "Questions wait as long as you like; speed then gives nothing."),
)
BELLS = (
    Option("off", "Silent", "No sound."),
    Option("on", "Bell", "The terminal's bell rings with the verdict."),
)
DEPTHS = (
    Option("auto", "As the terminal", "As many colours as the terminal says it has."),
    Option("truecolor", "All colours", "For terminals that show 16 million colours and do not say so."),
    Option("256", "256 colours", "Colours chosen by hand out of 256."),
    Option("16", "16 colours", "The terminal's own sixteen; tiles are outlined."),
    Option("none", "No colour", "Bold, dim and reversed say it all."),
)


class SettingsScreen(Form):
    """Theme, motion, time, bell and colours."""

    CSS_PATH = "settings.tcss"
    NAME = "Settings"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.CHOICE, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.FORM)

    def matter(self) -> Iterable[Widget]:
        """A line each, and a sentence about the one that keys change now."""
        settings: Settings = self.footnote.settings
        depth = "auto" if settings.depth is None else settings.depth.value
        yield Choice("Theme", THEMES, settings.theme, id="theme")
        yield Choice("Motion", MOTIONS, settings.motion.value, id="motion")
        yield Choice("Time", TIMES_TOLD, time_name(settings.time), id="time")
        yield Choice("Sound", BELLS, "on" if settings.bell else "off", id="bell")
        yield Choice("Colours", DEPTHS, depth, id="depth")
        yield Prose(id="about")

    @on(Choice.Focused)
    def tell_about(self, message: Choice.Focused) -> None:
        """Say what the value means."""
        self._about(message.choice)

    @on(Choice.Changed)
    def change(self, message: Choice.Changed) -> None:
        """Show and keep what was chosen."""
        name, value = message.choice.id, message.choice.value
        match name:
            case "theme":
                self.footnote.choose(theme=value)
            case "motion":
                self.footnote.choose(motion=Motion(value))
            case "time":
                self.footnote.choose(time=TIMES[value])
            case "bell":
                self.footnote.choose(bell=value == "on")
            case _:
                self.footnote.choose(depth=None if value == "auto" else Depth(value))
        self._about(message.choice)

    def _about(self, choice: Choice) -> None:
        """The sentence about a value."""
        self.query_one("#about", Prose).update(voice(choice.about, QUIET))
