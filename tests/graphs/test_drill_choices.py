"""Drills of what somebody asks for: ahead of its day, about a topic, of one guide, and the warm-up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agents.interviewer.drill_plan import plan_drill, plan_warm_up
from agents.interviewer.drilling import WARM_UP, DrillKind
from app.practice.progress import by_drill
from domain.interview import CandidateMessage, Cause, Choice, MessageKind, Session
from domain.mastery import Practice, Rating, State, WrongFigure
from domain.work import HandedIn, WorkKind
from memory.mastery import InMemoryMasteryStore
from memory.scheduling import standings
from tests.app.practice.test_practice import EVERYTHING
from tests.app.practice.test_practice import practised as practised_once
from tests.graphs.test_drill import FACT, PITCH, RED_FLAG, VAGUE, Drill
from tests.support.interviews import POINTS, START, a_session, does, whole_answer
from tests.support.tasks import LOG_IN, THUMBNAILS, TWO_SUM

LATE, SCHEMA, JOB = POINTS[2], POINTS[1], POINTS[0]
THUMBNAILS_TOLD = THUMBNAILS.model_copy(update={"key_points": POINTS[0].key_points})


def everything_sits() -> list[Practice]:
    """All of it practised yesterday and to come back in a week or so."""
    return [practised_once(point, Rating.EASY, days_ago=1) for point in (*POINTS, FACT, RED_FLAG, PITCH)]


async def kept(practices: list[Practice]) -> InMemoryMasteryStore:
    mastery = InMemoryMasteryStore()
    for practice in practices:
        await mastery.record(practice)
    return mastery


async def asked(drill: Drill, choice: Choice) -> list[str]:
    drill.session = drill.session.model_copy(update={"choice": choice})
    await drill.begin()
    values = await drill.interview.values()
    return [item["talking_point_id"] for item in values["agenda"]["items"]]


async def test_what_is_not_due_is_asked_ahead_and_not_otherwise(tmp_path: Path) -> None:
    mastery = await kept(everything_sits())

    assert await asked(Drill(tmp_path / "a", mastery=mastery), Choice()) == []
    ahead = await asked(Drill(tmp_path / "b", mastery=mastery), Choice(ahead=True))

    assert sorted(ahead) == sorted(point.id for point in POINTS)


async def test_what_is_due_or_weak_comes_before_what_is_asked_ahead() -> None:
    practices = [
        practised_once(JOB, Rating.EASY, days_ago=1),
        practised_once(SCHEMA, Rating.AGAIN, days_ago=0.1),
    ]
    found = standings(POINTS, practices, START, None)

    agenda = plan_drill(found, DrillKind.QUESTIONS, limit=5, ahead=True)

    assert [item.cause for item in agenda.items] == [Cause.WEAK, Cause.NEW, Cause.AHEAD]


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [("schema", [SCHEMA.id]), ("parcel events", [JOB.id]), ("watermarks", [LATE.id])],
)
async def test_a_topic_is_asked_whether_or_not_it_is_due(
    tmp_path: Path, topic: str, wanted: list[str]
) -> None:
    """By words of the title, by words of the answer, and in another form than there."""
    drill = Drill(tmp_path, mastery=await kept(everything_sits()))

    assert await asked(drill, Choice(topic=topic)) == wanted


async def test_another_guides_points_stay_out(tmp_path: Path) -> None:
    elsewhere = SCHEMA.model_copy(
        update={"id": "there", "source": SCHEMA.source.model_copy(update={"guide": "b.md"})}
    )
    drill = Drill(tmp_path, "questions", JOB, elsewhere)

    assert await asked(drill, Choice(guide="b.md")) == ["there"]


async def test_a_pitch_is_asked_whenever_somebody_asks(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "pitch", PITCH, mastery=await kept(everything_sits()))

    assert await asked(drill, Choice()) == [PITCH.id]


def test_a_warm_up_takes_the_weakest_of_every_kind_as_far_as_five_minutes_reach() -> None:
    wrong = (WrongFigure(said="93 %", expected="91.2%"),)
    practices = [
        practised_once(JOB, Rating.EASY, days_ago=1),
        practised_once(LATE, Rating.AGAIN, days_ago=1),
        practised_once(SCHEMA, Rating.GOOD, days_ago=1),
        practised_once(FACT, Rating.HARD, days_ago=1, wrong=wrong),
        practised_once(RED_FLAG, Rating.GOOD, days_ago=40),
    ]

    agenda = plan_warm_up(standings(EVERYTHING, practices, START, None))

    assert [item.talking_point_id for item in agenda.items][:3] == [FACT.id, LATE.id, RED_FLAG.id]
    assert sum(item.seconds for item in agenda.items) <= 300
    assert agenda.minutes == 5


def test_a_warm_up_has_something_where_everything_sits_and_nothing_where_nothing_is() -> None:
    assert plan_warm_up(standings(EVERYTHING, everything_sits(), START, None)).items
    assert plan_warm_up(()).items == ()


async def test_each_question_of_a_warm_up_is_judged_by_its_own_kind(tmp_path: Path) -> None:
    """A figure to the exact value, a red flag by its better wording, a question by its key points."""
    drill = Drill(tmp_path, WARM_UP, FACT, RED_FLAG, LATE, limit=0)
    drill.session = drill.session.model_copy(update={"minutes": 5.0})
    await drill.begin()
    answers = {
        LATE.id: whole_answer(LATE),
        FACT.id: "91.2 % on the test set",
        RED_FLAG.id: RED_FLAG.say_instead,
    }

    while (waiting := (await drill.interview.go_on()).waiting) is not None:
        await drill.say(answers[waiting.question.talking_point_id])

    ratings = await drill.ratings()
    assert ratings[FACT.id] is Rating.EASY
    assert set(ratings) == set(answers)
    assert all(rating in (Rating.GOOD, Rating.EASY) for rating in ratings.values())


async def test_a_warm_up_ends_by_the_clock(tmp_path: Path) -> None:
    drill = Drill(tmp_path, WARM_UP, *POINTS, FACT, limit=0)
    drill.session = drill.session.model_copy(update={"minutes": 0.1})
    await drill.begin()

    step = await drill.say(f"{VAGUE} That's all I remember of it, really, and there is no more to tell.")
    while step.waiting is not None:
        step = await drill.say(f"{VAGUE} That's all.")

    assert len(await drill.ratings()) == 1


def test_a_session_from_before_choices_were_kept_has_none() -> None:
    stored = a_session().model_dump(mode="json")
    del stored["choice"]

    assert Session.model_validate(stored).choice == Choice()


def test_what_was_practised_well_a_day_ago_is_solid() -> None:
    """The other tests rest on it."""
    found = standings(POINTS, everything_sits(), START + timedelta(hours=1), None)

    assert {standing.state for standing in found} == {State.SOLID}


async def test_tasks_are_drilled_as_tasks_the_weak_one_first_and_come_back(tmp_path: Path) -> None:
    mastery = await kept([practised_once(LOG_IN, Rating.AGAIN, days_ago=0.1)])
    drill = Drill(tmp_path, "tasks", TWO_SUM, LOG_IN, THUMBNAILS, mastery=mastery)

    step = await drill.begin()
    assert step.waiting is not None
    question = step.waiting.question
    assert (question.talking_point_id, question.work) == (LOG_IN.id, WorkKind.REVIEW)
    assert question.shown.startswith("def log_in")
    found = HandedIn(kind=WorkKind.REVIEW, text="The password is printed; all calls share the default list.")
    step = await drill.say(CandidateMessage(at=START, work=found))
    while step.waiting is not None and step.waiting.question.id == question.id:
        step = await drill.say(does(MessageKind.SKIP))

    assert step.waiting is not None and step.waiting.question.work is not None
    again = (await drill.mastery.practices())[-1]
    assert again.talking_point_id == LOG_IN.id and again.score is not None and again.score > 0.5


def test_a_warm_up_has_no_time_for_a_task_and_a_design_is_drilled_in_words_too() -> None:
    found = standings([TWO_SUM, LOG_IN, POINTS[0]], [], START, None)

    assert [item.talking_point_id for item in plan_warm_up(found).items] == [POINTS[0].id]
    counted = by_drill(standings([TWO_SUM, LOG_IN, THUMBNAILS_TOLD], [], START, None))
    assert {kind: [each.point.id for each in group] for kind, group in counted.items() if group} == {
        DrillKind.QUESTIONS: [THUMBNAILS.id],
        DrillKind.TASKS: [TWO_SUM.id, LOG_IN.id],
    }
