"""Which of a judge's labels its quotes prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agents.evaluator.by_words.alignment import Vocabulary, recall, weigh
from agents.evaluator.judging.judgement import LONGEST_QUOTE, JudgedKeyPoint
from agents.evaluator.judging.quotes import locate
from agents.figures_told import are_told
from domain.refinement import Fault
from domain.verdict import Evidence, KeyPointVerdict, Label
from language.figures import states_a_measure
from language.text import Text, read, subtext
from language.tongue import nearest

CREDITS = {
    Label.COVERED: 1.0,
    Label.PARTLY: 0.5,
    Label.UNSURE: 0.5,
    Label.MISSING: 0.0,
    Label.CONTRADICTED: 0.0,
}
# A quote proves a key point when it holds this weighted share of its words (synonyms and slips counted), or
# when the draft, too, finds its meaning in these words; else a judge could quote anything for anything.
LEAST_SHARED = 0.15
# "How long it takes depends" has a word of "It takes under 3 minutes", and does not cover it: that takes more
# of the words. Without its figure a measure is told in part.
LEAST_COVERED = 0.3
MEANING_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Proved:
    """What became of the judge's label of a key point: a verdict, or the fault that it was dropped for.

    `narrowed` says that the quote was cut down to the words of it that fit best; `fit` is their share.
    """

    verdict: KeyPointVerdict | None = None
    fault: Fault | None = None
    narrowed: bool = False
    fit: float = 0.0


def proved(
    labels: Iterable[JudgedKeyPoint],
    key_points: Sequence[KeyPointVerdict],
    heard: Text,
    question: Text,
    meaning: Sequence[bool],
    *,
    may_raise: bool,
) -> list[Proved]:
    """What becomes of the judge's labels, in the order of the key points.

    Where the answer also spoke to the grader the judge may have listened: then it may lower, and not raise.
    """
    # First word wins: a reply that judges a key point twice has no second chance to raise it.
    by_number = {judged.number: judged for judged in reversed(list(labels))}
    judged = [by_number.get(at + 1) for at in range(len(key_points))]
    quotes = [
        locate(each.quote, heard.raw) if each and each.label is not Label.MISSING else None for each in judged
    ]
    found: list[Proved] = []
    for at, (label, own) in enumerate(zip(judged, key_points, strict=True)):
        if label is None:
            found.append(Proved(fault=Fault.ABSENT))
        elif label.label is Label.MISSING:
            lowered = own.model_copy(update={"label": Label.MISSING, "credit": 0.0, "evidence": None})
            found.append(Proved(lowered))
        else:
            quote = _narrowed(at, quotes, own, heard, question)
            one = _of_one(label, quote, own, heard, question, meaning=meaning[at], may_raise=may_raise)
            found.append(replace(one, narrowed=one.verdict is not None and quote != quotes[at]))
    return _each_for_one(found)


def _narrowed(
    at: int, quotes: Sequence[Evidence | None], own: KeyPointVerdict, heard: Text, question: Text
) -> Evidence | None:
    """The quote; of one too long, or that others quote as well, the sentence that fits the key point best."""
    quote = quotes[at]
    if quote is None:
        return None
    shared = any(_overlap(quote, other) for place, other in enumerate(quotes) if place != at and other)
    if not shared and not _is_overlong(quote):
        return quote
    parts = [
        subtext(heard, inside).evidence()
        for sentence in heard.sentences
        if (inside := [token for token in sentence.tokens if quote.start <= token.start < quote.end])
    ]
    best = max(parts, key=lambda part: _shared(part, own, heard, question), default=quote)
    return best if len(parts) > 1 and _shared(best, own, heard, question) > 0 else quote


def _of_one(
    judged: JudgedKeyPoint,
    quote: Evidence | None,
    own: KeyPointVerdict,
    heard: Text,
    question: Text,
    *,
    meaning: bool,
    may_raise: bool,
) -> Proved:
    if quote is None:
        return Proved(fault=Fault.NOT_SAID)
    if _is_overlong(quote):
        return Proved(fault=Fault.OVERLONG)
    fit, credit = _shared(quote, own, heard, question), CREDITS[judged.label]
    # The draft's finding bears out the words that it found it in, and no others.
    found_there = meaning and own.evidence is not None and _overlap(own.evidence, quote)
    least = LEAST_COVERED if judged.label is Label.COVERED else LEAST_SHARED
    if not ((fit >= least or found_there or credit <= own.credit) and _tells(quote, heard, question)):
        return Proved(fault=Fault.UNPROVED)
    label = judged.label
    if label is Label.COVERED and credit > own.credit and _lacks_the_figure(quote, own):
        label, credit = Label.PARTLY, CREDITS[Label.PARTLY]
    new = own.model_copy(update={"label": label, "credit": credit, "evidence": quote})
    return Proved(new if may_raise or credit <= own.credit else own, fit=fit)


def _each_for_one(found: Sequence[Proved]) -> list[Proved]:
    """Words that were quoted for several key points prove the one that they fit best."""
    left = list(found)
    for at in sorted(range(len(left)), key=lambda place: -left[place].fit):
        best = left[at].verdict
        if best is None or best.evidence is None:
            continue
        for other, rival in enumerate(left):
            quoted = rival.verdict.evidence if rival.verdict else None
            if other != at and quoted and rival.fit <= left[at].fit and _overlap(quoted, best.evidence):
                left[other] = Proved(fault=Fault.OVERLAPPING)
    return left


def _overlap(one: Evidence, other: Evidence) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _is_overlong(quote: Evidence) -> bool:
    return len(quote.quote.split()) > LONGEST_QUOTE


def _shared(evidence: Evidence, own: KeyPointVerdict, heard: Text, question: Text) -> float:
    """The weighted share of the key point's words that the quote holds."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    wanted = weigh(read(own.key_point.text).content, Vocabulary(question.stems))
    return recall(wanted, Vocabulary(token.stem for token in quoted))


def _lacks_the_figure(quote: Evidence, own: KeyPointVerdict) -> bool:
    """Whether the key point tells a measure, and the words quoted for it have none of its figures."""
    stated = own.key_point.text
    return states_a_measure(stated) and not are_told(own.key_point, quote.quote, nearest(stated))


def _tells(evidence: Evidence, heard: Text, question: Text) -> bool:
    """Whether the quote holds a word that counts and is not merely the question's."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    return any(token.stem not in question.stems for token in quoted)
