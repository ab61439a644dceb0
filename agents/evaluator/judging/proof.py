"""The labels that a judge gives, and which of them its quotes prove."""

from __future__ import annotations

from pydantic import BaseModel, Field

from agents.evaluator.by_words.alignment import Vocabulary, recall, weigh
from agents.evaluator.judging.quotes import locate
from domain.verdict import Evidence, KeyPointVerdict, Label
from language.text import Text, read

CREDITS = {
    Label.COVERED: 1.0,
    Label.PARTLY: 0.5,
    Label.UNSURE: 0.5,
    Label.MISSING: 0.0,
    Label.CONTRADICTED: 0.0,
}
# A quote proves a key point when it holds this weighted share of its words (synonyms and slips counted), or
# when the draft, too, finds its meaning in the answer; else a judge could quote anything for anything.
LEAST_SHARED = 0.15
MEANING_SHARED = 0.3
LONGEST_QUOTE = 40


class JudgedKeyPoint(BaseModel):
    """What the judge says of one key point; `quote` is empty where it is missing."""

    number: int = Field(ge=1)
    label: Label
    quote: str = ""


class Judgement(BaseModel):
    """The judge's reply."""

    key_points: list[JudgedKeyPoint]


def proved(
    judgement: Judgement,
    key_points: tuple[KeyPointVerdict, ...],
    heard: Text,
    question: Text,
    meaning: list[bool],
    *,
    may_raise: bool,
) -> list[KeyPointVerdict | None]:
    """The judge's labels in the order of the key points; None where one is absent or not proved.

    Where the answer also spoke to the grader the judge may have listened: then it may lower, and not raise.
    """
    # First word wins: a reply that judges a key point twice has no second chance to raise it.
    by_number = {judged.number: judged for judged in reversed(judgement.key_points)}
    kept: list[KeyPointVerdict | None] = []
    fits: list[float] = []
    for at, own in enumerate(key_points):
        judged = by_number.get(at + 1)
        evidence = locate(judged.quote, heard.raw) if judged else None
        fit = 0.0
        if judged is None:
            kept.append(None)
        elif judged.label is Label.MISSING:
            kept.append(own.model_copy(update={"label": Label.MISSING, "credit": 0.0, "evidence": None}))
        elif evidence is None or not _tells(evidence, heard, question):
            kept.append(None)
        else:
            fit = _shared(evidence, own, heard, question)
            credit = CREDITS[judged.label]
            borne_out = fit >= LEAST_SHARED or meaning[at] or credit <= own.credit
            new = own.model_copy(update={"label": judged.label, "credit": credit, "evidence": evidence})
            kept.append((new if may_raise or credit <= own.credit else own) if borne_out else None)
        fits.append(fit)
    return _each_for_one(kept, fits)


def _each_for_one(kept: list[KeyPointVerdict | None], fits: list[float]) -> list[KeyPointVerdict | None]:
    """Words that were quoted for several key points prove the one that they fit best."""
    left = list(kept)
    for at in sorted(range(len(left)), key=lambda place: -fits[place]):
        best = left[at]
        if best is None or best.evidence is None:
            continue
        for other, rival in enumerate(left):
            if other != at and rival is not None and rival.evidence is not None and fits[other] <= fits[at]:
                overlap = min(rival.evidence.end, best.evidence.end) > max(
                    rival.evidence.start, best.evidence.start
                )
                left[other] = None if overlap else rival
    return left


def _shared(evidence: Evidence, own: KeyPointVerdict, heard: Text, question: Text) -> float:
    """The weighted share of the key point's words that the quote holds, 0 for a quote that is no quote."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    if len(evidence.quote.split()) > LONGEST_QUOTE:
        return 0.0
    wanted = weigh(read(own.key_point.text).content, Vocabulary(question.stems))
    return recall(wanted, Vocabulary(token.stem for token in quoted))


def _tells(evidence: Evidence, heard: Text, question: Text) -> bool:
    """Whether the quote holds a word that counts and is not merely the question's."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    return any(token.stem not in question.stems for token in quoted)
