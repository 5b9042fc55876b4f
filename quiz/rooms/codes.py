"""Resume codes: what a player needs to come back to their seat, and what nobody else can guess.

Eight characters of Crockford's base 32 are 40 bits. Letters that are easily misread are left out of it, and read as
what they are mistaken for.
"""

from __future__ import annotations

import secrets
from collections.abc import Container

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code(taken: Container[str] = ()) -> str:
    """A code that is not `taken`. It has a digit and a letter, so that it is no word."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken and any(map(str.isdigit, code)) and any(map(str.isalpha, code)):
            return code


def read_code(text: str) -> str | None:
    """The code that somebody typed, in any case and with hyphens or blanks; None for what is none."""
    code = text.strip().upper().translate(_READ_AS)
    return code if len(code) == LENGTH and all(char in ALPHABET for char in code) else None
