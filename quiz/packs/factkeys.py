"""The keys of the part of a pack that holds facts, in the manner of `keys`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.packs.keys import COMMON, Key, table

THING = table(
    name=("text", "The full name, with its article if it has one.", "the Senate Tower"),
    short=("text", "The short name, for stems.", "Putin"),
    also=("texts", "Other names.", "[Kim Jong Un]"),
    since=("date", "From when it existed.", "2018"),
    until=("date", "Until when it existed.", "1991"),
    note=("text", "What tells it from another of the same name.", "the elder"),
    **{"in": ("text", "The thing that it lies in.", "Canada")},
)
FOILS = table(
    names=("texts", "The names.", "[Milan, Turin]"),
    because=("text", "Why none of them is ever right.", "no capitals"),
)
_EVIDENCE = table(
    evidence=(
        "any",
        "Where it stands: `SOURCE PARAGRAPH: at most eight words`.",
        "{BBC 3: the capital since 1857}",
    ),
)
_FACTUAL = table(
    _EVIDENCE,
    topic=("text", "The topic, which makes rounds.", "Geography"),
    cluster=("text", "Facts of one cluster do not meet in one round.", "the visit"),
    attribute=("text", "The source that a stem names: `According to ...`.", "BBC"),
)
_MORE = table(
    _FACTUAL,
    dissent=("text", "Who says otherwise.", "Another paper names Rome."),
    note=("text", "A note for yourself.", "ask again in spring"),
    status=("text", "What is known of it, where evidence alone does not tell.", "single-origin"),
    difficulty=("whole 1 5", "From 1, easy, to 5, hard.", "2"),
)
RELATION = table(
    topic=("text", "The topic of its questions.", "Geography"),
    roles=(
        "map text",
        "The roles with their types: text, date, money, number of UNIT, a kind.",
        "{city: city}",
    ),
    say=("text", "The sentence of a fact, with a slot for each role.", "{city} is the capital of {country}."),
    event=("text", "The name of the event in an ordering.", "{city} becomes the capital"),
    order=("text", "The stem of an ordering.", "Put these in order, earliest first."),
    only__one=(
        "any",
        "Roles with one value for what is given. Each states why.",
        "{city: {per: [land], because: b}}",
    ),
    whole__list=(
        "any",
        "Roles of which a fact names all values. Each states why.",
        "{city: {per: [land], because: b}}",
    ),
    ask=("any", "The stem for each role that may be asked.", "{city: 'Which is the capital of {country}?'}"),
    match=("list matching", "Matchings to make."),
    implies=("texts", "Relations that follow from this one.", "[showed]"),
    foils=("any", "Wrong values for a role.", "{city: [Milan]}"),
)
MATCHING = table(
    left=("text", "The role in the left column.", "country"),
    right=("text", "The role in the right column.", "city"),
    ask=("text", "The stem.", "Match the capitals."),
    headings=("texts", "The headings of the two columns.", "[Country, Capital]"),
)
FACT = table(
    _MORE,
    say=("text", "The sentence of this fact alone.", "{city} is the capital."),
    ask=("any", "The stems of this fact alone.", "{city: 'Which is the capital?'}"),
    only__one=("any", "A licence of this fact alone.", "{city: {per: [land], because: b}}"),
    only=(
        "any",
        "Roles with one value for all else that this fact says, and why.",
        "{city: there is one}",
    ),
    foils=("any", "Wrong values for this fact alone.", "{city: [Milan]}"),
)
ONE_OFF = table(
    _MORE,
    ask=("text", "The question.", "What did the horse eat?"),
    answer=("text", "The answer.", "carrots"),
    wrong=("texts", "Answers that you know to be wrong.", "[apples, hay]"),
    say=("text", "The sentence, with the slot {answer}.", "The horse ate {answer}."),
    because=("text", "Why the wrong answers are wrong.", "the footage shows it"),
    kind=("text", "The type of the answer, as for a role.", "text"),
    also=("texts", "Other ways to write the answer.", "[a carrot]"),
)
COMPLETE = table(
    _EVIDENCE,
    relation=("text", "The relation.", "ride"),
    role=("text", "The role of which the facts name all values.", "guest"),
    where=("any", "What the other roles are.", "{host: Putin}"),
    ask=("text", "The stem of a question for all of them.", "Who rode along?"),
    count=("text", "The stem of a question for how many.", "How many rode along?"),
    because=("text", "Why there is nobody else.", "the list is official"),
    topic=tuple(COMMON["topic"]),
    cluster=("text", "Its cluster.", "the visit"),
)
CLAIM = table(
    _EVIDENCE,
    because=("text", "Why it is false.", "it was only shown"),
    source=("text", "The source that denies it.", "BBC"),
    attribute=("text", "Who claims it.", "BBC"),
)
DISPUTE = table(
    about=("text", "What is disputed.", "the year"),
    claims=("claims", "The rival claims, two at least."),
    note=("text", "A note for yourself.", "see page 4"),
)
SPAN = table(
    ask=("text", "The stem.", "How many years lay between?"),
    say=("text", "The sentence.", "{years} years lay between."),
    topic=tuple(COMMON["topic"]),
    to=("any", "The later fact.", "{built: {car: Aurus}}"),
    **{
        "from": ("any", "The earlier fact.", "{named: {car: Aurus}}"),
        "in": ("word years months days", "The unit.", "years"),
    },
)
EVIDENCE = table(
    fragment=("text", "At most eight words, exactly as they stand there.", "the capital since 1857"),
    roles=("texts", "The roles that it proves, where it does not prove all.", "[city]"),
    reading=("text", "How the print becomes the value, where they differ.", "3/9 is day and month"),
)
LICENCE = table(
    per=("texts", "The roles that are given.", "[country]"),
    because=("text", "Why there is only one.", "a country has one capital"),
)
TABLES: Mapping[str, Mapping[str, Key]] = MappingProxyType(
    {
        "thing": THING, "foils": FOILS, "relation": RELATION, "matching": MATCHING, "fact": FACT, "one-off": ONE_OFF,
        "completeness": COMPLETE, "dispute": DISPUTE, "span": SPAN,
    }
)  # fmt: skip
