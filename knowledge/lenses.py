"""What each agent sees of the guides: one lens per agent, each a filter on the same search."""

from __future__ import annotations

from domain.guide import Passage, TalkingPoint, TalkingPointKind
from knowledge.base import KnowledgeBase
from knowledge.search.passages import Role
from language.sentences import sentences

INTERVIEWER_SEES = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.UNANSWERED_QUESTION,
        TalkingPointKind.CODING_CHALLENGE,
        TalkingPointKind.SYSTEM_DESIGN,
        TalkingPointKind.CODE_REVIEW,
        TalkingPointKind.WEAK_AREA,
        TalkingPointKind.REQUIREMENT,
    }
)
EVALUATOR_SEES = frozenset({TalkingPointKind.FACT, TalkingPointKind.RED_FLAG})
COACH_SEES = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.PITCH,
        TalkingPointKind.STRENGTH,
        TalkingPointKind.SYSTEM_DESIGN,
    }
)
DETAILS = frozenset({Role.KEY_POINT, Role.HOOK})


def for_interviewer(kb: KnowledgeBase, query: str, k: int = 8) -> list[Passage]:
    """Questions, challenges, requirements and weak areas about `query`."""
    return kb.search(query, k=k, kinds=INTERVIEWER_SEES)


def for_prober(kb: KnowledgeBase, point: TalkingPoint, query: str, k: int = 8) -> list[Passage]:
    """Key points and follow-up hooks: those of `point` first, nearest to `query` first, then others'."""
    query = query.strip() or point.title
    own = kb.search(query, k=k, roles=DETAILS, points={point.id}, threshold=0)
    others = [
        found for found in kb.search(query, k=2 * k, roles=DETAILS) if found.talking_point_id != point.id
    ]
    return (own + others)[:k]


def for_evaluator(kb: KnowledgeBase, point: TalkingPoint, answer: str, k: int = 8) -> list[Passage]:
    """What the guides say about the things `answer` touches: key points, facts and red flags.

    The answer is looked up sentence by sentence, so that a remark at its end is not drowned by the rest.
    Key points of `point` itself are left out: the evaluator holds the answer against those anyway.
    """
    best: dict[tuple[str, str], Passage] = {}
    said = sentences(answer)
    kb.embed_ahead(said)
    for sentence in said:
        found = kb.search(sentence, k=k, kinds=EVALUATOR_SEES) + kb.search(
            sentence, k=k, roles={Role.KEY_POINT}
        )
        for passage in found:
            key = (passage.talking_point_id, passage.text)
            if passage.talking_point_id != point.id and (key not in best or passage.score > best[key].score):
                best[key] = passage
    return sorted(best.values(), key=lambda passage: -passage.score)[:k]


def for_coach(kb: KnowledgeBase, point: TalkingPoint, query: str, k: int = 8) -> list[Passage]:
    """What a better answer can be built from, `point` itself first: answers, stories, pitches."""
    query = query.strip() or point.title
    own = kb.search(query, k=1, points={point.id}, threshold=0)
    others = [
        found for found in kb.search(query, k=k + 1, kinds=COACH_SEES) if found.talking_point_id != point.id
    ]
    return (own + others)[:k]
