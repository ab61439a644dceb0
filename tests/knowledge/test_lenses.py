"""What each agent sees of the guides, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.guide import TalkingPointKind as Kind
from knowledge import lenses
from knowledge.base import KnowledgeBase, open_knowledge
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import guide, library, talking_point

STREAMING = talking_point(
    "Why did you move to streaming?",
    "The nightly batch was late. Streaming cost less.",
    key_points=("The nightly batch was late", "Streaming cost less"),
    hooks=("What did streaming cost?",),
)
POINTS = (
    STREAMING,
    talking_point("Streaming story", "Streaming saved the launch.", Kind.STAR_STORY, line=10),
    talking_point("Pitch", "I move teams to streaming.", Kind.PITCH, line=20),
    talking_point("Streaming share", "80 % of streaming jobs", Kind.FACT, line=30),
    talking_point("Streaming is always better", "", Kind.RED_FLAG, line=40),
    talking_point("No streaming on Kubernetes", "", Kind.WEAK_AREA, line=50),
    talking_point("Do you use streaming here?", "", Kind.QUESTION_TO_ASK, line=60),
    talking_point(
        "How do you test streaming?", "Replay streaming logs.", line=70, key_points=("Replay streaming logs",)
    ),
)


@pytest.fixture
def knowledge(tmp_path: Path) -> KnowledgeBase:
    return open_knowledge(library(guide(*POINTS)), tmp_path, HashEmbedder())


def test_the_interviewer_sees_questions_and_weak_areas(knowledge: KnowledgeBase) -> None:
    kinds = {passage.kind for passage in lenses.for_interviewer(knowledge, "streaming")}

    assert kinds == {Kind.QUESTION_ANSWER, Kind.WEAK_AREA}


def test_the_prober_sees_key_points_and_hooks_of_the_question_first(knowledge: KnowledgeBase) -> None:
    seen = [passage.text for passage in lenses.for_prober(knowledge, STREAMING, "what streaming cost", 4)]

    assert seen[0] == "What did streaming cost?"
    assert set(seen[:3]) == {"What did streaming cost?", "Streaming cost less", "The nightly batch was late"}
    assert seen[3:] == ["Replay streaming logs"]


def test_the_evaluator_sees_facts_red_flags_and_key_points_of_other_answers(knowledge: KnowledgeBase) -> None:
    answer = "Streaming is always better.\nWe replay streaming logs. 80 % of the jobs are streaming."

    seen = {passage.text for passage in lenses.for_evaluator(knowledge, STREAMING, answer, 8)}

    assert seen == {"80 % of streaming jobs", "Streaming is always better", "Replay streaming logs"}


def test_a_red_flag_at_the_end_of_a_long_answer_is_seen(knowledge: KnowledgeBase) -> None:
    answer = "We spoke about many other matters for a very long while. " * 20 + "Streaming is always better."

    (first, *_) = lenses.for_evaluator(knowledge, STREAMING, answer, 3)

    assert first.kind is Kind.RED_FLAG


def test_the_coach_sees_the_answer_itself_then_stories_and_pitches(knowledge: KnowledgeBase) -> None:
    seen = lenses.for_coach(knowledge, STREAMING, "streaming", 8)

    assert seen[0].talking_point_id == STREAMING.id
    assert {passage.kind for passage in seen} == {Kind.QUESTION_ANSWER, Kind.STAR_STORY, Kind.PITCH}
    assert len({passage.talking_point_id for passage in seen}) == len(seen)


def test_an_empty_answer_is_coached_by_the_question(knowledge: KnowledgeBase) -> None:
    (first, *_) = lenses.for_coach(knowledge, STREAMING, "", 3)

    assert first.talking_point_id == STREAMING.id
    assert lenses.for_prober(knowledge, STREAMING, " ", 3)
    assert lenses.for_evaluator(knowledge, STREAMING, "", 3) == []


def test_no_lens_shows_more_than_k(knowledge: KnowledgeBase) -> None:
    assert len(lenses.for_interviewer(knowledge, "streaming", 1)) == 1
    assert len(lenses.for_prober(knowledge, STREAMING, "streaming", 2)) == 2
    assert len(lenses.for_evaluator(knowledge, STREAMING, "streaming", 2)) == 2
    assert len(lenses.for_coach(knowledge, STREAMING, "streaming", 2)) == 2
