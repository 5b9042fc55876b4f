"""Facts and a seed give questions, each with its proofs."""

from __future__ import annotations

from quiz.bank.bank import Bank, Report, open_bank
from quiz.bank.emit import emit
from quiz.bank.model import Proposal, Rejection
from quiz.bank.rounds import draw_rounds, draw_sheet

__all__ = ["Bank", "Proposal", "Rejection", "Report", "draw_rounds", "draw_sheet", "emit", "open_bank"]
