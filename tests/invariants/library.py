"""What drawn packs are made of: names, values and relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TWINS = (
    "Straße", "STRASSE", "Zoë", "Zoe", "Ｚoe", "Aurus", "Αurus", "Kyiv", "Kiev", "Київ", "Москва", "Moscow",
    "ice cream", "ice-cream", "Kim", "Kim Jong-un",
)  # fmt: skip
CLEAR = (
    "Porsche", "Bosch", "Lada", "Volga", "Tatra", "Modi", "Narva", "Sochi", "Riga", "Oslo", "Quito", "Denso", "Harare",
    "Jakarta", "Xenia", "Yerevan", "Umberto", "Wim", "Fidji", "Elba",
)  # fmt: skip
GIFTS = ("ice cream", "ice-cream", "Ice Cream", "½", "12", "1/2", "C++", "C#", "a watch", "a sword", "tea", "carrots")
DATES = (
    "2010", "2018", "2018-05", "2018-05-08", "2019", "2019-11", "2020-01-31", "2020-02", "2021-03-01", "2021-03-02",
    "2018..2020", "2021-03-01..2021-03-04", "2024-06-19", "2025-09-01", "2025-09-03", "2023-09",
)  # fmt: skip
STRICT = ("2010", "2013-05", "2018-05-08", "2019-11", "2021-03-01", "2024-06-19")
MONTHS = ("2018-05", "2018-06", "2019-11", "2020-02", "2023-09", "2024-02")
YEARS = ("2010", "2013", "2018", "2019", "2023", "2025")
METRES = ("100", "about 100", "nearly 100", "over 100", "101", "97.5", "150", "220", "up to 90", "1,200", "2 thousand")
SPANS = ("24", "nearly 25", "25", "24 years", "over 20", "7", "twelve", "40", "about 60")
PRICES = (
    "over 300,000 US dollars", "300000 US dollars", "310,000 US dollars", "about 290,000 US dollars",
    "from 48.5 million roubles", "48.5 million roubles", "50 million roubles", "22 million roubles", "900 roubles",
)  # fmt: skip
SOURCES: Mapping[str, Mapping[str, str]] = {
    "Gazette": {"title": "The gift", "date": "2025-09-05", "dated": "printed", "origin": "agency"},
    "Herald": {"title": "The visit", "date": "2024-06-19", "dated": "inferred", "origin": "agency"},
    "Courier": {"title": "The tower", "date": "2023-09-13", "dated": "printed"},
}

# Each: its roles, statement, name in an ordering, stems, licences to choose from, and matching.
RELATIONS: Mapping[str, Mapping[str, Any]] = {
    "visited": {
        "roles": {"who": "person", "place": "place", "when": "date"},
        "say": "{who} visited {place}[ {when:on}].",
        "event": "{who} visits {place}",
        "ask": {
            "who": "Who visited {place}[ {when:on}]?",
            "place": "Which place did {who} visit[ {when:on}]?",
            "when": "When did {who} visit {place}?",
            "when as year": "In which year did {who} visit {place}?",
        },
        "only one": {
            "who": (["place", "when=day"], ["place"], ["place", "when"]),
            "place": (["who", "when=day"], ["who"], ["who", "when=month"]),
            "when": (["who", "place"],),
        },
        "match": [{"left": "who", "right": "place", "ask": "Match each to a place.", "headings": ["Who", "Where"]}],
    },
    "gave": {
        "roles": {"giver": "person", "recipient": "person", "gift": "text", "when": "month"},
        "say": "{giver} gave {recipient} {gift}[ {when:on}].",
        "event": "{giver} gives {recipient} {gift}",
        "ask": {
            "giver": "Who gave {recipient} {gift}[ {when:on}]?",
            "recipient": "Who got {gift} from {giver}[ {when:on}]?",
            "gift": "What did {giver} give {recipient}[ {when:on}]?",
            "when": "When did {giver} give {recipient} {gift}?",
        },
        "only one": {
            "giver": (["recipient", "gift", "when"], ["recipient", "gift"]),
            "recipient": (["giver", "gift"],),
            "gift": (["giver", "recipient", "when"], ["giver", "recipient"]),
            "when": (["giver", "recipient", "gift"],),
        },
        "foils": {"gift": ["a clock", "a saddle", "a lamp", "ICE CREAM"]},
    },
    "showed": {
        "roles": {"giver": "person", "recipient": "person", "gift": "text", "when": "month"},
        "say": "{giver} showed {recipient} {gift}[ {when:on}].",
        "ask": {"giver": "Who showed {recipient} {gift}[ {when:on}]?"},
        "only one": {"giver": (["recipient", "gift", "when"], ["recipient", "gift"])},
    },
    "named after": {
        "roles": {"car": "product", "tower": "place"},
        "say": "{the car} is named after {tower}.",
        "ask": {"tower": "Which place gave {the car} its name?", "car": "Which product is named after {tower}?"},
        "only one": {"tower": (["car"],), "car": (["tower"],)},
        "match": [{"left": "car", "right": "tower", "ask": "Match the names.", "headings": ["Car", "Place"]}],
    },
    "height": {
        "roles": {"place": "place", "metres": "number of metres"},
        "say": "{place} is {metres} high.",
        "ask": {"metres": "How high is {place}, in {metres:unit}?", "place": "Which place is {metres} high?"},
        "only one": {"metres": (["place"],), "place": (["metres"],)},
    },
    "away": {
        "roles": {"who": "person", "place": "place", "years": "number of years"},
        "say": "{who} stayed away from {place} for {years}.",
        "ask": {"years": "For how many years did {who} stay away from {place}?"},
        "only one": {"years": (["who", "place"], ["who"])},
    },
    "price": {
        "roles": {"car": "product", "amount": "money", "as of": "year"},
        "say": "{a car} cost {amount}[ in {as of}].",
        "ask": {"amount": "What did {a car} cost[ in {as of}], in {amount:unit}?"},
        "only one": {"amount": (["car", "as of"], ["car"])},
    },
    "helped": {
        "roles": {"firm": "person", "car": "product"},
        "say": "{firm} {firm:has|have} helped with {the car}.",
        "ask": {"firm": "Which {firm:firm|firms} helped with {the car}?", "car": "What did {firm} help with?"},
        "only one": {"car": (["firm"],)},
        "whole list": {"firm": (["car"],)},
    },
}
