"""The proofs and citations of a question, replayed: each must be one that the auditor can derive by itself."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.audit.book import Book, Fact
from quiz.audit.items import Desk, Finding
from quiz.audit.labels import tidy
from quiz.audit.proven import Print
from quiz.audit.reading import as_map, as_text
from quiz.audit.truth import Ruling

_GROUNDS = frozenset(
    ("fact", "only-one", "whole-list", "complete", "denied", "attributed", "order", "computed", "vouched")
)
_KEYS = frozenset(("option", "truth", "ground", "facts", "because", "sentence"))


class Records:
    """Everything that has an id in the pack, with its evidence and whether it may be cited."""

    def __init__(self, desk: Desk) -> None:
        """Gather ids, quotes and standing."""
        book = desk.book
        self.quotes: dict[str, frozenset[tuple[str, str, str]]] = {}
        self.barred = dict(desk.oracle.unsound)
        self.attributed = {disputed.id: disputed.attribute for disputed in book.disputed}
        everything: list[Fact] = [*book.facts, *book.one_offs, *book.denied, *book.disputed]
        for fact in everything:
            self.quotes[fact.id] = _quotes(fact.prints)
        for claim in book.complete:
            self.quotes[claim.id] = _quotes(claim.prints)
        self.spans = frozenset(span.id for span in book.spans)
        self.quotes |= dict.fromkeys(self.spans, frozenset())
        for refuted in book.refuted:
            self.barred[refuted.id] = refuted.id
        self.reasons = frozenset(_reasons(book))

    def fault(self, name: str, ask: str) -> str:
        """Why an id may not be cited in a question with this stem; empty where it may."""
        if name in self.barred:
            return f"{name} is refuted or disputed"
        if name not in self.quotes:
            return f"{name} is no fact of the pack"
        source = self.attributed.get(name)
        if source is not None and not (source and f"According to {source}," in ask):
            return f"{name} is disputed"
        return ""


def _quotes(prints: tuple[Print, ...]) -> frozenset[tuple[str, str, str]]:
    return frozenset((found.source, found.paragraph, found.fragment) for found in prints)


def _reasons(book: Book) -> list[str]:
    found = [licence.because for relation in book.relations.values() for licence in relation.licences]
    for fact in (*book.facts, *book.one_offs, *book.denied):
        found += [fact.because, *(licence.because for licence in fact.licences)]
    found += [claim.because for claim in book.complete]
    return [tidy(reason) for reason in found if reason]


def check_proofs(records: Records, finding: Finding) -> None:
    """Facts, proofs and sources of one question."""
    question = finding.question
    cited = [name for proof in question.proofs for name in _names(proof)]
    for name in dict.fromkeys((*question.facts, *cited)):
        fault = records.fault(name, question.ask)
        if fault:
            finding.say("FACT", fault)
    if finding.written is None:
        if not question.facts:
            finding.say("FACT", "it cites no fact")
        for facts in finding.cited:
            if not facts & set(question.facts):
                finding.say("FACT", f"it rests on {', '.join(sorted(facts))} and does not cite it")
        needed = {name for facts in finding.cited for name in facts} | records.spans
        for name in question.facts if finding.cited else ():
            if name not in needed:
                finding.say("FACT", f"it cites {name}, which has no part in its answer")
    for proof in question.proofs:
        _check_proof(finding, proof, records)
    _check_complete(finding)
    _check_sources(records, finding, cited)


def _names(proof: Mapping[str, object]) -> list[str]:
    facts = proof.get("facts")
    return [name for name in facts if isinstance(name, str)] if isinstance(facts, list | tuple) else []


def _check_proof(finding: Finding, proof: Mapping[str, object], records: Records) -> None:
    missing = [key for key in _KEYS if key not in proof]
    if missing or not isinstance(proof.get("option"), str):
        finding.say("PROOF", f"a proof has no {' and no '.join(sorted(missing)) or 'option'}")
        return
    option, truth, ground = str(proof["option"]), proof["truth"], proof["ground"]
    if ground not in _GROUNDS or truth not in ("true", "false"):
        finding.say("PROOF", f"the proof of {option!r} is of no known sort")
        return
    because = as_text(proof["because"])
    if because and ground in ("only-one", "whole-list", "complete") and because not in records.reasons:
        finding.say("PROOF", f"no licence of the pack gives the reason {because!r}")
    if finding.written is not None:
        return
    ruling = _ruling(finding, option)
    if ruling is None:
        finding.say("PROOF", f"there is a proof of {option!r}, which is no option")
    elif ruling.truth != truth:
        finding.say("PROOF", f"the proof calls {option!r} {truth}; it is {ruling.truth}")
    elif ground not in ruling.grounds:
        finding.say("PROOF", f"{option!r} is {truth}, but not on the ground {ground!r}")
    elif truth == "true" and ruling.facts and not ruling.facts & set(_names(proof)):
        finding.say("PROOF", f"the proof of {option!r} does not cite what makes it true")
    elif not _names(proof):
        finding.say("PROOF", f"the proof of {option!r} cites nothing")


def _ruling(finding: Finding, option: str) -> Ruling | None:
    found = finding.rulings.get(option)
    if found is None and finding.question.kind in ("number", "order", "match"):
        return finding.rulings.get("")
    return found


def _check_complete(finding: Finding) -> None:
    """Every option has its proof, and so has the key of a question without options."""
    question = finding.question
    if finding.written is not None or any(problem.cls in ("STEM", "FORM") for problem in finding.problems):
        return
    proven = [str(proof.get("option")) for proof in question.proofs]
    if not proven:
        finding.say("PROOF", "there is no proof")
    elif question.kind in ("single", "multiple"):
        for text in question.options:
            if text not in proven:
                finding.say("PROOF", f"{text!r} has no proof")
    elif question.kind == "true_false" and len(proven) > 1 and len(set(proven)) < len(proven):
        finding.say("PROOF", "the statement is proven twice")


def _check_sources(records: Records, finding: Finding, cited: list[str]) -> None:
    question = finding.question
    shown = set()
    for entry in question.sources:
        source, paragraph, quote = (entry.get(key) for key in ("source", "paragraph", "quote"))
        if not isinstance(source, str) or not isinstance(quote, str) or set(entry) != {"source", "paragraph", "quote"}:
            finding.say("FORM", "a source is no object of source, paragraph and quote")
            continue
        shown.add((tidy(source), str(paragraph), quote.strip()))
    if finding.written is not None:
        _check_written_source(finding, shown)
        return
    names = dict.fromkeys((*question.facts, *cited))
    known = {quote for name in names for quote in records.quotes.get(name, ())}
    for quote in shown - known:
        finding.say("SOURCE", f"{quote[0]} {quote[1]}: {quote[2]!r} is no evidence of the facts cited")
    for name in question.facts:
        quotes = records.quotes.get(name, frozenset())
        if quotes and not quotes & shown:
            finding.say("SOURCE", f"none of the evidence of {name} is shown")


def _check_written_source(finding: Finding, shown: set[tuple[str, str, str]]) -> None:
    written = finding.written or {}
    names, quote = _named(written.get("source")), as_text(written.get("quote"))
    for name, _, text in shown:
        if name not in names or (text and tidy(text) != quote):
            finding.say("SOURCE", f"{name}: {text!r} is not the source that is written in the pack")


def _named(source: object) -> tuple[str, ...]:
    """What a written source may be called: its name, or of one that is spelt out its title, its host or its author."""
    spec = as_map(source)
    address = as_text(spec.get("url")) if spec else as_text(source)
    host = address.partition("://")[2].partition("/")[0].partition("?")[0].removeprefix("www.")
    told = (as_text(spec.get(key)) for key in ("title", "author")) if spec else (as_text(source),)
    return tuple(text for text in (*told, host) if text)
