"""Texts come back as typed, with line and column of every value, whatever the bytes are."""

from __future__ import annotations

import html
import json
import string
import unicodedata

import pytest
import yaml
from hypothesis import event, example, given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Order, Single, TrueFalse, Typed
from quiz.core.text import hidden
from quiz.packs import Loaded, PackError, builtin_dir, exit_code, load_bytes
from quiz.packs.bench import corpora
from quiz.packs.findings import Log
from quiz.packs.nodes import Map, Node, Scalar, Seq, parse

_RETYPED = (
    "no", "yes", "on", "off", "true", "null", "~", "1:30", "190:20:30", "012", "0o17", "0x1F", "1e3", "1_000", "08",
    "2024-01-02", "2024-01-02 03:04:05", ".5", "+1", "-0", ".inf", "NaN", "=", "<<x", "1.0", "C#", "y",
)  # fmt: skip


def _question(text: str) -> str:
    return f"quiz: 1\ntitle: T\nquestions:\n  - ask: {text}\n    right: {text} one\n    wrong: [{text} two]\n"


@pytest.mark.parametrize("text", _RETYPED)
def test_a_text_that_yaml_would_retype_stays_as_typed(text: str) -> None:
    """`no`, `1:30`, `012` and their like are texts wherever they stand."""
    data = f"quiz: 1\ntitle: {text}\nquestions:\n  - ask: {text}\n    right: {text}\n    wrong:\n      - a\n"
    loaded = load_bytes(data.encode(), "t")
    (item,) = loaded.pack.questions
    assert isinstance(item.question, Single)
    assert (loaded.pack.title, item.stem, item.question.options[0].text) == (text, text, text)
    assert loaded.plain["title"] == text


@given(st.binary(max_size=300))
@example(b"\xff\xfea\0:\0")
@example(b"quiz: 1\ntitle: T\nquestions: [{ask: A?, number: " + b"9" * 6000 + b"}]")
@example(b'quiz: "\\ud800"')
@example(b"\r\0\x80")
@example(b"? [a]\n: b")
@example(b"&a a: *a")
@example(b"a: !<\x85>")
def test_any_bytes_load_or_are_refused(data: bytes) -> None:
    """Whatever the bytes, the outcome is a Loaded or a PackError with findings at real places."""
    _load_or_refuse(data)


_KEYS = """
quiz title sources things foils relations facts one-off|facts complete not disputed refuted spans questions ask right
wrong verdict number within between accept reject order match decoys fill roles say car date money text evidence 1 2018
T a x true 5% {the|car} [[a]] {car} 2018..2019 over|3|US|dollars per because only|one answer when P|1 match headings
"""
_WORDS = st.sampled_from([word.replace("|", " ") for word in _KEYS.split()])
_PLAIN = st.recursive(
    _WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=5),
    max_leaves=40,
)


@given(st.dictionaries(_WORDS, _PLAIN, max_size=8))
def test_any_shape_of_known_words_loads_or_is_refused(tree: dict[str, object]) -> None:
    """Known keys in wrong places give findings, never another exception."""
    _load_or_refuse(yaml.safe_dump({"quiz": "1", "title": "T", **tree}).encode())


@given(st.data())
def test_a_shipped_pack_with_one_line_changed_loads_or_is_refused(data: st.DataObject) -> None:
    """Cutting, doubling or swapping lines of a real pack gives findings, never another exception."""
    lines = (builtin_dir() / "sampler.quiz.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    cut = data.draw(st.integers(0, len(lines[at])))
    put = data.draw(
        st.sampled_from(["", "{", "[", "'", '"', ": ", "- ", "&a ", "*a", "!t ", "#", "\t", "~", "\n", "a, b"])
    )
    lines[at] = lines[at][:cut] + put + lines[at][cut + data.draw(st.integers(0, 3)) :]
    loaded = _load_or_refuse("".join(lines).encode())
    event("loaded" if loaded else "refused")


def _load_or_refuse(data: bytes) -> Loaded | None:
    loaded: Loaded | None = None
    try:
        loaded = load_bytes(data, "t")
        findings = loaded.findings
        assert exit_code(loaded) in (0, 1, 2)
    except PackError as refused:
        findings = refused.findings
        assert findings
    for finding in findings:
        assert finding.line >= 1
        assert 1 <= finding.column <= len(finding.source_line) + 2
    return loaded


_TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=30)
    .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    .filter(
        lambda text: text and not hidden(text) and text.casefold() != "..." and "[[" not in text and "]]" not in text
    )
    .filter(lambda text: not text.casefold().startswith(("todo", "???", "lorem ipsum", "tbd", "fixme")))
)
_LETTERS = st.text(string.ascii_letters, min_size=1, max_size=8)


def _distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_TEXT, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.casefold().split()))


@st.composite
def _questions(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(["single", "multiple", "verdict", "number", "typed", "order", "match", "fill"]))
    texts = draw(_distinct(4, 6))
    asked: dict[str, object] = {"ask": draw(_TEXT)}
    if kind == "single":
        return {**asked, "right": texts[0], "wrong": texts[1:]}
    if kind == "multiple":
        return {**asked, "right": texts[:2], "wrong": texts[2:]}
    if kind == "verdict":
        return {**asked, "verdict": draw(st.sampled_from(["true", "false"]))}
    if kind == "number":
        return {**asked, "number": str(draw(st.integers(-(10**12), 10**12)))}
    if kind == "typed":
        return {**asked, "accept": texts}
    if kind == "order":
        return {**asked, "order": texts}
    if kind == "match":
        return {**asked, "match": dict(zip(texts[:2], texts[2:4], strict=True))}
    gaps = draw(st.lists(_LETTERS, min_size=1, max_size=3))
    return {**asked, "fill": " ".join(f"x [[{gap}]]" for gap in gaps)}


def _texts_of(item: Item) -> dict[str, object]:
    """Write an item as its question stood in the file."""
    q = item.question
    asked: dict[str, object] = {"ask": item.stem}
    if isinstance(q, Single):
        return {**asked, "right": q.options[0].text, "wrong": [option.text for option in q.options[1:]]}
    if isinstance(q, Multiple):
        texts = [option.text for option in q.options]
        return {**asked, "right": texts[: len(q.keys)], "wrong": texts[len(q.keys) :]}
    if isinstance(q, TrueFalse):
        return {**asked, "verdict": "true" if q.key else "false"}
    if isinstance(q, Number):
        return {**asked, "number": q.printed}
    if isinstance(q, Typed):
        return {**asked, "accept": list(q.accepted)}
    if isinstance(q, Order):
        return {**asked, "order": list(q.entries)}
    if isinstance(q, Match):
        return {**asked, "match": dict(zip(q.lefts, q.rights, strict=True))}
    assert isinstance(q, Cloze)
    gaps = "".join(f"{part}[[{gap.accepted[0]}]]" for part, gap in zip(q.parts, q.gaps, strict=False))
    return {**asked, "fill": gaps + q.parts[-1]}


@given(st.lists(_questions(), min_size=1, max_size=4, unique_by=lambda q: " ".join(str(q["ask"]).casefold().split())))
def test_plain_packs_come_back_verbatim(questions: list[dict[str, object]]) -> None:
    """Questions dumped to YAML load back with every text the same, and `plain` is the tree itself."""
    tree = {"quiz": "1", "title": "T", "questions": questions}
    loaded = load_bytes(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=60).encode(), "t")
    assert [f for f in loaded.findings if f.severity == "error"] == []
    assert loaded.plain == tree
    assert [_texts_of(item) for item in loaded.pack.questions] == questions


def _walk(node: Node | None, tree: yaml.Node | None) -> int:
    """Compare places with those of PyYAML's own composer (the pure one), and count the scalars."""
    assert node is not None
    assert tree is not None
    assert (node.mark.line, node.mark.column) == (tree.start_mark.line, tree.start_mark.column)
    if isinstance(node, Scalar):
        assert isinstance(tree, yaml.ScalarNode)
        return 1
    if isinstance(node, Seq):
        return sum(_walk(a, b) for a, b in zip(node.items, tree.value, strict=True))
    assert isinstance(node, Map)
    for key, _ in tree.value:
        assert (node.keys[key.value].line, node.keys[key.value].column) == (key.start_mark.line, key.start_mark.column)
    return sum(_walk(a, b) for a, (_, b) in zip(node.fields.values(), tree.value, strict=True))


@given(st.dictionaries(_LETTERS, _PLAIN, min_size=1, max_size=5), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_every_value_knows_its_line_and_column(tree: dict[str, object], flow: bool, end: str) -> None:
    """Places agree with those of a second parser, in block and in flow style, with either line end."""
    text = yaml.safe_dump(tree, default_flow_style=flow, line_break=end, width=30)
    _walk(parse(text, Log("t")), yaml.compose(text, Loader=yaml.SafeLoader))


def test_places_in_the_shipped_packs_are_right() -> None:
    """Every scalar of every shipped pack begins where the loader says."""
    for path in sorted(builtin_dir().glob("*.quiz.yaml")):
        text = path.read_text(encoding="utf-8")
        assert _walk(parse(text, Log("t")), yaml.compose(text, Loader=yaml.SafeLoader)) > 50


def test_block_texts_keep_their_lines() -> None:
    """A text over several lines keeps its line ends, without those at its edges."""
    data = b"quiz: 1\ntitle: T\nabout: |\n  one\n  two\nquestions: [{ask: A?, verdict: true}]\n"
    assert load_bytes(data, "t").pack.about == "one\ntwo"


def test_texts_are_trimmed_and_in_nfc() -> None:
    """Blanks at the edges go, and a letter with a combining mark becomes one letter."""
    loaded = load_bytes("quiz: 1\ntitle: ' e\u0301 '\nquestions: [{ask: A?, verdict: true}]\n".encode(), "t")
    assert loaded.pack.title == "\u00e9"


def test_a_question_keeps_its_id_in_another_file() -> None:
    """Ids of hand-written questions do not depend on the file or on other questions."""
    one = load_bytes(_question("A").encode(), "t").pack.questions[0].id
    two = load_bytes((_question("B") + "  - ask: A\n    right: A one\n    wrong: [A two, A three]\n").encode(), "u")
    assert one == two.pack.questions[1].id


_CORPUS = corpora() / "opentdb" / "opentdb.json"


@pytest.mark.skipif(not _CORPUS.is_file(), reason="the corpus is not here")
def test_real_questions_typed_bare_come_back_or_are_reported() -> None:
    """Of 4,467 real questions typed without any quotes, each comes back verbatim or is reported in its own lines."""
    rows = [row for row in json.loads(_CORPUS.read_text(encoding="utf-8"))["results"] if row["type"] == "multiple"]
    silent, verbatim = [], 0
    for row in rows:
        ask, right, *wrong = (
            unicodedata.normalize("NFC", " ".join(html.unescape(text).split()))
            for text in (row["question"], row["correct_answer"], *row["incorrect_answers"])
        )
        # Quotes around a whole text are YAML's own, so they are not part of what is typed.
        bare = [_unquoted(text) for text in (ask, right, *wrong)]
        lines = [f"  - ask: {ask}", f"    right: {right}", "    wrong:", *(f"      - {text}" for text in wrong)]
        data = "\n".join(["quiz: 1", "title: T", "questions:", *lines, ""])
        try:
            loaded = load_bytes(data.encode(), "t")
            findings = loaded.findings
        except PackError as refused:
            loaded, findings = None, refused.findings
        if loaded and [_texts_of(item) for item in loaded.pack.questions] == [
            {"ask": bare[0], "right": bare[1], "wrong": bare[2:]}
        ]:
            verbatim += 1
        elif not any(4 <= finding.line <= 10 and finding.severity != "note" for finding in findings):
            silent.append((ask, right, wrong))
    assert silent == []
    assert verbatim > 0.9 * len(rows)


def _unquoted(text: str) -> str:
    """Give what stands between the quote marks of a text that is wholly in them."""
    quote = text[:1]
    if quote not in ('"', "'") or len(text) < 2 or text[-1] != quote or quote in text[1:-1]:
        return text
    return text[1:-1].strip()
