"""Whoever wants to answer the question before once more is asked it again; the first answer stays."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.past.transcript import by_question
from app.session.conversation import hold
from app.session.interviewing import Interview, Step
from domain.interview import MessageKind, TurnKind
from domain.routes import RouteKind
from domain.turns import asked_as, final_turns
from tests.app.session.test_conversation import Scripted
from tests.support.interviews import POINTS, a_session, an_interview, does, says, some_knowledge, whole_answer

BY_TITLE = {point.id: point for point in POINTS}
VAGUE = "It was a change we made to the platform last year with the team."


async def answer(interview: Interview, step: Step, text: str = "") -> Step:
    assert step.waiting is not None
    whole = whole_answer(BY_TITLE[step.waiting.question.talking_point_id])
    return await interview.answer(step.waiting.number, says(text or whole))


async def back(interview: Interview, step: Step) -> Step:
    assert step.waiting is not None
    return await interview.answer(step.waiting.number, does(MessageKind.BACK))


async def test_the_question_before_is_asked_again_and_then_the_one_that_was_left(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    first = await interview.begin(a_session())
    step = await answer(interview, first, VAGUE)
    for _ in range(2):
        step = await answer(interview, step, VAGUE)
    second = step.waiting
    assert first.waiting is not None and second is not None and second.question.id == "q2"

    step = await back(interview, step)

    assert step.waiting is not None and step.waiting.kind is TurnKind.QUESTION
    assert step.waiting.question.text == first.waiting.question.text
    assert step.waiting.question.id == "q1"
    assert step.waiting.question.lead
    assert (step.session.asked, step.session.answered, step.session.score) == (1, 0, None)
    route = (await store.turn("s1", second.number)).route
    assert route is not None and route.kind is RouteKind.BACK

    step = await answer(interview, step)
    assert step.waiting is not None and step.waiting.question.text == second.question.text
    assert (step.session.asked, step.session.answered) == (2, 1)
    while step.waiting is not None:
        step = await answer(interview, step)

    assert step.report is not None
    assert (step.report.asked, step.report.answered) == (3, 3)
    assert step.report.overall is not None and step.report.overall > 0.8


async def test_both_answers_stand_in_the_transcript_and_the_second_counts(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    for _ in range(3):
        step = await answer(interview, step, VAGUE)
    step = await back(interview, step)
    again = step.waiting
    assert again is not None
    step = await answer(interview, step)

    turns = await store.turns("s1")
    mine = [turn for turn in turns if turn.question.id == "q1"]
    assert [turn.message.text for turn in mine if turn.message][:3] == [VAGUE] * 3
    assert final_turns(turns)[0].number == again.number
    (asked, *_) = by_question(turns)
    assert len(asked.answers) == 1 and VAGUE not in asked.answer
    assert asked_as(turns, 1) == mine[:3]
    assert await interview.said_to(mine[0]) == "\n".join([VAGUE] * 3)


async def test_at_the_first_question_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())

    step = await back(interview, step)

    assert step.waiting is not None and step.waiting.kind is TurnKind.REPLY
    assert step.waiting.question.id == "q1" and step.session.asked == 1
    assert await interview.before() == ""


async def test_a_question_that_was_skipped_is_gone_back_to_as_well(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    assert step.waiting is not None
    step = await interview.answer(step.waiting.number, does(MessageKind.SKIP))

    step = await back(interview, step)
    while step.waiting is not None:
        step = await answer(interview, step)

    assert step.report is not None
    assert (step.report.answered, step.report.skipped) == (3, 0)


async def test_one_answer_is_taken_back_and_not_the_one_before_it(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await answer(interview, await interview.begin(a_session()))
    score = step.session.score
    step = await answer(interview, step)

    step = await back(interview, step)

    assert step.session.score == pytest.approx(score)
    values = await interview.values()
    assert (values["scored"], len(values["earlier"]), values["closed"]) == (1, 1, None)


class Somebody(Scripted):
    """Like a person at a terminal, who says yes to what is asked back."""

    asked = ""

    async def agrees(self, question: str) -> bool:
        self.asked = question
        return True

    async def tells(self, question: str) -> str:
        return ""


async def test_it_is_heard_in_words_and_asked_about_with_the_question(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    assert step.waiting is not None
    somebody = Somebody(["…", "stop, I want to change my answer to the last one", "…", "/stop"])

    await hold(interview, step, somebody, Screen(Console(file=io.StringIO(), width=110)))

    assert step.waiting.question.text[:40] in somebody.asked
    turns = await store.turns("s1")
    assert [turn.question.id for turn in turns] == ["q1", "q2", "q1", "q2"]
    message = turns[1].message
    assert message is not None and message.words == "stop, I want to change my answer to the last one"


async def test_where_nothing_was_before_it_says_so_and_waits(tmp_path: Path) -> None:
    out = io.StringIO()
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    lines = ["Can we go back to the last question?", "/back", "/stop"]

    await hold(interview, step, Scripted(lines), Screen(Console(file=out, width=110)))

    assert out.getvalue().count("There is no question that we can go back to.") == 2
    assert len(await store.turns("s1")) == 1
