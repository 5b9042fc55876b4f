"""How what this program may lack is installed into the very Python that runs it."""

from __future__ import annotations

import importlib.util
import shlex
import sys
from pathlib import Path

_NAME = "footnote-quiz"


def install(extra: str = "") -> str:
    """The line for a shell that installs what the program needs, with one of its extras if that is named.

    A checkout is installed from its folder. Anywhere else the program is installed already, so that no index is asked
    for it.
    """
    root = Path(__file__).resolve().parents[1]
    source = ["-e", str(root)] if (root / "pyproject.toml").is_file() else [_NAME]
    source[-1] += f"[{extra}]" if extra else ""
    return _quoted([*_installer(), *source])


def needed(what: str, package: str, extra: str) -> str:
    """That something (what it is, and that it needs or need it) cannot be done without a package, and its line."""
    return f"{what} the package {package}; `{install(extra)}` installs it"


def _installer() -> list[str]:
    """The words that install into this Python. An environment of uv's has no pip."""
    if importlib.util.find_spec("pip") is None:
        return ["uv", "pip", "install", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install"]


def _quoted(words: list[str]) -> str:
    """Words as one line of the shell that this system has."""
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    return shlex.join(words)
