from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from app.session.interviewing import Interview, Step
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import CandidateMessage, MessageKind, Phase, SessionStatus, TurnKind
from domain.mastery import Practice, Rating
from graphs.interview import drill_on
from graphs.state import InterviewContext
from memory.in_memory import InMemorySessionStore
from memory.mastery import InMemoryMasteryStore
from memory.records import DamagedRecord
from tests.support.interviews import (
    POINTS,
    START,
    Clock,
    a_point,
    a_session,
    an_interview,
    does,
    says,
    some_knowledge,
    whole_answer,
)
from tests.support.talking import source

FACT = TalkingPoint(
    id="accuracy", kind=TalkingPointKind.FACT, title="Accuracy", text="91.2% (test set)", source=source(40)
)
RED_FLAG = TalkingPoint(
    id="real-time",
    kind=TalkingPointKind.RED_FLAG,
    title="It's basically real time.",
    say_instead="Ninety seconds at the 95th percentile, from scan to screen.",
    source=source(50),
)
PITCH = a_point(
    "The short pitch",
    "I am a platform engineer who moved from batch to streams",
    "I cut a nightly run from four hours to forty minutes",
    line=60,
    kind=TalkingPointKind.PITCH,
).model_copy(update={"spoken_seconds": (20, 30)})
VAGUE = "It was a change we made to the platform last year with the team."


class Drill:
    """A drill with stores in the process."""

    def __init__(
        self,
        folder: Path,
        kind: str = "questions",
        *points: TalkingPoint,
        limit: int = 5,
        mastery: InMemoryMasteryStore | None = None,
        now: datetime = START,
    ) -> None:
        clock = Clock()
        clock.moment = now
        self.store, self.saver = InMemorySessionStore(), InMemorySaver()
        self.mastery = mastery or InMemoryMasteryStore()
        self.context = InterviewContext(
            some_knowledge(folder, *points), self.store, clock, mastery=self.mastery
        )
        self.session = a_session("d1").model_copy(update={"drill": kind, "planned": limit})
        self.interview = self.revived()
        self.step: Step | None = None

    def revived(self) -> Interview:
        return Interview(drill_on(self.saver), self.context, "d1")

    async def begin(self) -> Step:
        return await self.interview.begin(self.session)

    async def say(self, message: CandidateMessage | str) -> Step:
        waiting = (await self.interview.go_on()).waiting
        assert waiting is not None
        return await self.interview.answer(
            waiting.number, says(message) if isinstance(message, str) else message
        )

    async def ratings(self) -> dict[str, Rating | None]:
        return {kept.talking_point_id: kept.rating for kept in await self.mastery.practices()}


def practised(
    point: TalkingPoint, rating: Rating, *, days_ago: float, session_id: str = "old", drill: bool = True
) -> Practice:
    return Practice(
        session_id=session_id,
        question_id=point.id,
        drill=drill,
        at=START - timedelta(days=days_ago),
        talking_point_id=point.id,
        kind=point.kind,
        title=point.title,
        source=point.source,
        rating=rating,
    )


def about(step: Step) -> str:
    assert step.waiting is not None
    return step.waiting.question.talking_point_id


async def test_what_is_due_comes_first_then_what_is_weak_then_what_is_new(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    await mastery.record(practised(POINTS[2], Rating.GOOD, days_ago=30))
    await mastery.record(practised(POINTS[1], Rating.HARD, days_ago=0.1))
    drill = Drill(tmp_path, mastery=mastery)

    step, seen = await drill.begin(), []
    while step.waiting is not None:
        seen.append((about(step), step.waiting.question.reason))
        step = await drill.say(does(MessageKind.SKIP))

    assert [point_id for point_id, _ in seen] == [POINTS[2].id, POINTS[1].id, POINTS[0].id]
    assert [reason for _, reason in seen] == ["due for 28 days", "weak the last time", "never practised"]


async def test_what_sits_is_left_alone(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    for point in POINTS:
        await mastery.record(practised(point, Rating.EASY, days_ago=1))
    drill = Drill(tmp_path, mastery=mastery)

    step = await drill.begin()

    assert step.waiting is None and step.session.status is SessionStatus.FINISHED
    assert step.session.planned == 0


async def test_a_limit_is_kept(tmp_path: Path) -> None:
    step = await Drill(tmp_path, limit=2).begin()

    assert step.session.planned == 2


async def test_it_is_asked_in_other_words_than_before_and_still_asks_the_same(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    await mastery.record(practised(POINTS[1], Rating.HARD, days_ago=9))
    step = await Drill(tmp_path, mastery=mastery).begin()

    assert step.waiting is not None and about(step) == POINTS[1].id
    assert step.waiting.question.text != POINTS[1].title
    assert "handle schema changes" in step.waiting.question.text


async def test_a_question_is_followed_up_until_it_sits_and_then_rescheduled(tmp_path: Path) -> None:
    drill = Drill(tmp_path, limit=1)
    await drill.begin()

    step = await drill.say(VAGUE)
    assert step.waiting is not None and step.waiting.kind is TurnKind.FOLLOW_UP
    step = await drill.say(whole_answer(POINTS[0]))

    assert step.waiting is None
    (kept,) = await drill.mastery.practices()
    assert kept.rating is Rating.GOOD and kept.drill and len(kept.follow_ups) == 1


async def test_a_rounded_figure_is_told_not_to_be_exact_and_the_exact_one_sits(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "facts", FACT)
    step = await drill.begin()
    assert step.waiting is not None
    assert "Accuracy" in step.waiting.said and "91" not in step.waiting.said

    step = await drill.say("91 %")
    assert step.waiting is not None and step.waiting.kind is TurnKind.FOLLOW_UP
    assert "not exact" in step.waiting.said and "91.2" not in step.waiting.said
    step = await drill.say("91.2 percent")

    assert step.judged is not None and step.judged.advice is not None
    assert step.judged.advice.check[0].text == "“91 %” is not exact; your guide has 91.2%"
    assert await drill.ratings() == {"accuracy": Rating.GOOD}


async def test_two_figures_are_asked_for_as_both(tmp_path: Path) -> None:
    for seed in range(4):
        fact = FACT.model_copy(
            update={"id": f"falls-{seed}", "title": "Falls", "text": "9 falls before, 4 after"}
        )
        step = await Drill(tmp_path / str(seed), "facts", fact).begin()

        assert step.waiting is not None and "both figures" in step.waiting.said


async def test_a_figure_without_its_unit_is_not_enough(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "facts", FACT)
    await drill.begin()

    step = await drill.say("91.2")

    assert step.waiting is not None and "it lacks its unit" in step.waiting.said


async def test_a_figure_that_stays_wrong_comes_again(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "facts", FACT)
    await drill.begin()

    for guess in ("93 %", "94 %", "95 %"):
        step = await drill.say(guess)

    assert step.waiting is None
    (kept,) = await drill.mastery.practices()
    assert kept.rating is Rating.AGAIN
    assert [wrong.said for wrong in kept.wrong_figures] == ["93 %", "94 %", "95 %"]


async def test_a_wrong_figure_put_right_is_hard(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "facts", FACT)
    await drill.begin()
    await drill.say("85 %")
    await drill.say("91.2 %")

    assert await drill.ratings() == {"accuracy": Rating.HARD}


async def test_a_hint_at_a_figure_does_not_say_it(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "facts", FACT)
    await drill.begin()

    step = await drill.say(does(MessageKind.HINT))

    assert step.waiting is not None and "a share" in step.waiting.said and "91" not in step.waiting.said


async def test_saying_the_red_flag_itself_is_worth_nothing(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "red-flags", RED_FLAG)
    step = await drill.begin()
    assert step.waiting is not None and RED_FLAG.title in step.waiting.said

    for _ in range(3):
        step = await drill.say("It's basically real time.")

    assert step.judged is not None and step.judged.verdict is not None
    assert step.judged.verdict.score is not None and step.judged.verdict.score.value == 0
    assert step.judged.advice is not None and step.judged.advice.say_first is not None
    assert step.judged.advice.say_first.text == RED_FLAG.say_instead
    assert await drill.ratings() == {"real-time": Rating.AGAIN}


async def test_the_better_wording_of_a_red_flag_sits_at_once(tmp_path: Path) -> None:
    drill = Drill(tmp_path, "red-flags", RED_FLAG)
    await drill.begin()

    step = await drill.say("Ninety seconds at the 95th percentile, from scan to screen.")

    assert step.waiting is None
    assert await drill.ratings() == {"real-time": Rating.EASY}


async def test_a_red_flag_without_a_better_wording_is_not_drilled(tmp_path: Path) -> None:
    bare = RED_FLAG.model_copy(update={"say_instead": ""})

    step = await Drill(tmp_path, "red-flags", bare).begin()

    assert step.waiting is None and step.session.planned == 0


@pytest.mark.parametrize(
    ("seconds", "told"), [(42.0, "42 s by the clock · about"), (None, "s when spoken (estimated)")]
)
async def test_a_pitch_is_timed_by_the_clock_or_says_that_it_is_estimated(
    tmp_path: Path, seconds: float | None, told: str
) -> None:
    drill = Drill(tmp_path, "pitch", PITCH)
    step = await drill.begin()
    assert step.waiting is not None and step.waiting.question.phase is Phase.OPENING

    step = await drill.say(says(whole_answer(PITCH)).model_copy(update={"seconds": seconds}))

    assert step.judged is not None and step.judged.advice is not None
    assert told in step.judged.advice.delivery
    assert step.judged.advice.delivery.endswith("20 to 30 s planned")


async def test_a_drill_goes_on_after_a_crash_and_records_once(tmp_path: Path) -> None:
    drill = Drill(tmp_path, limit=1)
    step = await drill.begin()
    assert step.waiting is not None
    await drill.store.keep_message("d1", 1, says(whole_answer(POINTS[0])))  # and here the process dies

    step = await drill.revived().go_on()

    assert step.waiting is None
    assert len(await drill.mastery.practices()) == 1


async def test_stopping_after_a_weak_answer_remembers_it(tmp_path: Path) -> None:
    drill = Drill(tmp_path)
    await drill.begin()
    await drill.say(VAGUE)

    step = await drill.say(does(MessageKind.STOP))

    assert step.waiting is None
    assert await drill.ratings() == {POINTS[0].id: Rating.AGAIN}


async def test_a_question_that_two_guides_answer_differently_is_asked_twice_and_says_whose(
    tmp_path: Path,
) -> None:
    mine = POINTS[0]
    theirs = POINTS[1].model_copy(
        update={"title": mine.title, "source": POINTS[1].source.model_copy(update={"guide": "other.md"})}
    )
    drill = Drill(tmp_path, "questions", mine, theirs)

    step, asked = await drill.begin(), []
    while step.waiting is not None:
        asked.append((about(step), step.waiting.said.partition(":")[0]))
        step = await drill.say(does(MessageKind.SKIP))

    assert asked == [(mine.id, "As guide.md has it"), (theirs.id, "As other.md has it")]


async def test_what_is_remembered_carries_the_time_of_the_place(tmp_path: Path) -> None:
    """So that who travels keeps the day they practised on."""
    drill = Drill(tmp_path, limit=1)
    drill.context = replace(drill.context, zone=timezone(timedelta(hours=-8)))
    drill.interview = drill.revived()

    await drill.begin()
    await drill.say(VAGUE)
    await drill.say(does(MessageKind.STOP))

    (kept,) = await drill.mastery.practices()
    assert kept.at.utcoffset() == timedelta(hours=-8) and kept.at.date() == START.date()


async def test_an_interview_records_what_it_asked(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    interview, _ = an_interview(some_knowledge(tmp_path), mastery=mastery)
    step = await interview.begin(a_session())
    while step.waiting is not None:
        step = await interview.answer(step.waiting.number, says(VAGUE))

    kept = await mastery.practices()
    assert {practice.talking_point_id for practice in kept} == {point.id for point in POINTS}
    assert not any(practice.drill for practice in kept)


async def test_the_report_on_weak_answers_names_the_drill(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    while step.waiting is not None:
        step = await interview.answer(step.waiting.number, says(VAGUE))

    assert step.report is not None
    assert [(drill.command, drill.text) for drill in step.report.drills] == [
        ("interview drill", "3 talking points fell short: again tomorrow, in other words")
    ]


async def test_an_interview_asks_for_what_is_due_and_says_why(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    await mastery.record(practised(POINTS[2], Rating.AGAIN, days_ago=9))
    interview, _ = an_interview(some_knowledge(tmp_path), mastery=mastery)

    step = await interview.begin(a_session(minutes=4))

    assert step.waiting is not None and about(step) == POINTS[2].id
    assert step.waiting.question.reason == "due for 8 days"


async def test_an_interview_does_not_repeat_the_last_two_unless_drilled_since(tmp_path: Path) -> None:
    mastery = InMemoryMasteryStore()
    await mastery.record(practised(POINTS[0], Rating.AGAIN, days_ago=2, session_id="i1", drill=False))
    await mastery.record(practised(POINTS[1], Rating.AGAIN, days_ago=3, session_id="i2", drill=False))
    fresh, _ = an_interview(some_knowledge(tmp_path / "a"), mastery=mastery)
    assert about(await fresh.begin(a_session(minutes=4))) == POINTS[2].id

    await mastery.record(practised(POINTS[1], Rating.AGAIN, days_ago=1.5, session_id="d1"))
    drilled, _ = an_interview(some_knowledge(tmp_path / "b"), mastery=mastery)
    assert about(await drilled.begin(a_session(minutes=4))) == POINTS[1].id


class Damaged(InMemoryMasteryStore):
    """A store with something in it that cannot be read."""

    async def practices(self) -> list[Practice]:
        raise DamagedRecord("A practised question", "not a record")


async def test_mastery_that_cannot_be_read_does_not_stop_an_interview(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path), mastery=Damaged())

    step = await interview.begin(a_session())

    assert step.waiting is not None and step.session.planned == 3


async def test_what_a_drill_asks_next_after_a_wrong_figure_is_how_far_off_and_not_what(
    tmp_path: Path,
) -> None:
    two = FACT.model_copy(update={"id": "run", "title": "Nightly run", "text": "4 hours → 40 minutes"})
    drill = Drill(tmp_path, "facts", two)
    await drill.begin()

    step = await drill.say("from 4 hours to 50 minutes")

    assert step.waiting is not None
    assert "“50 minutes”: it is another figure" in step.waiting.said
    assert "40" not in step.waiting.said and "4 hours" not in step.waiting.said
