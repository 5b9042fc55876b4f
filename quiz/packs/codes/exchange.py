"""Codes of the exchange with other programs: X. Their examples are files of those programs."""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

EXCHANGE = MappingProxyType({
    "X801": Code(
        "warning", "the format has no place for this",
        "What the other program cannot hold is lost when the pack is written for it.",
        "Nothing needs to be done; --strict makes it an error.",
        "quiz convert sampler game.xlsx --to kahoot", "quiz convert one.quiz.yaml copy.quiz.yaml", shown=False,
    ),
    "X802": Code(
        "error", "a question that cannot be read over",
        "Its kind has no equal here, or it is broken; the others are read.",
        "Write it anew in the pack.",
        "::Essay:: Tell what you know. {}", "::Choice:: Which is it? {=this ~that}", shown=False,
    ),
    "X803": Code(
        "warning", "a mark was rounded",
        "Moodle knows only certain fractions.",
        "Use a fraction such as 33.33333 %.",
        '<answer fraction="33">', '<answer fraction="33.33333">', shown=False,
    ),
    "X804": Code(
        "error", "an archive that is not what it says",
        "A path out of the archive, a link, or a bomb.",
        "Unpack it by hand if you trust it.",
        "package.zip holding ../../etc/passwd", "package.zip holding questions.xml", shown=False,
    ),
    "X805": Code(
        "error", "XML with a document type or entities, or past the limits",
        "They can read other files, or fill the memory as large and deep XML can; no export of questions needs them.",
        "Remove the lines that begin with <!DOCTYPE and <!ENTITY, or export fewer questions at once.",
        '<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', "<quiz/>", shown=False,
    ),
    "X806": Code(
        "warning", "a formula or a date in a spreadsheet",
        "Formulas are not worked out, and 1-2 may have become a date.",
        "Format the column as text and type the value again.",
        "=1+1", "'1+1", shown=False,
    ),
    "X807": Code(
        "warning", "the header row was guessed",
        "It stands elsewhere than in the program's own template; the first row that looks like one was taken.",
        "Nothing, if the questions are right; else move the headings to the row of the template.",
        "the headings in row 1 of a Kahoot sheet", "the headings in row 8 of a Kahoot sheet", shown=False,
    ),
    "X808": Code(
        "error", "code instead of a question",
        "Code in a file is never run.",
        "Put the question that it would make into the file.",
        "```{.python .run}", "1. Which is it?", shown=False,
    ),
    "X809": Code(
        "error", "XML that is not well-formed",
        "The questions before the fault are read, those it spoils are not.",
        "Export the file again, or mend it in the line that the message names.",
        "<quiz><question></quiz>", "<quiz><question/></quiz>", shown=False,
    ),
})  # fmt: skip
