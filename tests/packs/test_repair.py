"""`--fix` does what it says and nothing else."""

from __future__ import annotations

import unicodedata
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.packs import PackError, load_bytes
from quiz.packs.checks import review
from quiz.packs.repair import repair
from tests.packs.test_broken_packs import TABLE

_HEAD = "quiz: 1\ntitle: T\nquestions:\n"
_GOOD = "  - {ask: Is this fine?, verdict: true}  # it is\n"

_MENDED = [
    ("  - ask: A?\n    right: B: C  # odd\n    wrong: [D]\n", '    right: "B: C"  # odd\n', "Y108"),
    ("  - ask: A?\n    right: B\n    wrong:\n      - C: D\n", '      - "C: D"\n', "Y108"),
    ('  - ask: "A" is what?\n    accept: B\n', "  - ask: '\"A\" is what?'\n", "Y109"),
    ("  - ask: A?\n    right: #1\n    wrong: [B]\n", '    right: "#1"\n', "Y111"),
    ("  - ask: A?\n    right: @home\n    wrong: [B]\n", '    right: "@home"\n', "Y112"),
    ("  - ask: [Ann] said what?\n    accept: B\n", '  - ask: "[Ann] said what?"\n', "Y112"),
    ("  - ask: Who was it?\n    right: *NSYNC\n    wrong: [B]\n", '    right: "*NSYNC"\n', "Y103"),
    ('  - ask: "A \\d?"\n    verdict: true\n', "  - ask: 'A \\d?'\n", "Y116"),
    ("  - ask: A?\n\t\tverdict: true\n", "    verdict: true\n", "Y107"),
    ("  - ask: A.\n    verdict: No # so\n", "    verdict: false # so\n", "Q209"),
    ("  - {ask: A?, right: 3, wrong: [4, 5], keep_order: on}\n", "keep_order: true}\n", "Y114"),
    ("  - {ask: A?, right: “b”, wrong: [c]}\n", 'right: "b",', "Y115"),
    ("  - {ask: A?, right: b, wrong: [c, d, C]}\n", "wrong: [c, d]}\n", "Q204"),
    ("  - ask: A?\n    right: b\n    wrong:\n      - c\n      - C\n      - d\n", "      - c\n      - d\n", "Q204"),
    ("  - {ask: A?, accept: [b, B, c]}\n", "accept: [b, c]}\n", "A301"),
    ("  - {ask: Is  it   so?, verdict: true}\n", "{ask: Is it so?,", "T505"),
    ('  - {ask: " Is it so? ", verdict: true}\n', '{ask: "Is it so?",', "T505"),
    ("  - {ask: Is it a cafe\u0301?, verdict: true}\n", "Is it a café?,", "T505"),
    ('  - {ask: "A\\u200B?", verdict: true}\n', '{ask: "A?",', "T513"),
    ("  - {ask: A\u200b?, verdict: true}\n", "{ask: A?,", "T513"),
]


@pytest.mark.parametrize(("text", "after", "code"), _MENDED, ids=[f"{row[2]}-{at}" for at, row in enumerate(_MENDED)])
def test_what_is_safe_is_mended(text: str, after: str, code: str) -> None:
    """The line reads as it should, the finding is gone, every other line stands as it stood, comments too."""
    before = _HEAD + _GOOD + text
    result = repair(before.encode(), "t")
    mended = result.data.decode()
    assert after in mended
    assert {done[1] for done in result.done} == {code}
    assert code not in {one.code for one in review(load_bytes(result.data, "t")).findings}
    kept = [line for line in before.split("\n") if line in mended.split("\n")]
    assert len(kept) >= len(before.split("\n")) - len(result.done)


@pytest.mark.parametrize(
    "text",
    [
        "  - {ask: A?, right: b, wrong: [c, B]}\n",
        "  - ask: A?\n    right: Mambo #5\n    wrong: [B]\n",
        "  - {ask: A?, verdict: true, expl: b}\n",
        "  - ask: A?\n    right: b\n    wrong:\n      - c\n      - C  # twice on purpose\n",
        '  - {ask: "A\\u202E?", verdict: true}\n',
        "  - {ask: A &amp; B?, verdict: true}\n",
        "  - ask: A?\n    explain: # later\n    verdict: true\n",
    ],
)
def test_what_only_the_author_can_decide_is_left_alone(text: str) -> None:
    """Not a byte changes."""
    before = (_HEAD + _GOOD + text).encode()
    assert repair(before, "t").data == before


def test_a_mark_and_mixed_line_ends_go_and_line_ends_of_one_kind_stay() -> None:
    """What Windows writes throughout is no fault."""
    windows = (_HEAD + _GOOD).replace("\n", "\r\n").encode()
    assert repair(windows, "t").data == windows
    mixed = b"\xef\xbb\xbf" + windows + b"  - {ask: A., verdict: true}\n"
    assert repair(mixed, "t").data == (_HEAD + _GOOD + "  - {ask: A., verdict: true}\n").encode()


@pytest.mark.parametrize("data", [b"", b"\xff", b"- [", b"a: \x1b", b"[" * 100])
def test_what_is_no_pack_stays_as_it_is(data: bytes) -> None:
    """Nothing is guessed."""
    assert repair(data, "t").data == data


def test_every_broken_pack_is_mended_to_a_fixed_point() -> None:
    """Mending twice is mending once, and what was askable stays so."""
    for row in TABLE:
        before = (_HEAD + _GOOD + row.text).encode()
        once = repair(before, "t").data
        assert repair(once, "t").data == once
        assert _asked(before) <= _asked(once), row.text


def _asked(data: bytes) -> set[str]:
    try:
        return {" ".join(item.stem.split()) for item in load_bytes(data, "t").pack.questions}
    except PackError:
        return set()


_TEXT = st.text(
    st.sampled_from("aBc  #:'\"“”[]{},-?!&*@%\\\u200b\u00e9e\u0301\u00a0\t|>~yesno019"), min_size=1, max_size=14
).filter(lambda text: text.strip())
_ROW = st.one_of(
    st.builds("  - ask: {}\n    right: {}\n    wrong:\n      - {}\n      - {}\n".format, _TEXT, _TEXT, _TEXT, _TEXT),
    st.builds("  - ask: {}\n    accept: [{}, {}]  # {}\n".format, _TEXT, _TEXT, _TEXT, _TEXT),
    st.builds(
        "  - {{ask: {}, verdict: {}, explain: {}}}\n".format, _TEXT, st.sampled_from(["yes", "true", "NO"]), _TEXT
    ),
    st.builds("  - ask: \"{}\"\n    order:\n    - {}\n    - '{}'\n    - {}\n".format, _TEXT, _TEXT, _TEXT, _TEXT),
)


_PACKS = st.lists(_ROW, min_size=1, max_size=3)
_ENDS = st.sampled_from(["\n", "\r\n"])


@given(_PACKS, _ENDS)
def test_mending_never_makes_a_pack_mean_something_else(rows: list[str], end: str) -> None:
    """What a pack says is what it said, but for blanks, curly quotes, repeated options and yes or no.

    Mending is done when it is done: a second time changes nothing.
    """
    hold(rows, end)


@pytest.mark.deep
@given(_PACKS, _ENDS)
def test_mending_deep(rows: list[str], end: str) -> None:
    """The same, many times over."""
    hold(rows, end)


def hold(rows: list[str], end: str) -> None:
    """Mend a pack and compare what it says."""
    data = (_HEAD + _GOOD + "".join(rows)).replace("\n", end).encode("utf-8", "surrogatepass")
    result = repair(data, "t")
    assert repair(result.data, "t").data == result.data
    if not result.done:
        assert result.data == data
        return
    after = load_or_none(result.data)
    before = load_or_none(data)
    if before is None:
        assert len(result.data.splitlines()) <= len(data.splitlines())
        return
    assert after is not None
    assert contained(after, before)


def load_or_none(data: bytes) -> object:
    """The plain data of a pack, or None when it cannot be read."""
    try:
        return load_bytes(data, "t").plain
    except PackError:
        return None


def contained(after: object, before: object) -> bool:
    """Whether `after` says what `before` says, with at most the repeated entries of a list gone."""
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(contained(after[key], before[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        rest = iter(before)
        return all(any(contained(entry, other) for other in rest) for entry in after)
    return same(after, before)


def same(after: object, before: object) -> bool:
    """Whether a text is another one mended, or stands for what a colon or a # had taken apart."""
    if after == before or before is None or isinstance(before, dict):
        return after == before or isinstance(after, str)
    yes_no = {"yes": "true", "on": "true", "no": "false", "off": "false"}
    folded = cast("str", before).casefold()
    if after == yes_no.get(folded, folded):
        return True
    return bare(cast("str", after)) == bare(cast("str", before))


def bare(text: str) -> str:
    """A text without blanks and curly quotes."""
    return unicodedata.normalize("NFC", "".join(char for char in text if char not in "“” \u00a0\u200b"))
