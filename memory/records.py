"""Domain values as the JSON that stands in the database, with the version of their shape."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import ValidationError

from domain.errors import InterviewError, StoredByNewerVersion
from domain.values import Frozen

SCHEMA = 1
"""Rises when a stored value can no longer be read by the program of the day before."""

Value = TypeVar("Value", bound=Frozen)


class DamagedRecord(InterviewError):
    """Something stored is not what this program writes, and not from a newer one either."""

    exit_code = 5

    def __init__(self, what: str, why: str) -> None:
        super().__init__(
            f"{what} is damaged in the database: {why}. Delete the session, or restore a backup."
        )


def encode(value: Frozen, token: str = "") -> bytes:
    """`value` as it is stored. A `token` stands beside it, and tells two writes of one value apart."""
    beside = b'"token":%s,' % json.dumps(token).encode() if token else b""
    return b'{"schema":%d,%s"value":%s}' % (SCHEMA, beside, value.model_dump_json().encode())


def decode(stored: bytes, kind: type[Value], what: str) -> Value:
    """The `kind` out of what `encode` wrote; `what` names it in errors ("session k3f9, turn 4").

    Raises `StoredByNewerVersion` for a schema of the future, `DamagedRecord` for anything else that cannot
    be read.
    """
    try:
        record = json.loads(stored)
        schema, value = int(record["schema"]), record["value"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedRecord(what, "not a record") from error
    if schema > SCHEMA:
        raise StoredByNewerVersion(what)
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "value"
        raise DamagedRecord(what, f"{place}: {first['msg']}") from error
