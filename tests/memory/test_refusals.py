"""What a server refuses is told with the command and with what to do, and without our scripts' digests."""

from __future__ import annotations

import re

import pytest
from redis.exceptions import NoPermissionError, OutOfMemoryError, ReadOnlyError, ResponseError

from domain.errors import MemoryUnavailable
from memory import refusals
from memory.commands import arun, command, invoke
from memory.connection import RedisHandle, open_redis
from memory.keys import Keys
from memory.sessions import RedisSessionStore
from tests.memory.sample_values import message, session
from tests.support.redis_servers import LocalServer

SHA = "46d67eac2cbf1e4a6e4cd8a4c2de2bdbc9aa3b5e"
FULL = "it is full (maxmemory). Give it more, or make room: `interview forget ID` works there even now."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OutOfMemoryError("command not allowed when used memory > 'maxmemory'."), FULL),
        (
            OutOfMemoryError(
                f"command not allowed when used memory > 'maxmemory'. script: {SHA}, on @user_script:8."
            ),
            FULL,
        ),
        (
            ResponseError(
                f"Error running script (call to f_{SHA}): @user_script:5: @user_script: 5: -OOM command not "
                "allowed when used memory > 'maxmemory'."
            ),
            FULL,
        ),
        (
            ResponseError(
                f"Error running script (call to f_{SHA}): @user_script:5: @user_script: 5: -MISCONF Errors "
                "writing to the AOF file: No space left on device"
            ),
            "it cannot write to its own disk. See on that machine that the disk has room (its log says "
            "more), or ask whoever runs it.",
        ),
        (
            ReadOnlyError("You can't write against a read only replica."),
            "it is a read-only replica. Set REDIS_URL to its primary.",
        ),
        (
            NoPermissionError("User coach has no permissions to run the 'evalsha' command"),
            "the user in REDIS_URL may not run EVALSHA. docs/redis-layout.md lists the permissions that are "
            "needed.",
        ),
        (
            ResponseError(
                f"The user executing the script can't run this command or subcommand script: {SHA}, on "
                "@user_script:4."
            ),
            "the user in REDIS_URL may not run a command in it. docs/redis-layout.md lists the permissions "
            "that are needed.",
        ),
        (
            NoPermissionError("No permissions to access a key"),
            "the user in REDIS_URL may not touch its keys. docs/redis-layout.md lists the permissions that "
            "are needed.",
        ),
        (
            ResponseError("NOREPLICAS Not enough good replicas to write."),
            "it wants more replicas than it has.",
        ),
        (
            ResponseError(f"Something new script: {SHA}, on @user_script:4."),
            "Something new.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(error: ResponseError, told: str) -> None:
    said = refusals.told(error, "Redis at host:6379", "EVALSHA session/put", embedded=False)

    assert said.startswith(f"Redis at host:6379 refused EVALSHA session/put: {told}")
    assert SHA not in said and "user_script" not in said and "\n" not in said


def test_the_disk_of_the_embedded_server_is_ones_own(redis_handle: RedisHandle) -> None:
    error = ResponseError("MISCONF Errors writing to the AOF file: No space left on device")

    assert "set INTERVIEW_HOME to" in refusals.told(error, "The embedded server", "HSET", embedded=True)


async def test_a_full_server_is_told_as_that(redis_handle: RedisHandle) -> None:
    store = RedisSessionStore(redis_handle.client)
    await store.save(session())
    redis_handle.sync_client.config_set("maxmemory", 1)
    try:
        with pytest.raises(MemoryUnavailable, match=re.escape(f"refused EVALSHA session/keep: {FULL}")):
            await store.keep_message("s1", 1, message())
        with pytest.raises(MemoryUnavailable, match=re.escape(f"refused ZADD: {FULL}")):
            await store.save(session())
        assert await store.session("s1") == session()
    finally:
        redis_handle.sync_client.config_set("maxmemory", 0)


async def test_a_read_only_replica_is_told_as_that(redis_handle: RedisHandle) -> None:
    store = RedisSessionStore(redis_handle.client)
    await store.save(session())
    redis_handle.sync_client.replicaof("127.0.0.1", "1")
    try:
        with pytest.raises(
            MemoryUnavailable, match=r"refused EVALSHA session/keep: it is a read-only replica"
        ):
            await store.keep_message("s1", 1, message())
        with pytest.raises(MemoryUnavailable, match=r"refused HSET: it is a read-only replica"):
            await arun(redis_handle.client, command("HSET", Keys().session("s1").session, "f", "v"))
    finally:
        redis_handle.sync_client.replicaof("NO", "ONE")


async def test_a_user_who_may_not_do_something_is_told_which_command(server: LocalServer) -> None:
    with open_redis(server.url, server.folder) as handle:
        handle.sync_client.execute_command(
            "ACL", "SETUSER", "reader", "on", "nopass", "~*", "+@read", "+hello"
        )
        handle.sync_client.execute_command(
            "ACL", "SETUSER", "timeless", "on", "nopass", "~*", "+@all", "-time"
        )
        handle.sync_client.execute_command("ACL", "SETUSER", "stranger", "on", "nopass", "~other:*", "+@all")

    for user, told in (
        ("reader", r"refused EVALSHA lock/held: the user in REDIS_URL may not run EVALSHA\."),
        (
            "timeless",
            r"refused EVALSHA lock/held: the user in REDIS_URL may not run (TIME|a command in it)\.",
        ),
        ("stranger", r"refused EVALSHA lock/held: the user in REDIS_URL may not touch its keys\."),
    ):
        with open_redis(f"unix://{user}:x@{server.socket}", server.folder) as handle:
            with pytest.raises(MemoryUnavailable, match=told):
                await arun(handle.client, invoke("lock/held", (Keys().session("s1").lock,)))
            await handle.aclose()
