"""The console of a terminal or a pipe."""

from __future__ import annotations

import errno
import os
from typing import TextIO

from quiz.core.text import clean
from quiz.plain.text import Page, signs_for, terminal_columns


class StreamConsole:
    """Reads lines from one text stream and writes to another.

    Where nobody types (a pipe), each line that was read is written after its prompt, so that the transcript reads like
    the game, and nothing waits.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        """`source` is usually the standard input, `target` the standard output."""
        self._source, self._target = source, target
        self._typed = source.isatty()
        self._signs = signs_for(target.encoding)

    def page(self) -> Page:
        """As wide as the terminal is now."""
        return Page(terminal_columns(), self._signs)

    def read(self, prompt: str) -> str | None:
        """Ask, and read one line. Raises `OSError` when the terminal has been closed."""
        self._target.write(prompt)
        self._target.flush()
        line = self._source.readline()
        if not line:
            if self._typed and not self._source.isatty():
                # Nobody has ended the input: the terminal is gone, and with it whoever could read an end.
                raise OSError(errno.EIO, os.strerror(errno.EIO), "the terminal")
            return None
        text = line.rstrip("\r\n")
        if not self._typed:
            self._target.write(clean(text) + "\n")
        return text

    def write(self, lines: list[str]) -> None:
        """Write lines; the stream decides what becomes of a letter that its encoding lacks."""
        self._target.write("".join(line + "\n" for line in lines))
        self._target.flush()

    def pause(self, prompt: str) -> str | None:
        """Wait for Enter where somebody types; go on at once where nobody does."""
        if not (self._typed and self._target.isatty()):
            return ""
        self._target.write("\n")
        return self.read(prompt)
