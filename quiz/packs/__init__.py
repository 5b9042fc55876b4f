"""Packs: YAML files to core objects, with file, line and column of everything that is wrong."""

from __future__ import annotations

from quiz.packs.codes import CODES, Code, Severity
from quiz.packs.findings import Finding, Log, PackError, render
from quiz.packs.library import builtin_dir, resolve, shipped
from quiz.packs.load import Loaded, exit_code, load_bytes, load_path

__all__ = [
    "CODES",
    "Code",
    "Finding",
    "Loaded",
    "Log",
    "PackError",
    "Severity",
    "builtin_dir",
    "exit_code",
    "load_bytes",
    "load_path",
    "render",
    "resolve",
    "shipped",
]
