"""A session in hand: nothing of it is read twice, and a turn is kept as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.session.interviewing import Interview
from domain.errors import ModelUnavailable, UnknownSession
from domain.interview import Session, Turn
from domain.prompting import RenderedPrompt
from graphs.interview import interview_on
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory import failing_over
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.in_hand import InHand
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore
from models.scripted import Line, ScriptedModel
from tests.memory.sample_values import message, session, turn
from tests.support.interviews import POINTS, Clock, a_session, says, some_knowledge

SAID = ("We changed it some time ago.", "I replaced the nightly batch with a stream of parcel events.", "No.")
FEWEST = 10
"""More commands a turn of an interview without a model does not take: four to six, and ten at its end."""


@pytest.fixture
def knowledge(tmp_path: Path) -> KnowledgeBase:
    return some_knowledge(tmp_path / "index", *POINTS[:2])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the database is asked for, command by command."""
    titles: list[str] = []

    async def listening(client: failing_over.AsyncClient, line: failing_over.Line, key: str) -> object:
        # A script that the server does not know yet is sent once more, as its source.
        titles.extend([str(line[0])] if line[0] != "EVAL" else [])
        return await failing_over.ask(client, line, key)

    monkeypatch.setattr("memory.commands.ask", listening)
    return titles


def in_hand(handle: RedisHandle, session_id: str = "s1") -> InHand:
    client = handle.client
    return InHand(RedisSessionStore(client), RedisSaver(async_client=client, waits_only=True), session_id)


async def test_what_was_read_is_known_and_what_others_hold_is_not(
    redis_handle: RedisHandle, asked: list[str]
) -> None:
    store, hand = RedisSessionStore(redis_handle.client), in_hand(redis_handle)
    for name in ("s1", "s2"):
        await store.save(session(name))
        await store.put_turn(name, turn())
    with hand.held():
        await hand.look(1)
        asked.clear()
        assert (await hand.store.session("s1"), await hand.store.turn("s1", 1)) == (session(), turn())
        assert await hand.store.kept_message("s1", 1) is None
        assert asked == []
        await hand.store.session("s2")
        assert len(asked) == 1
    # Somebody else may have it now.
    await store.put_turn("s1", turn(said="Another question?"))
    assert (await hand.store.turn("s1", 1)).said == "Another question?"


async def test_what_is_written_as_a_whole_is_there_at_its_end_alone(
    redis_handle: RedisHandle, asked: list[str]
) -> None:
    store, hand = RedisSessionStore(redis_handle.client), in_hand(redis_handle)
    await store.save(session())
    with hand.held():
        async with hand.as_a_whole():
            await hand.store.put_turn("s1", turn())
            await hand.store.put_turn("s1", turn(2))
            await hand.store.save(session(minutes_later=3))
            assert await hand.store.turns("s1") == [turn(), turn(2)]
            assert await store.turns("s1") == []
            # What was said is kept at once.
            await hand.store.keep_message("s1", 2, message())
            assert await store.kept_message("s1", 2) == message()
            asked.clear()
        # The list of sessions stands in another slot.
        assert asked == ["ZADD", "EVALSHA"]
    assert await store.turns("s1") == [turn(), turn(2)]
    assert (await store.session("s1")).updated_at == session(minutes_later=3).updated_at


async def test_of_what_goes_wrong_nothing_is_kept_and_nothing_remembered(redis_handle: RedisHandle) -> None:
    store, hand = RedisSessionStore(redis_handle.client), in_hand(redis_handle)
    await store.save(session())
    with hand.held():
        with pytest.raises(ZeroDivisionError):
            async with hand.as_a_whole():
                await hand.store.put_turn("s1", turn())
                raise ZeroDivisionError
        assert await hand.store.turns("s1") == await store.turns("s1") == []
        await hand.store.put_turn("s1", turn())
    assert await store.turns("s1") == [turn()]


async def test_a_session_deleted_meanwhile_does_not_come_back(redis_handle: RedisHandle) -> None:
    store, hand = RedisSessionStore(redis_handle.client), in_hand(redis_handle)
    await store.save(session())
    with pytest.raises(UnknownSession), hand.held():
        async with hand.as_a_whole():
            await hand.store.put_turn("s1", turn())
            await store.forget("s1")
    with pytest.raises(UnknownSession):
        await store.turns("s1")


Held = tuple[Session, list[Turn], list[int]]


async def _held(handle: RedisHandle, context: Callable[[], InterviewContext], asked: list[str]) -> Held:
    """An interview to its end, each turn by another process: what is kept, and the commands of each turn."""
    saver = RedisSaver(async_client=handle.client, waits_only=True)

    def interview() -> Interview:
        return Interview(interview_on(saver), context(), "s1")

    step = await interview().begin(a_session())
    counts: list[int] = []
    while step.waiting is not None:
        asked.clear()
        number = step.waiting.number
        step = await interview().answer(number, says(SAID[number % len(SAID)]))
        counts.append(len(asked))
    store = RedisSessionStore(handle.client)
    # It asks the database, and not what it remembers.
    assert (await interview().values())["session"]["status"] == "finished"
    return await store.session("s1"), await store.turns("s1"), counts


async def test_a_turn_takes_few_commands_and_comes_out_as_step_by_step(
    redis_handle: RedisHandle, knowledge: KnowledgeBase, asked: list[str]
) -> None:
    def refuses(prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
        return ModelUnavailable("it has nothing to say")

    found: list[Held] = []
    for models in ({}, dict.fromkeys(("interviewer", "evaluator", "coach"), ScriptedModel(refuses))):
        redis_handle.sync_client.flushall()
        client = redis_handle.client
        store, mastery = RedisSessionStore(client), RedisMasteryStore(client)
        # With models each node's work is kept as it is done: the words are the drafts' all the same.
        clock = Clock()
        found.append(
            await _held(
                redis_handle,
                lambda: InterviewContext(knowledge, store, clock, models, mastery),  # noqa: B023
                asked,
            )
        )
    (whole, turns, few), (stepwise, same, many) = found

    assert max(few) <= FEWEST, few
    assert min(many) > FEWEST
    assert (whole.asked, whole.answered, whole.score) == (stepwise.asked, stepwise.answered, stepwise.score)
    assert [(each.number, each.said) for each in turns] == [(each.number, each.said) for each in same]
    assert [each.message for each in turns if each.message] and all(
        (one.verdict is None) == (other.verdict is None) for one, other in zip(turns, same, strict=True)
    )
