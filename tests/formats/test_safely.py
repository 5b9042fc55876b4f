"""The child that reads: what it gives is what the reader gives, and nothing that happens to it hurts who asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from quiz.formats import child, moodle_xml, safely
from quiz.formats.base import Format, Header, Imported, Unreadable
from quiz.formats.safely import Limits
from quiz.packs import builtin_dir, load_path

SAMPLER = builtin_dir() / "sampler.quiz.yaml"


def sample() -> bytes:
    """Every kind of question, as a file of Moodle."""
    return moodle_xml.FORMAT.write("Sampler", load_path(SAMPLER).pack.questions, Header()).data  # type: ignore[misc]


def test_it_gives_what_the_reader_gives() -> None:
    """All kinds, all fields, skips and losses, through JSON and back."""
    data = sample().replace(b"</quiz>", b'<question type="essay"><name><text>E</text></name></question></quiz>')
    found = safely.read(data, "folder/A_file.xml")
    assert found.format == "moodle-xml"
    assert moodle_xml.FORMAT.read is not None
    assert found.imported == moodle_xml.FORMAT.read(data, "folder/A_file.xml")
    assert len(found.imported.items) == 10
    assert [skip.reason for skip in found.imported.skips] == [
        "an essay: no program can tell whether an answer is right"
    ]


def test_the_place_of_a_refusal_comes_back() -> None:
    """The line that is to blame."""
    with pytest.raises(Unreadable) as refused:
        safely.read(b'\n\n<!DOCTYPE quiz [<!ENTITY a "b">]>\n<quiz/>', "x.xml", "moodle-xml")
    assert refused.value.place.line == 3


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import time; time.sleep(60)", "took more than 1.5 seconds"),
        ("while True: pass", "seconds"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broke off (SIGSEGV)"),
        ("raise SystemExit(3)", "broke off"),
        ("print('{\"format\": 1')", "broke off"),
        ("print('[]')", "broke off"),
        ('print(\'{"format": "x", "imported": {"title": 1}}\')', "broke off"),
        ("1 / 0", "broke off"),
    ],
    ids=["sleeps", "spins", "crashes", "leaves", "half an answer", "no answer", "a wrong answer", "fails"],
)
def test_a_child_that_goes_wrong(code: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it does, a sentence comes of it."""
    monkeypatch.setattr(safely, "_START", code)
    with pytest.raises(Unreadable) as refused:
        safely.read(b"x", "x", limits=Limits(work=1, wall=1.5))
    assert said in str(refused.value)


@pytest.mark.skipif(not child.COUNTED, reason="this system has no such limits")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("from quiz.formats import child; child.limit(1, 2**28)\nwhile True: pass", "1 seconds of work"),
        ("from quiz.formats import child; child.limit(9, 2**28); b'x' * 2**29", "broke off"),
        ("from quiz.formats import child; child.limit(9, 2**28); open('written', 'w').write('x' * 99999)", "broke off"),
    ],
    ids=["time", "memory", "a file"],
)
def test_the_limits_hold(code: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Time, memory and files are taken away from the child, not from this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(safely, "_START", f"import sys; sys.path.insert(0, sys.argv[1])\n{code}")
    with pytest.raises(Unreadable) as refused:
        safely.read(b"", "x", limits=Limits(work=1, wall=30))
    assert said in str(refused.value)
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_bytes()


def test_memory_that_runs_out_is_said(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The child has words for it, where it still can speak."""

    def greedy(_data: bytes, _name: str, _format: str) -> child.Answer:
        raise MemoryError

    monkeypatch.setattr(child, "attempt", greedy)
    monkeypatch.setattr(child, "limit", lambda _work, _memory: None)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    child.main(["x", "", "4", str(2**28)])
    answer = child.understood(capfdbinary.readouterr().out)
    assert answer is not None
    assert answer.refusal == "reading it needs more than 256 MB of memory"


def test_a_mistake_of_a_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody expected becomes a refusal."""

    def careless(_data: bytes, _name: str) -> Imported:
        raise ZeroDivisionError

    monkeypatch.setattr(moodle_xml, "FORMAT", Format("moodle-xml", "", (), moodle_xml.sniff, careless))
    answer = child.attempt(b"<quiz/>", "x.xml", "moodle-xml")
    assert answer.refusal == "the reader cannot make sense of it (ZeroDivisionError)"


def test_a_name_may_be_anything() -> None:
    """Names come from strangers too."""
    found = safely.read(sample(), "a\0b\udcff\u202e.xml")
    assert len(found.imported.items) == 10


def test_a_huge_file_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before a child is started."""
    monkeypatch.setattr(safely, "MAX_BYTES", 10)
    with pytest.raises(Unreadable, match="more than"):
        safely.read(b"x" * 11, "x")
