"""The README's picture is drawn from what the real program prints. FOOTNOTE_WRITE_PICTURE=1 draws it anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "tests" / "__snapshots__" / "plain.svg"
GAME = ("play", "--plain", "--seed", "46", "--rounds", "1", "--length", "1")
COLUMNS, CELL, LINE, MARGIN = 80, 8.4, 18, 18
PAGE, INK, FAINT, GOLD = "#12141B", "#F1ECE0", "#A3A7B5", "#E9C46A"


def transcript(data: Path) -> list[str]:
    """The lines of one question, its wrong answer and its footnote, as the program prints them into a pipe."""
    env = dict(os.environ, COLUMNS=str(COLUMNS), FOOTNOTE_DATA=str(data), PYTHONUTF8="1")
    command = [sys.executable, "-m", "quiz", *GAME]
    done = subprocess.run(command, input="A\n", capture_output=True, text=True, env=env, check=True, cwd=ROOT)
    lines = done.stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if line.lstrip().startswith("Round 1"))
    last = next(number for number, line in enumerate(lines) if line.lstrip().startswith(("●", "* ")))
    return lines[first : last + 1]


def drawn(lines: list[str]) -> str:
    """An SVG of the lines on a dark page; rules and the mark of the footnote in gold, asides fainter."""
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    rows = []
    for number, line in enumerate(lines):
        bare = line.strip()
        colour = GOLD if bare.startswith(("──", "━━", "“")) else FAINT if bare.startswith(("Type", "●")) else INK
        x, y = MARGIN + (len(line) - len(line.lstrip())) * CELL, MARGIN + (number + 0.8) * LINE
        if bare:
            size = f'textLength="{len(bare) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
            rows.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" {size}>{escape(bare)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">\n'
        f'<rect width="100%" height="100%" rx="8" fill="{PAGE}"/>\n'
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">\n'
        + "\n".join(rows)
        + "\n</g>\n</svg>\n"
    )


def test_the_picture_shows_what_the_program_prints(tmp_path: Path) -> None:
    """A change of the program shows in the picture, or the picture is drawn anew and looked at."""
    picture = drawn(transcript(tmp_path))
    if os.environ.get("FOOTNOTE_WRITE_PICTURE"):
        PICTURE.write_text(picture, "utf-8")
    assert PICTURE.read_text("utf-8") == picture
