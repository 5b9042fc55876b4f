"""Facts, relations and licences as they come out of a file."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import permutations

from quiz.bank.distractors import Neighbours
from quiz.bank.world import World
from quiz.core.facts import Given, Licence, RoleType, Status
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef
from quiz.packs import Loaded, load_bytes

_PACK = """\
quiz: 1
title: T
sources:
  The Paper: {date: 2024-06-01, dated: printed, origin: agency}
  The Copy: {origin: agency}
  Other: {}
things:
  leader:
    - {name: the Red King, short: King, also: [Rex]}
    - {name: Ann Lee, short: Ann}
    - {name: Ann Roe, short: Ann}
  car: [an Aurus]
  land: [Ruritania, Freedonia]
  town: [{name: Strelsau, in: Ruritania}, {name: Zenda, in: Freedonia}]
foils:
  leader: {names: [the Blue King], because: never in office}
relations:
  ride:
    roles: {host: leader, guest: leader, car: car, place: town in Ruritania, when: date}
    say: "{guest} rode with {host}[ in {a car}] in {place} {when:on}."
    event: "{guest} rides"
    only one: {guest: {per: [host, place, when=day], because: one ride a day}}
    ask: {guest: "Who rode with {host} {when:on}?", when as year: "When did {guest} ride?"}
  price:
    roles: {car: car, amount: money, age: number of years, hedge: text}
    say: "{a car} costs {amount}."
    whole list: {amount: [car]}
facts:
  ride:
    - host: the Red King
      guest: Ann Lee
      place: Strelsau
      when: 2025-09-01
      only: {when: it was the only ride}
      evidence:
        The Paper 3: [rode with the king, {fragment: on Monday, roles: [when], reading: from the day of print}]
        The Copy 1: they rode
  price:
    - {car: Aurus, amount: over 300000 US dollars, age: nearly 25, evidence: {The Paper 1: a, Other 2: b}}
one-off facts:
  - {ask: What?, answer: Rex, kind: leader, wrong: [Bob], because: no, say: "It was {answer}."}
"""


def _load(more: str = "", old: str = "", new: str = "") -> Loaded:
    assert old in _PACK
    return load_bytes((_PACK.replace(old, new, 1) if old else _PACK).encode() + more.encode(), "t")


def _codes(loaded: Loaded) -> list[str]:
    return [finding.code for finding in loaded.findings if finding.severity == "error"]


def test_names_resolve_with_and_without_article() -> None:
    """Names, shorts and also-names, with or without article, become the thing of the role's kind."""
    for name in ("Red King", "the Red King", "King", "Rex", "The Red King"):
        loaded = _load(old="host: the Red King", new=f"host: {name}")
        assert loaded.pack.facts[0].values["host"] == (ThingRef("Red King"),)
    thing = _load().pack.things["Red King"]
    assert (thing.article, thing.short, thing.kind, thing.foil) == ("the", "King", "leader", False)
    assert _load().pack.things["Blue King"].because == "never in office"


def test_an_ambiguous_name_is_refused_with_both_readings() -> None:
    """A short name of two things is refused, and both are named."""
    loaded = _load(old="guest: Ann Lee", new="guest: Ann")
    (finding,) = [f for f in loaded.findings if f.code == "F712"]
    assert "Ann Lee" in finding.message
    assert "Ann Roe" in finding.message


def test_two_things_of_one_name_need_notes() -> None:
    """Without notes the second is refused; with notes each has its own key."""
    assert "F712" in _codes(_load(old="car: [an Aurus]", new="car: [an Aurus, Strelsau]"))
    pair = "car: [an Aurus, {name: Volga, note: car}]\n  river: [{name: the Volga, note: river}]"
    loaded = _load(old="car: [an Aurus]", new=pair)
    assert {"Volga (car)", "Volga (river)"} <= set(loaded.pack.things)
    assert _codes(loaded) == []


def test_a_slip_in_a_lifetime_costs_the_lifetime_alone() -> None:
    """The thing keeps its names, and the facts about it are there to contradict others."""
    for lifetime, code in (("since: 2023, until: 2013", "F707"), ("since: long ago", "F713")):
        loaded = _load(old="{name: Ann Lee, short: Ann}", new=f"{{name: Ann Lee, short: Ann, {lifetime}}}")
        found = loaded.pack.things["Ann Lee"]
        assert [finding.code for finding in loaded.findings if finding.severity == "error"] == [code]
        assert (found.short, found.since, found.until) == ("Ann", None, None)
        assert "ride" in {fact.relation for fact in loaded.pack.facts}


def test_what_names_a_thing_with_a_slip_is_kept_apart() -> None:
    """Facts, denials, rivals: neither asked nor a proof, and no error of their own; the thing keeps its names."""
    slip = {"old": "car: [an Aurus]", "new": "car: [{name: an Aurus, colour: red}]"}
    loaded = _load(_CLAIMS, **slip)
    pack = loaded.pack
    assert _codes(loaded) == ["Y118"]
    assert pack.things["Aurus"].broken
    assert [fact.relation for fact in pack.facts] == ["ride"]
    assert {"price"} == {one.relation for one in pack.broken}
    assert pack.disputes == ()
    owned = _load(_CLAIMS, old="also: [Rex]", new="also: [Rex], colour: red").pack
    assert (owned.denials, owned.complete, owned.one_offs) == ((), (), ())


def test_a_thing_with_a_slip_is_no_option() -> None:
    """What it lies in may be the very key that is misspelt, so that it could be a second right answer."""
    towns = "town: [{name: Strelsau, in: Ruritania}, {name: Hentzau, in: Ruritania}, {name: Tarlen, in: Ruritania},"
    options = {}
    for key in ("in", "inn"):
        made = _load(old="town: [{name: Strelsau, in: Ruritania},", new=f"{towns} {{name: Mitte, {key}: Strelsau}},")
        near = Neighbours(World(made.pack))
        options[key] = {thing.name for thing in near.things("town").all()}
    assert options["in"] - options["inn"] == {"Mitte"}


def test_a_place_role_takes_only_what_lies_there() -> None:
    """`town in Ruritania` refuses a town of Freedonia."""
    assert _codes(_load(old="place: Strelsau", new="place: Zenda")) == ["F708"]


def test_values_are_typed_by_the_role() -> None:
    """Money, numbers, dates and things become values of their types."""
    ride, price = _load().pack.facts
    assert isinstance(ride.values["when"][0], Date)
    amount, age = price.values["amount"][0], price.values["age"][0]
    assert isinstance(amount, Money)
    assert isinstance(age, Quantity)
    assert (amount.printed, amount.currency, age.printed, age.unit) == (
        "over 300,000",
        "US dollars",
        "nearly 25",
        "years",
    )
    role = _load().pack.relations["ride"].roles["place"]
    assert (role.type, role.kind, role.within) == (RoleType.THING, "town", "Ruritania")


def test_status_counts_independent_origins() -> None:
    """Two sources of one origin are one witness; two origins verify."""
    ride, price = _load().pack.facts
    assert ride.status is Status.SINGLE_ORIGIN
    assert price.status is Status.VERIFIED
    assert [(e.source, e.paragraph, e.roles) for e in ride.evidence] == [
        ("The Paper", 3, ()), ("The Paper", 3, ("when",)), ("The Copy", 1, ()),
    ]  # fmt: skip
    assert ride.evidence[1].reading == "from the day of print"


def test_licences_and_stems_are_read() -> None:
    """`only one`, `whole list` and `only` give licences; `as year` asks more coarsely."""
    loaded = _load()
    ride, price = loaded.pack.relations["ride"], loaded.pack.relations["price"]
    given = (Given("host"), Given("place"), Given("when", Precision.DAY))
    assert ride.licences == (Licence("guest", given, "one ride a day"),)
    assert price.licences == (Licence("amount", (Given("car"),), "", whole=True),)
    own = loaded.pack.facts[0].licences
    assert own == (Licence("when", (Given("host"), Given("guest"), Given("place")), "it was the only ride"),)
    assert [(ask.role, ask.precision) for ask in ride.asks] == [("guest", None), ("when", Precision.YEAR)]


def test_a_fact_id_is_the_digest_of_its_assertion() -> None:
    """The id is that of the sorted role values; order, evidence and spelling of a name do not touch it."""
    wanted = ["price", [["age", ["nearly 25"]], ["amount", ["over 300000 US dollars"]], ["car", ["Aurus"]]]]
    data = json.dumps(wanted, ensure_ascii=False, separators=(",", ":")).encode()
    before = _load().pack.facts
    assert before[1].id == "f-" + blake2b(data, digest_size=16).hexdigest()[:10]
    assert _load(old="host: the Red King", new="host: Rex").pack.facts[0].id == before[0].id
    assert _load(old="guest: Ann Lee", new="guest: Ann Roe").pack.facts[0].id != before[0].id


_CLAIMS = """\
not:
  - {ride: {host: Rex, guest: Nobody at all}, because: he says so}
disputed:
  - {about: x, claims: [{price: {car: Aurus, age: 24}}, {price: {car: Aurus, age: nearly 25}}]}
refuted:
  - {ride: {host: Rex, place: Zenda}, because: b, source: "https://example.org/a"}
complete:
  - {relation: ride, role: guest, where: {host: Rex, place: Freedonia, when: 2025-09-01..2025-09-03}, because: b}
"""


def test_claims_may_name_what_is_no_thing() -> None:
    """Values of claims that name no thing stay text; the prefix of the id tells the kind of claim."""
    pack = _load(_CLAIMS).pack
    assert pack.denials[0].values["guest"] == (Text("Nobody at all"),)
    assert pack.complete[0].where["place"] == (ThingRef("Freedonia"),)
    assert [c.id[:2] for c in (*pack.denials, *pack.disputes[0].claims, *pack.refuted)] == ["n-", "d-", "d-", "r-"]
    assert pack.complete[0].id[:2] == "c-"
    assert _codes(_load(_CLAIMS)) == []


def test_a_broken_group_of_rivals_keeps_what_it_still_says() -> None:
    """A slip in one claim makes no question of what another disputes, nor lets that one speak alone."""
    broken = _CLAIMS.replace("{price: {car: Aurus, age: 24}}", "{price: {car: Aurus, age: 24}, attribute: Other}")
    loaded = _load(broken.replace("age: nearly 25", "age: long ago"))
    assert _codes(loaded) != []
    (claim,) = loaded.pack.broken
    assert loaded.pack.disputes == ()
    assert claim.values["car"] == (ThingRef("Aurus"),)


def test_what_an_error_makes_useless_is_kept_apart() -> None:
    """A fact or a denial with an error is neither asked nor a proof; one of whose values is illegible says nothing."""
    slip = {"The Paper 3": "Nobody 3", "age: nearly 25": "age: nearly 25, colour: red"}
    for old, new in slip.items():
        loaded = _load(old=old, new=new)
        assert len(loaded.pack.facts) == len(loaded.pack.broken) == 1
    assert _load(old="age: nearly 25", new="age: old").pack.broken == ()
    denied = "not:\n  - {price: {car: Aurus, age: 24}, because: b, colour: red}\n"
    assert (_load(denied).pack.denials, len(_load(denied).pack.broken)) == ((), 1)
    refuted = _load(denied.replace("not:", "refuted:")).pack
    assert (len(refuted.refuted), refuted.broken) == (1, ())


_RIVAL = """\
    - {host: Rex, guest: Ann Roe, place: Strelsau, when: 2025-09-01, evidence: {Other 1: a}}
"""


def test_two_facts_under_one_licence_are_named_and_both_called_disputed() -> None:
    """F701 names both facts; facts known less exactly than the licence needs do not conflict."""
    loaded = _load(old="  price:\n    - {car", new=_RIVAL + "  price:\n    - {car")
    both = [f for f in loaded.findings if f.code == "F701"]
    assert len(both) == 2
    assert str(both[1].line) in both[0].message
    assert [fact.relation for fact in loaded.pack.facts if fact.status is not Status.DISPUTED] == ["price"]
    coarse = _RIVAL.replace("2025-09-01", "2025-09")
    assert len(_load(old="  price:\n    - {car", new=coarse + "  price:\n    - {car").pack.facts) == 3


def test_a_fact_is_held_against_every_other_of_its_slot() -> None:
    """Agreement is not transitive: `about 100` agrees with 96 and with 104, which differ; the order makes no odds."""
    amounts = ("about 100 roubles", "96 roubles", "104 roubles")
    for first, second, third in permutations(amounts):
        rows = "".join(
            f"    - {{car: Aurus, amount: {amount}, evidence: {{Other 1: a}}}}\n" for amount in (first, second, third)
        )
        loaded = _load(old="  price:\n    - {car", new="  price:\n" + rows + "    - {car")
        disputed = [fact for fact in loaded.pack.facts if fact.status is Status.DISPUTED]
        assert len(disputed) == 2
        assert _codes(loaded).count("F701") == 2


def test_so_many_values_cannot_all_be_one() -> None:
    """Above two hundred they are not compared pair by pair; whichever comes first, all of them are disputed."""
    amounts = ["about 1000 roubles", *(f"{number} roubles" for number in range(980, 1190))]
    for order in (amounts, amounts[::-1]):
        rows = "".join(f"    - {{car: Aurus, amount: {amount}, evidence: {{Other 1: a}}}}\n" for amount in order)
        loaded = _load(old="  price:\n    - {car", new="  price:\n" + rows + "    - {car")
        prices = [fact for fact in loaded.pack.facts if "amount" in fact.values and "age" not in fact.values]
        assert {fact.status for fact in prices} == {Status.DISPUTED}


def test_facts_coarser_than_their_licence_do_not_conflict() -> None:
    """Two rides of one month are no contradiction under a licence that needs the day."""
    month = _RIVAL.replace("2025-09-01", "2025-09")
    both = month + month.replace("Ann Roe", "Ann Lee")
    assert _codes(_load(old="  price:\n    - {car", new=both + "  price:\n    - {car")) == []


def test_a_capital_article_belongs_to_the_name() -> None:
    """`The Hague` keeps its article, and is found with and without it."""
    for name in ("The Hague", "Hague", "the Hague"):
        town = "{name: The Hague, in: Ruritania}, {name: Strelsau"
        loaded = load_bytes(
            _PACK.replace("{name: Strelsau", town).replace("place: Strelsau", f"place: {name}").encode(), "t"
        )
        assert loaded.pack.facts[0].values["place"] == (ThingRef("The Hague"),)
        assert loaded.pack.things["The Hague"].article == ""


def test_the_order_of_several_values_does_not_change_the_id() -> None:
    """Values of one role are a set for the identity, and stay in order for the reader."""
    one, two = (
        _load(old="guest: Ann Lee", new=f"guest: [{names}]").pack.facts[0]
        for names in ("Ann Lee, Ann Roe", "Ann Roe, Ann Lee")
    )
    assert one.id == two.id
    assert one.values["guest"] == two.values["guest"][::-1] == (ThingRef("Ann Lee"), ThingRef("Ann Roe"))


def test_a_facts_own_licence_is_held_against_the_others() -> None:
    """`only: when` is broken by the same ride on another day."""
    other = _RIVAL.replace("Ann Roe", "Ann Lee").replace("2025-09-01", "2024-01-05")
    loaded = _load(old="  price:\n    - {car", new=other + "  price:\n    - {car")
    assert _codes(loaded) == ["F701", "F701"]


def test_values_that_may_be_equal_do_not_conflict() -> None:
    """A coarser date of the same event is no contradiction."""
    relation = '  born: {roles: {who: leader, when: date}, say: "{who} {when:on}", only one: {when: [who]}}\nfacts:\n'
    facts = (
        "  born:\n    - {who: Rex, when: 1950}\n    - {who: Rex, when: 1950-05-01}\n    - {who: Ann Lee, when: 1960}\n"
    )
    text = _PACK.replace("facts:\n", relation + facts, 1)
    assert _codes(load_bytes(text.encode(), "t")) == []
    assert "F701" in _codes(load_bytes(text.replace("when: 1950}", "when: 1951}").encode(), "t"))


def test_warnings_name_what_has_no_ground() -> None:
    """A licence, foils and wrong answers without a reason, and a fact without evidence, are warned of."""
    assert [f.line for f in _load().findings if f.code == "F711"] == [27]
    assert [f.line for f in _load().findings if f.code == "F705"] == [41]
    assert "F711" in [f.code for f in _load(old=", because: never in office", new="").findings]


def test_a_literal_that_equals_a_value_is_warned_of() -> None:
    """A template that says a value without a slot is warned of; the same word in a slot is not."""
    assert "F719" not in [f.code for f in _load().findings]
    loaded = _load(old="Who rode with {host} {when:on}?", new="Who rode with {host} in 2025?")
    assert [(f.code, f.severity) for f in loaded.findings if f.code == "F719"] == [("F719", "warning")]


def test_one_off_facts_are_typed_by_kind() -> None:
    """The answer of a one-off fact is read as its kind says."""
    one = _load().pack.one_offs[0]
    assert one.answer == ThingRef("Red King")
    year = _load(old="answer: Rex, kind: leader, wrong: [Bob]", new="answer: 2018, kind: year, wrong: [2019, next]")
    assert _codes(year) == ["F713"]
    assert len(year.pack.one_offs) == 0


def test_extra_keys_and_header_are_kept() -> None:
    """Keys that begin with x- are kept, and so is the attribution; the digest is that of the bytes."""
    loaded = _load("x-a: [1, {b: no}]\nattribution: Ann\nlanguage: de-CH\n")
    assert loaded.pack.extra == {"x-a": ["1", {"b": "no"}], "attribution": "Ann"}
    assert loaded.pack.language == "de-CH"
    assert loaded.pack.digest != _load().pack.digest
    assert _load('language: "not a language"\n').pack.language == "en"
