"""Footnote: a terminal quiz that can prove its answers.

Reading order: `core/values.py` and `core/facts.py` (what is known), `core/kinds/` (what can be asked),
`bank/` (how facts become items), `audit/` (why they can be trusted), then `core/events.py`, `core/decide.py`
and `core/evolve.py` (how a game is played), `rooms/solo.py` and `plain/` (how it reaches a person), and `paper/`
(how it reaches paper).
"""

__version__ = "0.1.0"
