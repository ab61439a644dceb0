"""Tokens: made, taken apart, held against their hash."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from domain.users import Scope, Token

_FORM = re.compile(r"mi_([a-z2-7]{12})_([A-Za-z0-9_-]{43})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_BYTES = 32
_MOST_KNOWN = 10_000
_SECONDS_KNOWN = 300.0
"""A hash takes 20 ms and 19 MB: it is computed again no more often than this."""
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Shown(NamedTuple):
    """A token as a client shows it."""

    id: str
    secret: str


def taken_apart(text: str) -> Shown | None:
    """The parts of a token; None for what is none."""
    found = _FORM.fullmatch(text)
    return None if found is None else Shown(found[1], found[2])


def made(
    user: str,
    label: str,
    scopes: Iterable[Scope],
    now: datetime,
    expires_at: datetime | None = None,
) -> tuple[str, Token]:
    """A new token of `user`: the text that is shown once, and what is kept of it."""
    token_id = "".join(secrets.choice(_LETTERS) for _ in range(12))
    secret = secrets.token_urlsafe(_BYTES)
    kept = Token(
        id=token_id,
        user=user,
        label=label,
        scopes=frozenset(scopes),
        digest=_HASHER.hash(secret),
        made_at=now,
        expires_at=expires_at,
    )
    return f"mi_{token_id}_{secret}", kept


class Verifier:
    """Holds secrets against hashes, each of them once in a while.

    What is kept is that a secret fits a hash. Whether its token is still good is asked of the database each
    time, so that a token that was revoked lets nobody in from then on.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def knows(self, secret: str, digest: str) -> bool:
        """Whether it is known that `secret` fits `digest`."""
        return self._until.get(_together(secret, digest), 0.0) > self._clock()

    async def fits(self, secret: str, digest: str) -> bool:
        """Whether `digest` is the hash of `secret`."""
        if self.knows(secret, digest):
            return True
        if not await asyncio.to_thread(_fits, secret, digest):
            return False
        self._until[_together(secret, digest)] = self._clock() + _SECONDS_KNOWN
        while len(self._until) > _MOST_KNOWN:
            self._until.popitem(last=False)
        return True


def _fits(secret: str, digest: str) -> bool:
    try:
        return _HASHER.verify(digest, secret)
    except (Argon2Error, InvalidHashError):
        return False


def _together(secret: str, digest: str) -> bytes:
    return sha256(f"{digest}\n{secret}".encode()).digest()
