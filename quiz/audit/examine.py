"""The audit of a bank: each question by itself, then all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quiz.audit import form
from quiz.audit.bankwide import check_bank
from quiz.audit.book import read_book
from quiz.audit.choice import check_asked
from quiz.audit.derived import check_count, check_span
from quiz.audit.items import Desk, Finding, open_desk
from quiz.audit.problems import Problem
from quiz.audit.proofs import Records, check_proofs
from quiz.audit.reading import as_map
from quiz.audit.render import stem_key
from quiz.audit.sequences import check_match, check_order
from quiz.audit.statements import check_cloze, check_statement
from quiz.audit.written import check_written, written_index


def audit(plain: Mapping[str, object], items: Iterable[Mapping[str, object]]) -> list[Problem]:
    """Re-derive the truth of every (question, option) pair from a pack's plain data; an empty list is a clean bank.

    `plain` is the pack file as mappings, lists and texts; `items` are questions as `quiz generate --json` prints them.
    Whatever is malformed is a problem too; nothing here raises on bad data.
    """
    desk = open_desk(read_book(as_map(plain)))
    records, written = Records(desk), written_index(desk.book)
    findings: list[Finding] = []
    problems: list[Problem] = []
    for at, raw in enumerate(items):
        question, wrong = form.read(raw)
        problems += [Problem(form.name_of(raw, at), "FORM", text) for text in wrong]
        if question is None or wrong:
            continue
        finding = Finding(question)
        spec = written.get((question.kind, stem_key(question.ask)))
        if spec is not None and not _is_made(question):
            check_written(desk, finding, spec)
        else:
            examine(desk, finding)
        check_proofs(records, finding)
        findings.append(finding)
    for finding in findings:
        problems += finding.problems
    return problems + check_bank(findings)


def _is_made(question: form.Question) -> bool:
    """A question that cites facts says that it was made from them."""
    return bool(question.facts)


def examine(desk: Desk, finding: Finding) -> None:
    """Check one made question against the pack."""
    question = finding.question
    key = stem_key(question.ask)
    asked = desk.stems.asks.get(key, [])
    if question.kind == "true_false":
        check_statement(desk, finding)
    elif question.kind == "cloze":
        check_cloze(desk, finding)
    elif question.kind == "order":
        check_order(desk, finding)
    elif question.kind == "match":
        check_match(desk, finding)
    elif asked:
        check_asked(desk, finding, asked)
    elif key in desk.stems.counts:
        check_count(desk, finding, desk.stems.counts[key])
    elif key in desk.stems.spans:
        check_span(desk, finding, desk.stems.spans[key])
    else:
        finding.say("STEM", "no template of the pack makes this stem")
