"""Prints the banks of packs from a JSON file: run in two processes to compare their bytes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.invariants.context import build
from tests.invariants.whole import emitted


def main() -> None:
    """One bank after the other, seed by place in the file."""
    for seed, plain in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        sys.stdout.buffer.write(emitted(build(plain, seed)) + b"\n")


if __name__ == "__main__":
    main()
