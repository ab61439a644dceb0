"""What landed: the candidate's words, and the key point that they landed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from agents.coach.carrying import carries, share_of
from agents.coach.heard import has_landed
from agents.coach.joining import COMMA, after_lead_in
from agents.coach.own_words import told
from agents.coach.said import quotations, said_spans
from agents.coach.spoken import without_marks
from agents.quoting import quoted
from domain.report import Cited
from domain.verdict import Evidence, KeyPointVerdict, Verdict
from knowledge.entailment.model import Entailment
from language.hesitating import hesitates, is_padded, trimmed
from language.text import read
from language.wording import plain, shorten

_MOST_SHOWN = 3
_QUOTE, _POINT = 170, 80
# From this share of a key point's words on in the quotation, naming it would say the same twice.
_SAME = 0.8
_MOST_QUOTATIONS = 2


def landed(
    verdict: Verdict, language: str, entailment: Entailment | None = None, answer: str = ""
) -> tuple[Cited, ...]:
    """The weightiest key points that were said: the words that say them, and what they landed on.

    Of `answer` the sentence is shown that has most of the point, where that is not the one that was found.
    Words that do not carry the point by themselves are not shown for it: then the point stands alone.
    """
    return tuple(islice(_landed(verdict, language, entailment, answer), _MOST_SHOWN))


def _landed(verdict: Verdict, language: str, entailment: Entailment | None, answer: str) -> Iterator[Cited]:
    shown: list[str] = []
    said = [judged for judged in verdict.key_points if has_landed(judged)]
    for judged in sorted(said, key=lambda judged: -judged.credit * judged.key_point.weight):
        if judged.evidence is None:
            continue
        words = _carriers(judged, judged.evidence, answer, language, entailment)
        if words and any(each in other or other in each for each in words for other in shown):
            continue
        shown += words
        yield Cited(text=_told(judged, words, language), sources=(judged.key_point.source,))


def _carriers(
    judged: KeyPointVerdict, evidence: Evidence, answer: str, language: str, entailment: Entailment | None
) -> list[str]:
    """The words to be shown for a key point: of those that were found what carries it, else what has more."""
    point = judged.key_point.text
    found = {words: share_of(words, point, language) for words in quotations(evidence.quote)}
    most = max(found.values(), default=0)
    others = [" ".join(answer[start:end].split()) for start, end in said_spans(answer)]
    best = max(others, key=lambda words: share_of(words, point, language), default="")
    # One word more is chance.
    if share_of(best, point, language) > most + 1:
        return [best]
    carrying = [
        words
        for words, share in found.items()
        if share >= most / 2 and carries(words, point, language, entailment)
    ]
    # Nobody wants to read each "um" of his again.
    return [words for words in carrying[:_MOST_QUOTATIONS] if not _stumbles(words, language)]


def _stumbles(words: str, language: str) -> bool:
    said = trimmed(words, language)
    return hesitates(said, language) or is_padded(said, language)


def _telling(words: str, point: str, language: str) -> str:
    """The piece of `words`, one quotation, that tells `point`, as it was said: without what leads up to it.

    Whole sentences go at either end that have nothing of the point, where others have; of a long one, clauses
    at its start.
    """
    said = _between(words, said_spans(words), point, language)
    text = after_lead_in(trimmed(said, language))
    if len(text) <= _QUOTE:
        return text
    clauses = [0, *(found.end() for found in COMMA.finditer(text))]
    spans = [(start, end) for start, end in zip(clauses, [*clauses[1:], len(text)], strict=True)]
    cut = _between(text, spans, point, language)
    return shorten(cut if text.startswith(cut) else f"… {cut}", _QUOTE)


def _between(text: str, spans: Sequence[tuple[int, int]], point: str, language: str) -> str:
    """`text` from the first to the last of its pieces that have something of `point`; all where none has."""
    telling = [(start, end) for start, end in spans if share_of(text[start:end], point, language)]
    return text[telling[0][0] : telling[-1][1]].strip() if telling else text


def _told(judged: KeyPointVerdict, words: Sequence[str], language: str) -> str:
    point = without_marks(judged.key_point.text)
    if not words:
        return told("landed_point", language, point=shorten(plain(point), _QUOTE))
    quotes = " ".join(
        quoted(plain(_telling(each, judged.key_point.text, language)), language) for each in words
    )
    stems = read(judged.key_point.text).stems
    if len(stems & read(" ".join(words)).stems) >= _SAME * len(stems):
        return quotes
    return told("landed", language, quotes=quotes, point=shorten(plain(point), _POINT))
