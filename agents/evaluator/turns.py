"""What a later turn does not speak of stays as the turns before it left it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from agents.evaluator.against.places.alike import denies
from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.conveyed import MISSING
from agents.evaluator.by_meaning.put_plainly import PlainEntailment
from agents.evaluator.compared import Compared, model_answer, reference_of, with_figure
from agents.evaluator.comparing_words import compare_words
from agents.evaluator.draft import Drafted, rescored
from agents.evaluator.hearing.hear import hear
from agents.evaluator.judging.judge import scored
from agents.similarity import Similarity
from domain.interview import Question
from domain.verdict import DRAFT, Evidence, FigureLabel, KeyPointVerdict, Label, Verdict
from knowledge.entailment.model import Entailment
from language.taken_back import taken_back
from language.text import read

# Of what fell by so much a turn took something away; where it denies and takes most of two or more key points
# so, it takes back the whole.
_FELL, _FEWEST, _MOST = 0.2, 2, 0.5


class Means(NamedTuple):
    """What a turn is read with; see `agent.evaluate`."""

    similarity: Similarity | None = None
    entailment: Entailment | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The turns before the last one: what was said in them, what was made of it, and what was asked then.

    `aim` is that of the follow-up that the last turn answers: the id of a key point, or a figure's words.
    """

    said: str
    verdict: Verdict
    aim: str = ""

    def fits(self, verdict: Verdict) -> bool:
        """Whether `verdict`, on these turns and one more, is on the same key points, and `said` on which."""
        own = [found.key_point for found in self.verdict.key_points]
        return own == [found.key_point for found in verdict.key_points] and all(
            found.evidence is None or _stands_in(found.evidence, self.said)
            for found in self.verdict.key_points
        )


def as_left(
    verdict: Verdict,
    drafted: Drafted,
    before: Before,
    answer: str,
    question: Question,
    means: Means,
) -> Verdict:
    """`verdict` on all of `answer`, where its last turn speaks; the rest of it as it was `before`.

    Read together, an answer to a follow-up can neither tell nor deny what it does not speak of, and it can
    make nothing less told either. `drafted` is what `verdict` rests on. What makes the whole answer worth
    nothing, or denies most of it, speaks of everything.
    """
    compared = drafted.compared
    if compared is None or compared.turned is not None or not before.fits(verdict):
        return verdict
    if before.verdict.key_points == verdict.key_points or _denies_most(verdict, before, answer):
        return verdict
    speaks = _speaks_of(verdict, compared, before, answer, question, means)
    kept = tuple(
        new if spoken else old
        for old, new, spoken in zip(before.verdict.key_points, verdict.key_points, speaks, strict=True)
    )
    if kept == verdict.key_points:
        return verdict
    of_a_model = verdict.provenance.model != DRAFT
    outcome = scored(kept, drafted.integrity.ceiling) if of_a_model else rescored(drafted, kept)
    return verdict.model_copy(update={"key_points": kept, "outcome": outcome})


def _denies_most(verdict: Verdict, before: Before, answer: str) -> bool:
    """Whether the last turn denies something, and most of what was told is less so for it."""
    if not denies(read(answer[len(before.said) :])):
        return False
    told = [
        old.credit - new.credit >= _FELL
        for old, new in zip(before.verdict.key_points, verdict.key_points, strict=True)
        if old.label in (Label.COVERED, Label.PARTLY)
    ]
    return len(told) >= _FEWEST and sum(told) > _MOST * len(told)


def _speaks_of(
    verdict: Verdict,
    compared: Compared,
    before: Before,
    answer: str,
    question: Question,
    means: Means,
) -> list[bool]:
    """For each key point whether the last turn was asked for it, puts it right, or has anything of it."""
    start = len(before.said) + 1
    told = _tells_of(compared, answer[start:], question, means)
    right = _puts_right(verdict, compared, before, start)
    gone = [each for each in taken_back(answer) if each.start < start <= each.begins]
    return [
        told_here
        or is_right
        or before.aim == old.key_point.id
        or _is_shown_by_a_model(verdict, new, start)
        or any(_meet(old.evidence, each.start, each.end) for each in gone)
        for told_here, is_right, old, new in zip(
            told, right, before.verdict.key_points, verdict.key_points, strict=True
        )
    ]


def _tells_of(compared: Compared, turn: str, question: Question, means: Means) -> list[bool]:
    """For each key point whether the last turn, by itself, has anything of it.

    By meaning where the whole answer was read so, by a word of it where words alone were compared.
    """
    point = compared.point
    heard = hear(turn, question, point, model_answer(point)).integrity.heard
    if not heard.tokens:
        return [False] * len(point.key_points)
    if compared.by_meaning and means.entailment is not None:
        found = PlainEntailment(means.entailment).read(as_heard(heard), as_points(point)).found
        return [surely.absent < MISSING for surely in found]
    asked = read(question.text).stems
    own = [read(each.text).stems - asked for each in point.key_points]
    alone = compare_words(heard, point, reference_of(question.text, point), means.similarity).key_points
    return [
        found.label is not Label.MISSING or bool(words & heard.stems)
        for found, words in zip(alone, own, strict=True)
    ]


def _puts_right(verdict: Verdict, compared: Compared, before: Before, start: int) -> list[bool]:
    """For each key point whether the last turn was asked about its figure, or has it where it was wrong."""
    then = before.verdict.figures
    asked, wrong, now = (
        with_figure(compared.point, figures)
        for figures in (
            [each for each in then if each.said.quote == before.aim],
            [each for each in then if each.label is FigureLabel.WRONG],
            [each for each in verdict.figures if each.said.start >= start],
        )
    )
    return [was_asked or (was and has) for was_asked, was, has in zip(asked, wrong, now, strict=True)]


def _is_shown_by_a_model(verdict: Verdict, found: KeyPointVerdict, start: int) -> bool:
    """Whether a language model judged, and shows the key point by words of the last turn."""
    return verdict.provenance.model != DRAFT and found.evidence is not None and found.evidence.end > start


def _stands_in(evidence: Evidence, said: str) -> bool:
    return said[evidence.start : evidence.end] == evidence.quote


def _meet(evidence: Evidence | None, start: int, end: int) -> bool:
    return evidence is not None and evidence.start < end and start < evidence.end
