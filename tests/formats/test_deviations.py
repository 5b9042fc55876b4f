"""What real files are known to hold beside the letter of their format, and the file of our own that shows each.

Each row names the case of a test beside this one; the case is looked up and run, so that no row can outlive its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import product
from typing import Any

import pytest

GIFT: Mapping[str, str] = {
    "comments, categories, ids and tags in comments": "test_categories_ids_and_tags",
    "no braces at all are a description": "test_what_cannot_be_taken_is_named[Read this first.]",
    "empty braces are an essay": "test_what_cannot_be_taken_is_named[Write a letter. {}]",
    "only capitals are a truth value": "test_deviations_are_taken[small letters are no truth value]",
    "of feedback on truth the first is for a wrong reply": "test_general_feedback_is_the_explanation",
    "general feedback follows the last four signs": "test_general_feedback_is_the_explanation",
    "weights with many decimals": "test_deviations_are_taken[weights with a decimal comma]",
    "weights below nothing": "test_deviations_are_taken[weights that take away]",
    "weights of short answers": "test_deviations_are_taken[weights of short answers]",
    "one right answer beside weights": "test_deviations_are_taken[a share for a wrong answer]",
    "a number with a tolerance": "test_deviations_are_taken[a number with tolerance]",
    "a number as a range": "test_deviations_are_taken[a range]",
    "several weighted numbers, feedback for the rest": (
        "test_deviations_are_taken[weights of numbers, and feedback for the rest]"
    ),
    "a negative number": "test_deviations_are_taken[a negative number]",
    "every escape": "test_deviations_are_taken[every escape]",
    "an escaped line end": "test_deviations_are_taken[a line end]",
    "text after the braces": "test_deviations_are_taken[a gap]",
    "bare `:` and `=` in the stem": "test_deviations_are_taken[bare colon and equals in the stem]",
    "brackets escaped that need no escape": "test_deviations_are_taken[brackets with backslashes]",
    "`~=` before the right option": "test_deviations_are_taken[a sign for wrong before one for right]",
    "blank lines inside braces": "test_deviations_are_taken[blank lines in braces]",
    "Cloze codes pasted in": "test_what_cannot_be_taken_is_named[Q? {1:MC:=a~b} and {2:SA:=c}]",
    "several groups of braces": "test_what_cannot_be_taken_is_named[The {=a} and the {=b}.]",
    "HTML everywhere": "test_deviations_are_taken[markup]",
    "pictures in HTML": "test_deviations_are_taken[a picture]",
    "an arrow in a short answer": "test_deviations_are_taken[an arrow in a short answer]",
    "LaTeX that the escape for a line end would eat": "test_deviations_are_taken[LaTeX that begins with n]",
    "an answer given twice": "test_deviations_are_taken[repeated answers]",
    "a quote mark and a semicolon left behind": "test_deviations_are_taken[a quote mark left behind]",
    "formats named inside options": "test_deviations_are_taken[formats of answers]",
    "formats named inside pairs": "test_deviations_are_taken[formats of pairs]",
    "a brace at the very beginning": "test_deviations_are_taken[braces first]",
    "`##` for feedback": "test_deviations_are_taken[feedback that begins with a sign]",
    "one fault in a file of good questions": "test_an_open_brace_loses_only_its_own_question",
}
AIKEN: Mapping[str, str] = {
    "a stem of two lines": "test_deviations_are_taken_and_told_by_line[a stem of two lines]",
    "dots behind the letters": "test_deviations_are_taken_and_told_by_line[dots and blank lines]",
    "no blank behind the letter": "test_deviations_are_taken_and_told_by_line[no blank after the letter]",
    "one option": "test_what_cannot_be_taken_is_named[What?\nA) x\nANSWER: A]",
    "an unfinished last question": "test_the_last_question_may_be_unfinished",
    "small letters": "test_deviations_are_taken_and_told_by_line[small letters]",
    "`ANSWER:B` without a blank": "test_deviations_are_taken_and_told_by_line[no blank after the colon]",
    "carriage returns alone": "test_deviations_are_taken_and_told_by_line[carriage returns]",
    "a stem that begins like an option": "test_deviations_are_taken_and_told_by_line[a stem like an option]",
}
MOODLE: Mapping[str, str] = {
    "a question that is a category": "test_categories_and_tags_become_tags",
    "a grade that is none of Moodle's": "test_a_question_is_read_or_skipped[a grade that Moodle refuses]",
    "HTML in CDATA": "test_a_question_is_read_or_skipped[HTML in CDATA, and marks in its id]",
    "an id number with marks of HTML": "test_a_question_is_read_or_skipped[HTML in CDATA, and marks in its id]",
    "files in base64": "test_a_question_is_read_or_skipped[a file beside the text]",
    "hidden questions": "test_a_question_is_read_or_skipped[hidden, with hints]",
    "calculated": "test_a_question_is_read_or_skipped[values at random]",
    "words on a picture": "test_a_question_is_read_or_skipped[words on a picture]",
    "an essay": "test_a_question_is_read_or_skipped[an essay]",
    "STACK": "test_a_question_is_read_or_skipped[a computer algebra system]",
    "entities inside entities": "test_a_doctype_is_refused[entities in entities]",
    "Cloze with weights and feedback": "test_a_question_is_read_or_skipped[Cloze with options]",
    **{
        f"Cloze of the type {name}": f"test_a_question_is_read_or_skipped[Cloze of the type {name}]"
        for name in (
            "MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H", "MULTICHOICE_S", "MULTICHOICE_VS", "MULTICHOICE_HS",
            "MULTIRESPONSE", "MULTIRESPONSE_H", "MULTIRESPONSE_S", "MULTIRESPONSE_HS", "SHORTANSWER", "SHORTANSWER_C",
            "NUMERICAL",
        )
    },
}  # fmt: skip
QTI: Mapping[str, str] = {
    "the kind in metadata alone": "test_items_of_version_1_are_skipped[an essay]",
    "the key in what scores alone": "test_items_of_version_1_are_read[one of several]",
    "numbers as exact or as a pair of bounds": "test_items_of_version_1_are_read[an exact number, by range]",
    "a lower bound that is excluded": "test_items_of_version_1_are_read[a number with significant digits]",
    "places in the text": "test_items_of_version_1_are_read[a place of Canvas]",
    "feedback linked by name": "test_canvas_links_feedback_by_name",
    "a quiz without its banks": "test_banks_that_are_elsewhere_are_named",
    "choice": "test_items_of_version_2_are_read[no processing at all]",
    "choice of several": "test_items_of_version_2_are_read[one of several right, several allowed]",
    "text entry": "test_items_of_version_2_are_read[answers typed in either case]",
    "order": "test_items_of_version_2_are_read[an order]",
    "match": "test_items_of_version_2_are_read[two columns]",
    "associate": "test_items_of_version_2_are_read[pairs of one list]",
    "inline choice": "test_items_of_version_2_are_read[a word to choose]",
    "gap match": "test_items_of_version_2_are_read[words to put into gaps]",
    "the spelling of version 3": "test_items_of_version_3_are_read[words to put into gaps]",
    "an interaction of another kind": "test_items_of_version_2_are_skipped[a place in a picture]",
    "processing by the template that matches": "test_items_of_version_2_are_read[true and false]",
    "processing by the template that maps": "test_items_of_version_2_are_read[a mapping alone tells several]",
    "processing in rules": "test_items_of_version_2_are_read[nested conditions]",
    "processing that is not run": "test_items_of_version_2_are_skipped[processing that is not run]",
    "XML that is broken": "test_one_bad_item_never_loses_the_file",
    "a package with broken members": "test_a_package_says_what_it_lacks",
}
QTI_MARKS: Mapping[str, str] = {
    "points for each answer": "test_conditions_become_scores[points by answer]",
    "several answers added up": "test_conditions_become_scores[each by itself, unevenly]",
    "several answers in one condition": (
        "test_conditions_become_scores[all together, as Canvas writes what it shares out]"
    ),
}
TABLES: Mapping[str, str] = {
    "Kahoot: headings in row 8, a number in column A": "test_kahoots_own_layout",
    "Kahoot: the right answer as a number or as a text": "test_kahoots_own_layout",
    "Kahoot: headings in row 1": "test_headings_are_found_where_they_are[0]",
    "Kahoot: headings in row 4, no column A": "test_headings_are_found_where_they_are[3]",
    "Kahoot: another dash, `;`, seven lines above": "test_seven_lines_before_the_headings_and_another_dash",
    "Kahoot: its limits of length and time": "test_kahoots_limits_are_kept_and_never_cut",
    "Wayground: row 2 explains, types, explanation": "test_wayground",
    "Blooket: a title cell, line breaks in headings, `typing`": "test_blooket",
    "Gimkit: three wrong answers, or none": "test_gimkit",
    "a mark of UTF-8, cp1252, `;`": "test_csv_with_semicolons_and_an_old_encoding",
    "a result that became a date": "test_dates_are_doubted",
    "digits that became a number": "test_cells_keep_their_types",
    "formulas": "test_formulas_are_never_evaluated",
    "formulas on export": "test_no_cell_of_our_csv_begins_like_a_formula[blooket]",
}
ANKI: Mapping[str, str] = {
    "the tables of schema 11": "test_the_old_layout",
    "packed with zstd, types in tables": "test_the_new_layout",
    "notes with gaps": "test_the_new_layout",
}
ANKI_TXT: Mapping[str, str] = {
    "quotes doubled": "test_each_shape_is_read[quotes doubled and lines]",
    "`#separator:`": "test_each_shape_is_read[semicolons]",
    "`#html:`": "test_each_shape_is_read[no markup]",
    "`#tags column:`": "test_each_shape_is_read[tags]",
    "`#notetype column:`": "test_each_shape_is_read[a type of notes]",
    "`#deck:`": "test_decks_are_title_and_topics",
    "`#columns:`": "test_each_shape_is_read[names of columns]",
    "no header lines": "test_each_shape_is_read[two fields]",
    "a mark of UTF-8": "test_each_shape_is_read[a mark at the beginning]",
}
OPENTDB: Mapping[str, str] = {
    "entities, invisible ones among them": "test_entities_blanks_and_truth",
    "blanks at the ends": "test_entities_blanks_and_truth",
    "booleans": "test_entities_blanks_and_truth",
}
MARKDOWN: Mapping[str, str] = {
    "quizdown: one right of a numbered list": "test_each_shape_is_read[one right of a numbered list]",
    "quizdown: several right of a list": "test_each_shape_is_read[several right of a list]",
    "quizdown: a plain numbered list is an order": "test_each_shape_is_read[an order]",
    "quizdown: a hint": "test_a_hint_is_told",
    "mkdocs-quiz: a block": "test_each_shape_is_read[a block]",
    "mkdocs-quiz: a gap": "test_each_shape_is_read[a gap in a block]",
    "text2qti: letters": "test_each_shape_is_read[letters]",
    "text2qti: boxes": "test_each_shape_is_read[boxes without a sign]",
    "text2qti: a number with a margin": "test_each_shape_is_read[a number]",
    "text2qti: a range": "test_each_shape_is_read[a range]",
    "text2qti: typed answers": "test_each_shape_is_read[short answers]",
    "text2qti: feedback": "test_each_shape_is_read[letters with what is said]",
    "text2qti: groups that pick": "test_the_head_of_text2qti",
    "text2qti: code to run": "test_code_is_never_run",
}
DEVIATIONS: Mapping[str, Mapping[str, str]] = {
    "gift": GIFT,
    "aiken": AIKEN,
    "moodle": MOODLE,
    "qti": QTI,
    "qti_marks": QTI_MARKS,
    "tables": TABLES,
    "anki": ANKI,
    "anki_txt": ANKI_TXT,
    "opentdb": OPENTDB,
    "markdown": MARKDOWN,
}
"""By the test module that has the files: what they deviate in, and the case that reads one."""

ROWS = [
    pytest.param(module, case, id=f"{module}: {words}")
    for module, rows in DEVIATIONS.items()
    for words, case in rows.items()
]


@pytest.mark.parametrize(("module", "case"), ROWS)
def test_each_deviation_has_a_file_of_ours(module: str, case: str) -> None:
    """The case is there, and its file is read as it says."""
    name, _, id_ = case.removesuffix("]").partition("[")
    run = getattr(import_module(f"tests.formats.test_{module}"), name)
    run(**arguments(run, id_))


def arguments(function: Callable[..., None], case: str) -> Mapping[str, object]:
    """What a test is given in one of its cases, by the ids that pytest would give them."""
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    found = {
        "-".join(name for name, _ in chosen): {key: value for _, given in chosen for key, value in given.items()}
        for chosen in product(*map(cases, reversed(marks)))
    }
    assert case in found, f"{function.__name__} has no case {case!r}"
    return found[case]


def cases(mark: pytest.Mark) -> Iterable[tuple[str, Mapping[str, object]]]:
    """The ids of one mark, each with the arguments that it stands for."""
    names, values = mark.args[0], list(mark.args[1])
    ids: Any = mark.kwargs.get("ids") or str
    told: Sequence[str] = [ids(value) for value in values] if callable(ids) else list(ids)
    for name, value in zip(told, values, strict=True):
        yield name, {names: value} if isinstance(names, str) else dict(zip(names, value, strict=True))
