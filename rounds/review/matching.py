"""Which of the guide's issues each finding tells: by meaning, words, kind of fault, and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from domain.values import Frozen, Share
from domain.verdict import Label
from language.tables import read_yaml
from rounds.likeness import SharedWords
from rounds.review.findings import Found
from rounds.review.task import Issue

_COVERED, _PARTLY, _UNSURE = 0.6, 0.42, 0.27
_BY_MEANING, _BY_WORDS, _BY_KIND, _BY_LINE = 0.75, 0.8, 0.55, 0.35
_BESIDE = 0.7
"""A finding speaks of a second issue where it does so nearly as surely as of the first."""
_MOST_OF_ONE = 3
_RELATED = (frozenset({"errors", "swallowed"}), frozenset({"memory", "scale"}))
"""Kinds of which one is often meant where the other is named: enough to be unsure, and no more."""
_NEARLY = 0.5
CREDITS = {
    Label.COVERED: 1.0,
    Label.PARTLY: 0.6,
    Label.UNSURE: 0.4,
    Label.MISSING: 0.0,
    Label.CONTRADICTED: 0.0,
}
_FINE = re.compile(
    r"\b(?:is|are|looks?|seems?)\s+(?:all\s+|perfectly\s+|quite\s+)?"
    r"(?:safe|fine|ok(?:ay)?|correct|harmless|good)\b"
    r"|\bno (?:problem|issue)\b|\bnot an? (?:problem|issue)\b|\bkein problem\b|\bin ordnung\b"
    r"|\b(?:ist|sind) sicher\b|\bno es (?:un )?problema\b|\bes segur[oa]\b|\bestá bien\b"
    r"|\bpas (?:un|de) problème\b|\bnon è un problema\b"
    r"|\bnão é (?:um )?problema\b|\bgeen probleem\b|没有问题|是安全的",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:there (?:is|are) no|has no|no|kein\w*|no hay|sin|pas de|nessun\w*|não há|geen|没有)"
    r"\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_PRESENT = frozenset({"injection", "path", "race", "leak", "loops", "swallowed", "n_plus_one", "off_by_one"})
"""Kinds that name what is there, so that "no race" denies one; "no tests" names the fault itself."""


class Matched(Frozen):
    """What became of one issue: its label, how surely (0 to 1), and the findings that tell it.

    `findings` are their places in the review, from 0, the surest first.
    """

    issue: Issue
    label: Label
    surely: Share
    findings: tuple[int, ...] = ()

    @property
    def credit(self) -> float:
        """What it counts, 0 to 1."""
        return CREDITS[self.label]


def matched(
    issues: Sequence[Issue], found: Sequence[Found], meanings: Sequence[Sequence[float]] | None = None
) -> tuple[Matched, ...]:
    """Hold each finding against each issue.

    `meanings` is how far each finding conveys each issue (findings, issues), 0 to 1, as an encoder reads it;
    None where nobody read it.
    """
    kinds = [kinds_of(issue.text) for issue in issues]
    words = SharedWords([issue.text for issue in issues])
    rows = []
    for at, finding in enumerate(found):
        own = kinds_of(finding.text)
        row = [
            _surely(
                meanings[at][number] if meanings is not None else 0.0,
                words.shared(finding.text, number),
                _kind(own, kinds, number),
                bool(set(finding.about) & set(issue.about)),
            )
            for number, issue in enumerate(issues)
        ]
        rows.append(_of_its_best(row))
    denied = [denies(finding.text) for finding in found]
    return tuple(
        _matched(issue, [row[number] for row in rows], denied) for number, issue in enumerate(issues)
    )


def beyond(issues: Sequence[Matched], found: Sequence[Found]) -> tuple[int, ...]:
    """The findings that no issue of the guide was told by: what the guide does not have."""
    taken = {number for issue in issues for number in issue.findings}
    return tuple(number for number in range(len(found)) if number not in taken)


def denies(text: str) -> bool:
    """Does it say that something is no fault?"""
    if _FINE.search(text):
        return True
    for kind in _PRESENT:
        match = _patterns()[kind].search(text)
        if match is not None and _NO.search(text[max(0, match.start() - 40) : match.start()]):
            return True
    return False


def _matched(issue: Issue, surely: Sequence[float], denied: Sequence[bool]) -> Matched:
    telling = sorted((n for n, each in enumerate(surely) if each >= _UNSURE), key=lambda n: -surely[n])
    for_it = [number for number in telling if not denied[number]]
    if not for_it:
        label = Label.CONTRADICTED if telling and surely[telling[0]] >= _PARTLY else Label.MISSING
        shown = tuple(telling[:1]) if label is Label.CONTRADICTED else ()
        return Matched(issue=issue, label=label, surely=surely[telling[0]] if shown else 0.0, findings=shown)
    best = surely[for_it[0]]
    label = Label.COVERED if best >= _COVERED else Label.PARTLY if best >= _PARTLY else Label.UNSURE
    return Matched(issue=issue, label=label, surely=min(1.0, best), findings=tuple(for_it[:_MOST_OF_ONE]))


def _surely(meaning: float, words: float, kind: float, line: bool) -> float:
    """The evidence together: each takes its share of the doubt that is left. A line alone proves nothing."""
    doubt = (1 - _BY_MEANING * meaning) * (1 - _BY_WORDS * words) * (1 - _BY_KIND * kind)
    return 1 - doubt * (1 - _BY_LINE if line else 1)


def _of_its_best(row: Sequence[float]) -> list[float]:
    best = max(row, default=0.0)
    return [each if each >= _BESIDE * best else 0.0 for each in row]


def _kind(own: frozenset[str], kinds: Sequence[frozenset[str]], number: int) -> float:
    """How far a finding and an issue name one kind of fault; one that many issues name tells less."""
    shared = own & kinds[number]
    if not shared and any(own & pair and kinds[number] & pair for pair in _RELATED):
        return _NEARLY
    return max((1 / sum(kind in each for each in kinds) for kind in shared), default=0.0)


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of faults that `text` names (faults.yaml)."""
    return frozenset(kind for kind, pattern in _patterns().items() if pattern.search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows: dict[str, str] = read_yaml(Path(__file__).with_name("faults.yaml"))
    return {kind: re.compile(words, re.IGNORECASE) for kind, words in rows.items()}
