"""What is seen of a turn, from the candidate's answer down to Redis, and what is never seen."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.session.interviewing import Interview
from app.settings import AGENTS
from domain.interview import MessageKind
from domain.report import Report
from graphs.interview import interview_on
from graphs.state import InterviewContext
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle, open_redis
from memory.sessions import RedisSessionStore
from models.account import Account, for_session
from models.factory import make_language_model
from telemetry.counters import COUNTS, Sample
from tests.support.forthcoming import replying
from tests.support.interviews import Clock, a_session, does, says, some_knowledge
from tests.support.openai_server import OpenAIServer
from tests.support.watching import lines, logged, spans_kept, tree

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]

KEY = "sk-proj-7dKq20LmTz81RwYkVbnn"
SECRET = "a heron named Balthasar"
SAID = f"We had {SECRET}, and Balthasar@heron.example wrote that the nightly batch was slow."


# A follow-up that is used, and questions and labels that are not.
forthcoming = replying(lambda asked: "What is your favourite colour of bird?")


@asynccontextmanager
async def an_interview_on_redis(folder: Path) -> AsyncIterator[tuple[Interview, RedisHandle, Account]]:
    """An interview with everything that is real: Redis, an index, a model behind HTTP."""
    with OpenAIServer(forthcoming) as server, tempfile.TemporaryDirectory(prefix="seen-") as place:
        handle = open_redis(None, Path(place))
        model = make_language_model("openai:test-model", base_url=server.base_url, api_key=KEY, retries=0)
        assert model is not None
        account = Account()
        context = InterviewContext(
            some_knowledge(folder),
            RedisSessionStore(handle.client),
            Clock(),
            for_session(dict.fromkeys(AGENTS, model), account),
            account=account,
        )
        graph = interview_on(RedisSaver(async_client=handle.client))
        async with handle:
            yield Interview(graph, context, "k3f9"), handle, account
        await model.aclose()


async def held(interview: Interview) -> Report:
    """An answer, what is asked on it, and the end."""
    await interview.begin(a_session("k3f9"))
    await interview.answer(1, says(SAID))
    step = await interview.answer(2, says("We split it."))
    assert step.waiting is not None
    step = await interview.answer(step.waiting.number, does(MessageKind.STOP))
    assert step.report is not None
    return step.report


async def test_the_spans_of_a_turn_are_a_tree(tmp_path: Path) -> None:
    async with an_interview_on_redis(tmp_path) as (interview, _, _):
        await interview.begin(a_session("k3f9"))
        with spans_kept() as kept:
            await interview.answer(1, says(SAID))
    finished = kept.get_finished_spans()
    parents = tree(finished)
    assert parents["turn"] == ""
    assert parents["node evaluate_answer"] == parents["node probe"] == "turn"
    assert parents["invoke_agent evaluator"] == "node evaluate_answer"
    assert parents["invoke_agent follow_up_prober"] == "node probe"
    assert parents["retrieval guides"] in ("node evaluate_answer", "invoke_agent follow_up_prober")
    assert parents["chat test-model"] in ("invoke_agent evaluator", "invoke_agent follow_up_prober")
    assert parents["EVALSHA session/keep"] == "turn"
    assert parents["EVALSHA session/put"].startswith("node ")
    by_name = {span.name: span for span in finished}
    chat = by_name["chat test-model"].attributes
    assert chat is not None
    assert chat["gen_ai.operation.name"] == "chat"
    assert chat["gen_ai.provider.name"] == "openai"
    assert chat["gen_ai.request.model"] == "test-model"
    assert isinstance(chat["gen_ai.usage.input_tokens"], int)
    turn = by_name["turn"].attributes
    assert turn is not None
    assert (turn["gen_ai.conversation.id"], turn["interview.turn"]) == ("k3f9", 1)
    redis = by_name["EVALSHA session/put"].attributes
    assert redis is not None
    assert (redis["db.system.name"], redis["db.operation.name"]) == ("redis", "EVALSHA")
    assert redis["db.stored_procedure.name"] == "session/put"


async def test_neither_what_was_said_nor_the_key_is_in_a_span_or_in_the_log(tmp_path: Path) -> None:
    async with an_interview_on_redis(tmp_path) as (interview, handle, _):
        with logged(tmp_path / "log", logging.DEBUG), spans_kept() as kept:
            await held(interview)
            assert handle.sync_client.hlen("interview:v1:{k3f9}:turns") >= 2
    written = (tmp_path / "log").read_text("utf-8")
    written += "".join(span.to_json() for span in kept.get_finished_spans())
    asked = "nightly job faster"
    assert written.count("node evaluate_answer") >= 2
    for never in (SECRET, "heron", "Balthasar", "slow", KEY, KEY[8:], asked, "favourite colour", "breath"):
        assert never.lower() not in written.lower()


async def test_every_line_says_session_and_turn(tmp_path: Path) -> None:
    async with an_interview_on_redis(tmp_path) as (interview, _, _):
        with logged(tmp_path / "log", logging.DEBUG):
            await held(interview)
    found = lines(tmp_path / "log")
    assert {line["session"] for line in found} == {"k3f9"}
    assert [line["turn"] for line in found if line["event"] == "turn"] == [0, 1, 2, 3]
    assert {line["turn"] for line in found if line["event"] == "node probe"} == {1, 2}
    assert all(line["milliseconds"] >= 0 for line in found)


async def test_the_counters_say_what_the_report_says(tmp_path: Path) -> None:
    before = COUNTS.totals
    async with an_interview_on_redis(tmp_path) as (interview, _, account):
        report = await held(interview)
        turns = await interview.turns()
    counted = {
        sample: number - before.get(sample, 0)
        for sample, number in COUNTS.totals.items()
        if number != before.get(sample, 0)
    }

    def summed(name: str, *labels: str) -> int:
        return sum(
            number
            for sample, number in counted.items()
            if sample.name == name and set(labels) <= set(sample.labels)
        )

    accepted = summed("interview_refinements", "accepted")
    rejected = summed("interview_refinements", "rejected")
    assert rejected > 0
    assert report.model.startswith(f"{accepted} refinement")
    assert f"{rejected} rejected" in report.model
    assert counted[Sample("interview_refinements", ("interviewer", "rejected", "it asked something else"))]
    assert summed("interview_turns") == len(turns)
    assert summed("interview_turns", "follow_up") == 2
    assert summed("interview_answers") == report.answered
    assert summed("interview_model_requests") == account.usage.calls
    assert summed("interview_model_tokens") == account.usage.tokens
    assert f"{account.usage.tokens:,} tokens" in report.model
    assert summed("interview_retrievals") > 0
    assert summed("interview_redis_faults") == 0
