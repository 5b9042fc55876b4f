"""Texts that would do harm if they were shown as they come, and games that are full of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import cycle

from quiz.core.items import Citation, Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.plan import Plan, Round, Rules

MARKUP = ("[/]", "[/oops", "[link=https://x]y[/link]", "[@click=app.quit]z[/]", "[bold red]b", "[[", "\\[x]")
SEQUENCES = (
    "\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b31m", "\x1bPq\x1b\\", "\x1b]8;;http://x\x07y\x1b]8;;\x07", "\x1b[?1049l",
    "\x00\x07\x08\x0e", "\u202eabc", "\u2066x", "a\u200bb", "\u2028", "\r\nx\ty",
    "e" + "\u0301" * 200, "\ufffe\U000e0041",
)  # fmt: skip


def plan_of(wild: Sequence[str], *, every: bool = False) -> Plan:
    """A game with a text of those in every field that a pack or an article can fill; of `every` kind, or of four."""
    turn = cycle(wild)

    def text(name: str) -> str:
        return f"{name} {next(turn)}"

    def item(name: str, question: Question) -> Item:
        proof = Proof(text("o"), Truth.FALSE, Ground.ONLY_ONE, (text("f"),), text("because"), text("sentence"))
        cited = Citation(text("source"), 3, text("fragment"), text("title"), text("author"),
                         f"https://{text('url')}", text("date"),
                         "printed", text("note"), text("origin"), text("reading"))  # fmt: skip
        reveal = Reveal(text("claim"), text("explain"), (proof,), (cited,), 2, (text("dissent"),))
        return Item(name, text("stem"), question, reveal, topic=text("topic"))

    options = tuple(Option(f"{n} {text('option')}", text("why")) for n in range(4))
    some = (
        item("one", Single(options, 0)),
        item("two", Typed(("key",), reject=(Option(text("no"), say=text("say")),))),
        item("three", Match(("l " + text("left"), "m " + text("left")), ("r " + text("right"), "s " + text("right")))),
        item("four", Number(Fraction(4), Fraction(4), Fraction(4), text("unit"), Fraction(0))),
    )  # fmt: skip
    more = (
        item("five", Multiple(options, (0, 2))),
        item("six", TrueFalse(False, text("say"))),
        item("seven", Order(tuple(f"{n} {text('entry')}" for n in range(3)))),
        item("eight", Cloze(tuple(text(f"part {n}") for n in range(3)), (Typed(("key",)), Typed(("lock",))))),
    )
    whole = Round(text("round"), (*some, *(more if every else ())))
    return Plan(text("game"), "digest", 7, (whole,), Rules("fair", timer=False))
