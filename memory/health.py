"""Whether a server is fit for interviews: it takes what they write, and keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from redis.exceptions import RedisError

from domain.errors import MemoryUnavailable
from memory.commands import SyncClient, address, command, invoke, run, told_plainly
from memory.keys import Keys

UNKNOWN_POLICY = (
    "Whether this Redis throws keys away when it is full cannot be read (this user may run neither CONFIG "
    "nor INFO): its maxmemory-policy must be noeviction, or sessions get lost."
)


def check_writing(client: SyncClient, keys: Keys) -> None:
    """Write and delete two keys with every command that interviews use; leaves nothing.

    Raises `MemoryUnavailable`, which says what is refused and what to do: a full server, a read-only
    replica, a user without the permission, a disk that cannot be written.
    """
    if not run(client, invoke("doctor/writes", keys.probe())):
        raise MemoryUnavailable(f"{address(client)} does not keep what it is told. Is it a Redis or Valkey?")
    values, members = keys.probe()
    for plain in (("HVALS", values), ("ZREMRANGEBYSCORE", members, 0, 0)):
        run(client, command(*plain))
    scan: Callable[..., Any] = client.scan
    with told_plainly(client, "SCAN"):
        scan(match=values, count=1)


def eviction_warning(client: SyncClient) -> str | None:
    """A sentence where the server may throw away what it was told to keep; "" where it does not.

    None where it does not say.
    """
    settings = _settings(client)
    policy = settings.get("maxmemory-policy")
    if policy is None:
        return None
    # volatile-* throws away what expires, and of ours only locks and cached embeddings do.
    if not policy.startswith("allkeys") or settings.get("maxmemory") == "0":
        return ""
    return (
        f"This Redis throws keys away when it is full, and sessions with them (maxmemory-policy {policy}). "
        "Let it refuse instead: CONFIG SET maxmemory-policy noeviction, and in its configuration file."
    )


def replication_warning(client: SyncClient) -> str:
    """A sentence where a server that another is to replace has no replica now.

    "" where it has one, or does not say.
    """
    ask: Any = client
    try:
        told = _flat(ask.info("replication"))
    except RedisError:
        return ""
    if told.get("connected-slaves") != "0":
        return ""
    return (
        "No replica takes what is written: if this Redis dies now, its last writes are lost, and nothing "
        "takes its place. See that the replicas run."
    )


def _settings(client: SyncClient) -> Mapping[str, str]:
    """maxmemory and its policy, as CONFIG or INFO tells them; nothing where neither may be asked."""
    ask: Any = client
    for read, what in ((ask.config_get, "maxmemory*"), (ask.info, "memory")):
        try:
            found = _flat(read(what))
        except RedisError:
            continue
        if "maxmemory-policy" in found:
            return found
    return {}


def _flat(reply: Any) -> dict[str, str]:
    """Names and values of a reply; a cluster answers for each of its nodes."""
    found: dict[str, str] = {}
    for name, value in reply.items() if isinstance(reply, Mapping) else ():
        if isinstance(value, Mapping):
            found |= _flat(value)
        else:
            found[_text(name).replace("_", "-")] = _text(value)
    return found


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
