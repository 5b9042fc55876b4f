"""What only shows when all questions of a bank are seen together."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.audit.items import Claim, Finding
from quiz.audit.labels import fold, stem_words
from quiz.audit.problems import Problem


def check_bank(findings: list[Finding]) -> list[Problem]:
    """Contradictions and repetitions between the questions of a bank."""
    return [*_ids(findings), *_stems(findings), *_claims(findings), *_cycles(findings)]


def _ids(findings: list[Finding]) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for finding in findings:
        if finding.question.id in seen:
            found.append(Problem(finding.question.id, "FORM", "another question has the same id"))
        seen.add(finding.question.id)
    return found


def _stems(findings: list[Finding]) -> list[Problem]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(stem_words(finding.question.ask), []).append(finding)
    found = []
    for group in groups.values():
        for at, finding in enumerate(group):
            for other in group[:at]:
                one, two = finding.question, other.question
                if one.kind == two.kind:
                    found.append(Problem(one.id, "B8", f"{two.id} has the same stem and kind"))
                if _at_odds(finding, other):
                    found.append(Problem(one.id, "B1", f"{two.id} has the same stem and another answer"))
    return found


def _at_odds(one: Finding, other: Finding) -> bool:
    """Whether two questions of one stem have different keys; orders and matches show what they are about."""
    kinds = {one.question.kind, other.question.kind}
    if not one.keys or not other.keys or kinds & {"order", "match"} or ("true_false" in kinds and len(kinds) > 1):
        return False
    if len(one.keys) != len(other.keys):
        return True
    return any(not any(key & twin for twin in other.keys) for key in one.keys)


def _claims(findings: list[Finding]) -> list[Problem]:
    """A claim is held to be true by all questions or by none."""
    ledger: dict[Claim, tuple[bool, Finding]] = {}
    found = []
    for finding in findings:
        for claim, truth in finding.claims:
            held = ledger.setdefault(claim, (truth, finding))
            if held[0] is not truth and held[1] is not finding:
                kinds = {finding.question.kind, held[1].question.kind}
                cls = "B2" if "true_false" in kinds else "B3"
                text = f"it holds to be {str(truth).lower()} what {held[1].question.id} holds to be the opposite"
                found.append(Problem(finding.question.id, cls, text))
    return list(dict.fromkeys(found))


def _cycles(findings: list[Finding]) -> list[Problem]:
    """No chain of orderings leads from an entry back to it."""
    after: dict[str, list[tuple[str, Finding]]] = {}
    for finding in findings:
        for first, second in finding.edges:
            after.setdefault(fold(first), []).append((fold(second), finding))
    found = []
    for start in after:
        back = _way_back(start, after)
        if back is not None:
            found.append(Problem(back.question.id, "B4", "it orders entries against another ordering of the bank"))
    return list(dict.fromkeys(found))


def _way_back(start: str, after: dict[str, list[tuple[str, Finding]]]) -> Finding | None:
    seen: set[str] = set()
    todo: Iterable[str] = [start]
    while todo:
        reached: list[str] = []
        for node in todo:
            for target, finding in after.get(node, ()):
                if target == start:
                    return finding
                if target not in seen:
                    seen.add(target)
                    reached.append(target)
        todo = reached
    return None
