"""Domain values as they stand in the database: JSON with the version of its shape, deflated when long."""

from __future__ import annotations

import json
import zlib
from typing import TypeVar

from pydantic import ValidationError

from domain.errors import InterviewError, StoredByNewerVersion
from domain.values import Frozen

SCHEMA = 2
"""Rises when a stored value can no longer be read by the program of the day before."""

_WORTH_DEFLATING = 500
# What zlib's own output begins with; JSON begins with a brace.
_ZLIB = b"\x78"

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
    record = b'{"schema":%d,%s"value":%s}' % (SCHEMA, beside, value.model_dump_json().encode())
    return zlib.compress(record, level=1) if len(record) >= _WORTH_DEFLATING else record


def decode(stored: bytes, kind: type[Value], what: str) -> Value:
    """The `kind` out of what `encode` wrote; `what` names it in errors ("session k3f9, turn 4").

    Raises `StoredByNewerVersion` for a schema of the future, `DamagedRecord` for anything else that cannot
    be read.
    """
    try:
        record = json.loads(zlib.decompress(stored) if stored.startswith(_ZLIB) else stored)
        schema, value = int(record["schema"]), record["value"]
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise DamagedRecord(what, "not a record") from error
    if schema > SCHEMA:
        raise StoredByNewerVersion(what)
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "value"
        raise DamagedRecord(what, f"{place}: {first['msg']}") from error
