"""Where things are: the terminal, the history, the settings. Free of heavy imports: the app is there at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SETTINGS = "settings.toml"
_NAME = "footnote-quiz"


def on_terminal() -> bool:
    """Whether somebody types and reads here."""
    return sys.stdin is not None and sys.stdout is not None and sys.stdin.isatty() and sys.stdout.isatty()


def can_live() -> bool:
    """Whether a page can be painted here. Textual paints on the standard error, and needs more signs than ASCII."""
    if not on_terminal() or sys.stderr is None or not sys.stderr.isatty():
        return False
    encoding = (sys.stderr.encoding or "").casefold().replace("-", "").replace("_", "")
    return encoding in ("utf8", "utf16", "cp65001") and os.environ.get("TERM", "") not in ("dumb", "unknown")


def data_folder(given: Path | None) -> Path:
    """Where the history is kept: as given, else as the environment says, else where the system keeps such things."""
    if given is not None:
        return given
    if named := os.environ.get("FOOTNOTE_DATA"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)


def settings_path() -> Path:
    """Where the file of settings is: as the environment says, else where the system keeps such things.

    The environment names the file, which ends in `.toml` or is there already, or the folder that it is to be in.
    """
    if named := os.environ.get("FOOTNOTE_CONFIG"):
        path = Path(named)
        return path if path.suffix == ".toml" or path.is_file() else path / SETTINGS
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / SETTINGS
