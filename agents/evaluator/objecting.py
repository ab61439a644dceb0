""" "I did say that": the words that the candidate points to, held against one key point again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from agents.evaluator.compared import Compared, model_answer
from agents.evaluator.comparison import compare
from agents.evaluator.draft import Drafted, draft, rescored
from agents.evaluator.hearing.hear import hear
from agents.evaluator.judging import judge
from agents.evaluator.material import Material
from agents.similarity import Similarity
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.objection import Objection, Ruling
from domain.verdict import DRAFT, Evidence, FigureLabel, KeyPointVerdict, Label, Verdict
from knowledge.entailment.model import Entailment
from language.text import read

_RULINGS = {
    Label.COVERED: Ruling.ACCEPTED,
    Label.PARTLY: Ruling.IN_PART,
    Label.UNSURE: Ruling.NOT_SURE,
    Label.MISSING: Ruling.NOT_SAID,
    Label.CONTRADICTED: Ruling.OTHERWISE,
}


class Pointed(NamedTuple):
    """What is objected to: the key point's id, and the words of the answer that are to say it."""

    key_point: str
    words: Evidence


class _Means(NamedTuple):
    question: Question
    point: TalkingPoint
    similarity: Similarity | None
    entailment: Entailment | None


def look_again(
    verdict: Verdict,
    pointed: Pointed,
    answer: str,
    question: Question,
    point: TalkingPoint,
    material: Material,
    at: datetime,
    *,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
) -> tuple[Verdict, Objection]:
    """Read the words that were pointed to, and nothing else, for that key point of `point`.

    The verdict comes back with the key point's new label and the score that follows, or as it was; the
    objection says which and why. `answer` is all that was said to the question. Raises `KeyError` where the
    verdict has no such key point, or the guide has others today.
    """
    drafted = draft(answer, question, point, material, similarity=similarity, entailment=entailment)
    found = next((each for each in verdict.key_points if each.key_point.id == pointed.key_point), None)
    if found is None or drafted.compared is None or not _same(drafted.compared, verdict):
        raise KeyError(pointed.key_point)
    # Another story may have been told, and is the one that was judged.
    means = _Means(question, drafted.compared.point, similarity, entailment)
    again, ruling = _ruled(found, pointed, answer, means)
    amended = _amended(verdict, again, drafted) if ruling.is_accepted else verdict
    objection = Objection(
        key_point=found.key_point,
        words=pointed.words,
        ruling=ruling,
        before=found.label,
        after=again.label if ruling.is_accepted else found.label,
        score_before=verdict.score.value if verdict.score is not None else None,
        at=at,
    )
    return amended, objection


def _amended(verdict: Verdict, again: KeyPointVerdict, drafted: Drafted) -> Verdict:
    """`verdict` with one key point as it was read `again`, and the score that follows."""
    key_points = tuple(
        again if each.key_point.id == again.key_point.id else each for each in verdict.key_points
    )
    of_a_model = verdict.provenance.model != DRAFT
    ceiling = drafted.integrity.ceiling
    outcome = judge.scored(key_points, ceiling) if of_a_model else rescored(drafted, key_points)
    return verdict.model_copy(update={"key_points": key_points, "outcome": outcome})


def _same(compared: Compared, verdict: Verdict) -> bool:
    ids = [each.key_point.id for each in compared.key_points]
    return ids == [each.key_point.id for each in verdict.key_points]


def _ruled(
    found: KeyPointVerdict, pointed: Pointed, answer: str, means: _Means
) -> tuple[KeyPointVerdict, Ruling]:
    """What the words alone say of the key point, and what follows from that."""
    # A few words are read beside that key point alone: beside a dozen others they pale.
    alone = means.point.model_copy(update={"key_points": (found.key_point,)})
    compared = _compared(pointed.words.quote, means._replace(point=alone))
    if compared is None:
        return found, Ruling.NOT_HEARD
    again = _of(compared, found)
    if compared.turned is not None or _is_taken_back(found, pointed.words, answer, means):
        return found, Ruling.OTHERWISE if again.label is Label.CONTRADICTED else Ruling.TAKEN_BACK
    ruling = _RULINGS[again.label]
    if ruling.is_accepted and again.credit <= found.credit:
        return found, Ruling.WRONG_FIGURE if _has_wrong_figure(compared, found) else Ruling.NO_MORE
    return again.model_copy(update={"evidence": _placed(again.evidence, pointed.words, answer)}), ruling


def _compared(words: str, means: _Means) -> Compared | None:
    """`words` held against the talking point; None where they cannot count."""
    hearing = hear(words, means.question, means.point, model_answer(means.point))
    if hearing.unscored is not None or not hearing.integrity.heard.tokens:
        return None
    compared = compare(
        hearing.integrity.heard, means.question, means.point, means.similarity, means.entailment
    )
    read = hearing.integrity.as_read(by_meaning=compared.by_meaning, told=compared.tells)
    return compared if read.ceiling == 1 else None


def _is_taken_back(found: KeyPointVerdict, words: Evidence, answer: str, means: _Means) -> bool:
    """Whether the whole sentences that the words are out of deny what the words say."""
    whole = [
        sentence
        for sentence in read(answer).sentences
        if sentence.span[0] < words.end and words.start < sentence.span[1]
    ]
    if not whole:
        return False
    compared = _compared(answer[whole[0].span[0] : whole[-1].span[1]], means)
    return compared is not None and (
        compared.turned is not None or _of(compared, found).label is Label.CONTRADICTED
    )


def _of(compared: Compared, found: KeyPointVerdict) -> KeyPointVerdict:
    return next(each for each in compared.key_points if each.key_point.id == found.key_point.id)


def _has_wrong_figure(compared: Compared, found: KeyPointVerdict) -> bool:
    return any(
        figure.label is FigureLabel.WRONG and figure.source == found.key_point.source
        for figure in compared.figures
    )


def _placed(evidence: Evidence | None, words: Evidence, answer: str) -> Evidence:
    """The evidence as it stands in the whole answer; all the words where that is not to be told."""
    if evidence is None:
        return words
    start, end = words.start + evidence.start, words.start + evidence.end
    if answer[start:end] != evidence.quote:
        return words
    return Evidence(quote=evidence.quote, start=start, end=end)
