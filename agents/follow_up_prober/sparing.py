"""Key points that no follow-up goes into: agreed on, somebody else's doing, told or asked for already."""

from __future__ import annotations

from collections.abc import Sequence

from agents.figures_told import are_told
from agents.follow_up_prober import draft
from agents.follow_up_prober.aims import Aim, part_of_story
from agents.follow_up_prober.clauses import bare, keys
from agents.follow_up_prober.listening import Heard, is_aside
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase, Question
from domain.verdict import KeyPointVerdict, Label, Verdict

_MOST = 2 / 3
_SAME_THING = 0.6
"""Two key points that share so much of the shorter one's words are one thing to ask for."""


def agreed(
    verdict: Verdict, point: TalkingPoint | None, guide: Sequence[str], language: str
) -> frozenset[str]:
    """The key points that an answer seems to deny in words that stand in the guides themselves."""
    texts = [] if point is None else [point.title, point.text, *(each.text for each in point.key_points)]
    written = [bare(text) for text in (*texts, *guide)]
    found = set()
    for judged in verdict.labelled(Label.CONTRADICTED):
        said = draft.words_for_denial(judged, language)
        if said and any(bare(said) in text for text in written):
            found.add(judged.key_point.id)
    return frozenset(found)


def spared(
    verdict: Verdict,
    question: Question,
    point: TalkingPoint | None,
    tried: frozenset[str],
    heard: Heard,
    answers: Sequence[str],
) -> frozenset[str]:
    """The key points that are no place to dig: somebody else's doing, turned down, or asked for already.

    Nor is one whose figures were told, whatever was made of the words around them, unless it tells the end of
    a story that was told without.
    """
    language, answer = question.language, "\n".join(answers)
    ends = ends_untold(question, point, answers, verdict)
    asked = [judged.key_point for judged in verdict.key_points if judged.key_point.id in tried]
    return frozenset(
        judged.key_point.id
        for judged in verdict.key_points
        if is_aside(judged.key_point, heard, question.text, language)
        or (judged.key_point.id not in ends and _is_told_in_figures(judged, answer, language))
        or any(_same(judged.key_point, before, language) for before in asked)
    )


def _is_told_in_figures(judged: KeyPointVerdict, answer: str, language: str) -> bool:
    """Whether the figures of a key point were told; of one that is half told only most of them will do."""
    half = judged.label is Label.PARTLY
    return are_told(judged.key_point, answer, language, *((_MOST,) if half else ()))


def _same(one: KeyPoint, other: KeyPoint, language: str) -> bool:
    first, second = keys(one.text, language), keys(other.text, language)
    shorter = min(len(first), len(second))
    return shorter > 2 and len(first & second) >= _SAME_THING * shorter


def ends_untold(
    question: Question, point: TalkingPoint | None, answers: Sequence[str], verdict: Verdict
) -> frozenset[str]:
    """The key points that tell how the story of `point` ended; none where the answer tells an end itself."""
    if point is None or question.phase is not Phase.STORY:
        return frozenset()
    if draft.is_ended(point, verdict, "\n".join(answers), question.language):
        return frozenset()
    return frozenset(each.id for each in point.key_points if part_of_story(each, point) is Aim.OUTCOME)
