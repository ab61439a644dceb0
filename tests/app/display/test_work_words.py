"""What is found of reviews, designs and queries has its words in every language."""

from __future__ import annotations

import pytest

from agents.reasons.work import finding, part_title
from agents.sayings import SPOKEN
from domain.work import Finding, FindingKind, Mark, Weighed, WorkPart


@pytest.mark.parametrize("language", SPOKEN)
def test_every_part_and_every_finding_is_told(language: str) -> None:
    for part in WorkPart:
        assert part_title(Weighed(part=part, weight=1, met=0.5), language)
    for kind in FindingKind:
        for mark in (Mark.MET, Mark.MISSED):
            told = finding(
                Finding(kind=kind, mark=mark, line=3, about="a", got="minor", wanted="major", figure=2),
                language,
            )
            assert told.strip() and "{" not in told, kind
