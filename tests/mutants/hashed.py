"""Prints banks made with draws that depend on the process: what invariant 24 must notice in two processes."""

from __future__ import annotations

from tests.invariants.emit import main
from tests.mutants.plants import by_hash, wrapped

if __name__ == "__main__":
    with wrapped(("bank.chance:Draw.rank", by_hash))():
        main()
