"""Who uses a service: users, what each may take of it, and the tokens they show."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.values import Count, Frozen, Moment

UserName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
"""A user's name: it stands in keys, in folders and in the audit log."""


class Scope(StrEnum):
    """What a token is for. None includes another."""

    READ = "read"
    """Guides, talking points, sessions, reports, progress: to look at."""
    PRACTISE = "practise"
    """To hold interviews and drills, and to fork, judge again, take in and delete sessions."""
    GUIDES = "guides"
    """To put guides in, change them and take them out."""
    ADMIN = "admin"
    """To see who uses the service, and what was done, without content."""


class Allowance(Frozen):
    """What one user may take: requests in a minute, bytes in one body, guides, sessions open at once, and
    tokens of language models in a day, None for no bound."""

    requests_a_minute: Count = 240
    body_bytes: Count = 21 << 20
    guides: Count = 100
    open_sessions: Count = 50
    model_tokens_a_day: Count | None = None


class User(Frozen):
    """Somebody with keys, guides, index, sessions and mastery of their own.

    `allowance` is theirs alone, None for the service's.
    """

    name: UserName
    added_at: Moment
    allowance: Allowance | None = None


class Token(Frozen):
    """What a client shows to be let in. The secret itself is kept nowhere: `digest` is its argon2 hash.

    `id` is the part of the token by which it is looked up, `label` what its owner calls it.
    """

    id: str = Field(pattern=r"^[a-z2-7]{12}$")
    user: UserName
    label: str = Field(default="", max_length=80)
    scopes: frozenset[Scope]
    digest: str
    made_at: Moment
    expires_at: Moment | None = None
    revoked_at: Moment | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it lets its user in at `now`."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class Deed(Frozen):
    """One line of the audit log: who did what, when, with which token, and what came of it; no content.

    `what` is the route as the service names it ("answer"), `about` the id of what it was done to, "" for
    nothing in particular; `status` is the HTTP status it ended with.
    """

    at: Moment
    user: str
    token: str = ""
    what: str
    about: str = ""
    status: int = 0
