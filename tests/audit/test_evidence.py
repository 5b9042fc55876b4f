"""Evidence is checked word for word, and values are recomputed from the print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from quiz.audit.evidence import Verification, verify

_ARTICLE = (
    "Putin and Modi\n\n"
    "On 1 September 2025 Modi rode with Putin in Tianjin. It was a short trip.\n"
    "![](photo.jpg)\n"
    "A photo of Modi in Tianjin.\n"
    "  The car cost over $300,000 in 2023, and nearly 25 years had passed.  \n"
    "Kim’s second car came later. Three dogs came too.\n"
)
_ROLES = {"guest": "leader", "host": "leader", "place": "city", "when": "date"}


def _pack(**evidence: object) -> dict[str, Any]:
    return {
        "sources": {
            "Wire": {"article": "wire.txt", "furniture": ["1", "4"]},
            "Paper": {"title": "on paper only"},
        },
        "things": {
            "leader": [{"name": "Vladimir Putin", "short": "Putin"}, {"name": "Narendra Modi", "short": "Modi"}],
            "city": [{"name": "Tianjin", "also": ["Tientsin"]}],
        },
        "relations": {
            "ride": {"roles": _ROLES, "say": "{guest} rode with {host} in {place} {when:on}."},
            "price": {"roles": {"what": "text", "amount": "money"}, "say": "{what} cost {amount}."},
            "gap": {"roles": {"what": "text", "years": "number of years"}, "say": "{what} took {years}."},
            "dogs": {"roles": {"what": "text", "dogs": "number of dogs"}, "say": "{what} had {dogs}."},
        },
        "facts": evidence,
    }


def _ride(evidence: object, **other: str) -> dict[str, Any]:
    values = {"guest": "Modi", "host": "Putin", "place": "Tianjin", "when": "2025-09-01", **other}
    return _pack(ride=[{**values, "evidence": evidence}])


def _check(tmp_path: Path, plain: dict[str, Any], article: str = _ARTICLE) -> Verification:
    (tmp_path / "wire.txt").write_text(article, "utf-8")
    return verify(plain, tmp_path)


_SOUND = {"Wire 2": ["On 1 September 2025 Modi rode", "Modi rode with Putin in Tianjin"]}


def test_sound_evidence_holds(tmp_path: Path) -> None:
    """Fragments that stand there and hold the values are no fault; sources without an article are listed."""
    done = _check(tmp_path, _ride(_SOUND))
    assert done.ok
    assert (done.fragments, done.facts, done.unverified) == (2, 1, ("Paper",))


@pytest.mark.parametrize("at", [found.start() for found in re.finditer(r"\d", "On 1 September 2025 Modi rode")])
def test_one_changed_digit_of_a_fragment_fails(tmp_path: Path, at: int) -> None:
    """The fault names the fact by id and in words, the source and the paragraph."""
    fragment = "On 1 September 2025 Modi rode"
    changed = fragment[:at] + str((int(fragment[at]) + 1) % 10) + fragment[at + 1 :]
    done = _check(tmp_path, _ride({"Wire 2": [changed, "Modi rode with Putin in Tianjin"]}))
    assert not done.ok
    fault = str(done.faults[0])
    assert re.match(r"f-[0-9a-f]{10} \(Modi rode with Putin in Tianjin on 1 September 2025\.\)", fault)
    assert "Wire, paragraph 2" in fault


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ({"Wire 2": "modi rode with Putin"}, "word for word"),
        ({"Wire 2": "September 202"}, "word for word"),
        ({"Wire 2": "On 1 September 2025 Modi rode with Putin in"}, "9 words"),
        ({"Wire 2": "It was a short trip"}, "whole sentence"),
        ({"Wire 2": "It was a short trip."}, "whole sentence"),
        ({"Wire 9": "Modi rode"}, "no such paragraph"),
        ({"Wire x": "Modi rode"}, "no such paragraph"),
        ({"Wire 1": "Putin and"}, "furniture"),
        ({"Wire 3": "photo"}, "furniture"),
        ({"Wire 4": "photo of Modi"}, "furniture"),
        ({"Blog 1": "Modi rode"}, "no such source"),
        ({"Wire 2": "Modi rode with Putin"}, "2025-09-01 is not printed"),
        ({"Wire 2": ["On 1 September 2025 Modi rode", {"fragment": "a short trip", "roles": ["host"]}]}, "not named"),
        ({"Wire 2": [*_SOUND["Wire 2"], {"fragment": "Modi rode", "roles": ["driver"]}]}, "does not have"),
    ],
)
def test_each_defect_of_evidence_is_a_fault(tmp_path: Path, evidence: dict[str, object], message: str) -> None:
    """Fragments that are cut, too long, whole, out of place, or that do not hold the value."""
    done = _check(tmp_path, _ride(evidence))
    assert any(message in fault.message for fault in done.faults), done.faults


def test_a_reading_takes_the_place_of_the_print(tmp_path: Path) -> None:
    """What the fragment does not hold may be explained, role by role."""
    entry = {"fragment": "rode with Putin in Tianjin", "roles": ["host", "place", "when"], "reading": "when: above"}
    assert _check(tmp_path, _ride({"Wire 2": entry})).ok
    entry["reading"] = "place: above"
    assert not _check(tmp_path, _ride({"Wire 2": entry})).ok


@pytest.mark.parametrize(
    ("relation", "role", "value", "fragment", "paragraph", "ok"),
    [
        ("price", "amount", "over 300,000 US dollars", "cost over $300,000", 5, True),
        ("price", "amount", "more than 300000 US dollars", "cost over $300,000", 5, True),
        ("price", "amount", "300,000 US dollars", "cost over $300,000", 5, False),
        ("price", "amount", "over 310,000 US dollars", "cost over $300,000", 5, False),
        ("gap", "years", "nearly 25", "nearly 25 years had", 5, True),
        ("gap", "years", "25", "nearly 25 years had", 5, False),
        ("gap", "years", "about 25", "nearly 25 years had", 5, False),
        ("gap", "years", "nearly 2", "nearly 25 years had", 5, False),
        ("dogs", "dogs", "3", "Three dogs came", 6, True),
        ("dogs", "dogs", "2", "Three dogs came", 6, False),
    ],
)
def test_numbers_are_recomputed_with_their_hedges(
    tmp_path: Path, relation: str, role: str, value: str, fragment: str, paragraph: int, *, ok: bool
) -> None:
    """A number in digits or words must be the value's, hedged as the value is."""
    fact = {"what": "it", role: value, "evidence": {f"Wire {paragraph}": fragment}}
    assert _check(tmp_path, _pack(**{relation: [fact]})).ok is ok


def test_a_missing_article_and_a_path_out_of_the_folder_are_faults(tmp_path: Path) -> None:
    """An article that is named must be there, in the folder itself."""
    plain = _ride(_SOUND)
    assert "is not in" in verify(plain, tmp_path).faults[0].message
    plain["sources"]["Wire"]["article"] = "../wire.txt"
    assert "plain file name" in verify(plain, tmp_path).faults[0].message


def test_written_questions_with_a_quote_are_checked(tmp_path: Path) -> None:
    """A question's own quote must stand in its paragraph."""
    question = {"ask": "Where?", "right": "Tianjin", "wrong": ["Sochi"], "source": "Wire", "paragraph": "2"}
    assert _check(tmp_path, {**_pack(), "questions": [{**question, "quote": "rode with Putin"}]}).ok
    assert not _check(tmp_path, {**_pack(), "questions": [{**question, "quote": "drove with Putin"}]}).ok
