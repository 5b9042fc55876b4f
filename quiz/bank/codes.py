"""Why a question was not made: every rejection code and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # facts that are not asked at all
        "S0": "the fact is disputed or refuted",
        "S2": "another statement gives another value where a licence lets only one hold",
        "S6": "the same claim is refuted",
        "S8": "the same claim is denied",
        "V1": "the fact does not fit its relation",
        "V2": "a value names no thing of the pack",
        "V3": "the fact has no evidence",
        "V4": "a value that no number or day can have",
        # the key
        "W2": "the answer is disputed",
        "W4": "another fact fits the stem with another answer",
        "S1": "another fact fits the stem with an answer that overlaps",
        "H2": "the fact is hedged and the stem does not say so",
        "P1": "the date is not known as exactly as it is asked",
        # the stem
        "R1": "the template needs a role that the fact leaves open",
        "R2": "the stem prints the role that it asks for",
        "W9": "a thing in the stem shares a label with another thing",
        "M1": "the answer stands in the stem under this or another name",
        "B7": "the stem or the topic shows the answer",
        # the wrong options
        "W0": "no licence: nothing can be proven false, or other answers may be right",
        "W1": "licensed, but fewer than two plausible options can be proven false",
        "W3": "two right options may be the same",
        # kinds
        "K2": "a completeness statement covers no fact",
        "K3": "more right options than fit",
        "L2": "a label of the typed answer is also a label of something else",
        "L3": "the answer is too long to be typed, or has no letters",
        "N1": "the number is known from one side only, or is no number",
        "C1": "no role of the statement makes a gap with one answer",
        "O1": "fewer than three events are strictly apart",
        "O2": "fewer than three pairs exclude each other",
        "B5": "a value may or may not count",
        "D1": "an end of the span is not exactly one dated fact",
        "D2": "the span does not come to one whole number",
        # the ledger
        "B1": "another question of this stem has another answer",
        "B3": "another question holds an option of this stem to be the opposite",
        "B4": "the sequence contradicts another ordering",
        "B8": "the bank has this question already",
    }
)
