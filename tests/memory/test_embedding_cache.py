"""The second tier of the embedding cache."""

from __future__ import annotations

from pathlib import Path

import redis

from memory.connection import RedisHandle
from memory.embedding_cache import RedisEmbeddingCache


def test_values_come_in_the_order_of_the_keys_with_none_for_what_is_missing(
    redis_handle: RedisHandle,
) -> None:
    cache = RedisEmbeddingCache(redis_handle.sync_client)
    cache.set_many({"a": b"\0\1", "b": b"\xff"})

    assert cache.get_many(["b", "missing", "a"]) == [b"\xff", None, b"\0\1"]
    assert cache.get_many([]) == []
    assert cache.get_many([b"a"]) == [b"\0\1"]


def test_many_values_are_kept_in_parts(redis_handle: RedisHandle) -> None:
    cache = RedisEmbeddingCache(redis_handle.sync_client)
    values = {f"key {number}": bytes([number % 256]) for number in range(1700)}
    cache.set_many(values)

    assert cache.get_many(list(values)) == list(values.values())


def test_the_oldest_go_when_there_are_too_many(redis_handle: RedisHandle) -> None:
    clock = [0.0]
    cache = RedisEmbeddingCache(redis_handle.sync_client, most=3, now=lambda: clock[0])
    for number in range(5):
        clock[0] += 1
        cache.set_many({f"{number}": b"v"})

    assert cache.get_many(list("01234")) == [None, None, b"v", b"v", b"v"]


def test_what_was_written_too_long_ago_goes_at_the_next_write(redis_handle: RedisHandle) -> None:
    clock = [1000.0]
    cache = RedisEmbeddingCache(redis_handle.sync_client, ttl_seconds=60, now=lambda: clock[0])
    cache.set_many({"old": b"v"})
    clock[0] += 61
    cache.set_many({"new": b"v"})

    assert cache.get_many(["old", "new"]) == [None, b"v"]


def test_an_unused_cache_vanishes_as_a_whole(redis_handle: RedisHandle) -> None:
    RedisEmbeddingCache(redis_handle.sync_client, ttl_seconds=60).set_many({"a": b"v"})

    expiries = [redis_handle.sync_client.ttl(key) for key in redis_handle.sync_client.scan_iter()]
    assert len(expiries) == 2
    assert all(0 < expiry <= 60 for expiry in expiries)


def test_an_outage_is_a_miss_that_is_counted_and_not_asked_again_at_once(folder: Path) -> None:
    clock = [0.0]
    nobody = redis.Redis(unix_socket_path=f"{folder}/nobody", retry=None)
    cache = RedisEmbeddingCache(nobody, now=lambda: clock[0])

    assert cache.get_many(["a", "b"]) == [None, None]
    cache.set_many({"a": b"v"})
    assert cache.failures == 1

    clock[0] += 31
    assert cache.get_many(["a"]) == [None]
    assert cache.failures == 2


def test_it_answers_again_after_an_outage(redis_handle: RedisHandle) -> None:
    clock = [0.0]
    cache = RedisEmbeddingCache(redis_handle.sync_client, now=lambda: clock[0])
    redis_handle.sync_client.set("interview:v1:{embeddings}:vectors", "in the way")
    assert cache.get_many(["a"]) == [None]
    assert cache.failures == 1
    redis_handle.sync_client.flushall()

    clock[0] += 31
    cache.set_many({"a": b"v"})

    assert cache.get_many(["a"]) == [b"v"]


def test_what_was_served_adds_up_over_sessions(redis_handle: RedisHandle) -> None:
    for _ in range(2):
        RedisEmbeddingCache(redis_handle.sync_client).count(memory=3, store=0, model=2)

    assert RedisEmbeddingCache(redis_handle.sync_client).counted() == {"memory": 6, "model": 4}
