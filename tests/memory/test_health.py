"""A server is fit for interviews when it takes what they write, and keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import MemoryUnavailable
from memory import health
from memory.connection import RedisHandle, open_redis
from memory.keys import Keys
from tests.support.redis_servers import LocalServer

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "memory" / "scripts"


def commands_in(text: str) -> set[str]:
    return set(re.findall(r"redis\.call\('([A-Z]+)'", text))


def documented_rights() -> list[str]:
    """What docs/redis-layout.md lets a user do."""
    found = re.search(r"ACL SETUSER coach ([^`]+)`", (ROOT / "docs" / "redis-layout.md").read_text())
    assert found is not None
    return found[1].replace(">PASSWORD", ">pw").split()


@pytest.fixture
def restricted(server: LocalServer) -> Iterator[RedisHandle]:
    """A hosted server's user, who may run nothing that is dangerous or for administrators."""
    with open_redis(server.url, server.folder) as handle:
        rights = ("~interview:*", "+@all", "-@dangerous", "-@admin", "+restore")
        handle.sync_client.execute_command("ACL", "SETUSER", "coach", "on", ">pw", *rights)
    with open_redis(f"unix://coach:pw@{server.socket}", server.folder) as handle:
        yield handle


def test_what_is_tried_leaves_nothing(redis_handle: RedisHandle) -> None:
    health.check_writing(redis_handle.sync_client, Keys())

    assert redis_handle.sync_client.dbsize() == 0


def services_own() -> set[str]:
    """The commands that docs/redis-layout.md names for the user of a service alone."""
    (line,) = re.findall(r"^`(\+get .*)`\.$", (ROOT / "docs/redis-layout.md").read_text(), re.MULTILINE)
    return {right.removeprefix("+").upper() for right in line.split()}


def test_every_command_that_a_script_uses_is_tried() -> None:
    used = {name for file in SCRIPTS.rglob("*.lua") for name in commands_in(file.read_text())}

    assert used - commands_in((SCRIPTS / "doctor" / "writes.lua").read_text()) - services_own() == set()


def test_every_command_of_ours_is_among_the_documented_permissions() -> None:
    used = {name for file in SCRIPTS.rglob("*.lua") for name in commands_in(file.read_text())}
    for file in (ROOT / "memory").glob("*.py"):
        used |= set(re.findall(r'(?:command|_do)\("([A-Z]+)"', file.read_text()))
    # Nobody needs a permission to be greeted; WAIT is named apart, for servers with replicas.
    used -= {"HELLO", "WAIT"} | services_own()

    assert {f"+{name.lower()}" for name in used} - set(documented_rights()) == set()


def test_the_permissions_that_are_documented_are_enough_and_none_is_too_many(server: LocalServer) -> None:
    rights = documented_rights()

    def fit(rights: list[str]) -> None:
        with open_redis(server.url, server.folder) as handle:
            handle.sync_client.execute_command("ACL", "SETUSER", "coach", "reset", *rights)
            handle.sync_client.script_flush()
        with open_redis(f"unix://coach:pw@{server.socket}", server.folder) as handle:
            health.check_writing(handle.sync_client, Keys())

    fit(rights)
    # Without these two only a sentence of the doctor's is less.
    spare = {"+info", "+config|get", "+ping"}
    for right in (each for each in rights if each.startswith("+") and each not in spare):
        with pytest.raises(MemoryUnavailable, match=r"the user in REDIS_URL may not run"):
            fit([each for each in rights if each != right])


def test_a_user_without_info_is_served(restricted: RedisHandle) -> None:
    assert restricted.describe().startswith(("Redis ", "Valkey "))
    health.check_writing(restricted.sync_client, Keys())


def test_a_policy_that_cannot_be_read_is_not_known(restricted: RedisHandle) -> None:
    assert health.eviction_warning(restricted.sync_client) is None


def test_a_full_server_is_unfit(redis_handle: RedisHandle) -> None:
    redis_handle.sync_client.config_set("maxmemory", 1)
    try:
        with pytest.raises(MemoryUnavailable, match=r"doctor/writes: it is full \(maxmemory\)"):
            health.check_writing(redis_handle.sync_client, Keys())
    finally:
        redis_handle.sync_client.config_set("maxmemory", 0)


@pytest.mark.parametrize(
    ("policy", "limit", "warned"),
    [
        ("allkeys-lru", "1gb", True),
        ("allkeys-random", "1gb", True),
        ("volatile-lru", "1gb", False),
        ("noeviction", "1gb", False),
        ("allkeys-lru", "0", False),
    ],
)
@pytest.mark.parametrize("without", ["nothing", "config"])
def test_a_server_that_throws_sessions_away_is_warned_of(
    server: LocalServer, policy: str, limit: str, warned: bool, without: str
) -> None:
    with open_redis(server.url, server.folder) as handle:
        handle.sync_client.config_set("maxmemory", limit)
        handle.sync_client.config_set("maxmemory-policy", policy)
        rights = ("~*", "+@all", *(["-config"] if without == "config" else []))
        handle.sync_client.execute_command("ACL", "SETUSER", "coach", "on", ">pw", *rights)
    with open_redis(f"unix://coach:pw@{server.socket}", server.folder) as handle:
        told = health.eviction_warning(handle.sync_client)

    assert bool(told) == warned
    if told:
        assert policy in told and "noeviction" in told
