"""A table of planted defects. Each is refused, and the question and the class of the defect are named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from quiz.audit import audit
from tests.audit.world import (
    DISPUTED,
    GAVE,
    HELPED,
    KIM,
    MODI,
    NAMED,
    REFUTED,
    SISI,
    SPAN,
    TIANJIN,
    Item,
    clean,
    item,
    pack,
    proof,
    sources,
    statement,
)  # fmt: skip

Plain = dict[str, Any]
Items = dict[str, Item]
Plant = Callable[[Plain, Items], str]


def _set(name: str, **changes: object) -> Plant:
    """Change some keys of one clean question."""

    def plant(plain: Plain, items: Items) -> str:
        items[name].update(copy.deepcopy(changes))
        return name

    return plant


def _swap_option(name: str, old: str, new: str) -> Plant:
    """Put another wrong option, with a proof of it, into a clean question."""

    def plant(plain: Plain, items: Items) -> str:
        made = items[name]
        made["options"] = [new if text == old else text for text in made["options"]]
        made["proofs"] = [{**entry, "option": new} if entry["option"] == old else entry for entry in made["proofs"]]
        return name

    return plant


def _add(made: Item, change: Callable[[Plain], object] = lambda _: None) -> Plant:
    """Add a question, and change the pack."""

    def plant(plain: Plain, items: Items) -> str:
        items[made["id"]] = copy.deepcopy(made)
        change(plain)
        return str(made["id"])

    return plant


def _change(name: str, change: Callable[[Plain], object]) -> Plant:
    """Change the pack under a clean question."""

    def plant(plain: Plain, items: Items) -> str:
        change(plain)
        return name

    return plant


def _fact(relation: str, **values: object) -> Callable[[Plain], object]:
    """Add a fact to the pack."""
    spec = {role.replace("_", " "): value for role, value in values.items()}
    return lambda plain: plain["facts"][relation].append(spec)


def _also(plain: Plain, at: int, **keys: object) -> None:
    plain["things"]["leader"][at].update(keys)


def _proofs(name: str, at: int, **changes: object) -> Plant:
    def plant(plain: Plain, items: Items) -> str:
        items[name]["proofs"][at].update(changes)
        return name

    return plant


def _drop_proof(plain: Plain, items: Items) -> str:
    items["tower"]["proofs"].pop()
    return "tower"


def _repeat_id(plain: Plain, items: Items) -> str:
    items["twin"] = {**copy.deepcopy(items["fed"]), "ask": "Which planet is nearest to the Sun?", "id": "tower"}
    return "tower"


def _same_stem(plain: Plain, items: Items) -> str:
    items["twin"] = {**copy.deepcopy(items["tower"]), "id": "twin"}
    return "twin"


def _rival_order(plain: Plain, items: Items) -> str:
    plain["questions"].append({"ask": "Then these, earliest first.", "order": ["press", "wheel"]})
    items["first"] = item(
        "first", "order", "Oldest first: put these in order, earliest first.", ["phone", "press", "wheel"],
        ["wheel", "press", "phone"], [],
    )  # fmt: skip
    items["second"] = item("second", "order", "Then these, earliest first.", ["wheel", "press"], ["press", "wheel"], [])
    return "first"


_KIM_ASK = "Who gave Kim a limousine in February 2024?"
_SISI_ASK = "Who shared Putin's car in Sochi in 2018?"
_TOWERS = ["Spasskaya Tower", "Senate Tower", "Trinity Tower"]
_WATCH = {
    "gave": {"giver": "Putin", "recipient": "Kim", "gift": "a watch", "when": "2024-02"},
    "because": "a rumour",
}


def _new_ask(plain: Plain) -> None:
    """A stem that leaves out the day, and the licence to match."""
    plain["relations"]["ride"]["ask"]["guest"] = "Who shared {host's} car?"
    plain["relations"]["ride"]["only one"]["guest"] = {"per": ["host"], "because": "no"}


def _shown_only(plain: Plain) -> None:
    """Giving implies showing, and somebody else showed the gift."""
    gave = plain["relations"]["gave"]
    plain["relations"]["showed"] = {"roles": gave["roles"], "say": "{giver} showed {recipient} {gift} {when:on}."}
    gave["implies"] = ["showed"]
    shown = {"giver": "Xi Jinping", "recipient": "Kim", "gift": "a limousine", "when": "2024-02"}
    plain["facts"]["showed"] = [{**shown, "evidence": {"Wire 5": "showed Kim a limousine"}}]


def _hedged_alone(plain: Plain, items: Items) -> str:
    for old, new in (("nearly 10 years", "about 10 years"), ("nearly 40 years", "about 40 years")):
        _swap_option("years", old, new)(plain, items)
    return "years"


def _two_sums(plain: Plain) -> None:
    """A licence that forgets the date, and two sums that meet the asked one but not each other."""
    plain["relations"]["price"]["only one"]["amount"] = {"per": ["car"], "because": "no"}
    for amount, month in (("400000 US dollars", "2024-01"), ("500000 US dollars", "2024-02")):
        _fact("price", car="Aurus Senat", amount=amount, as_of=month)(plain)


def _leaky(plain: Plain) -> None:
    plain["relations"]["named after"]["ask"]["tower"] = "Which tower, the Senate Tower or another, named {the car}?"


PLANTED: tuple[tuple[str, str, Plant], ...] = (
    ("swapped key", "W2", _set("tower", answer="Trinity Tower")),
    ("key that no fact supports", "W2", _set("tower-typed", answer="Trinity Tower")),
    ("second true option", "W1", _change("giver", _fact("gave", giver="Modi", recipient="Kim", gift="a limousine",
                                                        when="2024-02"))),
    ("open slot treated as closed", "W1", _add(item(
        "sisi", "single", _SISI_ASK, ["Abdel Fattah el-Sisi", "Xi Jinping"], "Abdel Fattah el-Sisi", [SISI],
        false="only-one"))),
    ("typed answer on an open slot", "W4", _add(item("sisi", "typed", _SISI_ASK, [], "Abdel Fattah el-Sisi", [SISI]))),
    ("qualifier left out", "W4", _add(item(
        "any", "single", "Who shared Putin's car?", ["Narendra Modi", "Xi Jinping"], "Narendra Modi", [MODI],
        false="only-one"), _new_ask)),
    ("alias as an option", "W1", _swap_option("giver", "Xi Jinping", "the Kremlin leader")),
    ("alias of another option", "W3", _swap_option("guest", "Xi Jinping", "Kim Jong Un")),
    ("look-alike of the key", "W5", _add(item(
        "kim", "single", "Who shared Putin's car in Beijing on 3 September 2025?", ["Kim Jong-un", "Kіm Jong-un"],
        "Kim Jong-un", [KIM], false="only-one"))),
    ("full-width twin of the key", "W3", _swap_option("debut", "2021", "２０１８")),
    ("part of the key", "W7", _add(item(
        "where", "single", "Where did Kim share Putin's car on 3 September 2025?", ["Beijing", "Beijing old town"],
        "Beijing", [KIM], false="only-one"))),
    ("overlapping interval", "W6", _swap_option("years", "nearly 10 years", "24 years")),
    ("amount above an open bound", "W6", _swap_option("dollars", "about 150,000 US dollars", "400,000 US dollars")),
    ("other currency", "S2", _swap_option("dollars", "about 150,000 US dollars", "9 million roubles")),
    ("other unit", "W8", _swap_option("years", "nearly 10 years", "10 months")),
    ("other precision", "W8", _swap_option("debut", "2021", "May 2021")),
    ("hedge of the key alone", "W8", _hedged_alone),
    ("what was only shown", "S4", _change("giver", _shown_only)),
    ("text that is no foil", "W1", _swap_option("gift", "a watch", "a bicycle")),
    ("vouched by nobody", "W1", _swap_option("fed", "hay", "bread")),
    ("foil that became true", "W1", _change("gift", _fact("gave", giver="Putin", recipient="Kim", gift="a watch",
                                                          when="2024-02"))),
    ("refuted value as an option", "W1", _swap_option("giver", "Xi Jinping", "Narendra Modi")),
    ("refuted premise", "FACT", _change("gift", lambda plain: plain["refuted"].append({"gave": {
        "giver": "Putin", "recipient": "Kim", "gift": "a limousine"}, "because": "no"}))),
    ("refuted claim cited", "FACT", _set("giver", facts=[GAVE, REFUTED])),
    ("disputed value as an option", "S1", _change("gift", lambda plain: plain["disputed"].append(
        {"claims": [_WATCH]}))),
    ("disputed slot as a key", "W2", _change("tower", lambda plain: plain["disputed"].append({"claims": [
        {"named after": {"car": "Aurus Senat", "tower": "the Trinity Tower"}}]}))),
    ("disputed claim asked as a fact", "STEM", _add(item(
        "plainly", "number", "How many years had passed before the Pyongyang visit?", [],
        {"value": 24, "unit": "years"}, [DISPUTED]))),
    ("disputed claim cited", "FACT", _set("years", facts=[DISPUTED])),
    ("rival of an attributed key", "W2", _set("according", answer={"value": 25, "unit": "years"})),
    ("retracted fact", "FACT", _change("fed", lambda plain: plain["one-off facts"].clear())),
    ("fact marked disputed", "STEM", _change("tower", lambda plain: plain["facts"]["named after"][0].update(
        status="disputed"))),
    ("licence withdrawn", "W1", _change("tower", lambda plain: plain["relations"]["named after"].pop("only one"))),
    ("licence that needs a day", "W1", _change("guest", lambda plain: plain["facts"]["ride"][0].update(
        {"when": "2025-09-01"}) or plain["relations"]["ride"]["only one"].update(
            {"guest": {"per": ["host", "place", "car"], "because": "x"}}))),
    ("fact that may fit the stem", "W4", _change("guest", _fact("ride", host="Putin", guest="el-Sisi",
                                                                when="2025-09-01"))),
    ("other word of the source that is named", "W4", _change("according", _fact(
        "years since", visit="the Pyongyang visit", years="30", evidence={"Wire 15": "thirty years"}))),
    ("licence that two others break", "W2", _change("dollars", _two_sums)),
    ("half of a whole list", "W4", _set("firms", answer=["Porsche"], options=["Porsche", "Siemens", "Denso"],
                                        proofs=[proof("Porsche", "true", "fact", [HELPED]),
                                                proof("Siemens", "false", "whole-list", [HELPED]),
                                                proof("Denso", "false", "whole-list", [HELPED])])),
    ("true entry left among the wrong", "W1", _set("china", answer=["Narendra Modi"])),
    ("count off by one", "B5", _set("china-count", answer={"value": 3, "unit": ""})),
    ("count that is not settled", "B5", _change("china-count", _fact("ride", host="Putin", guest="el-Sisi",
                                                                     when="2025-09-02"))),
    ("number off by one", "W2", _set("debut-number", answer={"value": 2019, "unit": ""})),
    ("number in another unit", "W2", _set("according", answer={"value": 24, "unit": "months"})),
    ("difference off by one", "B6", _set("span", answer={"value": 8, "unit": "years"})),
    ("difference of a year and a day", "B6", _change("span", lambda plain: plain["facts"]["debut"][0].update(
        {"when": "2018"}))),
    ("order flipped", "B4", _set("order", answer=[
        "Modi rides with Putin in Tianjin", "El-Sisi rides with Putin in Sochi", "Kim rides with Putin in Beijing"])),
    ("order with a tie", "B4", _change("order", lambda plain: plain["facts"]["ride"][2].update({"when": "2025"}))),
    ("event that happened twice", "W9", _change("order", _fact("ride", host="Putin", guest="Modi", place="Tianjin",
                                                               when="2024-07-01"))),
    ("event with a disputed date", "S1", _change("order", lambda plain: plain["disputed"].append({"claims": [
        {"ride": {"host": "Putin", "guest": "Kim", "place": "Beijing", "when": "2025-09-02"}}]}))),
    ("pair swapped", "W2", _set("match", answer={"Tianjin": "Russia", "Sochi": "China"})),
    ("pair with two partners", "W1", _change("match", _fact("lies in", city="Tianjin", country="Russia"))),
    ("statement turned round", "W2", _set("said", answer=False)),
    ("false statement called true", "W2", _set("wrong", answer=True)),
    ("statement that nobody can judge", "W2", _add(statement(
        "unknown", "Xi Jinping rode with Putin in Sochi in 2018.", False, [SISI], "only-one"))),
    ("statement of no template", "STEM", _add(statement("odd", "Modi likes the car.", True, [MODI], "fact"))),
    ("gap filled with another thing", "W2", _set("tower-gap", answer=["Trinity Tower"])),
    ("stem of no template", "STEM", _set("tower", ask="Which tower is the finest?")),
    ("key in its own stem", "B7", _add(item(
        "leaky", "single", "Which tower, the Senate Tower or another, named the Aurus Senat?", _TOWERS, "Senate Tower",
        [NAMED], false="only-one"), _leaky)),
    ("option printed in the stem", "M1", _swap_option("guest", "Xi Jinping", "Vladimir Putin")),
    ("name that two bear", "W9", _change("giver", lambda plain: _also(plain, 3, also=["Kim"]))),
    ("typed name that two bear", "L2", _change("tower-typed", lambda plain: plain["things"]["tower"].append(
        {"name": "Old Tower", "also": ["Senate Tower"]}))),
    ("claim true here and false there", "B2", _set("wrong-year", answer=True)),
    ("same stem twice", "B8", _same_stem),
    ("written answer changed", "W2", _set("written", answer="Venus")),
    ("written options blur", "W3", _swap_option("written", "Venus", "mercury")),
    ("orders in a circle", "B4", _rival_order),
    ("id twice", "FORM", _repeat_id),
    ("fact that does not exist", "FACT", _set("tower", facts=["f-0123456789"])),
    ("fact that does not answer", "FACT", _set("tower", facts=[MODI], sources=sources([MODI]))),
    ("fact that has no part in it", "FACT", _set("tower", facts=[NAMED, MODI], sources=sources([NAMED, MODI]))),
    ("proof without its option", "PROOF", _drop_proof),
    ("proof of the opposite", "PROOF", _proofs("tower", 0, truth="true")),
    ("proof on a ground that is not there", "PROOF", _proofs("tower", 0, ground="denied")),
    ("proof that cites something else", "PROOF", _proofs("tower", 1, facts=[TIANJIN])),
    ("proof with an invented reason", "PROOF", _proofs("tower", 0, because="everybody knows")),
    ("proof that cites a refuted claim", "FACT", _proofs("giver", 1, facts=[REFUTED])),
    ("foreign source", "SOURCE", _set("tower", sources=[{"source": "Blog", "paragraph": 1, "quote": "x"}])),
    ("quote that was touched up", "SOURCE", _set("tower", sources=[
        {"source": "Wire", "paragraph": 1, "quote": "after the Senate tower"}])),
    ("paragraph moved", "SOURCE", _set("tower", sources=[
        {"source": "Wire", "paragraph": 2, "quote": "after the Senate Tower"}])),
    ("no source", "SOURCE", _set("span", sources=[])),
    ("span without its facts", "FACT", _set("span", facts=[SPAN], sources=[])),
    ("key that is no option", "FORM", _set("tower", options=["Spasskaya Tower", "Trinity Tower"])),
    ("verdict as a word", "FORM", _set("said", answer="true")),
)  # fmt: skip


@pytest.mark.parametrize(("cls", "plant"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_defect_is_refused_by_question_and_class(cls: str, plant: Plant) -> None:
    """The question that holds the defect is named, with the defect's class."""
    plain, items = pack(), clean()
    name = plant(plain, items)
    found = audit(plain, items.values())
    assert (name, cls) in {(problem.question, problem.cls) for problem in found}, found


def test_what_others_say_does_not_answer_what_one_source_says() -> None:
    """A fact with evidence from elsewhere leaves a question about the word of a source as it is."""
    plain, items = pack(), clean()
    _fact("years since", visit="the Pyongyang visit", years="30", evidence={"Paper 2": "thirty years"})(plain)
    assert audit(plain, items.values()) == []


def test_the_table_is_long_and_its_names_differ() -> None:
    """Each defect has a name of its own."""
    names = [row[0] for row in PLANTED]
    assert len(set(names)) == len(names) >= 30
