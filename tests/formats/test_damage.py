"""Files that were damaged on their way: a reader gives what it can, or refuses; it never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.formats import registry
from quiz.formats.base import Header, Imported, Unreadable
from quiz.packs import builtin_dir, load_path
from tests.formats.corpora import folder

SIGNS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\xff",
    b"{",
    b"}",
    b"=",
    b"~",
    b"#",
    b",",
    b"\n",
    b"PK\x03\x04",
    b"-1",
    b"1e9999",
)
NAMES = registry.names()


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """A file with a few bytes changed, a part missing, or a part twice."""
    held = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(held)))
        end = min(len(held), start + data.draw(st.sampled_from((0, 1, 4, 40, 400))))
        held[start:end] = data.draw(st.sampled_from((*SIGNS, bytes(held[start:end]) * 2, b"")) | st.binary(max_size=8))
    return bytes(held)


def read(name: str, held: bytes) -> Imported | None:
    """What a reader gives; None where it refuses in words."""
    form = registry.load(name)
    assert form.read is not None
    form.sniff(held, "x")
    try:
        return form.read(held, "x")
    except Unreadable as error:
        told = error.message
    assert told
    return None


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_our_own_files_damaged(name: str, data: st.DataObject) -> None:
    """Every format that is written, with every kind of question in it."""
    form = registry.load(name)
    if form.write is None:
        return
    whole = form.write("T", load_path(builtin_dir() / "sampler.quiz.yaml").pack.questions, Header()).data
    read(name, damaged(data, whole))


@pytest.mark.parametrize("name", NAMES)
@given(held=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_at_all(name: str, held: bytes) -> None:
    """Bytes that are no file."""
    read(name, held)


@pytest.mark.deep
@given(data=st.data())
def test_files_of_others_damaged(data: st.DataObject) -> None:
    """QTI as others write it."""
    paths = sorted(folder("qti").rglob("*.xml"))
    read("qti", damaged(data, data.draw(st.sampled_from(paths)).read_bytes()))
