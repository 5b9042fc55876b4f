"""The user's own editor, sent to a line of a file. It reads no command line, so that the app can use it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

# Editors with a way of their own to be sent to a line; all others take `+LINE FILE`, as vi does.
_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})
_COLON = frozenset({"subl", "hx", "helix", "zed", "mate", "micro-goto"})

_MODAL = frozenset({"vi", "vim", "nvim"})


class NoEditorError(Exception):
    """There is no such editor; the message says what to do."""


def announced(file: str) -> str:
    """Which editor is opened, and for one that does not say so itself how it is left. Raises `NoEditorError`."""
    name = Path(_editor()[0]).stem
    told = f"{file} opens in {name}."
    if name.lower() not in _MODAL:
        return told
    return f"{told} Esc, then :wq and Enter saves and leaves; Esc, then :q! and Enter leaves without saving."


def unnamed() -> bool:
    """Whether the editor is nobody's choice."""
    return not (os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def open_editor(file: str, line: int, column: int) -> None:
    """Open a file at a place in the editor of VISUAL or EDITOR, and wait until it is closed. Raises `NoEditorError`."""
    words = _editor()
    try:
        subprocess.run(editor_command(words, file, line, column), check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        raise NoEditorError(f"the editor {words[0]!r} cannot be started: {error.strerror or error}.") from error


def _editor() -> list[str]:
    """The words that start the editor. Raises `NoEditorError`."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise NoEditorError(f"there is no editor {named!r} here; set EDITOR to the one that you use.")
    return words


def editor_command(words: list[str], file: str, line: int, column: int) -> list[str]:
    """How this editor is sent to a place."""
    # What begins with a dash or a plus would be taken for an option.
    file = f"./{file}" if file.startswith(("-", "+")) else file
    name = Path(words[0]).stem.lower()
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}:{column}"]
    if name in _COLON:
        return [*words, f"{file}:{line}:{column}"]
    return [*words, f"+{line}", file]
