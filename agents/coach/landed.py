"""What landed: the candidate's words, and the key point that they landed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from agents.coach.carrying import share_of
from agents.coach.heard import has_landed, is_told_in_part
from agents.coach.joining import COMMA, after_lead_in
from agents.coach.own_words import told
from agents.coach.said import said_spans
from agents.coach.spoken import without_marks
from agents.coach.telling import Telling, beside, narrowed, tellings
from agents.quoting import quoted
from domain.report import Cited
from domain.verdict import KeyPointVerdict, Verdict
from knowledge.entailment.model import Entailment
from language.hesitating import hesitates, trimmed, without_hesitation, without_stutter
from language.text import read
from language.wording import plain, shorten

_MOST_SHOWN = 3
_QUOTE, _POINT = 170, 80
# From this share of a key point's words on in the quotation, naming it would say the same twice.
_SAME = 0.8


def landed(
    verdict: Verdict, answer: str, language: str, entailment: Entailment | None = None
) -> tuple[Cited, ...]:
    """The key points that were said: the words that tell them best, and what they landed on.

    Those come first of which the words tell it most surely. What no words of `answer` tell by themselves is
    not shown: nobody can check what stands there without his own words.
    """
    said = [judged for judged in verdict.key_points if has_landed(judged)]
    told = tellings(said, answer, language, entailment)
    told.sort(key=lambda each: -each.judged.credit * each.judged.key_point.weight * each.surely)
    return tuple(islice(_landed(told, language, entailment), _MOST_SHOWN))


def _landed(told: Sequence[Telling], language: str, entailment: Entailment | None) -> Iterator[Cited]:
    shown: list[str] = []
    for each in told:
        piece = narrowed(each, language, entailment)
        bare = _telling(piece, each.judged.key_point.text, language)
        if any(bare in other or other in bare for other in shown):
            continue
        shown.append(bare)
        begun = bare.startswith("… ") or each.words.startswith(piece)
        words = [_readable(bare if begun else f"… {bare}", language)]
        if further := beside(each, language, entailment):
            words.append(_readable(_telling(further, each.judged.key_point.text, language), language))
        yield Cited(text=_told(each.judged, words, language), sources=(each.judged.key_point.source,))


def _readable(words: str, language: str) -> str:
    """`words` as they were said but for each "um", which nobody wants to read of himself again."""
    if not hesitates(words, language):
        return words
    opened = words.startswith("… ")
    said = without_hesitation(without_stutter(words.removeprefix("… "), language), language)
    return f"… {said}" if opened else said


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
    quotes = " ".join(quoted(plain(each), language) for each in words)
    stems = read(judged.key_point.text).stems
    if is_told_in_part(judged):
        return told("landed_part", language, quotes=quotes, point=shorten(plain(point), _POINT))
    if len(stems & read(" ".join(words)).stems) >= _SAME * len(stems):
        return quotes
    return told("landed", language, quotes=quotes, point=shorten(plain(point), _POINT))
