"""Codes of the structure of a question: Q."""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

QUESTIONS = MappingProxyType({
    "Q201": Code(
        "error", "no question text",
        "Every question needs `ask`.",
        "Add `ask:` with the question.",
        "- »right: Ottawa\n  wrong: [Toronto]\n", "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto]\n",
    ),
    "Q202": Code(
        "error", "no right answer",
        "Without one nothing can be graded.",
        "Give the right answer.",
        "- ask: Which are capitals?\n  right: »[]\n  wrong: [Milan, Turin]\n",
        "- ask: Which are capitals?\n  right: [Rome]\n  wrong: [Milan, Turin]\n",
    ),
    "Q203": Code(
        "error", "right answer also among the wrong ones",
        "One text cannot be right and wrong.",
        "Remove it from `wrong`.",
        "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto, »ottawa]\n",
        "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto, Montreal]\n",
    ),
    "Q204": Code(
        "error", "repeated option",
        "Two options that read alike cannot be told apart.",
        "Remove one of them.",
        "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto, Montreal, »toronto]\n",
        "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto, Montreal]\n",
    ),
    "Q205": Code(
        "warning", "two options differ in next to nothing",
        "An article, a full stop, a hyphen or a space is all that tells them apart.",
        "Reword one of them, or remove it.",
        "- ask: Which tower is it?\n  right: the Senate Tower\n  wrong: [Trinity Tower, »Senate Tower.]\n",
        "- ask: Which tower is it?\n  right: the Senate Tower\n  wrong: [Trinity Tower, Water Tower]\n",
    ),
    "Q206": Code(
        "error", "too few options",
        "A choice needs at least two.",
        "Add a wrong option.",
        "- ask: Which is the capital?\n  right: »Ottawa\n",
        "- ask: Which is the capital?\n  right: Ottawa\n  wrong: [Toronto]\n",
    ),
    "Q207": Code(
        "warning", "many options",
        "More than six are read by nobody before the time is over.",
        "Keep the best; four read well.",
        "- ask: Which comes first?\n  right: »a\n  wrong: [b, c, d, e, f, g]\n",
        "- ask: Which comes first?\n  right: a\n  wrong: [b, c, d]\n",
    ),
    "Q208": Code(
        "error", "two questions with one id",
        "Results are kept by id; the same kind, question and answers give the same id.",
        "Change or remove one of them.",
        "- ask: Is it so?\n  verdict: true\n- ask: »is it  so?\n  verdict: true\n",
        "- ask: Is it so?\n  verdict: true\n- ask: Was it so?\n  verdict: true\n",
    ),
    "Q209": Code(
        "error", "verdict is neither true nor false",
        "A verdict is `true` or `false`, nothing else.",
        "Write `true` or `false`.",
        "- ask: Spiders are insects.\n  verdict: »no\n", "- ask: Spiders are insects.\n  verdict: false\n",
    ),
    "Q210": Code(
        "error", "order with too few or repeated entries",
        "An order needs at least three different entries.",
        "Add entries or make them differ.",
        "- ask: Oldest first.\n  order: »[steam engine, telephone]\n",
        "- ask: Oldest first.\n  order: [printing press, steam engine, telephone]\n",
    ),
    "Q211": Code(
        "error", "repeated left side in a matching",
        "Each left entry has one partner.",
        "Make the left entries differ.",
        "- ask: Match them.\n  match: »{Italy: Rome, italy: Milan}\n",
        "- ask: Match them.\n  match: {Italy: Rome, Japan: Tokyo}\n",
    ),
    "Q212": Code(
        "error", "repeated right side in a matching",
        "Two like entries in the right column cannot be told apart.",
        "Make the right entries differ.",
        "- ask: Match them.\n  match: »{Italy: the euro, Spain: the euro}\n",
        "- ask: Match them.\n  match: {Italy: the euro, Japan: the yen}\n",
    ),
    "Q213": Code(
        "error", "gap mark unbalanced or empty",
        "A gap is written [[answer]] or [[answer|other answer]].",
        "Close every [[ with ]] and write an answer between them.",
        "- fill: »The capital of Italy is [[Rome.\n", "- fill: The capital of Italy is [[Rome]].\n",
    ),
    "Q214": Code(
        "error", "unknown source",
        "A citation must name a source of this pack.",
        "Add it under `sources`, or correct the name.",
        "- ask: Is it so?\n  verdict: true\n  source: »Handbok\n",
        "- ask: Is it so?\n  verdict: true\n  source: Handbook\n",
    ),
    "Q215": Code(
        "error", "bad date, address or language tag",
        "Dates are ISO 8601, addresses begin with https://, languages are tags such as en or de-CH.",
        "Correct it.",
        "- ask: Is it so?\n  verdict: true\n  language: »English language\n",
        "- ask: Is it so?\n  verdict: true\n  language: en\n",
    ),
    "Q216": Code(
        "note", "numbers that could be shown sorted",
        "A list of years or numbers reads better in order than shuffled.",
        "Add `keep_order: true`.",
        "- ask: In which year was it?\n  right: »1954\n  wrong: [1950, 1958, 1962]\n",
        "- ask: In which year was it?\n  right: 1954\n  wrong: [1950, 1958, 1962]\n  keep_order: true\n", pedantic=True,
    ),
    "Q217": Code(
        "error", "placeholder left",
        "A placeholder would be shown to players.",
        "Write the real text.",
        "- ask: »TODO write this\n  verdict: true\n", "- ask: The sky is blue.\n  verdict: true\n",
    ),
    "Q218": Code(
        "warning", "long quote",
        "A quotation shows where to look; it does not replace the source.",
        "Quote at most eight words.",
        "- ask: Is it so?\n  verdict: true\n  quote: »this is a good deal more than eight words long\n",
        "- ask: Is it so?\n  verdict: true\n  quote: it is so\n",
    ),
    "Q219": Code(
        "error", "bad setting",
        "The key takes one of a few values.",
        "Use one of the values named.",
        "- ask: Is it so?\n  verdict: true\n  seconds: »soon\n", "- ask: Is it so?\n  verdict: true\n  seconds: 20\n",
    ),
    "Q220": Code(
        "error", "a question that cannot be played",
        "What is typed is one line of at most 200 characters, and no wrong option scores like the key.",
        "Shorten the answer, and write it on one line; give a wrong option less than the key.",
        "- ask: Which is it?\n  right: »Rome\n  wrong: [{text: Milan, score: 1}]\n",
        "- ask: Which is it?\n  right: Rome\n  wrong: [{text: Milan, score: 0.5}]\n",
    ),
    "Q221": Code(
        "error", "too many options",
        "Options go by the letters A to H.",
        "Keep eight at most; four read best.",
        "- ask: Which comes first?\n  right: »1\n  wrong: [2, 3, 4, 5, 6, 7, 8, 9]\n",
        "- ask: Which comes first?\n  right: 1\n  wrong: [2, 3, 4]\n",
    ),
    "Q222": Code(
        "note", "more than four options",
        "In live play with phones and in most spreadsheets four is the most.",
        "Keep the best three wrong ones, if the question is to be played elsewhere.",
        "- ask: Which comes first?\n  right: »a\n  wrong: [b, c, d, e]\n",
        "- ask: Which comes first?\n  right: a\n  wrong: [b, c, d]\n", pedantic=True,
    ),
})  # fmt: skip
