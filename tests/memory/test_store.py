"""The contract of a session store, held over both of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.errors import MemoryUnavailable, StoredByNewerVersion, UnknownSession, UnknownTurn
from domain.interview import SessionStatus
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.in_hand import InHand
from memory.in_memory import InMemorySessionStore
from memory.keys import Keys
from memory.records import SCHEMA, DamagedRecord
from memory.sessions import RedisSessionStore
from memory.store import SessionStore
from tests.memory.sample_values import message, report, rescoring, session, turn, usage


class Contract:
    """What every store promises."""

    async def test_a_session_comes_back_as_it_was_saved(self, store: SessionStore) -> None:
        await store.save(session("k3f9"))

        assert await store.session("k3f9") == session("k3f9")

    async def test_the_last_save_of_a_session_stands_and_keeps_its_turns(self, store: SessionStore) -> None:
        await store.save(session())
        await store.put_turn("s1", turn())

        finished = session().model_copy(update={"status": SessionStatus.FINISHED, "score": 0.71})
        await store.save(finished)

        assert await store.session("s1") == finished
        assert len(await store.turns("s1")) == 1

    async def test_sessions_come_with_the_one_touched_last_first(self, store: SessionStore) -> None:
        await store.save(session("old", minutes_later=1))
        await store.save(session("new", minutes_later=9))
        await store.save(session("middle", minutes_later=5))

        assert [found.id for found in await store.sessions()] == ["new", "middle", "old"]

    async def test_a_turn_comes_back_whole(self, store: SessionStore) -> None:
        await store.save(session())
        await store.put_turn("s1", turn())

        assert await store.turns("s1") == [turn()]

    async def test_one_turn_comes_by_its_number(self, store: SessionStore) -> None:
        await store.save(session())
        await store.put_turn("s1", turn(2))

        assert await store.turn("s1", 2) == turn(2)
        with pytest.raises(UnknownTurn):
            await store.turn("s1", 1)

    async def test_turns_come_in_order_however_they_were_written(self, store: SessionStore) -> None:
        await store.save(session())
        for number in (10, 2, 1, 11):
            await store.put_turn("s1", turn(number))

        assert [found.number for found in await store.turns("s1")] == [1, 2, 10, 11]

    async def test_a_turn_written_again_replaces_the_first(self, store: SessionStore) -> None:
        await store.save(session())
        await store.put_turn("s1", turn(1, said="Tell me about the nightly job."))
        await store.put_turn("s1", turn(1, said="What became faster?"))

        assert [found.said for found in await store.turns("s1")] == ["What became faster?"]

    async def test_a_message_is_kept_once(self, store: SessionStore) -> None:
        await store.save(session())

        assert await store.keep_message("s1", 1, message("first"))
        assert not await store.keep_message("s1", 1, message("second"))
        assert await store.kept_message("s1", 1) == message("first")

    async def test_the_same_words_sent_twice_are_two_messages(self, store: SessionStore) -> None:
        await store.save(session())

        assert await store.keep_message("s1", 1, message("forty minutes"))
        assert not await store.keep_message("s1", 1, message("forty minutes"))
        assert await store.keep_message("s1", 2, message("forty minutes"))

    async def test_where_no_message_was_kept_there_is_none(self, store: SessionStore) -> None:
        await store.save(session())

        assert await store.kept_message("s1", 4) is None

    async def test_a_report_comes_back_and_is_none_before(self, store: SessionStore) -> None:
        await store.save(session())

        assert await store.report("s1") is None
        await store.put_report("s1", report())
        assert await store.report("s1") == report()

    async def test_rescorings_stand_beside_each_other_in_order_of_time(self, store: SessionStore) -> None:
        await store.save(session())
        for minutes in (90, 60, 60):
            await store.add_rescoring("s1", rescoring(minutes_later=minutes))

        again, after = rescoring(minutes_later=60), rescoring(minutes_later=90)
        assert await store.rescorings("s1") == [again, again, after]
        assert await store.session("s1") == session()

    async def test_what_models_took_is_kept_by_turn_and_the_last_count_stands(
        self, store: SessionStore
    ) -> None:
        await store.save(session())
        for number, calls in ((2, 1), (10, 4), (0, 3), (2, 5)):
            await store.put_usage("s1", usage(number, calls=calls))

        assert await store.usage("s1") == [usage(0, calls=3), usage(2, calls=5), usage(10, calls=4)]

    async def test_a_session_without_a_model_took_nothing(self, store: SessionStore) -> None:
        await store.save(session())

        assert await store.usage("s1") == []

    async def test_sessions_do_not_see_each_other(self, store: SessionStore) -> None:
        for session_id in ("a", "a*", "a\n{b}", "ä\0b"):
            await store.save(session(session_id))
            await store.put_turn(session_id, turn(said=f"asked in {session_id}"))

        await store.forget("a*")

        assert {found.id for found in await store.sessions()} == {"a", "a\n{b}", "ä\0b"}
        assert [found.said for found in await store.turns("a\n{b}")] == ["asked in a\n{b}"]

    async def test_a_forgotten_session_is_unknown(self, store: SessionStore) -> None:
        await store.save(session())
        await store.forget("s1")
        await store.forget("s1")

        with pytest.raises(UnknownSession, match="s1"):
            await store.session("s1")
        assert await store.sessions() == []

    async def test_a_late_write_does_not_bring_back_a_forgotten_session(self, store: SessionStore) -> None:
        await store.save(session())
        await store.forget("s1")

        with pytest.raises(UnknownSession):
            await store.put_turn("s1", turn())
        with pytest.raises(UnknownSession):
            await store.keep_message("s1", 1, message())
        with pytest.raises(UnknownSession):
            await store.put_report("s1", report())
        with pytest.raises(UnknownSession):
            await store.add_rescoring("s1", rescoring())
        with pytest.raises(UnknownSession):
            await store.put_usage("s1", usage(1))
        with pytest.raises(UnknownSession):
            await store.usage("s1")
        with pytest.raises(UnknownSession):
            await store.turns("s1")
        with pytest.raises(UnknownSession):
            await store.kept_message("s1", 1)
        with pytest.raises(UnknownSession):
            await store.report("s1")


class TestInMemorySessionStore(Contract):
    @pytest.fixture
    def store(self) -> SessionStore:
        return InMemorySessionStore()


class TestRedisSessionStore(Contract):
    @pytest.fixture
    def store(self, redis_handle: RedisHandle) -> SessionStore:
        return RedisSessionStore(redis_handle.client)


class TestStoreInHand(Contract):
    @pytest.fixture
    def store(self, redis_handle: RedisHandle) -> Iterator[SessionStore]:
        client = redis_handle.client
        hand = InHand(RedisSessionStore(client), RedisSaver(async_client=client, waits_only=True), "s1")
        with hand.held():
            yield hand.store


async def test_a_request_sent_again_because_its_reply_was_lost_still_keeps_the_message(
    redis_handle: RedisHandle,
) -> None:
    store = RedisSessionStore(redis_handle.client, token=lambda: "the one request")
    await store.save(session())

    assert await store.keep_message("s1", 1, message())
    assert await store.keep_message("s1", 1, message())


@pytest.mark.parametrize("part", ["session", "turns", "messages"])
async def test_what_a_newer_version_wrote_is_refused(redis_handle: RedisHandle, part: str) -> None:
    store = RedisSessionStore(redis_handle.client)
    await store.save(session())
    await store.put_turn("s1", turn())
    await store.keep_message("s1", 1, message())
    key = getattr(Keys().session("s1"), part)
    field = "session" if part == "session" else "1"
    redis_handle.sync_client.hset(key, field, b'{"schema":%d,"value":{"new":"shape"}}' % (SCHEMA + 1))

    read = {"session": store.session, "turns": store.turns}.get(part)
    with pytest.raises(StoredByNewerVersion, match="s1"):
        await (read("s1") if read else store.kept_message("s1", 1))


@pytest.mark.parametrize(
    "stored",
    [b"", b"not json", b"\x78 not deflated", b"[]", b'{"schema": 1}', b'{"schema":1,"value":{"id":3}}'],
)
async def test_what_cannot_be_read_is_told_as_damage(redis_handle: RedisHandle, stored: bytes) -> None:
    redis_handle.sync_client.hset(Keys().session("s1").session, "session", stored)

    with pytest.raises(DamagedRecord, match="Session s1 is damaged"):
        await RedisSessionStore(redis_handle.client).session("s1")


async def test_a_turn_takes_as_much_room_at_two_hundred_as_at_five(redis_handle: RedisHandle) -> None:
    store = RedisSessionStore(redis_handle.client)
    await store.save(session())
    keys = Keys().session("s1")

    async def room() -> int:
        return sum([await redis_handle.client.memory_usage(key, samples=0) or 0 for key in keys[:3]])

    async def room_of_ten(first: int) -> int:
        before = await room()
        for number in range(first, first + 10):
            await store.put_turn("s1", turn(number))
            await store.keep_message("s1", number, message())
        return await room() - before

    early = await room_of_ten(5)
    for number in range(15, 200):
        await store.put_turn("s1", turn(number))
        await store.keep_message("s1", number, message())

    assert await room_of_ten(200) < 1.5 * early


async def test_redis_down_is_not_an_unknown_session(folder: object) -> None:
    import redis.asyncio

    client = redis.asyncio.Redis(unix_socket_path=f"{folder}/nobody", retry=None)

    with pytest.raises(MemoryUnavailable, match="nobody"):
        await RedisSessionStore(client).session("s1")
