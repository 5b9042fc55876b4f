"""Codes of texts: T."""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

TEXTS = MappingProxyType({
    "T501": Code(
        "error", "control character",
        "It could steer the terminal of everybody who sees it.",
        "Remove it.",
        '- ask: »"Is it\\e[31m so?"\n  verdict: true\n', '- ask: "Is it so?"\n  verdict: true\n',
    ),
    "T502": Code(
        "error", "direction-changing character",
        "What is seen would not be what is compared.",
        "Remove it.",
        '- ask: »"Is it \\u202Eso?"\n  verdict: true\n', '- ask: "Is it so?"\n  verdict: true\n',
    ),
    "T503": Code(
        "warning", "damaged letters",
        "U+FFFD or mojibake: the text was once read in a wrong encoding.",
        "Type the letters anew.",
        "- ask: »Is the cafÃ© open?\n  verdict: true\n", "- ask: Is the café open?\n  verdict: true\n",
    ),
    "T504": Code(
        "warning", "HTML left in the text",
        "Texts are shown exactly as typed.",
        "Remove the markup.",
        "- ask: »Is it <b>red</b>?\n  verdict: true\n", "- ask: Is it red?\n  verdict: true\n",
    ),
    "T505": Code(
        "note", "spaces at the ends, two spaces, or letters in parts",
        "They are trimmed and joined when the pack is read; two spaces in a text are shown.",
        "Let `quiz check --fix` tidy it.",
        "- ask: »Is it  so?\n  verdict: true\n", "- ask: Is it so?\n  verdict: true\n",
    ),
    "T506": Code(
        "warning", "two scripts in one word",
        "A Cyrillic or Greek letter that looks like a Latin one makes two words that look the same.",
        "Type the word anew.",
        "- ask: »Is Mos\u0441ow large?\n  verdict: true\n", "- ask: Is Moscow large?\n  verdict: true\n",
    ),
    "T507": Code(
        "note", "long question or option",
        "Over 120 characters in a question, or 75 in an option, phones and other programs cut the text.",
        "Shorten it; what explains goes into `explain`.",
        "- ask: »" + "Is it so, as they say, " * 6 + "in the end?\n  verdict: true\n",
        "- ask: Is it so?\n  verdict: true\n", pedantic=True,
    ),
    "T508": Code(
        "note", "no mark at the end of the question",
        "Players cannot see whether it is a question or a statement.",
        "End it with ? or . or :",
        "- ask: »Is it so\n  verdict: true\n", "- ask: Is it so?\n  verdict: true\n", pedantic=True,
    ),
    "T509": Code(
        "note", "a negative word that is easily missed",
        "Who reads fast reads over `not`.",
        "Write NOT in capitals, or ask for what is.",
        "- ask: »Which is not a mammal?\n  right: tuna\n  wrong: [bat]\n",
        "- ask: Which is NOT a mammal?\n  right: tuna\n  wrong: [bat]\n", pedantic=True,
    ),
    "T510": Code(
        "note", "a word that ages",
        "What is the latest today is not next year.",
        "Say the date instead.",
        "- ask: »Who is currently the mayor?\n  right: Ann\n  wrong: [Bob]\n",
        "- ask: Who was the mayor in 2024?\n  right: Ann\n  wrong: [Bob]\n", pedantic=True,
    ),
    "T511": Code(
        "note", "a sign whose width terminals disagree on",
        "Flags, families and skin tones are several signs in one; columns may shift.",
        "Use a simpler sign, or words.",
        "- ask: »Whose flag is 🇨🇦?\n  right: Canada\n  wrong: [Peru]\n",
        "- ask: Whose flag has a maple leaf?\n  right: Canada\n  wrong: [Peru]\n", pedantic=True,
    ),
    "T512": Code(
        "note", "a long text for an easy question",
        "More than 30 words are no easy reading; difficulty 1 says so.",
        "Shorten the question, or raise `difficulty`.",
        "- ask: »" + "is it so " * 11 + "?\n  verdict: true\n  difficulty: 1\n",
        "- ask: Is it so?\n  verdict: true\n  difficulty: 1\n", pedantic=True,
    ),
    "T513": Code(
        "warning", "invisible character",
        "What is seen is not what is typed; it is left out.",
        "Remove it.",
        '- ask: »"Is it\\u200B so?"\n  verdict: true\n', '- ask: "Is it so?"\n  verdict: true\n',
    ),
})  # fmt: skip
