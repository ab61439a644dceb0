"""What a service keeps in Redis: users, tokens, allowances, guides, what was sent, and the audit log."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import UnknownSession
from domain.users import Allowance, Deed, Scope, Token, User
from memory.allowances import RedisAllowances
from memory.audit import RedisAudit
from memory.connection import RedisHandle
from memory.forgetting import forget_session
from memory.guides import RedisGuides
from memory.indexes import RedisIndexes
from memory.keys import Keys
from memory.sent import Begun, RedisBegun, RedisSent, Sent
from memory.sessions import RedisSessionStore
from memory.signed_in import RedisSignedIn, SignIn
from memory.told import BEGINNING, RedisTold
from memory.users import RedisUsers
from tests.memory.sample_values import session
from tests.support import guards

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def token(name: str, number: int) -> Token:
    return Token(
        id=f"{'a' * 11}{'abcdefgh'[number]}",
        user=name,
        scopes=frozenset({Scope.READ}),
        digest="hashed",
        made_at=NOON + number * MINUTE,
    )


async def test_users_and_tokens_are_kept_and_removed_together(redis_handle: RedisHandle) -> None:
    users = RedisUsers(redis_handle.client)
    anna = User(name="anna", added_at=NOON, allowance=Allowance(guides=3))
    added = [await users.add(anna), await users.add(User(name="ben", added_at=NOON)), await users.add(anna)]
    for each in (token("anna", 1), token("anna", 0), token("ben", 2)):
        await users.put_token(each)
    known = [user.name for user in await users.users()]
    tokens = [each.id[-1] for each in await users.tokens("anna")]
    await users.remove("anna")

    assert added == [True, True, False]
    assert known == ["anna", "ben"]
    assert tokens == ["a", "b"]
    assert await users.user("anna") is None
    assert await users.token(token("anna", 1).id) is None
    assert await users.token(token("ben", 2).id) == token("ben", 2)


async def test_what_was_taken_is_free_again_when_its_time_is_over(redis_handle: RedisHandle) -> None:
    allowances = RedisAllowances(redis_handle.client)
    found = [await allowances.take("requests", 2, MINUTE) for _ in range(3)]
    too_much = await allowances.take("bytes", 10, MINUTE, amount=11)
    taken = await allowances.taken("requests")
    redis_handle.sync_client.delete(Keys().taken("requests"))

    assert found[:2] == [None, None]
    assert found[2] is not None
    assert timedelta(0) < found[2] <= MINUTE
    assert too_much == MINUTE
    assert (taken, await allowances.taken("bytes")) == (2, 0)
    assert await allowances.take("requests", 2, MINUTE) is None


async def test_guides_are_kept_with_a_version_that_rises(redis_handle: RedisHandle) -> None:
    guides = RedisGuides(redis_handle.client)
    none = await guides.kept()
    first = await guides.put("ä.md", b"one" * 1000, "d1")
    same = await guides.put("ä.md", b"one" * 1000, "d1")
    second = await guides.put("b.md", b"two", "d2")
    kept, file = await guides.kept(), await guides.file("ä.md")
    third = await guides.drop("ä.md")

    assert (none.version, none.digests) == (0, {})
    assert (first, same, second, third) == (1, 1, 2, 3)
    assert (kept.version, kept.digests) == (2, {"ä.md": "d1", "b.md": "d2"})
    assert file == b"one" * 1000
    assert await guides.file("ä.md") is None
    assert await guides.version() == 3


async def test_a_request_is_kept_once_and_goes_with_its_session(redis_handle: RedisHandle) -> None:
    store, sent = RedisSessionStore(redis_handle.client), RedisSent(redis_handle.client)
    with pytest.raises(UnknownSession):
        await sent.keep("k3f9", "key", Sent(turn=1, digest="d"))
    await store.save(session("k3f9"))
    first = await sent.keep("k3f9", "key", Sent(turn=1, digest="d"))
    other = await sent.keep("k3f9", "key", Sent(turn=2, digest="e"))
    found, unknown = await sent.found("k3f9", "key"), await sent.found("k3f9", "another")
    await forget_session(redis_handle.client, "k3f9")

    assert first == other == found == Sent(turn=1, digest="d")
    assert unknown is None
    assert [key async for key in redis_handle.client.scan_iter()] == []


async def test_a_key_is_claimed_for_one_beginning(redis_handle: RedisHandle) -> None:
    begun = RedisBegun(redis_handle.client)
    one, other = Begun("k3f9", "d"), Begun("m4p2", "d")
    claimed = [await begun.claim("key", each) for each in (one, other, one)]
    seconds = redis_handle.sync_client.ttl(next(iter(redis_handle.sync_client.scan_iter())))
    await begun.keep("key")

    assert claimed == [True, False, True]
    assert 0 < seconds <= 60
    assert await begun.found("key") == one
    assert await begun.found("another") is None
    assert redis_handle.sync_client.ttl(next(iter(redis_handle.sync_client.scan_iter()))) > 3600


async def test_the_audit_log_is_read_backwards_and_for_one_user(redis_handle: RedisHandle) -> None:
    audit = RedisAudit(redis_handle.client)
    for number in range(600):
        user = "ben" if number == 3 else "anna"
        await audit.add(Deed(at=NOON + number * MINUTE, user=user, what="answer", status=200))
    latest = await audit.latest(2)
    of_ben = await audit.latest(5, "ben")

    assert [deed.at for deed in latest] == [NOON + 599 * MINUTE, NOON + 598 * MINUTE]
    assert [deed.at for deed in of_ben] == [NOON + 3 * MINUTE]
    assert len(await audit.latest(1000)) == 600


async def test_what_happens_is_told_while_somebody_watches_and_goes_with_its_session(
    redis_handle: RedisHandle,
) -> None:
    told, keys = RedisTold(redis_handle.client), Keys().session("k3f9")
    nobody = await told.tell("k3f9", "words", b"1")
    await RedisSessionStore(redis_handle.client).save(session("k3f9"))
    unwatched = await told.tell("k3f9", "words", b"2")
    await told.watch("k3f9")
    watched = [await told.tell("k3f9", "words", str(number).encode()) for number in (3, 4)]
    found = await told.since("k3f9", BEGINNING)
    rest = await told.since("k3f9", found[0].id)
    last = await told.last("k3f9")
    expires = [redis_handle.sync_client.pttl(key) for key in (keys.told, keys.watched)]
    await forget_session(redis_handle.client, "k3f9")

    assert [nobody, unwatched, *watched] == [False, False, True, True]
    assert [(each.name, each.value) for each in found] == [("words", b"3"), ("words", b"4")]
    assert (rest, last) == (found[1:], found[1].id)
    assert all(0 < each <= 300_000 for each in expires)
    assert redis_handle.sync_client.exists(*keys) == 0
    assert await told.last("k3f9") == BEGINNING


async def test_a_sign_in_is_found_until_it_ends(redis_handle: RedisHandle) -> None:
    signed_in = RedisSignedIn(redis_handle.client, keys=Keys.of("", "anna"))
    mine = SignIn(token="a" * 12, at=NOON)
    await signed_in.put("digest", mine, MINUTE)
    found = await signed_in.found("digest")
    lasts = redis_handle.sync_client.ttl(Keys.of("", "anna").signed_in("digest"))
    of_ben = await RedisSignedIn(redis_handle.client, keys=Keys.of("", "ben")).found("digest")
    await signed_in.drop("digest")

    assert (found, of_ben, await signed_in.found("digest")) == (mine, None, None)
    assert 0 < lasts <= 60


def test_an_index_is_found_by_its_version_and_built_by_one_at_a_time(redis_handle: RedisHandle) -> None:
    indexes, other = (RedisIndexes(redis_handle.sync_client) for _ in range(2))
    files = {"units.faiss": bytes(range(256)) * 40, "vocabulary.json": b"{}"}
    order: list[str] = []
    waits = threading.Event()

    def builds_too() -> None:
        with other.building("v1", waits.set):
            order.append("second")

    with indexes.building("v1", lambda: None):
        beside = threading.Thread(target=builds_too)
        beside.start()
        assert waits.wait(guards.SECONDS)
        order.append("first")
        indexes.put("v1", files)
    beside.join(guards.SECONDS)
    keys = Keys().index("v1")

    assert order == ["first", "second"]
    assert (other.found("v1"), other.found("v2")) == (files, None)
    assert redis_handle.sync_client.exists(keys.claim) == 0
    assert 0 < redis_handle.sync_client.ttl(keys.files) <= 24 * 3600
