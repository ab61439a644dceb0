""" "I did say that": a point that was judged missing is looked at again, in the words that are pointed to."""

from __future__ import annotations

import asyncio
import html
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from rich.console import Console

from agents.evaluator.objecting import Pointed
from app.display.screen import Screen
from app.past.formats.archive import collect
from app.past.formats.exporting import as_json
from app.past.formats.html import as_html
from app.past.formats.importing import read_archive
from app.past.formats.markdown import as_markdown
from app.past.replaying import play, scenes
from app.past.transcript import transcript
from app.session.conversation import hold
from app.session.interviewing import Interview
from app.session.objecting import in_answer
from domain.guide import TalkingPoint
from domain.interview import Turn
from domain.objection import Ruling
from domain.verdict import Label
from knowledge.base import KnowledgeBase
from knowledge.entailment.model import Entailed
from memory.in_memory import InMemorySessionStore
from memory.mastery import InMemoryMasteryStore
from tests.app.session.test_conversation import Scripted
from tests.support.entailing import ABSENT, COVERED, NOT_SURE, WrittenEntailment
from tests.support.interviews import POINTS, a_session, an_interview, says, some_knowledge

LATE = POINTS[2]
ALERT = "someone is paged once we lag by ten minutes"
ANSWER = f"Each partition carries a watermark, and {ALERT}."


def found(said: str, point: str) -> Entailed:
    """Hears the alert in the words that tell it and nothing else, and the watermark everywhere."""
    if "watermark" in point and "alert" not in point.lower():
        return COVERED if "watermark" in said else ABSENT
    if said.strip(" .").endswith(ALERT) and len(said) <= len(ALERT) + 2:
        return COVERED
    return NOT_SURE if said.strip(" .") == "ten minutes" else ABSENT


def encoded(folder: Path, finding: object = found, *more: TalkingPoint) -> KnowledgeBase:
    return some_knowledge(folder, LATE, *more).with_entailment(WrittenEntailment(finding))  # type: ignore[arg-type]


class World:
    """An interview of one question, and of `more`, judged with the alert missing."""

    def __init__(self, folder: Path, finding: object = found, more: Sequence[TalkingPoint] = ()) -> None:
        self.store = InMemorySessionStore()
        self.mastery = InMemoryMasteryStore()
        self.saver = InMemorySaver()
        self.knowledge = encoded(folder, finding, *more)

    def interview(self) -> Interview:
        interview, _ = an_interview(self.knowledge, store=self.store, saver=self.saver, mastery=self.mastery)
        return interview

    async def judged(self) -> tuple[Interview, Turn]:
        interview = self.interview()
        step = await interview.begin(a_session())
        while step.waiting is not None:
            step = await interview.answer(step.waiting.number, says(ANSWER))
        turns = await self.store.turns("s1")
        return interview, next(turn for turn in turns if turn.advice is not None)


def pointed(turn: Turn, words: str, answer: str) -> Pointed:
    assert turn.verdict is not None
    (missing,) = turn.verdict.labelled(Label.MISSING)
    evidence = in_answer(words, answer)
    assert evidence is not None
    return Pointed(missing.key_point.id, evidence)


async def test_words_that_say_it_are_accepted_and_the_score_follows(tmp_path: Path) -> None:
    world = World(tmp_path)
    interview, before = await world.judged()
    assert before.verdict is not None and before.verdict.score is not None
    old = await world.store.report("s1")

    turn, objection = await interview.look_again(
        before.number, pointed(before, ALERT, await interview.said_to(before))
    )

    assert objection.ruling is Ruling.ACCEPTED and objection.words.quote == ALERT
    assert (objection.before, objection.after) == (Label.MISSING, Label.COVERED)
    assert objection.score_before == before.verdict.score.value
    assert turn.verdict is not None and turn.verdict.score is not None
    assert turn.verdict.score.value > before.verdict.score.value
    # By the same arithmetic: its parts add up to it.
    parts = sum(part.value * part.weight for part in turn.verdict.score.parts)
    assert parts == pytest.approx(turn.verdict.score.value)
    assert not turn.verdict.labelled(Label.MISSING)
    assert turn.advice is not None and not turn.advice.missing
    # Everything that rests on it follows, and the transcript keeps both.
    kept = await world.store.turn("s1", before.number)
    assert kept == turn and kept.objections == (objection,)
    (practice,) = await world.mastery.practices()
    assert practice.score == turn.verdict.score.value
    report = await world.store.report("s1")
    assert report is not None and report.overall is not None and old is not None and old.overall is not None
    assert report.overall > old.overall
    assert (await world.store.session("s1")).score == report.overall


@pytest.mark.parametrize(
    ("words", "ruling"),
    [("Each partition carries a watermark", Ruling.NOT_SAID), ("ten minutes", Ruling.NOT_SURE)],
)
async def test_words_that_do_not_say_it_change_nothing_and_are_kept(
    tmp_path: Path, words: str, ruling: Ruling
) -> None:
    world = World(tmp_path)
    interview, before = await world.judged()

    turn, objection = await interview.look_again(
        before.number, pointed(before, words, await interview.said_to(before))
    )

    assert objection.ruling is ruling and objection.after is Label.MISSING
    assert turn.verdict == before.verdict and turn.advice == before.advice
    assert (await world.store.turn("s1", before.number)).objections == (objection,)


async def test_words_cut_out_of_a_sentence_that_denies_them_are_not_accepted(tmp_path: Path) -> None:
    def finding(said: str, point: str) -> Entailed:
        if "watermark" in point and "alert" not in point.lower():
            return COVERED
        return COVERED if said.strip(" .") == ALERT else Entailed(0.0, 0.0, 0.01, 0.99)

    interview, before = await World(tmp_path, finding).judged()
    evidence = in_answer(ALERT, await interview.said_to(before))
    assert evidence is not None

    turn, objection = await interview.look_again(before.number, Pointed(LATE.key_points[1].id, evidence))

    assert objection.ruling is Ruling.TAKEN_BACK and objection.after is Label.CONTRADICTED
    assert turn.verdict == before.verdict


async def test_the_session_goes_on_with_the_score_that_was_accepted(tmp_path: Path) -> None:
    store = InMemorySessionStore()
    knowledge = some_knowledge(tmp_path).with_entailment(WrittenEntailment(found))
    interview, _ = an_interview(knowledge, store=store)
    step = await interview.begin(a_session())
    scores: list[float] = []
    assert step.waiting is not None and step.waiting.question.talking_point_id == LATE.id
    while step.waiting is not None:
        said = "I moved it to a log." if scores else ANSWER
        step = await interview.answer(step.waiting.number, says(said))
        if (turn := step.judged) is None:
            continue
        if not scores:
            words = pointed(turn, ALERT, await interview.said_to(turn))
            turn, _ = await interview.look_again(turn.number, words)
        assert turn.verdict is not None and turn.verdict.score is not None
        scores.append(turn.verdict.score.value)

    assert len(scores) == 3
    assert (await interview.values())["score_sum"] == pytest.approx(sum(scores))


async def test_a_crash_after_it_was_kept_loses_nothing(tmp_path: Path) -> None:
    """Killed when the turn was written, and nothing that rests on it."""
    world = World(tmp_path)
    interview, before = await world.judged()
    (practice,) = await world.mastery.practices()
    report = await world.store.report("s1")
    turn, _ = await interview.look_again(
        before.number, pointed(before, ALERT, await interview.said_to(before))
    )
    assert report is not None
    await world.mastery.amend(practice)
    await world.store.put_report("s1", report)

    await world.interview().go_on()

    assert turn.verdict is not None and turn.verdict.score is not None
    (again,) = await world.mastery.practices()
    assert again.score == turn.verdict.score.value
    assert await world.store.report("s1") != report


class AtTheFeedback(Scripted):
    """Objects where the feedback is read, and answers what it is asked back."""

    def __init__(self, commands: list[str], told: list[str]) -> None:
        super().__init__([])
        self._commands = commands
        self._told = told
        self.asked: list[str] = []

    async def answer(self, turn: Turn) -> str:
        return ANSWER

    async def read_on(self) -> str:
        return self._commands.pop(0) if self._commands else ""

    async def agrees(self, question: str) -> bool:
        return True

    async def tells(self, question: str) -> str:
        self.asked.append(question)
        return self._told.pop(0)


async def talked(folder: Path, candidate: Scripted, *more: TalkingPoint) -> tuple[World, str]:
    world, out = World(folder, more=more), io.StringIO()
    interview = world.interview()
    step = await interview.begin(a_session())
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)))
    return world, out.getvalue()


async def test_said_asks_which_words_and_shows_the_new_score(tmp_path: Path) -> None:
    candidate = AtTheFeedback(["/said", "/why"], [ALERT])
    world, shown = await talked(tmp_path, candidate)

    assert candidate.asked == ["Which of your words say it? Enter = your whole answer, - = none:"]
    assert "You did say “An alert fires when the watermark is ten minutes behind” (missing)?" in shown
    assert "You are right: these words say it. It counts now." in shown
    # The report that was made meanwhile is made anew.
    turn = next(turn for turn in await transcript(world.store, "s1") if turn.objections)
    assert turn.verdict is not None and turn.verdict.score is not None
    assert f"{100 * turn.verdict.score.value:.0f}" in shown.split("Report · session s1")[1]


async def test_said_with_a_number_and_words_asks_nothing(tmp_path: Path) -> None:
    candidate = AtTheFeedback([f"/said 1 {ALERT.upper()}", "/said"], [])
    _, shown = await talked(tmp_path, candidate)

    assert candidate.asked == []
    assert "You are right" in shown
    assert "There is no point of your guide here that was not counted in full." in shown


async def test_whoever_is_asked_which_words_may_say_none(tmp_path: Path) -> None:
    world, shown = await talked(tmp_path, AtTheFeedback(["/said"], ["-"]))

    assert "You did say" in shown
    assert not any(turn.objections for turn in await world.store.turns("s1"))


async def test_the_command_counts_where_its_words_are_asked_for(tmp_path: Path) -> None:
    _, shown = await talked(tmp_path, AtTheFeedback(["/said"], [f"/said 1 {ALERT}"]))

    assert "You are right: these words say it. It counts now." in shown


class AtTheNextQuestion(AtTheFeedback):
    """Objects when the next question was asked already, and stops there."""

    async def answer(self, turn: Turn) -> str:
        if turn.question.text == LATE.title:
            return ANSWER
        return self._commands.pop(0) if self._commands else "/skip"

    async def read_on(self) -> str:
        return ""


async def test_an_objection_at_the_next_question_says_which_it_is_about(tmp_path: Path) -> None:
    _, shown = await talked(tmp_path, AtTheNextQuestion(["/said", "/said"], ["-", ALERT]), POINTS[0])

    shown = " ".join(shown.split())
    told = f"This is about “{LATE.title}”, which was judged last; what you are asked now is judged when"
    assert f"{told} it is done. You did say “An alert fires" in shown
    assert "You are right" in shown


class TypesAhead(AtTheFeedback):
    """Types words where the feedback is read."""

    async def read_on(self) -> str:
        self.draft = "thanks"
        return ""


async def test_what_is_typed_at_the_feedback_is_promised_to_a_next_question_alone(tmp_path: Path) -> None:
    _, alone = await talked(tmp_path / "1", TypesAhead([], []))
    _, more = await talked(tmp_path / "2", TypesAhead([], []), POINTS[0])

    assert "Missing" in alone and "stands in your next answer" not in alone
    assert more.count("What you typed stands in your next answer") == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/said 7", "There is no point 7: /said lists them, from 1 to 1."),
        ("/said 1 words that I never said", "These words are not in your answer, one after the other."),
    ],
)
async def test_what_cannot_be_looked_at_is_told(tmp_path: Path, command: str, told: str) -> None:
    world, shown = await talked(tmp_path, AtTheFeedback([command], []))

    assert told in " ".join(shown.split())
    assert not any(turn.objections for turn in await world.store.turns("s1"))


async def test_words_that_do_not_stand_in_the_answer_are_asked_for_again(tmp_path: Path) -> None:
    candidate = AtTheFeedback(["/said 1"], ["words that I never said", ALERT])
    world, shown = await talked(tmp_path, candidate)

    assert "These words are not in your answer" in " ".join(shown.split())
    assert len(candidate.asked) == 2
    assert any(turn.objections for turn in await world.store.turns("s1"))


def test_words_are_found_whatever_stands_between_them() -> None:
    answer = "It went down:\nfrom four hours — to forty minutes."
    evidence = in_answer("down from FOUR hours to", answer)

    assert evidence is not None
    assert evidence.quote == "down:\nfrom four hours — to" == answer[evidence.start : evidence.end]
    assert in_answer("four minutes", answer) is None and in_answer("…", answer) is None


async def test_replay_and_exports_show_both(tmp_path: Path) -> None:
    world, _ = await talked(tmp_path, AtTheFeedback([f"/said 1 {ALERT}"], []))
    archive = await collect(world.store, "s1")
    out = io.StringIO()

    await play(
        scenes(archive.session, archive.turns),
        archive.session,
        archive.report,
        Screen(Console(file=out, width=400)),
        0,
        asyncio.sleep,
    )

    told = f"“{ALERT}” says “An alert fires when the watermark is ten minutes behind” (missing, now covered; "
    assert f"/said {told}" in out.getvalue()
    assert told in as_markdown(archive)
    assert told in html.unescape(as_html(archive))
    assert read_archive(as_json(archive, []).encode(), "s1.json").turns == archive.turns
