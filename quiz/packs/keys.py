"""Every key of a pack file: what it takes, what it means, and an example.

The readers take their sets of known keys from here and `quiz schema` its descriptions, so the two cannot differ.

The shape of a value is told in a few words: `text`, `texts` (one or a list), `flag`, `number`, `share` (a number or a
percentage), `whole LOW HIGH`, `word A B C`, `date`, `options`, `source`, `claims`, `any`; `one NAME`, `list NAME`,
`map NAME`, `lists NAME` refer to another table, as one, a list, a value for each key, or a list for each key.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Key(NamedTuple):
    """One key: the shape of its value, its meaning in a sentence, and an example as it is typed."""

    shape: str
    about: str
    example: str = ""


def table(*more: Mapping[str, Key], **rows: tuple[str, ...]) -> Mapping[str, Key]:
    """Make a table of `rows` and those of `more`; a key of several words is written with double underscores."""
    found = {name.replace("__", " "): Key(*row) for name, row in rows.items()}
    for other in more:
        found |= other
    return MappingProxyType(found)


PACK = table(
    quiz=("word 1", "The version of the syntax. It stands first.", "1"),
    title=("text", "The name of the pack, as the library shows it.", "Capitals"),
    about=("text", "What the pack is about, in a sentence or two.", "The capitals of Europe, for year 7."),
    language=(
        "text",
        "The language of the texts as a tag. It rules how typed answers are compared, and what is checked.",
        "en",
    ),
    licence=("text", "Under which licence the pack may be passed on.", "CC-BY-4.0"),
    attribution=("text", "Whom the licence asks to name.", "Open Trivia Database"),
    sources=(
        "map source",
        "The texts that questions and facts cite, each by its name.",
        "{BBC: https://bbc.com/a}",
    ),
    defaults=(
        "one defaults",
        "What holds where a question does not say otherwise.",
        "{difficulty: 2, seconds: 20}",
    ),
    questions=("list question", "Questions that are asked as they stand.", "[{ask: Is it so?, verdict: true}]"),
    things=("lists thing", "What facts speak of, by kind.", "{city: [Ottawa, Rome]}"),
    foils=(
        "map foils",
        "Things that exist only to be wrong answers.",
        "{city: {names: [Milan], because: no capital}}",
    ),
    relations=("map relation", "What facts may state: roles, sentence, stems, and what proves an answer wrong."),
    facts=("lists fact", "The facts, under the name of their relation."),
    complete=("list completeness", "Statements that a list of facts names everybody."),
    disputed=("list dispute", "Claims that cannot both be true. They are never asked."),
    refuted=("claims", "Claims that a source refutes. They are never an answer, right or wrong."),
    spans=("list span", "Times between two dated facts."),
    **{
        "one-off facts": ("list one-off", "Facts without a relation; the author vouches for the wrong answers."),
        "not": ("claims", "Claims known to be false; each is a licence for a wrong answer."),
    },
)

DECIDING = table(
    right=("options", "The right answer of a choice; a list makes it a question with several right answers.", "Ottawa"),
    verdict=("word true false", "Whether the statement under `ask` is true.", "true"),
    number=("number", "The right number.", "462"),
    accept=("texts", "The texts that are right when typed, the first as it is shown.", "[metre, meter]"),
    order=("options", "The entries in their right order.", "[first, second, third]"),
    match=("pairs", "Pairs that belong together, left and right.", "{Canada: Ottawa, Italy: Rome}"),
    fill=("text", "A text with gaps; `|` parts what a gap accepts.", "The capital of Italy is [[Rome|Roma]]."),
)

COMMON = table(
    ask=("text", "The question as it is shown.", "Which city is the capital of Canada?"),
    explain=("text", "What is told after the answer.", "Queen Victoria chose it in 1857."),
    source=("source", "The source: a name from `sources`, an address, or the source itself.", "BBC"),
    quote=("text", "At most eight words of the source, as they stand there.", "the capital since 1857"),
    paragraph=("whole 1 9999", "The paragraph of the source, counted from 1.", "3"),
    id=("text", "A name of your own for the question. Results are kept by it.", "canada-1"),
    topic=("text", "The topic, which makes rounds.", "Geography"),
    tags=("texts", "Words to find the question by.", "[geography, year 7]"),
    difficulty=("whole 1 5", "From 1, easy, to 5, hard.", "2"),
    seconds=("whole 5 600", "The time to answer, in seconds.", "20"),
    weight=("number", "What the question counts for; 1 where nothing is said.", "2"),
    language=("text", "The language of this question, where it is another than the pack's.", "fr"),
)

_TYPING = table(
    near=("whole 0 9", "How many slips of the keyboard are forgiven; by length where nothing is said.", "1"),
    case=("word ignore keep", "Whether capitals matter.", "ignore"),
    accents=("word ignore keep", "Whether accents matter.", "ignore"),
    punctuation=("word ignore keep", "Whether punctuation matters.", "ignore"),
    articles=("word ignore keep", "Whether an article at the beginning matters.", "ignore"),
)

KINDS: Mapping[str, Mapping[str, Key]] = MappingProxyType(
    {
        "right": table(
            wrong=("options", "The wrong answers.", "[Toronto, Montreal, Vancouver]"),
            keep_order=("flag", "Show the options sorted instead of shuffled, as for years.", "true"),
            score=("word all share share-minus", "How part of several right answers counts.", "share"),
        ),
        "verdict": table(say=("text", "What is told to whoever was wrong.", "Spiders have eight legs.")),
        "number": table(
            within=("share", "How far off is still right: a number, or a percentage.", "1%"),
            between=("numbers", "From where to where an answer is right.", "[460, 465]"),
            unit=("text", "The unit.", "m"),
            margin=("share", "How far beyond that an answer still earns a share.", "10"),
        ),
        "accept": table(
            _TYPING,
            reject=("reject", "Texts that are wrong however near they come.", "{Kim Jong Il: His father.}"),
        ),
        "order": table(score=("word all pairs", "Whether part of the order counts.", "pairs")),
        "match": table(
            decoys=("texts", "Entries of the right column that belong to none.", "[Toronto]"),
            headings=("texts", "The headings of the two columns.", "[Country, Capital]"),
        ),
        "fill": _TYPING,
    }
)

OPTION = table(
    text=("text", "The option as it is shown.", "Toronto"),
    say=("text", "What is told to whoever chose it.", "The largest city, not the capital."),
    score=("share", "What choosing it counts for: a share of the question, below 0 for a loss.", "50%"),
)
PAIR = table(
    left=("text", "The entry of the left column.", "Canada"),
    right=("text", "Its partner in the right column.", "Ottawa"),
)
DEFAULTS = MappingProxyType({key: COMMON[key] for key in ("difficulty", "seconds", "tags", "source", "topic")})
SOURCE = table(
    title=("text", "The title.", "Gifts at the summit"),
    author=("text", "Who wrote it.", "Vu Hoang"),
    url=("text", "The address.", "https://example.org/a"),
    date=("date", "When it was published.", "2024-06-19"),
    dated=(
        "word printed inferred unknown",
        "How the date is known; without a note it is printed.",
        "printed",
    ),
    date__note=("text", "What there is to say about the date.", "the page carries none"),
    origin=("text", "Whose story it retells; sources of one origin are one witness.", "Reuters June 2024"),
    article=("text", "The file that `quiz verify` holds the evidence against.", "a.txt"),
    furniture=("texts", "Paragraphs that are no evidence: titles, captions, bylines.", "[1, 2]"),
)
