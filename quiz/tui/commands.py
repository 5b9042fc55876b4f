"""Every command of the app, declared once. Key bindings, footer, help and palette are all made from this table.

A screen takes its bindings with `bindings(...)` and names its places to the key line; no other module binds a key. In
an action `{key}` stands for the key that was pressed, so that one command can serve a row of keys. The keys of a game
that have no action here are heard by the conductor and its screen.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """Where a command works; the value is its heading in the help."""

    APP = "Everywhere"
    LIST = "In a list"
    CHOICE = "On a choice"
    FORM = "Among choices"
    READING = "On a page of text"
    PAGE = "On every page but the first"
    HOME = "On the first page"
    SETUP = "Setting a game up"
    PACKS = "Packs"
    PATH = "In the field for a path"
    PREVIEW = "Looking through a pack"
    SOURCES = "Sources"
    ARTICLE = "In an article"
    HISTORY = "History"
    HOST = "Hosting a class"
    JOIN = "Joining a room"
    GAME = "In a game"
    QUESTION = "While a question is open"
    SHOWN = "Once the answer is shown"
    SHEET = "On the sheet at the end"
    DESK = "At the desk of a room"
    PARTING = "Leaving the desk"
    ROSTER = "In the roster of a room"


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Without an `action` its keys are heard by a widget that is more than a row of keys, as the table of a game is.
    `help` is the sentence of the help page, `shown` how its keys are written, `foot` what the key line says (nothing
    where it is empty). `palette` offers it by its title; with `idle` only while no game is on. `local` commands act on
    the machine that the program runs on, and exist only where that is the player's own.
    """

    id: str
    where: Where
    keys: tuple[str, ...]
    action: str
    title: str
    help: str
    shown: str = ""
    foot: str = ""
    palette: bool = False
    idle: bool = False
    priority: bool = False
    local: bool = False


LETTERS = tuple("abcdefgh")
DIGITS = tuple("12345678")

COMMANDS = (
    # Everywhere
    Command("help", Where.APP, ("f1", "question_mark"), "app.open('help')", "Help",
            "What there is to press, how each kind of question is answered, and how points are counted. "
            "F1 works where text is typed, too.", "F1 or ?", "? help", palette=True),
    Command("palette", Where.APP, ("ctrl+p",), "app.command_palette", "Commands",
            "Find a command by its name.", "Ctrl+P"),
    Command("quit", Where.APP, ("ctrl+q",), "app.leave", "Quit",
            "Leave the program. A game that is not over is kept, to go on with later; if no file can keep it, you are "
            "asked first.", "Ctrl+Q",
            palette=True, priority=True),
    Command("interrupt", Where.APP, ("ctrl+c",), "app.say_how_to_quit", "Copy, or how to quit",
            "Copy what the mouse has marked; with nothing marked, say how to quit.", "Ctrl+C"),
    Command("suspend", Where.APP, ("ctrl+z",), "app.suspend_process", "Suspend",
            "Go back to the shell; `fg` brings the program back.", "Ctrl+Z", local=True),
    Command("screenshot", Where.APP, (), "app.screenshot", "Screenshot",
            "Save a picture of the screen as SVG.", palette=True, local=True),
    Command("play", Where.APP, (), "app.play", "Play",
            "Begin a game as it was last set up.", palette=True, idle=True),
    Command("setup", Where.APP, (), "app.open('setup')", "Set up a game",
            "Choose the pack, its rounds, the scoring and the time.", palette=True, idle=True),
    Command("packs", Where.APP, (), "app.open('packs')", "Packs",
            "What there is to be asked from.", palette=True, idle=True),
    Command("history", Where.APP, (), "app.open('history')", "History",
            "Past games: go on, see the sheet, play the misses, or the same game again.", palette=True, idle=True),
    Command("sources", Where.APP, (), "app.open('sources')", "Sources",
            "What rests on which article, and what is disputed or refuted.", palette=True, idle=True),
    Command("settings", Where.APP, (), "app.open('settings')", "Settings",
            "Colours, motion, time, bell.", palette=True),
    Command("host", Where.APP, (), "app.open('host')", "Host a class",
            "Open a room that students join over SSH, or go back to one.", palette=True, idle=True, local=True),
    Command("join", Where.APP, (), "app.open('join')", "Join a room",
            "Take a seat in somebody's room.", palette=True, idle=True, local=True),
    # Lists, choices, pages
    Command("move", Where.LIST, ("up", "down", "home", "end", "pageup", "pagedown"), "move('{key}')",
            "Move", "Move through the list.", "↑ ↓ Home End PgUp PgDn"),
    Command("number", Where.LIST, (*DIGITS, "9"), "number({key})", "Choose by number",
            "Choose a line by its number.", "1 to 9"),
    Command("choose", Where.LIST, ("enter",), "choose", "Choose", "Choose the line that is marked.", "Enter"),
    Command("change", Where.CHOICE, ("left", "right"), "change('{key}')", "Change",
            "Change what is chosen.", "← →", "←→ Enter change"),
    Command("turn", Where.CHOICE, ("enter", "space"), "change('right')", "Next one",
            "Change to the next one.", "Enter or Space"),
    Command("step", Where.FORM, ("up", "down", "home", "end"), "step('{key}')", "Move",
            "Move to the line above or below, the first, the last.", "↑ ↓ Home End"),
    Command("read", Where.READING, ("up", "down", "pageup", "pagedown", "home", "end", "space"), "read('{key}')",
            "Scroll", "Scroll through the text.", "↑ ↓ PgUp PgDn", "↑↓ PgUp PgDn scroll"),
    Command("back", Where.PAGE, ("escape",), "back", "Back", "Back to the page before.", "Esc", "Esc back"),
    # Pages
    Command("pick", Where.HOME, (), "", "Open", "Open what is marked.", "Enter", "↑↓ Enter or a number"),
    Command("go-on", Where.HOME, ("g",), "go_on", "Go on", "Go on with the game that you left last.", "g"),
    Command("adjust", Where.HOME, ("c",), "app.open('setup')", "Change the game",
            "Choose another pack, other rounds, another scoring.", "c", "c change game"),
    Command("leave-home", Where.HOME, ("q",), "app.leave", "Quit", "Leave the program.", "q", "q quit"),
    Command("start", Where.SETUP, ("ctrl+s", "f5"), "start", "Start",
            "Begin the game as it is set up here.", "Ctrl+S or F5", "Ctrl+S start"),
    Command("open-pack", Where.PACKS, (), "", "Look into a pack",
            "See the questions of the pack that is marked, as they are asked, and what is wrong with them.", "Enter",
            "Enter look"),
    Command("play-pack", Where.PACKS, ("p",), "play", "Play", "Set up a game of the pack that is marked.", "p",
            "p play"),
    Command("forget", Where.PACKS, ("x", "delete"), "forget", "Forget a file",
            "Take a file that you opened off the list. The file itself stays.", "x or Del", "Del forget"),
    Command("host-pack", Where.PACKS, ("h",), "host", "Host a class", "Open a room for the pack that is marked.", "h",
            local=True),
    Command("search-packs", Where.PACKS, ("slash",), "search", "Search",
            "Search in titles, tags and questions. Enter opens what is marked, Esc shows all packs again.", "/",
            "/ search"),
    Command("mark-found", Where.PACKS, ("up", "down"), "mark('{key}')", "Move",
            "Move the mark from the field for words, too.", "↑ ↓"),
    Command("tags", Where.PACKS, ("t",), "tags", "Tags", "Show only packs with a tag.", "t", "t tags"),
    Command("path", Where.PACKS, ("o",), "path", "Open a file",
            "Type the path of a pack of your own. It is remembered.", "o", "o open a file"),
    Command("edit-pack", Where.PACKS, ("e",), "edit", "Edit",
            "Open the pack in your editor, at its first finding.", "e", "e edit", local=True),
    Command("pack-sources", Where.PACKS, ("s",), "sources", "Sources", "See what the pack rests on.", "s"),
    Command("complete", Where.PATH, ("tab",), "complete", "Complete", "Take the path that is offered.", "Tab"),
    Command("leaf", Where.PREVIEW, ("left", "right", "home", "end"), "leaf('{key}')", "Another question",
            "The question before or after this one, the first, the last.", "← → Home End", "←→ questions"),
    Command("turn-up", Where.PREVIEW, ("space",), "key", "Show the answer, or hide it",
            "Show the question once it is answered, and as it was before.", "Space", "Space answer"),
    Command("edit-here", Where.PREVIEW, ("e",), "edit", "Edit",
            "Open the file in your editor at the finding, else at the question. It is read again afterwards, as it is "
            "whenever it changes.", "e", "e edit", local=True),
    Command("finding", Where.PREVIEW, ("up", "down"), "finding('{key}')", "Another finding",
            "Go to the finding before or after this one, and to its question.", "↑ ↓", "↑↓ findings"),
    Command("beside", Where.PREVIEW, ("f",), "beside", "Findings",
            "Give the findings more room, or less.", "f", "f more room"),
    Command("play-this", Where.PREVIEW, ("p",), "play", "Play", "Set up a game of this pack.", "p", "p play"),
    Command("look-for", Where.PREVIEW, ("slash",), "search", "Search",
            "Go to the next question that holds some words.", "/"),
    Command("scroll-scene", Where.PREVIEW, ("pageup", "pagedown"), "scroll('{key}')", "Scroll",
            "Scroll through a question that is higher than its room.", "PgUp PgDn"),
    Command("look-up", Where.SOURCES, (), "", "Open an article", "Read what rests on the article that is marked.",
            "Enter", "Enter open"),
    Command("search", Where.SOURCES, ("slash",), "filter", "Search",
            "Search in all that the pack says.", "/", "/ search"),
    Command("filter", Where.ARTICLE, ("slash",), "filter", "Filter",
            "Show only what holds the words that you type.", "/", "/ filter"),
    Command("link", Where.ARTICLE, ("o",), "link", "Open in a browser",
            "Open the article at its address.", "o", local=True),
    Command("other-pack", Where.SOURCES, ("left", "right"), "other('{key}')", "Another pack",
            "Show the sources of another pack.", "← →", "←→ pack"),
    Command("open-game", Where.HISTORY, (), "", "Open a game", "Say what can be done with the game that is marked.",
            "Enter", "Enter open"),
    Command("plots", Where.HISTORY, ("p",), "plots", "Plots",
            "Draw accuracy by topic and over time.", "p", "p plots"),
    Command("open-room", Where.HOST, ("ctrl+s", "f5"), "start", "Open the room",
            "Open the room as it is set up here, and its desk.", "Ctrl+S or F5", "Ctrl+S open"),
    Command("join-room", Where.JOIN, (), "", "Join", "Take a seat in the room that is marked, or at the address.",
            "Enter", "Enter join"),
    # A game
    Command("leave-game", Where.GAME, ("escape",), "leave", "Leave the game",
            "Leave the game: keep it for later, or end it with its summary.", "Esc", "Esc leave"),
    Command("skip", Where.GAME, ("ctrl+s",), "skip", "Skip",
            "Leave the question without an answer and see it revealed.", "Ctrl+S", "Ctrl+S skip"),
    Command("lock", Where.QUESTION, ("enter",), "", "Lock",
            "Lock the answer. The letter of the picked option locks it, too. A lock is final.", "Enter", "Enter lock"),
    Command("letter", Where.QUESTION, LETTERS, "", "Pick by letter",
            "Pick the option of that letter; with several right ones, add it or take it away.", "A to H"),
    Command("digit", Where.QUESTION, DIGITS, "", "Pick by number",
            "Pick the option at that place.", "1 to 8"),
    Command("arrow", Where.QUESTION, ("up", "down", "left", "right"), "", "Move the pick",
            "Move to another option.", "arrows"),
    Command("next", Where.SHOWN, ("enter", "space"), "", "Go on",
            "Go on to what comes next. It also cuts any waiting short.", "Enter or Space", "Enter next"),
    Command("source", Where.SHOWN, ("pageup", "pagedown", "home", "end"), "", "Scroll the source",
            "Scroll through a footnote, or a sheet, that is longer than the screen.", "PgUp PgDn Home End",
            "PgUp PgDn source"),
    Command("again", Where.SHEET, ("a",), "", "Play again", "Play another game like this one.", "A"),
    Command("same", Where.SHEET, ("s",), "", "Same game", "Play the same questions once more.", "S"),
    Command("misses", Where.SHEET, ("m",), "", "Play the misses", "Play what was missed.", "M"),
    Command("copy", Where.SHEET, ("c",), "", "Copy the result",
            "Copy the result to pass it on. It gives no answer away.", "C"),
    Command("home", Where.SHEET, ("enter", "space"), "", "First page", "Back to the first page.", "Enter or Space"),
    # The desk of a room
    Command("desk-next", Where.DESK, ("space",), "next", "The next step",
            "Do what comes next: open the question, close it, reveal it, go on. It waits a second after what another "
            "key has brought up.",
            "Space", "Space next"),
    Command("desk-pause", Where.DESK, ("p",), "pause", "Pause, or go on",
            "Hold time still for everybody, or let it run again.", "P", "P pause"),
    Command("desk-extend", Where.DESK, ("e",), "extend", "Give more time",
            "Give 15 seconds more for the open question; where each plays alone, put the deadline off by 15 minutes.",
            "E", "E extend"),
    Command("desk-reopen", Where.DESK, ("r",), "reopen", "Reopen the question",
            "Open the closed question again for 15 seconds; locked answers stay.", "R", "R reopen"),
    Command("desk-skip", Where.DESK, ("s",), "skip", "Skip the question",
            "Take the question out of all scores and go on. Asks first.", "S", "S skip"),
    Command("desk-void", Where.DESK, ("x",), "void", "Void a question",
            "Take this question, or an earlier one, out of all scores. Asks for the reason.", "X", "X void"),
    Command("desk-standings", Where.DESK, ("l",), "standings", "Standings, or who has answered",
            "Show how everybody stands, here alone; the same key shows who has answered.", "L", "L standings"),
    Command("desk-roster", Where.DESK, ("k",), "roster", "Roster",
            "Rename somebody, put them out, seat them again, give them a team or more time.", "K", "K roster"),
    Command("desk-lock", Where.DESK, ("o",), "lock", "Lock the room, or open it",
            "Let nobody new in, or let them in again.", "O", "O lock"),
    Command("desk-show", Where.DESK, ("t",), "show", "Show the standing to the class",
            "Show how everybody stands to all, between two questions, too.", "T", "T show standing"),
    Command("desk-end", Where.DESK, ("ctrl+e",), "end", "End the game",
            "End the game for everybody where it stands. Asks first.", "Ctrl+E", "Ctrl+E end"),
    Command("desk-leave", Where.DESK, ("q",), "app.leave", "Leave the desk",
            "Leave the desk. The room goes on; `quiz host --resume ROOM` opens the desk again. While a game is on, "
            "it asks first.", "Q", "Q leave"),
    Command("desk-scroll", Where.DESK, ("up", "down", "pageup", "pagedown", "home", "end"), "scroll('{key}')",
            "Scroll", "Scroll through the names.", "↑ ↓ PgUp PgDn"),
    Command("part", Where.PARTING, ("l",), "give('leave')", "Leave the desk", "Leave the desk; the room goes on.", "L",
            "L leave"),
    Command("part-end", Where.PARTING, ("e", "ctrl+e"), "give('end')", "End the game",
            "End the game for everybody, and stay at the desk.", "E or Ctrl+E", "E end for all"),
    Command("person", Where.ROSTER, (), "", "A person", "Say what can be done with whoever is marked.", "Enter",
            "Enter choose"),
)  # fmt: skip
"""All commands, in the order of the help page."""


def commands(*places: Where) -> Iterator[Command]:
    """The commands of some places, in that order."""
    for place in places:
        yield from (command for command in COMMANDS if command.where is place)


def bindings(*places: Where) -> list[BindingType]:
    """Key bindings for the class that carries out the commands of `places`."""
    return [
        Binding(
            key,
            command.action.replace("{key}", key),
            command.title,
            show=False,
            priority=command.priority,
            id=f"{command.id}.{key}" if len(command.keys) > 1 else command.id,
            tooltip=command.help,
        )
        for command in commands(*places)
        if command.action
        for key in command.keys
    ]


def footer(*places: Where, without: Container[str] = ()) -> tuple[tuple[str, str], ...]:
    """What a key line says, as words and the action that a click on them runs; `without` are ids of commands."""
    shown = [command for command in commands(*places) if command.foot and command.id not in without]
    return tuple((command.foot, _clicked(command)) for command in shown)


def _clicked(command: Command) -> str:
    """The action of a click on a command's words: that of its only key, or of none where the keys differ."""
    return "" if "{key}" in command.action else command.action


def offered(*, local: bool, playing: bool) -> Iterator[Command]:
    """The commands of the palette."""
    for command in COMMANDS:
        if command.palette and (local or not command.local) and not (playing and command.idle):
            yield command
