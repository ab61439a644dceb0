"""What a person at a terminal sees while a model writes, and what is left of it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel
from rich.console import Console

from agents.reasons import note
from app.display.screen import Screen
from app.session.audience import Audience
from app.session.candidate import LeftOpen
from app.session.conversation import hold
from app.session.following import follow
from app.session.interviewing import Step
from app.settings import AGENTS
from domain.interview import Mode, Turn
from domain.prompting import RenderedPrompt
from graphs.telling import Tell, Words
from memory.in_memory import InMemorySessionStore
from memory.store import SessionStore
from models.scripted import Line, ScriptedModel
from tests.support.forthcoming import dug, in_one_breath
from tests.support.interviews import (
    POINTS,
    WITH_AN_ASIDE,
    a_session,
    an_interview,
    some_knowledge,
    whole_answer,
)
from tests.support.terminals import Terminal

BY_TITLE = {point.id: point for point in POINTS}


def obedient(prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
    match prompt.reference.split("@")[0]:
        case "interviewer/ask":
            title = next(point.title for point in POINTS if point.title in prompt.user)
            return {"question": f"So, tell me: {title[0].lower()}{title[1:]}"}
        case "follow_up_prober/probe":
            return {"question": dug(prompt.user)}
        case "coach/advise":
            return {"sentences": [{"lines": [1], "text": in_one_breath(prompt.user)}]}
        case _:
            return {"key_points": []}


def inventive(prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
    match prompt.reference.split("@")[0]:
        case "interviewer/ask":
            title = next(point.title for point in POINTS if point.title in prompt.user)
            return {"question": f"So, handle this: {title[:-1]} 4711 times?"}
        case "coach/advise":
            sentences = in_one_breath(prompt.user), "It was 4711 times faster."
            return {"sentences": [{"lines": [1], "text": text} for text in sentences]}
        case _:
            return obedient(prompt, schema)


class Reader:
    """Answers in full, and keeps what stood on the screen when it was to read the feedback."""

    measures_time = False
    draft = ""

    def __init__(self, terminal: Terminal, answers: int) -> None:
        self._terminal = terminal
        self._left = answers
        self.read: list[str] = []
        self.asked: list[str] = []

    async def answer(self, turn: Turn) -> str:
        self.asked.append(self._terminal.shown)
        if not self._left:
            return "/stop"
        self._left -= 1
        return whole_answer(BY_TITLE[turn.question.talking_point_id])

    async def read_on(self) -> str:
        self.read.append(self._terminal.shown)
        # Time enough for the next question, which is being worded meanwhile.
        for _ in range(50):
            await asyncio.sleep(0)
        self.read[-1] = self._terminal.shown
        return ""


async def held(
    folder: Path,
    script: Callable[[RenderedPrompt, type[BaseModel]], Line],
    *,
    mode: Mode = Mode.STUDY,
    answers: int = 1,
) -> tuple[Terminal, Reader, SessionStore]:
    models = dict.fromkeys(AGENTS, ScriptedModel(script))
    interview, store = an_interview(
        some_knowledge(folder, *WITH_AN_ASIDE), models=models, store=InMemorySessionStore()
    )
    terminal = Terminal()
    screen, reader = terminal.screen(), Reader(terminal, answers)
    session = a_session(mode=mode)
    step = await follow(
        lambda tell: interview.begin(session, tell), Audience(interview, screen).show, screen, slow=True
    )
    await hold(interview, step, reader, screen)
    return terminal, reader, store


async def test_a_question_grows_word_by_word_and_stands_once(tmp_path: Path) -> None:
    terminal, reader, _ = await held(tmp_path, obedient, answers=0)

    beginnings = [frame for frame in terminal.frames if "tell me:" in frame and "?" not in frame]
    assert len(beginnings) >= 2
    assert reader.asked[0].count("So, tell me:") == 1
    assert "[1/3" in reader.asked[0]


async def test_words_that_fail_the_check_are_erased_and_the_draft_is_asked(tmp_path: Path) -> None:
    terminal, reader, store = await held(tmp_path, inventive, answers=0)

    assert terminal.ever("So, handle this:")
    assert not terminal.ever("4711")
    assert "handle this" not in reader.asked[0]
    question = (await store.turn("s1", 1)).question
    assert question.text in reader.asked[0]
    assert note(question.provenance).endswith(
        "it brought a figure of its own (its beginning was shown and taken back)"
    )


async def test_the_feedback_stands_before_the_better_answer_comes_and_is_read_before_the_next_question(
    tmp_path: Path,
) -> None:
    terminal, reader, _ = await held(tmp_path, obedient)

    growing = next(frame for frame in terminal.frames if "In full" in frame)
    assert "Landed" in growing and "one breath" not in growing
    assert "in one breath.”" in " ".join(reader.read[0].split())
    assert reader.read[0].count("In full") == 1
    # The next question is worded while the feedback is read, and not shown before.
    assert "[2/3" not in reader.read[0]
    assert reader.read[0].count("So, tell me:") == 1
    assert reader.asked[1].count("So, tell me:") == 2


async def test_a_better_answer_that_fails_leaves_nothing_but_the_reason(tmp_path: Path) -> None:
    terminal, reader, _ = await held(tmp_path, inventive)

    assert terminal.ever("In full     “")
    assert not terminal.ever("4711 times")
    assert "In full" not in reader.read[0]
    told = " ".join(reader.read[0].split())
    assert "figure that is not in your guide (4711) (its beginning was shown and taken back)" in told


async def test_in_real_mode_nothing_of_the_coach_is_seen_before_the_end(tmp_path: Path) -> None:
    terminal, reader, _ = await held(tmp_path, obedient, mode=Mode.REAL)

    assert reader.read == []
    assert "one breath" not in reader.asked[1] and "Landed" not in reader.asked[1]
    during = [frame for frame in terminal.frames if "What your coach makes of it" not in frame]
    assert not any("In full" in frame or "one breath" in frame for frame in during)


async def test_where_nobody_sees_it_grow_only_the_final_words_are_written(tmp_path: Path) -> None:
    models = dict.fromkeys(AGENTS, ScriptedModel(inventive))
    interview, _ = an_interview(some_knowledge(tmp_path, *WITH_AN_ASIDE), models=models)
    out = io.StringIO()
    screen = Screen(Console(file=out, width=110))
    step = await follow(
        lambda tell: interview.begin(a_session(), tell), Audience(interview, screen).show, screen, slow=True
    )
    await hold(interview, step, Reader(Terminal(), 1), screen)

    assert "Landed" in out.getvalue()
    assert "\u001b" not in out.getvalue() and "\r" not in out.getvalue()
    assert "handle this" not in out.getvalue()
    assert "thinking" not in out.getvalue()


async def nothing_to_show(event: object) -> None:
    pass


@pytest.mark.parametrize("slow", [True, False])
async def test_a_model_that_thinks_is_seen_to_and_leaves_no_trace(tmp_path: Path, slow: bool) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path, *WITH_AN_ASIDE))
    terminal = Terminal()

    async def work(tell: Tell) -> Step:
        await asyncio.sleep(0.5)
        while slow and not terminal.ever("thinking it over"):
            await asyncio.sleep(0.01)
        return await interview.begin(a_session(), tell)

    await follow(work, nothing_to_show, terminal.screen(), slow=slow)

    assert terminal.ever("thinking it over") is slow
    assert terminal.shown == ""


async def test_whatever_ends_the_showing_ends_the_work_and_clears_the_screen(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path, *WITH_AN_ASIDE))
    terminal = Terminal()
    screen = terminal.screen()
    ended = asyncio.Event()

    async def work(tell: Tell) -> Step:
        tell(Words("interviewer", "So, how did"))
        tell(Words("interviewer", "So, how did you"))
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        raise AssertionError

    async def show(event: object) -> None:
        await Audience(interview, screen).show(event)  # type: ignore[arg-type]  # what `work` tells
        if terminal.ever("So, how did you"):
            raise EndOfWork

    with pytest.raises(EndOfWork):
        await follow(work, show, screen, slow=True)

    assert ended.is_set()
    assert terminal.shown == ""


async def test_ctrl_c_while_a_model_works_leaves_the_session_open(tmp_path: Path) -> None:
    terminal = Terminal()

    async def work(tell: Tell) -> Step:
        await asyncio.sleep(60)
        raise AssertionError

    following = asyncio.create_task(follow(work, nothing_to_show, terminal.screen(), slow=True))
    while "thinking it over" not in terminal.shown:
        await asyncio.sleep(0.01)
    following.cancel()  # which is what asyncio does on Ctrl-C

    with pytest.raises(LeftOpen, match="interview resume"):
        await following
    assert terminal.shown == ""


async def test_words_that_filled_more_than_the_screen_leave_nothing_behind() -> None:
    terminal = Terminal(columns=40, lines=8)
    screen = terminal.screen()
    screen.notice("before")
    words = "one two three four five six seven".split()
    for count in range(1, 60):
        screen.saying("interviewer", " ".join((words * 9)[:count]))
    screen.settle()

    assert terminal.ever("one two three")
    assert terminal.shown == ""
    assert terminal.scrolled.strip() == "before"


class EndOfWork(Exception):
    """Somebody left."""
