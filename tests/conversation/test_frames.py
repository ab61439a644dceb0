"""The frames that questions are put into, and the words that lead over to them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from agents.interviewer import agent, draft
from agents.sayings import SPOKEN, options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase
from tests.support.guides import points
from tests.support.interviews import POINTS, some_knowledge
from tests.support.talking import key_point, source

STORIES = ("The flooded cellar", "The late harvest", "The lost key", "The new till", "The long winter")


def made(title: str, kind: TalkingPointKind, line: int = 5) -> TalkingPoint:
    return TalkingPoint(
        id=title,
        kind=kind,
        title=title,
        text="I did what had to be done and told everybody.",
        source=source(line),
        key_points=(key_point("kp", "I told everybody"),),
    )


def planned(points: list[TalkingPoint], phase: Phase = Phase.STORY) -> Agenda:
    items = tuple(AgendaItem(talking_point_id=p.id, phase=phase, seconds=60, reason="") for p in points)
    return Agenda(items=items, minutes=30)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", [TalkingPointKind.STAR_STORY, TalkingPointKind.REQUIREMENT])
async def test_no_frame_comes_twice_among_three_of_a_kind(
    tmp_path: Path, kind: TalkingPointKind, seed: int
) -> None:
    points = [made(title, kind, 10 * at + 1) for at, title in enumerate(STORIES)]
    knowledge = some_knowledge(tmp_path, *points)

    asked = [(await agent.ask(planned(points), at, knowledge, seed=seed)).text for at in range(len(points))]

    frames = [
        text.replace(point.title, "X").replace(point.title[0].lower() + point.title[1:], "X")
        for text, point in zip(asked, points, strict=True)
    ]
    assert all(len(set(frames[at : at + 3])) == 3 for at in range(len(frames) - 2))
    again = [(await agent.ask(planned(points), at, knowledge, seed=seed)).text for at in range(len(points))]
    assert again == asked


def test_other_questions_between_do_not_bring_a_frame_back() -> None:
    points = [made(title, TalkingPointKind.STAR_STORY) for title in STORIES]
    item = AgendaItem(talking_point_id="x", phase=Phase.STORY, seconds=60, reason="")
    told = [
        draft.question(point, item, seed=at, rotation=draft.Rotation(7, at))
        for at, point in enumerate(points[:3])
    ]

    assert all(one.split(":")[0] != other.split(":")[0] for one, other in pairwise(told))


@pytest.mark.parametrize("language", SPOKEN)
def test_there_are_frames_enough_to_take_turns(language: str) -> None:
    for key in ("story.told", "requirement.named", "topic", "concern.topic", "requirement.line"):
        assert len(set(options("interviewer", language, key))) >= 3


@pytest.mark.parametrize("language", SPOKEN)
def test_a_requirement_is_said_within_a_sentence(language: str) -> None:
    item = AgendaItem(talking_point_id="x", phase=Phase.TECHNICAL, seconds=60, reason="")
    point = made("MLOps", TalkingPointKind.REQUIREMENT)

    said = {
        draft.question(point, item, seed=0, language=language, rotation=draft.Rotation(1, used))
        for used in range(4)
    }

    assert len(said) == 4
    assert not any(": MLOps" in each or "：MLOps" in each for each in said)


def lead(
    point: TalkingPoint, phase: Phase, *, new: bool = False, near: bool = False, skipped: bool = False
) -> set[str]:
    return {
        draft.lead_in(point, phase, first=False, new_phase=new, touched=near, skipped=skipped, seed=seed)
        for seed in range(40)
    }


def test_a_part_of_stories_is_announced_by_what_it_begins_with() -> None:
    habit = made("How do you settle a dispute between two cooks?", TalkingPointKind.QUESTION_ANSWER)
    story = made("The flooded cellar", TalkingPointKind.STAR_STORY)
    asked = made("Tell me about a time you failed.", TalkingPointKind.QUESTION_ANSWER)

    assert lead(habit, Phase.STORY, new=True) == set(options("interviewer", "en", "transition.habit"))
    assert lead(story, Phase.STORY, new=True) == set(options("interviewer", "en", "transition.story"))
    assert lead(asked, Phase.STORY, new=True) == lead(story, Phase.STORY, new=True)


def test_nobody_is_thanked_for_a_question_that_was_skipped() -> None:
    point = made("How do you count the stock?", TalkingPointKind.QUESTION_ANSWER)

    said = lead(point, Phase.TECHNICAL, near=True, skipped=True) - {""}

    assert said and said <= set(options("interviewer", "en", "passed"))
    assert lead(point, Phase.TECHNICAL, near=True) == set(options("interviewer", "en", "touched"))


async def test_after_a_skipped_question_nothing_was_touched(tmp_path: Path) -> None:
    said = "How we handle schema changes is a story of its own: every topic has a schema in a registry."
    agenda, knowledge = planned(list(POINTS), Phase.TECHNICAL), some_knowledge(tmp_path, *POINTS)

    near = await agent.ask(agenda, 1, knowledge, seed=1, previous=said)
    skipped = await agent.ask(agenda, 1, knowledge, seed=1, previous=said, skipped=True)

    touched = options("interviewer", "en", "touched")
    assert near.lead in touched
    assert skipped.lead not in touched


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Situation: Needed to reopen the ward kitchen", "needed to reopen the ward kitchen"),
        ("Situation: The ward kitchen was shut", "the ward kitchen was shut"),
    ],
)
def test_a_story_told_by_its_situation_is_asked_as_a_situation(label: str, said: str) -> None:
    text = f"""
        ## Stories

        ### {label}
        **Task:** Feed forty people
        **Action:** I borrowed the school's kitchen and cooked in two shifts
        **Result:** Nobody went without a meal for nine days
    """
    story = next(point for point in points(text) if point.star is not None)
    item = AgendaItem(talking_point_id=story.id, phase=Phase.STORY, seconds=60, reason="")

    assert draft.frame_of(story, item) == "story.situation"
    assert said in draft.question(story, item, seed=1).casefold()
