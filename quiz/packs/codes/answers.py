"""Codes of answers and options: A.

What the checks find in 5,250 trivia questions that nobody of this project wrote decides what runs by default.
"""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

ANSWERS = MappingProxyType({
    "A301": Code(
        "warning", "two accepted texts read alike",
        "Case and spaces do not matter, one of them is enough.",
        "Remove one of them.",
        "- ask: Which unit is it?\n  accept: [metre, »Metre]\n", "- ask: Which unit is it?\n  accept: [metre, meter]\n",
    ),
    "A302": Code(
        "error", "a rejected text is also accepted",
        "One text cannot be right and wrong.",
        "Remove it from one of the two.",
        "- ask: Which metal is it?\n  accept: mercury\n  reject: »[Mercury]\n",
        "- ask: Which metal is it?\n  accept: mercury\n  reject: [gallium]\n",
    ),
    "A303": Code(
        "warning", "`near` forgives so much that other words pass",
        "With as many slips as a third of its letters a short word becomes another: Iran is Iraq.",
        "Make `near` smaller, or leave it out: then the length decides.",
        "- ask: Which country is it?\n  accept: Iran\n  near: »2\n",
        "- ask: Which country is it?\n  accept: Iran\n  near: 0\n",
    ),
    "A304": Code(
        "warning", "long answer to type",
        "Over 40 characters nobody types it in time and without a slip.",
        "Ask for a shorter answer, or make it a choice.",
        "- ask: What is the motto?\n  accept: »the quick brown fox jumps over the lazy dog\n",
        "- ask: What is the motto?\n  accept: liberty\n",
    ),
    "A305": Code(
        "note", "an option contains another",
        "Players guess that the longer one is meant, or the shorter.",
        "Reword one of the two.",
        "- ask: Which is it?\n  right: York\n  wrong: [»New York, Leeds]\n",
        "- ask: Which is it?\n  right: York\n  wrong: [Hull, Leeds]\n", pedantic=True,
    ),
    "A306": Code(
        "warning", "the answer stands in the question",
        "Players can read it off.",
        "Reword the question.",
        "- ask: Who built the Senate Tower?\n  right: »Senate\n  wrong: [Duma]\n",
        "- ask: Who built the tower?\n  right: Senate\n  wrong: [Duma]\n",
    ),
    "A307": Code(
        "note", "only the right option shares a long word with the question",
        "Players choose what sounds like the question.",
        "Use the word in a wrong option too, or in none.",
        "- ask: Which treaty ended the northern war?\n  right: »a northern peace\n  wrong: [a sudden truce, a pact]\n",
        "- ask: Which treaty ended the northern war?\n  right: the great peace\n  wrong: [the long truce, the pact]\n",
        pedantic=True,
    ),
    "A308": Code(
        "note", "only the right option differs in its first capital",
        "What looks different is taken for right.",
        "Write all options in one way.",
        "- ask: Which is it?\n  right: »Copper\n  wrong: [zinc, iron]\n",
        "- ask: Which is it?\n  right: copper\n  wrong: [zinc, iron]\n", pedantic=True,
    ),
    "A309": Code(
        "note", "only the right option is a number, or none",
        "The one of another sort stands out.",
        "Give all options in figures, or all in words.",
        "- ask: How many are there?\n  right: »12\n  wrong: [five, eleven]\n",
        "- ask: How many are there?\n  right: 12\n  wrong: [5, 11]\n", pedantic=True,
    ),
    "A310": Code(
        "note", "absolute word in a wrong option",
        "Always, never, only and all are seldom right, and players know it.",
        "Reword the option.",
        "- ask: When does it rain?\n  right: in spring\n  wrong: [»never in May, in June]\n",
        "- ask: When does it rain?\n  right: in spring\n  wrong: [in May, in June]\n", pedantic=True,
    ),
    "A311": Code(
        "warning", "all or none of the above",
        "Options are shuffled, so nothing is above; and it is right more often than not.",
        "Name the options, or make it a question with several right answers.",
        "- ask: Which are mammals?\n  right: »All of the above\n  wrong: [bats, whales]\n",
        "- ask: Which are mammals?\n  right: [bats, whales]\n  wrong: [tuna]\n",
    ),
    "A312": Code(
        "warning", "the article at the end gives the answer away",
        "After `an` only an option that begins with a vowel fits.",
        "Write `a or an`, or move the article into the options.",
        "- ask: »The largest land animal is an\n  right: elephant\n  wrong: [rhino, hippo]\n",
        "- ask: Which is the largest land animal?\n  right: elephant\n  wrong: [rhino, hippo]\n",
    ),
    "A313": Code(
        "note", "the right option is much the longest",
        "What is explained with care is taken for right.",
        "Shorten it, or lengthen a wrong one.",
        "- ask: Why is it so?\n  right: »because blue light is scattered more\n  wrong: [by chance, the sea]\n",
        "- ask: Why is it so?\n  right: light is scattered\n  wrong: [the sea is blue, by chance]\n", pedantic=True,
    ),
    "A314": Code(
        "warning", "two gaps accept the same texts",
        "One word in both gaps is then all right, although it is half of the answer.",
        "Give each gap its own answer, or ask for several right answers.",
        "- fill: »Primary colours are [[red|blue]] and [[blue|red]].\n",
        "- fill: Roses are [[red]], violets are [[blue]].\n",
    ),
})  # fmt: skip
