"""What landed: the candidate's words, and the key point that they landed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.coach.heard import has_landed
from agents.coach.own_words import told
from agents.coach.said import quotations
from agents.quoting import quoted
from domain.report import Cited
from domain.verdict import Evidence, KeyPointVerdict, Verdict
from language.text import read
from language.wording import plain, shorten

_MOST_SHOWN = 3
_QUOTE, _POINT = 170, 80
# From this share of a key point's words on in the quotation, naming it would say the same twice.
_SAME = 0.8
_MOST_QUOTATIONS = 2


def landed(verdict: Verdict, language: str) -> tuple[Cited, ...]:
    """The weightiest key points that were said: the words that say them, and what they landed on."""
    return tuple(_landed(verdict, language))[:_MOST_SHOWN]


def _landed(verdict: Verdict, language: str) -> Iterator[Cited]:
    shown: list[Evidence] = []
    said = [judged for judged in verdict.key_points if has_landed(judged)]
    for judged in sorted(said, key=lambda judged: -judged.credit * judged.key_point.weight):
        evidence = judged.evidence
        if evidence is None or _overlaps(evidence, shown):
            continue
        shown.append(evidence)
        yield Cited(text=_told(judged, evidence, language), sources=(judged.key_point.source,))


def _overlaps(evidence: Evidence, others: Sequence[Evidence]) -> bool:
    return any(evidence.start < other.end and other.start < evidence.end for other in others)


def _told(judged: KeyPointVerdict, evidence: Evidence, language: str) -> str:
    quotes = " ".join(
        quoted(plain(shorten(words, _QUOTE)), language)
        for words in quotations(evidence.quote)[:_MOST_QUOTATIONS]
    )
    stems = read(judged.key_point.text).stems
    if len(stems & read(evidence.quote).stems) >= _SAME * len(stems):
        return quotes
    return told("landed", language, quotes=quotes, point=shorten(plain(judged.key_point.text), _POINT))
