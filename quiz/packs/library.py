"""Finds packs: those that ship, and those on the user's disk."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".quiz.yaml"
_PACKAGE = Path(__file__).resolve().parent.parent


def builtin_dir() -> Path:
    """Give the folder of the packs that ship: inside the package when installed, beside it in a checkout."""
    packaged = _PACKAGE / "_questions"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "questions"


def guide_text() -> str:
    """Give the author's guide, in Markdown."""
    return (Path(__file__).resolve().parent / "guide.md").read_text("utf-8")


def shipped() -> tuple[str, ...]:
    """Give the names of the packs that ship, sorted."""
    folder = builtin_dir()
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")))


def resolve(name: str | None) -> Path:
    """Give the path of a pack: None is the Aurus pack; a file on disk comes before a shipped pack of that name.

    The path need not exist; loading it then says so.
    """
    if name is None:
        return builtin_dir() / f"aurus{SUFFIX}"
    path = Path(name)
    if name in shipped() and not path.is_file():
        return builtin_dir() / f"{name}{SUFFIX}"
    return path
