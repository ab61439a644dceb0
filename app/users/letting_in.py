"""Who comes in with a token: the user it is of, where it is good and its secret fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from app.users.tokens import Shown, Verifier, taken_apart
from domain.errors import InterviewError
from domain.users import Token, User
from memory.allowances import RedisAllowances
from memory.users import RedisUsers

WRONG_A_MINUTE = 10
"""So many wrong secrets for one token; to hash more of them would be somebody else's time."""
A_MINUTE = timedelta(minutes=1)


class NotLetIn(InterviewError):
    """The token lets nobody in. `token` is the one it would be, None where there is none of its id."""

    def __init__(self, token: Token | None = None) -> None:
        super().__init__("This token is not, or no longer, one that is let in.")
        self.token = token


class TooManyTries(InterviewError):
    """There were so many wrong secrets for `token` that none is tried for a minute."""

    def __init__(self, token: Token) -> None:
        super().__init__("There were too many wrong secrets for this token; wait a minute.")
        self.token = token


class LetIn(NamedTuple):
    """Who came in, and with which token."""

    user: User
    token: Token


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets users of a service in; how many wrong secrets there were is counted over all workers."""

    users: RedisUsers
    allowances: RedisAllowances
    verifier: Verifier

    async def let_in(self, text: str, now: datetime) -> LetIn:
        """Whoever the token `text` is of. Raises `NotLetIn`, `TooManyTries`, `MemoryUnavailable`."""
        shown = taken_apart(text)
        token = await self.users.token(shown.id) if shown is not None else None
        if shown is None or token is None:
            raise NotLetIn
        await self._check(shown, token)
        return await self.still(token, now)

    async def still(self, token: Token, now: datetime) -> LetIn:
        """Whoever `token`, as it is kept, is of, where it is good at `now`. Raises `NotLetIn`."""
        user = await self.users.user(token.user) if token.is_good(now) else None
        if user is None:
            raise NotLetIn(token)
        return LetIn(user, token)

    async def _check(self, shown: Shown, token: Token) -> None:
        """Raise where the secret does not fit."""
        if self.verifier.knows(shown.secret, token.digest):
            return
        wrong = f"wrong/{token.id}"
        if await self.allowances.taken(wrong) >= WRONG_A_MINUTE:
            raise TooManyTries(token)
        if not await self.verifier.fits(shown.secret, token.digest):
            await self.allowances.take(wrong, WRONG_A_MINUTE, A_MINUTE)
            raise NotLetIn(token)
