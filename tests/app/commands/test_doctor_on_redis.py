"""What `interview doctor` says of a server that is not fit, and where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from memory.connection import open_redis
from tests.app.commands.test_command import Run, run
from tests.support.redis_servers import LocalServer, local_server

__all__ = ["run"]


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    with local_server(tmp_path_factory.mktemp("s")) as running:
        yield running


def set_up(server: LocalServer, *commands: str) -> None:
    with open_redis(server.url, server.folder) as handle:
        for line in commands:
            handle.sync_client.execute_command(*line.split())


@pytest.mark.parametrize(
    ("commands", "user", "code", "told"),
    [
        ((), "", 0, "Memory ✓ Valkey"),
        (
            ("CONFIG SET maxmemory 1gb", "CONFIG SET maxmemory-policy allkeys-lru"),
            "",
            3,
            "This Redis throws keys away when it is full, and sessions with them (maxmemory-policy "
            "allkeys-lru). Let it refuse instead: CONFIG SET maxmemory-policy noeviction",
        ),
        (("CONFIG SET maxmemory 1",), "", 3, "refused EVALSHA doctor/writes: it is full (maxmemory)."),
        (("REPLICAOF 127.0.0.1 1",), "", 3, "refused EVALSHA doctor/writes: it is a read-only replica."),
        (
            ("ACL SETUSER coach on >pw ~interview:* +@all -@dangerous -@admin +restore",),
            "coach:pw@",
            0,
            "Whether this Redis throws keys away when it is full cannot be read",
        ),
        (
            ("ACL SETUSER coach on >pw ~interview:* +@read +@connection +info",),
            "coach:pw@",
            3,
            "refused EVALSHA doctor/writes: the user in REDIS_URL may not run EVALSHA. docs/redis-layout.md",
        ),
    ],
    ids=["fit", "evicts", "full", "replica", "no CONFIG, no INFO", "may only read"],
)
def test_the_doctor_says_what_is_wrong_with_a_server(
    run: Run, server: LocalServer, commands: tuple[str, ...], user: str, code: int, told: str
) -> None:
    set_up(server, *commands)

    done = run("doctor", REDIS_URL=f"unix://{user}{server.socket}")

    assert told in " ".join(done.stdout.split())
    assert done.returncode == code
    assert done.stderr == ""
