"""What a finding says, beside where it stands."""

from __future__ import annotations

import pytest

from quiz.packs import load_bytes


@pytest.mark.parametrize(
    ("key", "meant"), [("answer", "right"), ("options", "wrong"), ("Question", "ask"), ("explanation", "explain")]
)
def test_a_key_of_other_programs_is_translated(key: str, meant: str) -> None:
    """What other quiz programs call a key leads to ours, however unlike the words look."""
    text = f"quiz: 1\ntitle: T\nquestions:\n  - {{ask: A?, right: b, wrong: [c], {key}: d}}\n"
    (finding,) = load_bytes(text.encode(), "t").findings
    assert f"did you mean `{meant}`?" in finding.message
