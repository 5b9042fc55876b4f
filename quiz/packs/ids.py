"""Identity of facts: a digest of the canonical assertion, so that it survives reordering and editing of sources."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import blake2b

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest(prefix: str, content: object, length: int = 10) -> str:
    """Give `prefix-` and the first hex digits of blake2b over the compact UTF-8 JSON of `content`."""
    data = _COMPACT.encode(content).encode("utf-8", "surrogatepass")
    return f"{prefix}-{blake2b(data, digest_size=16).hexdigest()[:length]}"


def assertion(values: Mapping[str, Sequence[str]]) -> list[list[object]]:
    """Give role values in canonical order: roles by name, values sorted inside a role."""
    return [[role, sorted(values[role])] for role in sorted(values)]


def written(text: str) -> str:
    """Give a value as written, with blanks collapsed, in NFC."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
