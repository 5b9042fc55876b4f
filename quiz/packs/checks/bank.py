"""Checks of a pack as a whole: repetitions, and what many questions give away together."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quiz.core.facts import Status
from quiz.core.kinds import Single, TrueFalse, key_text
from quiz.packs.checks.base import Case, texts
from quiz.packs.findings import Log, Mark, quoted
from quiz.packs.load import Loaded
from quiz.packs.nodes import Scalar
from quiz.packs.values import ValueProblem, decimal

SAMPLE = 20
"""Below so many questions of a sort a count says nothing."""

NEAR = 0.8
"""So much of their words two stems share to be nearly the same: the share of the common words in all of both."""

_UNLIKELY = 2.58  # standard deviations beyond which chance leads one time in a hundred
_OFTEN = 0.2
_WORDS = re.compile(r"\w+")
_LEAST = 5
_COMPARED = 50  # with so many of the stems that share a rare word one is compared, the latest first


def near_duplicates(cases: Sequence[Case], *, others: bool) -> None:
    """P601, and with `others` P614: stems that share nearly all their words.

    Two sets as alike as NEAR share one of their rarest words, so that only stems that do are compared. Words are kept
    as numbers, the most frequent lowest, for a large pack has as many stems as a book has lines.
    """
    spread = Counter(word for case in cases for word in set(_WORDS.findall(case.folded)))
    numbers = {word: number for number, (word, _) in enumerate(spread.most_common())}
    stems = [array("I", sorted(numbers[word] for word in set(_WORDS.findall(case.folded)))) for case in cases]
    rare: dict[int, list[int]] = defaultdict(list)
    for at, words in enumerate(stems):
        if len(words) < _LEAST:
            continue
        first = len(words) - math.ceil(NEAR * len(words)) + 1
        twin = _twin(stems, at, [n for word in words[-first:] for n in rare[word][-_COMPARED:]])
        for word in words[-first:]:
            rare[word].append(at)
        if twin is not None and _comparable(cases[at], cases[twin]):
            _repeated(cases[at], cases[twin], others=others)


def _twin(stems: Sequence[array[int]], at: int, candidates: Iterable[int]) -> int | None:
    """Give the first of the candidates whose stem is nearly that of `at`."""
    own = frozenset(stems[at])
    for other in sorted(set(candidates)):
        size = len(stems[other])
        if min(size, len(own)) >= NEAR * max(size, len(own)):
            common = len(own.intersection(stems[other]))
            if common >= NEAR * (len(own) + size - common):
                return other
    return None


def _comparable(one: Case, other: Case) -> bool:
    """Tell whether two questions are of one kind and their stems not simply the same, which the loader has judged."""
    return one.folded != other.folded and one.item.question.kind == other.item.question.kind


def _repeated(one: Case, other: Case, *, others: bool) -> None:
    same = key_text(one.item.question).casefold() == key_text(other.item.question).casefold()
    line = other.stem.mark.line + 1
    if same:
        one.log.add("P601", one.stem.mark, f"nearly the same question stands in line {line}, with the same answer")
    elif others:
        one.log.add("P614", one.stem.mark, f"nearly the same question stands in line {line}, with another answer")


def tags(cases: Iterable[Case]) -> None:
    """P609: a tag in two spellings."""
    known: dict[str, str] = {}
    for case in cases:
        for node in texts(case.node.fields.get("tags")):
            loose = "".join(_WORDS.findall(node.text.casefold())).replace("_", "")
            first = known.setdefault(loose, node.text)
            if first != node.text:
                case.log.add("P609", node.mark, f"{quoted(node.text)} stands beside {quoted(first)}")
                known[loose] = node.text


def licence(log: Log, loaded: Loaded) -> None:
    """P610: matter of others that nobody may tell whether to pass on."""
    fields, keys = loaded.root.fields, loaded.root.keys
    taken = next((key for key in fields if key == "attribution" or key.startswith("x-import")), None)
    if taken is not None and not loaded.pack.licence:
        log.add("P610", keys[taken], f"{quoted(taken)} says that it is taken over, and no `licence` says on what terms")


def disputed(log: Log, loaded: Loaded) -> None:
    """F710: facts that the pack calls disputed, and that are therefore never asked."""
    for fact in loaded.pack.facts:
        if fact.status is Status.DISPUTED:
            log.add(
                "F710", loaded.places[fact.id], f"this fact of {quoted(fact.relation)} is disputed, and never asked"
            )


def sources(cases: Sequence[Case], at: Mark) -> None:
    """P611: questions that nobody can look up."""
    bare = sum(not case.item.reveal.citations for case in cases)
    if bare and cases:
        cases[0].log.add("P611", at, f"{bare} of {len(cases)} questions have no source")


def levels(cases: Sequence[Case], at: Mark) -> None:
    """P612: one difficulty for all."""
    if len(cases) >= SAMPLE and len({case.item.difficulty for case in cases}) == 1:
        cases[0].log.add("P612", at, f"all {len(cases)} questions have difficulty {cases[0].item.difficulty}")


def biases(cases: Sequence[Case], at: Mark) -> None:
    """P603 to P607: what a player could win by guessing."""
    log = cases[0].log if cases else None
    if log is None:
        return
    for code, said in (*_places(cases), *_lengths(cases), *_middles(cases), *_verdicts(cases), *_answers(cases)):
        log.add(code, at, said)


def _unlikely(hits: int, chances: Sequence[float]) -> bool:
    """Tell whether so many hits come by chance less than once in a hundred times."""
    spread = math.sqrt(sum(p * (1 - p) for p in chances))
    return len(chances) >= SAMPLE and spread > 0 and hits - sum(chances) > _UNLIKELY * spread


def _places(cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    kept = [q for case in cases if isinstance(q := case.item.question, Single) and q.keep_order]
    counts = Counter(question.key for question in kept)
    for place, hits in counts.most_common(1):
        if _unlikely(hits, [1 / len(question.options) for question in kept]):
            yield (
                "P603",
                f"in {hits} of {len(kept)} questions that keep their order the answer stands in place {place + 1}",
            )


def _lengths(cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    hits, chances = 0, []
    for case in cases:
        if case.right == 1 and len(case.options) > 2:
            right, *wrong = (len(option.text) for option in case.options)
            top = max(right, *wrong)
            if sorted((right, *wrong))[-2] < top:
                hits += right == top
                chances.append(1 / len(case.options))
    if _unlikely(hits, chances):
        yield (
            "P604",
            f"the longest option is right in {hits} of {len(chances)} questions; chance gives {sum(chances):.0f}",
        )


def _middles(cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    hits, chances = 0, []
    for case in cases:
        values = _values(case.options) if case.right == 1 and len(case.options) > 2 else []
        if values:
            hits += min(values) < values[0] < max(values)
            chances.append((len(values) - 2) / len(values))
    if _unlikely(hits, chances):
        told = f"{hits} of {len(chances)} answers in numbers are neither the smallest nor the largest"
        yield "P605", f"{told}; chance gives {sum(chances):.0f}"


def _values(options: Sequence[Scalar]) -> list[float]:
    try:
        return [float(decimal(option.text)) for option in options]
    except ValueProblem:
        return []


def _verdicts(cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    keys = [q.key for case in cases if isinstance(q := case.item.question, TrueFalse)]
    more = max(sum(keys), len(keys) - sum(keys))
    if _unlikely(more, [0.5] * len(keys)):
        yield "P606", f"{sum(keys)} of {len(keys)} statements are true"


def _answers(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    asked = [key_text(case.item.question) for case in cases if not isinstance(case.item.question, TrueFalse)]
    for answer, hits in Counter(text.casefold() for text in asked).most_common(1):
        if len(asked) >= SAMPLE and hits > _OFTEN * len(asked):
            yield "P607", f"{quoted(answer)} is right in {hits} of {len(asked)} questions"


def given_away(cases: Sequence[Case]) -> None:
    """P608: the answer to a question stands in the stem of another, neither having a topic that keeps them apart."""
    holding: dict[str, set[int]] = defaultdict(set)
    for at, case in enumerate(cases):
        for word in _WORDS.findall(case.folded):
            holding[word].add(at)
    for at, case in enumerate(cases):
        if case.right != 1 and case.item.question.kind != "typed":
            continue
        answer = key_text(case.item.question).casefold()
        words = _WORDS.findall(answer)
        if len(answer) < 2 * _LEAST or not words:
            continue
        found = set.intersection(*(holding.get(word, set()) for word in words)) - {at}
        other = next((n for n in sorted(found) if answer in cases[n].folded), None)
        if other is not None:
            mark = case.options[0].mark if case.options else case.node.fields["accept"].mark
            case.log.add("P608", mark, f"the question in line {cases[other].stem.mark.line + 1} holds {quoted(answer)}")
