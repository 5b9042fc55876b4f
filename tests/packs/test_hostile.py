"""Hostile packs against a small stack, in a process of their own, where a crash is seen as one."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import sys, threading
from quiz.packs import PackError, exit_code, load_bytes

data = {data}
seen = []

def work():
    try:
        seen.append(str(exit_code(load_bytes(data, "t"))))
    except PackError as refused:
        seen.append(refused.findings[0].code)

threading.stack_size(512 * 1024)
thread = threading.Thread(target=work)
thread.start()
thread.join()
print(*seen)
"""
_OPEN = 'b"quiz: 1\\ntitle: T\\nquestions:\\n  - {ask: A?, verdict: true}\\n'
_HOSTILE = [
    ('b"[" * 2_000', "Y102"),
    ('b"[" * 30_000', "Y102"),
    ('b"[" * 3_000_000', "Y102"),
    ('b"{a: " * 100_000', "Y102"),
    ('b"- " * 100_000', "Y102"),
    ('b"? " * 100_000', "Y122"),
    (_OPEN + 'x-a: " + b"[" * 14 + b"]" * 14', "0"),
    (_OPEN + 'x-a: " + b"a" * 10_000_000', "0"),
    (_OPEN + 'x-a: " + b"\'" * 1_000_001', "Y120"),
    (_OPEN + 'x-a: &a [b]\\nx-b: [" + b"*a, " * 100_000 + b"]"', "1"),
    ('b"x-a: [" + b"a, " * 2_000_000 + b"]"', "Y102"),
    ('"quiz: 1".encode("utf-16")', "Y101"),
    ('b"\\x00" * 1_000_000', "T501"),
]


@pytest.mark.parametrize(("data", "outcome"), _HOSTILE)
def test_a_hostile_pack_ends_in_a_finding(data: str, outcome: str) -> None:
    """Within half a megabyte of stack the loader names what is wrong and the process lives."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(data=data)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, outcome, "")
