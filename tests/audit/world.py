"""A small pack as plain data, and clean questions about it, written by hand."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Sequence
from typing import Any

Item = dict[str, Any]

_THINGS: dict[str, Any] = {
    "leader": [
        {"name": "Vladimir Putin", "short": "Putin", "also": ["the Kremlin leader"]},
        {"name": "Kim Jong-un", "short": "Kim", "also": ["Kim Jong Un"]},
        {"name": "Narendra Modi", "short": "Modi"},
        {"name": "Abdel Fattah el-Sisi", "short": "el-Sisi"},
    ],
    "car": ["an Aurus Senat", "a Volga GAZ-21"],
    "tower": ["the Senate Tower"],
    "firm": ["Porsche", "Bosch"],
    "city": [
        {"name": "Tianjin", "in": "China"},
        {"name": "Beijing", "in": "China", "also": ["Peking"]},
        {"name": "Sochi", "in": "Russia"},
    ],
    "country": ["China", "Russia"],
}
_FOILS: dict[str, Any] = {
    "leader": {"names": ["Xi Jinping", "Emmanuel Macron", "Kіm Jong-un"], "because": "heads of state not in the story"},
    "tower": {"names": ["the Spasskaya Tower", "the Trinity Tower", "the Nikolskaya Tower"], "because": "real towers"},
    "firm": ["Siemens", "Denso"],
    "city": ["Geneva", "Kazan", {"name": "Beijing old town", "in": "Beijing"}],
}
_RELATIONS: dict[str, Any] = {
    "named after": {
        "roles": {"car": "car", "tower": "tower"},
        "say": "{the car} is named after {tower}.",
        "only one": {"tower": {"per": ["car"], "because": "a model carries one tower's name"}},
        "ask": {"tower": "Which tower gave {the car} its name?"},
    },
    "ride": {
        "roles": {"host": "leader", "guest": "leader", "car": "car", "place": "city", "when": "date"},
        "say": "{guest} rode with {host}[ in {a car}] in {place} {when:on}.",
        "event": "{guest} rides with {host} in {place}",
        "order": "Put these rides in order, earliest first.",
        "only one": {
            "guest": {"per": ["host", "place", "when=day"], "because": "one guest is named that day"},
            "place": {"per": ["host", "guest", "when=day"], "because": "they shared one ride that day"},
        },
        "ask": {
            "guest": "Who shared {host's} car in {place} {when:on}?",
            "place": "Where did {guest} share {host's} car {when:on}?",
        },
    },
    "gave": {
        "roles": {"giver": "leader", "recipient": "leader", "gift": "text", "when": "month"},
        "say": "{giver} gave {recipient} {gift} {when:on}.",
        "only one": {"giver": {"per": ["recipient", "gift", "when"], "because": "one giver is named"}},
        "ask": {
            "giver": "Who gave {recipient} {gift} {when:on}?",
            "gift": "What did {giver} give {recipient} {when:on}?",
        },
    },
    "debut": {
        "roles": {"car": "car", "when": "date"},
        "say": "{the car} debuted {when:on}.",
        "only one": {"when": {"per": ["car"], "because": "a car debuts once"}},
        "ask": {"when as year": "In which year did {the car} debut?"},
    },
    "price": {
        "roles": {"car": "car", "amount": "money", "as of": "month"},
        "say": "{a car} cost {amount} {as of:on}.",
        "only one": {"amount": {"per": ["car", "as of"], "because": "one price at a time"}},
        "ask": {"amount": "What did {a car} cost {as of:on}, in {amount:unit}?"},
    },
    "years since": {
        "roles": {"visit": "text", "years": "number of years"},
        "say": "{visit} was the first in {years}.",
        "only one": {"years": {"per": ["visit"], "because": "one span"}},
        "ask": {"years": "How many years had passed before {visit}?"},
    },
    "helped": {
        "roles": {"firm": "firm", "car": "car"},
        "say": "{firm} {firm:has|have} helped with {the car}.",
        "whole list": {"firm": {"per": ["car"], "because": "the report names them all"}},
        "ask": {"firm": "Which {firm:company|companies} helped with {the car}?"},
    },
    "lies in": {
        "roles": {"city": "city", "country": "country"},
        "say": "{city} lies in {country}.",
        "only one": {"country": {"per": ["city"], "because": "a city lies in one country"}},
        "ask": {"country": "In which country does {city} lie?"},
        "match": [
            {"left": "city", "right": "country", "ask": "Match each city to its country.", "headings": ["a", "b"]}
        ],
    },
}
_FACTS: dict[str, Any] = {
    "named after": [{"car": "Aurus Senat", "tower": "Senate Tower", "evidence": {"Wire 1": "after the Senate Tower"}}],
    "ride": [
        {"host": "Putin", "guest": "Modi", "car": "Aurus Senat", "place": "Tianjin", "when": "2025-09-01",
         "evidence": {"Wire 2": "Modi rode in Tianjin"}},
        {"host": "Putin", "guest": "Kim", "place": "Beijing", "when": "2025-09-03",
         "evidence": {"Wire 3": {"fragment": "Kim was next", "reading": "all of it"}}},
        {"host": "Putin", "guest": "el-Sisi", "place": "Sochi", "when": "2018",
         "evidence": {"Wire 4": "Sochi in 2018"}},
    ],
    "gave": [
        {"giver": "Putin", "recipient": "Kim", "gift": "a limousine", "when": "2024-02",
         "foils": {"gift": ["a watch", "a sword"]}, "evidence": {"Wire 5": "gave Kim a limousine"}},
    ],
    "debut": [
        {"car": "Aurus Senat", "when": "2018-05-07", "evidence": {"Wire 6": "debuted in 2018"}},
        {"car": "Volga GAZ-21", "when": "1956", "evidence": {"Wire 6": "the Volga of 1956"}},
    ],
    "price": [
        {"car": "Aurus Senat", "amount": "over 300000 US dollars", "as of": "2023-09",
         "evidence": {"Wire 7": "over $300,000"}},
        {"car": "Aurus Senat", "amount": "48.5 million roubles", "as of": "2025-09",
         "evidence": {"Wire 8": "48.5 million"}},
    ],
    "years since": [{"visit": "the Hanoi visit", "years": "nearly 25", "evidence": {"Wire 9": "nearly 25 years"}}],
    "helped": [{"firm": ["Porsche", "Bosch"], "car": "Aurus Senat", "evidence": {"Wire 10": "Porsche and Bosch"}}],
    "lies in": [
        {"city": "Tianjin", "country": "China", "evidence": {"Wire 11": "Tianjin, China"}},
        {"city": "Sochi", "country": "Russia", "evidence": {"Wire 11": "Sochi, Russia"}},
    ],
}  # fmt: skip
_CARROTS = "What did Kim feed to a horse?"


def pack() -> dict[str, Any]:
    """The pack as plain data: every scalar a text."""
    return copy.deepcopy(
        {
            "quiz": "1",
            "title": "A small world",
            "sources": {"Wire": {"title": "All the news", "date": "2025-09-05"}, "Paper": {"title": "Old news"}},
            "things": _THINGS,
            "foils": _FOILS,
            "relations": _RELATIONS,
            "facts": _FACTS,
            "one-off facts": [
                {"ask": _CARROTS, "answer": "carrots", "wrong": ["apples", "sugar", "hay"], "because": "seen on film",
                 "say": "Kim fed {answer} to a horse.", "evidence": {"Wire 12": "fed carrots"}},
            ],
            "complete": [
                {"relation": "ride", "role": "guest", "where": {"host": "Putin", "place": "China", "when": "2025-09"},
                 "ask": "Which of these leaders rode with Putin in China?", "because": "twice, says the report",
                 "count": "How many leaders rode with Putin in China?", "evidence": {"Wire 13": "twice in China"}},
            ],
            "not": [{"gave": {"giver": "Putin", "recipient": "Kim", "gift": "a yacht"}, "because": "he said so"}],
            "disputed": [
                {"about": "the drive", "claims": [
                    {"years since": {"visit": "the Pyongyang visit", "years": "24"}, "attribute": "Wire",
                     "evidence": {"Wire 14": "first in 24 years"}},
                    {"years since": {"visit": "the Pyongyang visit", "years": "nearly 25"},
                     "evidence": {"Paper 1": "25"}},
                ]},
            ],
            "refuted": [
                {"gave": {"giver": "Modi", "recipient": "Kim", "gift": "a limousine", "when": "2024-02"},
                 "because": "no"},
            ],
            "spans": [
                {"from": {"debut": {"car": "Aurus Senat"}}, "to": {"ride": {"guest": "Modi"}}, "in": "years",
                 "ask": "How many full years after its debut did the Senat carry Modi?",
                 "say": "The Senat carried Modi {answer} after its debut."},
            ],
            "questions": [
                {"ask": "Which planet is nearest to the Sun?", "right": "Mercury", "wrong": ["Venus", "Mars"]},
                {"ask": "Oldest first: put these in order, earliest first.", "order": ["wheel", "press", "phone"]},
            ],
        }
    )  # fmt: skip


def fact_id(relation: str, **values: str | list[str]) -> str:
    """The identity of a fact, worked out as the specification words it."""
    roles = [
        [role.replace("_", " "), sorted([held] if isinstance(held, str) else held)] for role, held in values.items()
    ]
    raw = json.dumps([relation, sorted(roles)], ensure_ascii=False, separators=(",", ":")).encode()
    return "f-" + hashlib.blake2b(raw, digest_size=16).hexdigest()[:10]


def other_id(letter: str, *meaning: object) -> str:
    """The identity of anything else in a pack."""
    raw = json.dumps(list(meaning), ensure_ascii=False, separators=(",", ":")).encode()
    return f"{letter}-" + hashlib.blake2b(raw, digest_size=16).hexdigest()[:10]


NAMED = fact_id("named after", car="Aurus Senat", tower="Senate Tower")
MODI = fact_id(
    "ride", host="Vladimir Putin", guest="Narendra Modi", car="Aurus Senat", place="Tianjin", when="2025-09-01"
)
KIM = fact_id("ride", host="Vladimir Putin", guest="Kim Jong-un", place="Beijing", when="2025-09-03")
SISI = fact_id("ride", host="Vladimir Putin", guest="Abdel Fattah el-Sisi", place="Sochi", when="2018")
GAVE = fact_id("gave", giver="Vladimir Putin", recipient="Kim Jong-un", gift="a limousine", when="2024-02")
DEBUT = fact_id("debut", car="Aurus Senat", when="2018-05-07")
DOLLARS = fact_id("price", car="Aurus Senat", amount="over 300000 US dollars", as_of="2023-09")
ROUBLES = fact_id("price", car="Aurus Senat", amount="48.5 million roubles", as_of="2025-09")
YEARS = fact_id("years since", visit="the Hanoi visit", years="nearly 25")
HELPED = fact_id("helped", firm=["Porsche", "Bosch"], car="Aurus Senat")
TIANJIN = fact_id("lies in", city="Tianjin", country="China")
SOCHI = fact_id("lies in", city="Sochi", country="Russia")
FED = other_id("o", "one-off", _CARROTS, "carrots")
SPAN = other_id("s", "span", "How many full years after its debut did the Senat carry Modi?")
CHINA = other_id(
    "c", "complete", "ride", "guest", [["host", ["Vladimir Putin"]], ["place", ["China"]], ["when", ["2025-09"]]]
)
DISPUTED = other_id("d", "years since", [["visit", ["the Pyongyang visit"]], ["years", ["24"]]])
REFUTED = other_id(
    "r",
    "gave",
    [
        ["gift", ["a limousine"]],
        ["giver", ["Narendra Modi"]],
        ["recipient", ["Kim Jong-un"]],
        ["when", ["2024-02"]],
    ],
)
_QUOTES = {
    NAMED: ("Wire", 1, "after the Senate Tower"), MODI: ("Wire", 2, "Modi rode in Tianjin"),
    KIM: ("Wire", 3, "Kim was next"), SISI: ("Wire", 4, "Sochi in 2018"), GAVE: ("Wire", 5, "gave Kim a limousine"),
    DEBUT: ("Wire", 6, "debuted in 2018"), DOLLARS: ("Wire", 7, "over $300,000"), ROUBLES: ("Wire", 8, "48.5 million"),
    YEARS: ("Wire", 9, "nearly 25 years"), HELPED: ("Wire", 10, "Porsche and Bosch"),
    TIANJIN: ("Wire", 11, "Tianjin, China"), SOCHI: ("Wire", 11, "Sochi, Russia"), FED: ("Wire", 12, "fed carrots"),
    CHINA: ("Wire", 13, "twice in China"), DISPUTED: ("Wire", 14, "first in 24 years"),
}  # fmt: skip


def proof(option: str, truth: str, ground: str, facts: Sequence[str], because: str = "") -> Item:
    """One proof as it is emitted."""
    return {
        "option": option, "truth": truth, "ground": ground, "facts": list(facts), "because": because, "sentence": "So.",
    }  # fmt: skip


def sources(facts: Sequence[str]) -> list[Item]:
    """The evidence of facts as it is emitted."""
    found = [_QUOTES[name] for name in facts if name in _QUOTES]
    return [{"source": source, "paragraph": paragraph, "quote": quote} for source, paragraph, quote in found]


def item(name: str, kind: str, ask: str, options: list[str], answer: object, facts: list[str], **how: str) -> Item:
    """A question whose options are proven on one ground (`false`), and its key on another (`true`)."""
    keys = answer if isinstance(answer, list) else [answer]
    proofs = [
        proof(
            text, "true" if text in keys else "false", how.get("true", "fact") if text in keys else how["false"], facts
        )
        for text in (options if kind in ("single", "multiple") else [])
    ]
    proofs = proofs or [proof(str(keys[0]), "true", how.get("true", "fact"), facts)]
    return {
        "id": name, "kind": kind, "ask": ask, "options": options, "answer": answer, "facts": facts, "proofs": proofs,
        "sources": sources(facts),
    }  # fmt: skip


def statement(name: str, ask: str, verdict: bool, facts: list[str], ground: str) -> Item:
    """A true/false question with its one proof."""
    made = item(name, "true_false", ask, [], verdict, facts)
    made["proofs"] = [proof("true" if verdict else "false", "true" if verdict else "false", ground, facts)]
    return made


def clean() -> dict[str, Item]:
    """At least one sound question of each kind, by id."""
    towers = ["Spasskaya Tower", "Senate Tower", "Trinity Tower"]
    found = [
        item("tower", "single", "Which tower gave the Aurus Senat its name?", towers, "Senate Tower", [NAMED],
             false="only-one"),
        item("tower-typed", "typed", "Which tower gave the Aurus Senat its name?", [], "Senate Tower", [NAMED]),
        item("tower-gap", "cloze", "The Aurus Senat is named after ____.", [], ["Senate Tower"], [NAMED]),
        item("guest", "single", "Who shared Putin's car in Tianjin on 1 September 2025?",
             ["Narendra Modi", "Kim Jong-un", "Xi Jinping"], "Narendra Modi", [MODI], false="only-one"),
        item("giver", "single", "Who gave Kim a limousine in February 2024?", ["Vladimir Putin", "Xi Jinping"],
             "Vladimir Putin", [GAVE], false="only-one"),
        item("gift", "single", "What did Putin give Kim in February 2024?", ["a limousine", "a watch", "a sword"],
             "a limousine", [GAVE], false="vouched"),
        item("debut", "single", "In which year did the Aurus Senat debut?", ["2013", "2018", "2021"], "2018", [DEBUT],
             false="only-one"),
        item("debut-number", "number", "In which year did the Aurus Senat debut?", [], {"value": 2018, "unit": ""},
             [DEBUT]),
        item("dollars", "single", "What did an Aurus Senat cost in September 2023, in US dollars?",
             ["over 300,000 US dollars", "about 150,000 US dollars", "nearly 80,000 US dollars"],
             "over 300,000 US dollars", [DOLLARS], false="only-one"),
        item("years", "single", "How many years had passed before the Hanoi visit?",
             ["nearly 25 years", "nearly 10 years", "nearly 40 years"], "nearly 25 years", [YEARS], false="only-one"),
        item("according", "number", "According to Wire, how many years had passed before the Pyongyang visit?", [],
             {"value": 24, "unit": "years"}, [DISPUTED], true="attributed"),
        item("firms", "multiple", "Which companies helped with the Aurus Senat?",
             ["Porsche", "Siemens", "Bosch", "Denso"], ["Porsche", "Bosch"], [HELPED], false="whole-list"),
        item("fed", "single", _CARROTS, ["carrots", "apples", "hay"], "carrots", [FED], false="vouched"),
        item("china", "multiple", "Which of these leaders rode with Putin in China?",
             ["Narendra Modi", "Kim Jong-un", "Abdel Fattah el-Sisi", "Xi Jinping"], ["Narendra Modi", "Kim Jong-un"],
             [CHINA, MODI, KIM], false="complete", true="complete"),
        item("china-count", "number", "How many leaders rode with Putin in China?", [], {"value": 2, "unit": ""},
             [CHINA, MODI, KIM], true="computed"),
        item("span", "number", "How many full years after its debut did the Senat carry Modi?", [],
             {"value": 7, "unit": "years"}, [SPAN, DEBUT, MODI], true="computed"),
        item("order", "order", "Put these rides in order, earliest first.",
             ["Kim rides with Putin in Beijing", "El-Sisi rides with Putin in Sochi",
              "Modi rides with Putin in Tianjin"],
             ["El-Sisi rides with Putin in Sochi", "Modi rides with Putin in Tianjin",
              "Kim rides with Putin in Beijing"],
             [SISI, MODI, KIM], true="order"),
        item("match", "match", "Match each city to its country.", ["Russia", "China"],
             {"Tianjin": "China", "Sochi": "Russia"}, [TIANJIN, SOCHI]),
        statement("said", "Modi rode with Putin in an Aurus Senat in Tianjin on 1 September 2025.", True, [MODI],
                  "fact"),
        statement("wrong", "Xi Jinping rode with Putin in Beijing on 3 September 2025.", False, [KIM], "only-one"),
        statement("wrong-year", "The Aurus Senat debuted in 2021.", False, [DEBUT], "only-one"),
        item("written", "single", "Which planet is nearest to the Sun?", ["Venus", "Mercury", "Mars"], "Mercury", [],
             true="vouched", false="vouched"),
    ]  # fmt: skip
    made = {entry["id"]: entry for entry in found}
    made["match"]["proofs"] = [proof("China", "true", "fact", [TIANJIN]), proof("Russia", "true", "fact", [SOCHI])]
    return made
