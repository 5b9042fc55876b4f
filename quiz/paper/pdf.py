"""A sheet as PDF, set in a process of its own, which may be killed, with limits.

Typesetting meets whatever a pack and the fonts of a machine hold; whatever that does to it, the program goes on and
has a sentence to show.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quiz.core.text import clean
from quiz.formats import child as readers
from quiz.paper.model import Paper, texts
from quiz.paper.signs import clusters

MISSING = "`--format markdown` works as it is; a PDF needs the package typst, which this installs:"
EXTRA = "print"
"""The extra that brings it."""
BROKEN = "typesetting broke off; it may need more memory than it is given. --questions prints fewer."
PAPERS = ("a4", "us-letter")
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from quiz.paper.child import main; main(sys.argv[2:])"
# So long a run without a place to break may not fit into a line; writing that breaks anywhere needs no help.
_LONG = re.compile(r"[^\s/\u200b\-\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{24}(?=\S)")
_LINE, _PAGE = 80, 1200
"""Letters of a line that is full, and of what surely fits on a page, in whatever writing."""


class PrintError(Exception):
    """No PDF was made; the message says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What typesetting may take: seconds of work, seconds in all, and bytes of memory."""

    work: int = 60
    wall: float = 180.0 if readers.COUNTED else 60.0
    memory: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fonts:
    """Where fonts are looked for, besides those that the typesetter brings: folders, and what the system has."""

    folders: tuple[str, ...] = ()
    system: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, or the characters that no font holds, in which case there is none."""

    data: bytes
    lost: frozenset[str] = frozenset()


LIMITS, FONTS = Limits(), Fonts()


def available() -> bool:
    """Whether the typesetter is installed."""
    return importlib.util.find_spec("typst") is not None


def made(
    paper: Paper, size: str = PAPERS[0], fonts: Fonts = FONTS, *, boxes: bool = False, limits: Limits = LIMITS
) -> Made:
    """Typeset a sheet on paper of a size. With `boxes`, what no font holds becomes a box. Raises PrintError."""
    needed = sorted(clusters(_texts(paper)))
    request = {
        "paper": _tree(paper, size), "clusters": needed, "boxes": boxes, "system": fonts.system,
        "folders": list(fonts.folders),
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="quiz-print-") as empty:
        done = _run(json.dumps(request).encode(), empty, limits)
    head, _, data = done.stdout.partition(b"\n")
    try:
        told = json.loads(head)
        lost = frozenset(told.get("lost", ()))
    except (ValueError, AttributeError, TypeError) as error:
        raise PrintError(BROKEN) from error
    if "refusal" in told:
        raise PrintError(told["refusal"])
    if not lost and not data.startswith(b"%PDF-"):
        raise PrintError("typesetting gave no PDF")
    return Made(data, lost)


def _run(request: bytes, empty: str, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    # Isolated, so that nothing in the working folder or the environment is imported in place of this program.
    command = [sys.executable, "-I", "-c", _START, _ROOT, empty, str(limits.work), str(limits.memory)]
    try:
        return subprocess.run(  # noqa: S603 - this program itself, with a folder and numbers
            command, input=request, capture_output=True, timeout=limits.wall, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError(f"typesetting took more than {limits.wall:g} seconds, and was stopped") from error


def _texts(paper: Paper) -> list[str]:
    found = [paper.title, *paper.about]
    for part in paper.parts:
        found += texts((part.questions, part.answers, part.sources))
    return [clean(text, lines=True) for text in found]


def _tree(paper: Paper, size: str) -> dict[str, Any]:
    """A sheet as the template takes it."""
    tree: dict[str, Any] = _loosened(asdict(paper))
    for part, told in zip(paper.parts, tree["parts"], strict=True):
        for name in ("questions", "answers"):
            for one, row in zip(getattr(part, name), told[name], strict=True):
                row["long"] = _is_long(one)
    language = paper.language.split("-")[0].lower()
    return tree | {"paper": size, "language": language if re.fullmatch("[a-z]{2,3}", language) else "en"}


def _is_long(one: object) -> bool:
    """Whether a question or an answer may need more than a page."""
    return sum(len(text) + _LINE * text.count("\n") for text in texts(one)) > _PAGE


def _loosened(of: Any) -> Any:  # noqa: ANN401 - JSON
    """The same, clean, and with places in long words where a line may end."""
    if isinstance(of, str):
        return _LONG.sub("\\g<0>\u200b", clean(of, lines=True))
    if isinstance(of, dict):
        return {key: _loosened(value) for key, value in of.items()}
    return [_loosened(one) for one in of] if isinstance(of, Sequence) else of
