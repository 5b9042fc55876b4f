"""Keys from bytes: the names that Textual gives, the same for every split, nothing raised and nothing hoarded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.serve.keys import ESCAPE_WAIT, PASTE_LIMIT, PASTE_WAIT, Click, Decoder, Input, Key, Pasted, Wheel
from quiz.serve.limits import FLOOD_SECONDS, KEYS_AT_ONCE, Bucket, Flood

CASES: tuple[tuple[bytes, list[Input]], ...] = (
    (b"a", [Key("a", "a")]),
    (b"A1?", [Key("A", "A"), Key("1", "1"), Key("?", "?")]),
    (b" \t\r\x7f\x08", [Key("space", " "), Key("tab"), Key("enter"), Key("backspace"), Key("backspace")]),
    (b"\r\n\n", [Key("enter"), Key("enter")]),
    (b"\x03\x01", [Key("ctrl+c"), Key("ctrl+a")]),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", [Key("up"), Key("down"), Key("right"), Key("left")]),
    (b"\x1bOA\x1bOH\x1bOM", [Key("up"), Key("home"), Key("enter")]),
    (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[3~", [Key("home"), Key("end"), Key("home"), Key("end"), Key("delete")]),
    (b"\x1b[5~\x1b[6~\x1b[Z", [Key("pageup"), Key("pagedown"), Key("shift+tab")]),
    (b"\x1b[1;5C\x1b[1;2A\x1b[3;5~", [Key("ctrl+right"), Key("shift+up"), Key("ctrl+delete")]),
    (b"\x1b[13u\x1b[27;1u", [Key("enter"), Key("escape")]),
    ("é李🙂".encode(), [Key("é", "é"), Key("李", "李"), Key("🙂", "🙂")]),
    (b"\x1b[<0;5;7M\x1b[<0;5;7m", [Click(4, 6)]),
    (b"\x1b[<64;1;1M\x1b[<65;1;1M", [Wheel(-2), Wheel(2)]),
    (b"\x1b[<35;1;1M\x1b[<2;1;1M\x1b[<0;0;0M", []),
    (b"\x1b[M abx", [Key("x", "x")]),
    (b"\x1b[200~two\x1b[31m words\x1b[201~x", [Pasted("two\x1b[31m words"), Key("x", "x")]),
    (b"\x1b\x1b[A", [Key("escape"), Key("up")]),
    (b"\x1ba", [Key("alt+a")]),
    (b"\x1b[12;40R\x1b[?62;4c\x1b[I\x1b[Oy", [Key("y", "y")]),
    (b"\x1b]11;rgb:0000/0000/0000\x07z\x1bP1$r0m\x1b\\q", [Key("z", "z"), Key("q", "q")]),
    (b"\xff\xc3(\xe6\x9d", [Key("(", "(")]),
    (b"\xc2\x9b5~", [Key("5", "5"), Key("~", "~")]),
    (b"\x1b[" + b"1" * 200 + b"Ax", [Key("x", "x")]),
)  # fmt: skip
pieces = st.lists(
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from([case for case, _ in CASES]),
        st.sampled_from((b"\x1b", b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\x1b[20", b"\xe6", b"\x1b]", b"\x1b[<")),
    ),
    max_size=12,
).map(b"".join)


@pytest.mark.parametrize(("data", "made"), CASES, ids=[repr(case) for case, _ in CASES])
def test_bytes_become_keys(data: bytes, made: list[Input]) -> None:
    """Whole, and a byte at a time."""
    assert Decoder().feed(data) == made
    decoder = Decoder()
    assert [key for byte in data for key in decoder.feed(bytes([byte]))] == made


@given(data=pieces, cuts=st.lists(st.integers(0, 200), max_size=8))
def test_a_split_changes_nothing(data: bytes, cuts: list[int]) -> None:
    """However packets cut the stream, empty ones included, the keys are the same."""
    decoder, at, made = Decoder(), 0, list[Input]()
    for cut in [*sorted(min(cut, len(data)) for cut in cuts), len(data)]:
        made += decoder.feed(data[at:cut])
        at = cut
    whole = Decoder()
    assert made == whole.feed(data)
    assert decoder.patience == whole.patience
    assert decoder.expire() == whole.expire()


@given(data=st.lists(st.binary(max_size=400), max_size=20))
def test_garbage_neither_raises_nor_piles_up(data: list[bytes]) -> None:
    """What is kept between packets is bounded, and after a pause a key is a key again."""
    decoder = Decoder()
    for part in data:
        for key in decoder.feed(part):
            assert not isinstance(key, Pasted) or 0 < len(key.text) <= PASTE_LIMIT
            assert not isinstance(key, Key) or key.character is None or key.character.isprintable()
    assert len(decoder._held) + len(decoder._paste) + len(decoder._tail) <= 64 + 4 * PASTE_LIMIT + 6
    decoder.expire()
    assert decoder.patience is None
    assert decoder.feed(b"k")[-1] == Key("k", "k")


def test_a_lone_escape_is_a_key_after_a_while() -> None:
    """Not before, because an arrow begins in the same way."""
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert (decoder.patience, decoder.expire()) == (ESCAPE_WAIT, [Key("escape")])
    assert (decoder.patience, decoder.expire()) == (None, [])
    assert decoder.feed(b"[A") == [Key("[", "["), Key("A", "A")]


def test_a_paste_is_capped_and_ends() -> None:
    """Of a long one the head is seen; one without an end has ended after a while."""
    decoder = Decoder()
    assert decoder.feed(b"\x1b[200~" + "é".encode() * 200_000 + b"\x1b[201~") == [Pasted("é" * PASTE_LIMIT)]
    assert decoder.feed(b"\x1b[200~half\x1b[2") == []
    assert decoder.patience == PASTE_WAIT
    assert decoder.expire() == [Pasted("half\x1b[2")]
    assert decoder.feed(b"x") == [Key("x", "x")]


def test_a_budget_refills_and_never_overflows() -> None:
    """A burst, then as much as time gives."""
    keys = Bucket(30, KEYS_AT_ONCE)
    assert sum(keys.take(10.0) for _ in range(100)) == 60
    assert sum(keys.take(10.5) for _ in range(100)) == 15
    assert sum(keys.take(99.0) for _ in range(100)) == 60
    assert keys.owe(99.0, 30) == 1.0
    assert not keys.take(99.5)
    assert keys.take(100.2)


def test_a_flood_is_what_does_not_pause() -> None:
    """Five seconds without a pause end a session; somebody who leans on a key for a moment stays."""
    flood = Flood()
    assert not any(flood.dropped(now / 10) for now in range(40))
    assert not flood.dropped(4.0 + FLOOD_SECONDS)
    assert any(flood.dropped(100 + now / 10) for now in range(60))
