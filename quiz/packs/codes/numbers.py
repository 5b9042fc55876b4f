"""Codes of numbers: N."""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

NUMBERS = MappingProxyType({
    "N401": Code(
        "error", "not a number",
        "A number is digits, with `,` between thousands and `.` before decimals, at most 30 digits.",
        "Write it as digits, for example 48.5 or 300,000.",
        "- ask: How many are there?\n  number: »a dozen\n", "- ask: How many are there?\n  number: 12\n",
    ),
    "N402": Code(
        "error", "negative tolerance",
        "A tolerance is a distance.",
        "Write it without the minus sign.",
        "- ask: How tall is it?\n  number: 462\n  within: »-5\n",
        "- ask: How tall is it?\n  number: 462\n  within: 5\n",
    ),
    "N403": Code(
        "warning", "tolerance so wide that it takes in zero",
        "Almost any guess would be right.",
        "Make it smaller.",
        "- ask: How tall is it?\n  number: 462\n  within: »500\n",
        "- ask: How tall is it?\n  number: 462\n  within: 5\n",
    ),
    "N404": Code(
        "error", "range reversed or without the key",
        "The range runs from low to high and holds the right number.",
        "Correct the two ends.",
        "- ask: How tall is it?\n  number: 462\n  between: »[465, 460]\n",
        "- ask: How tall is it?\n  number: 462\n  between: [460, 465]\n",
    ),
    "N405": Code(
        "note", "tolerance finer than the number",
        "Whoever types the number as exactly as you gave it gains nothing by the tolerance.",
        "Leave it out, or give the number with as many decimals.",
        "- ask: How tall is it?\n  number: 462\n  within: »0.1\n",
        "- ask: How tall is it?\n  number: 462.0\n  within: 0.1\n",
    ),
    "N406": Code(
        "error", "percentage of zero",
        "A percentage of zero is zero.",
        "Give the tolerance as a number.",
        "- ask: How cold is it?\n  number: 0\n  within: »5%\n", "- ask: How cold is it?\n  number: 0\n  within: 5\n",
    ),
    "N407": Code(
        "warning", "a margin that nothing can reach",
        "Beyond the tolerance credit falls to nothing over the margin; one of 0 gives none.",
        "Leave `margin` out, or make it larger than 0.",
        "- ask: How tall is it?\n  number: 462\n  margin: »0\n",
        "- ask: How tall is it?\n  number: 462\n  margin: 10\n",
    ),
    "N408": Code(
        "note", "the question says the unit too",
        "The unit is shown beside the field already.",
        "Leave it out of the question.",
        "- ask: »How tall is it in metres?\n  number: 462\n  unit: metres\n",
        "- ask: How tall is it?\n  number: 462\n  unit: metres\n", pedantic=True,
    ),
    "N409": Code(
        "note", "a year with a wide tolerance",
        "More than ten years either way is another time.",
        "Make it smaller, or ask for the century.",
        "- ask: In which year was it?\n  number: 1875\n  within: »25\n",
        "- ask: In which year was it?\n  number: 1875\n  within: 5\n", pedantic=True,
    ),
    "N410": Code(
        "warning", "a point where the language has a comma",
        "1.234 is read as one and a bit; readers of this language may take it for a thousand.",
        "Write 1,234 for the thousand, or 1.2340 for the fraction.",
        "- ask: Wie viele sind es?\n  number: »1.234\n  language: de\n",
        "- ask: Wie viele sind es?\n  number: 1,234\n  language: de\n",
    ),
    "N411": Code(
        "error", "wrong unit",
        "A quantity is given in the unit of its role.",
        "Convert it, or change the role's unit.",
        "facts:\n  age:\n    - {city: Rome, years: »5 months, evidence: {Handbook 1: old}}\n",
        "facts:\n  age:\n    - {city: Rome, years: 5 years, evidence: {Handbook 1: old}}\n",
    ),
    "N412": Code(
        "error", "amount without a currency",
        "Amounts of two currencies are never compared.",
        "Write it as `over 300,000 US dollars`.",
        "facts:\n  price:\n    - {city: Rome, amount: »300000, evidence: {Handbook 1: dear}}\n",
        "facts:\n  price:\n    - {city: Rome, amount: 300000 US dollars, evidence: {Handbook 1: dear}}\n",
    ),
    "N413": Code(
        "note", "a very small number",
        "Some learning platforms take everything below 0.0001 for 0.",
        "Choose a larger unit.",
        "- ask: How thick is it?\n  number: »0.00002\n  unit: m\n",
        "- ask: How thick is it?\n  number: 20\n  unit: micrometres\n", pedantic=True,
    ),
})  # fmt: skip
