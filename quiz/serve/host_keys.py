"""The key by which students know the room again: made once, kept for its owner alone, shown as a fingerprint."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import asyncssh


class KeyFileError(Exception):
    """The key's file cannot be used; the message says why and what to do."""


def host_key(folder: Path) -> asyncssh.SSHKey:
    """The key of this machine's rooms, made when there is none. Two that make one at once end up with the same."""
    path = folder / "host_key"
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"{path}: others can read the host key; run: chmod 600 {path}")
    try:
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise KeyFileError(f"{path}: this is no host key ({error}); move it away and a new one is made") from error


def _make(path: Path) -> None:
    """Write a whole new key beside `path`, then give it the name; if somebody was faster, theirs stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="footnote")
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(key.export_private_key())
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)


def fingerprint(key: asyncssh.SSHKey) -> str:
    """`SHA256:...`, as OpenSSH shows it at the first visit."""
    return str(key.get_fingerprint())
