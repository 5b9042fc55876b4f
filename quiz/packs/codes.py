"""What the loader can find, one row per code: severity, title, why it matters, what to do.

The letters group the codes: Y the file, Q the structure of a question, A answers, N numbers, T text, P the pack as a
whole, F facts. A finding carries the row's `why` and `fix` unless the place that found it knows better.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Code(NamedTuple):
    """One kind of finding. An error drops the fact or question it is in; the rest of the pack stays usable."""

    severity: Severity
    title: str
    why: str
    fix: str


_FILE = MappingProxyType({
    "Y100": Code(
        "error", "the file cannot be read",
        "A pack is one regular file ending in .quiz.yaml.",
        "Check the name and that it is a file you may read.",
    ),
    "Y101": Code(
        "error", "not UTF-8",
        "Packs are UTF-8, so that every letter means the same everywhere.",
        "Save the file as UTF-8 in your editor.",
    ),
    "Y102": Code(
        "error", "the file is too large or too deep",
        "Limits of size, length and depth keep a hostile file from stopping the program.",
        "Split the pack into smaller files and nest less.",
    ),
    "Y103": Code(
        "error", "anchor, alias or merge key",
        "A pack means what it shows; copies by reference do not.",
        "Write the text out where it is used, or put it in quotes if it begins with & or *.",
    ),
    "Y104": Code(
        "error", "tag",
        "All values are text as typed; tags have no meaning in a pack.",
        "Remove the tag, or put the text in quotes if it begins with an exclamation mark.",
    ),
    "Y105": Code(
        "error", "second document",
        "A pack is one document; what follows the second --- is not read.",
        "Remove the line --- and join the lists.",
    ),
    "Y106": Code(
        "error", "repeated key",
        "Only one of the two values could count, and nobody sees which.",
        "Keep one of them, or make the values a list.",
    ),
    "Y107": Code(
        "error", "tab in the indentation",
        "YAML is indented with blanks only.",
        "Replace the tab with blanks.",
    ),
    "Y108": Code(
        "error", "a colon and a blank split the text",
        "YAML takes `: ` for the end of a key.",
        "Put the whole text in double quotes.",
    ),
    "Y109": Code(
        "error", "a text begins with a quote mark and goes on",
        "YAML takes the second quote mark for the end of the text.",
        "Put the whole text in the other kind of quotes: '\"One\" and more'.",
    ),
    "Y110": Code(
        "warning", "` #` cut the text",
        "YAML takes # after a blank for the start of a comment.",
        "Put the text in quotes, or leave a blank after # if it is a comment.",
    ),
    "Y111": Code(
        "error", "the value is empty because it begins with #",
        "YAML takes # after a blank for a comment.",
        "Put the text in quotes.",
    ),
    "Y112": Code(
        "error", "a text begins with a character that YAML keeps for itself",
        "`@ % * & ! { [ > |` and the backtick have a meaning of their own there.",
        "Put the whole text in quotes.",
    ),
    "Y116": Code(
        "error", "unknown escape in double quotes",
        "In double quotes a backslash begins an escape such as \\n.",
        "Use single quotes, where a backslash is a backslash.",
    ),
    "Y117": Code(
        "note", "byte order mark",
        "It is not needed and some tools show it.",
        "Save the file as UTF-8 without BOM.",
    ),
    "Y118": Code(
        "error", "unknown key",
        "A misspelt key would be lost without notice.",
        "Correct it, remove it, or begin it with x- to keep it.",
    ),
    "Y119": Code(
        "error", "no deciding key, or two",
        "One key tells the kind: right, verdict, number, accept, order, match or fill.",
        "Keep exactly one of them.",
    ),
    "Y120": Code(
        "error", "not YAML",
        "The file cannot be read past this place.",
        "Look at the marked place and the line before it.",
    ),
    "Y121": Code(
        "error", "a comma in braces cut the text",
        "Inside { } a comma ends the value.",
        "Put the text in double quotes.",
    ),
    "Y122": Code(
        "error", "wrong shape",
        "The place takes another shape: a text, a list or keys with values.",
        "Compare with the pack `sampler` that ships, and with the README.",
    ),
    "Y123": Code(
        "error", "missing key",
        "Without it the entry has no meaning.",
        "Add the key.",
    ),
    "Y124": Code(
        "error", "not a pack of this version",
        "The first key `quiz: 1` names the syntax.",
        "Write `quiz: 1` at the top.",
    ),
})  # fmt: skip

_QUESTIONS = MappingProxyType({
    "Q201": Code(
        "error", "no question text",
        "Every question needs `ask`.",
        "Add `ask:` with the question.",
    ),
    "Q202": Code(
        "error", "no right answer",
        "Without one nothing can be graded.",
        "Give the right answer.",
    ),
    "Q203": Code(
        "error", "right answer also among the wrong ones",
        "One text cannot be right and wrong.",
        "Remove it from `wrong`.",
    ),
    "Q204": Code(
        "error", "repeated option",
        "Two options that read alike cannot be told apart.",
        "Remove one of them.",
    ),
    "Q206": Code(
        "error", "too few options",
        "A choice needs at least two.",
        "Add a wrong option.",
    ),
    "Q207": Code(
        "error", "too many options",
        "Options go by the letters A to H.",
        "Keep eight at most; four read best.",
    ),
    "Q208": Code(
        "error", "two questions with one id",
        "Results are kept by id.",
        "Change or remove one of them.",
    ),
    "Q209": Code(
        "error", "verdict is neither true nor false",
        "A verdict is `true` or `false`, nothing else.",
        "Write `true` or `false`.",
    ),
    "Q210": Code(
        "error", "order with too few or repeated entries",
        "An order needs at least three different entries.",
        "Add entries or make them differ.",
    ),
    "Q211": Code(
        "error", "repeated left side in a matching",
        "Each left entry has one partner.",
        "Make the left entries differ.",
    ),
    "Q212": Code(
        "error", "repeated right side in a matching",
        "Two like entries in the right column cannot be told apart.",
        "Make the right entries differ.",
    ),
    "Q213": Code(
        "error", "gap mark unbalanced or empty",
        "A gap is written [[answer]] or [[answer|other answer]].",
        "Close every [[ with ]] and write an answer between them.",
    ),
    "Q214": Code(
        "error", "unknown source",
        "A citation must name a source of this pack.",
        "Add it under `sources`, or correct the name.",
    ),
    "Q215": Code(
        "error", "bad date, address or language tag",
        "Dates are ISO 8601, addresses begin with https://, languages are tags such as en or de-CH.",
        "Correct it.",
    ),
    "Q217": Code(
        "error", "placeholder left",
        "A placeholder would be shown to players.",
        "Write the real text.",
    ),
    "Q218": Code(
        "warning", "long quote",
        "A quotation shows where to look; it does not replace the source.",
        "Quote at most eight words.",
    ),
    "Q219": Code(
        "error", "bad setting",
        "The key takes one of a few values.",
        "Use one of the values named.",
    ),
    "Q220": Code(
        "error", "an answer that nobody can give",
        "What is typed is one line of at most 200 characters, without blanks at its ends.",
        "Shorten the answer, and write it on one line.",
    ),
    "A301": Code(
        "note", "two accepted texts read alike",
        "Case and blanks do not matter, one of them is enough.",
        "Remove one of them.",
    ),
    "A302": Code(
        "error", "a rejected text is also accepted",
        "One text cannot be right and wrong.",
        "Remove it from one of the two.",
    ),
    "A306": Code(
        "warning", "the answer stands in the question",
        "Players can read it off.",
        "Reword the question.",
    ),
    "N401": Code(
        "error", "not a number",
        "A number is digits, with `,` between thousands and `.` before decimals, at most 30 digits.",
        "Write it as digits, for example 48.5 or 300,000.",
    ),
    "N402": Code(
        "error", "negative tolerance",
        "A tolerance is a distance.",
        "Write it without the minus sign.",
    ),
    "N403": Code(
        "warning", "tolerance so wide that it takes in zero",
        "Almost any guess would be right.",
        "Make it smaller.",
    ),
    "N404": Code(
        "error", "range reversed or without the key",
        "The range runs from low to high and holds the right number.",
        "Correct the two ends.",
    ),
    "N406": Code(
        "error", "percentage of zero",
        "A percentage of zero is zero.",
        "Give the tolerance as a number.",
    ),
    "N411": Code(
        "error", "wrong unit",
        "A quantity is given in the unit of its role.",
        "Convert it, or change the role's unit.",
    ),
    "N412": Code(
        "error", "amount without a currency",
        "Amounts of two currencies are never compared.",
        "Write it as `over 300,000 US dollars`.",
    ),
    "T501": Code(
        "error", "control character",
        "It could steer the terminal of everybody who sees it.",
        "Remove it.",
    ),
    "T502": Code(
        "error", "invisible or direction-changing character",
        "What is seen would not be what is compared.",
        "Remove it.",
    ),
    "T503": Code(
        "warning", "damaged letters",
        "U+FFFD or mojibake: the text was once read in a wrong encoding.",
        "Type the letters anew.",
    ),
    "T504": Code(
        "warning", "HTML left in the text",
        "Texts are shown exactly as typed.",
        "Remove the markup.",
    ),
    "T513": Code(
        "warning", "invisible character",
        "What is seen is not what is typed; it is left out.",
        "Remove it.",
    ),
    "P602": Code(
        "error", "same question, different answers",
        "One of the two must be wrong, or the stem lacks a qualifier.",
        "Make the stems differ, or remove one.",
    ),
    "P600": Code(
        "error", "nothing to ask",
        "A pack holds facts, questions or both.",
        "Add a question or a fact.",
    ),
})  # fmt: skip

_FACTS = MappingProxyType({
    "F701": Code(
        "error", "facts contradict a licence",
        "Under `only one` there is one value; two facts give different ones.",
        "Correct one, add what tells them apart, or move both to `disputed`.",
    ),
    "F704": Code(
        "error", "unusable role type",
        "A role takes text, date, day, month, year, money, number of UNIT, a kind of thing, or KIND in PLACE.",
        "Use one of these.",
    ),
    "F705": Code(
        "warning", "fact without evidence",
        "Nobody can check it, so it is never asked.",
        "Add `evidence`: the source with the paragraph, and a few of its words.",
    ),
    "F708": Code(
        "error", "unknown name",
        "Facts use the names, shorts and also-names under `things`.",
        "Correct the name or add it under `things`.",
    ),
    "F709": Code(
        "error", "malformed template or unknown role in it",
        "A slot is {role}, {the role}, {a role}, {role's}, {role:name} and the like; [..] is optional.",
        "Correct the slot.",
    ),
    "F711": Code(
        "warning", "a licence without its ground",
        "That there is no other value is a claim; a claim states why it holds.",
        "Add `because:`.",
    ),
    "F712": Code(
        "error", "two things of one name",
        "An answer could not say which is meant.",
        "Give each a `note` and write NAME (NOTE) in facts.",
    ),
    "F713": Code(
        "error", "unreadable date, or one of another precision",
        "Dates are 2025-09-01, 2025-09, 2018, or A..B, as exact as the role says.",
        "Correct the date.",
    ),
    "F714": Code(
        "error", "evidence is not `SOURCE PARAGRAPH: fragment`",
        "The key names the source and the number of the paragraph.",
        "Write for example `VnExpress 25: named after the tower`.",
    ),
    "F715": Code(
        "error", "fragment over eight words",
        "A fragment shows where to look. A word is a run of letters or digits.",
        "Cut it to eight words that prove the value.",
    ),
    "F716": Code(
        "warning", "article outside the name",
        "Only the name carries its article.",
        "Move the article to `name`.",
    ),
    "F717": Code(
        "error", "pronoun in a value or an override",
        "In another sentence it would change its owner.",
        "Name the owner.",
    ),
    "F718": Code(
        "error", "a span end fits no fact, or several",
        "Each end picks exactly one dated fact.",
        "Add role values until one fact fits.",
    ),
    "F719": Code(
        "warning", "a template says a role's value",
        "What no slot prints is invisible to the proof.",
        "Use a slot, or restrict the role (`city in Russia`).",
    ),
    "F720": Code(
        "error", "the fact lacks a value",
        "A fact fills at least two roles, each with at least one value.",
        "Add the value.",
    ),
    "F721": Code(
        "error", "repeated fact",
        "One statement is one fact; evidence goes together.",
        "Join the evidence and remove one.",
    ),
})  # fmt: skip

CODES: Mapping[str, Code] = MappingProxyType(dict(_FILE | _QUESTIONS | _FACTS))
