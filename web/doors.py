"""Who is let in to the page: whoever has its link or its password, where it is for one candidate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from web.house import House
from web.keys import WebKeys

SIGN_OUT = "/sign-out"
_TRIES_A_MINUTE = 10
_SECONDS_WITH_COOKIE = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Welcome:
    """Let in: `cookie` is what the browser shows from now on, for so many `seconds`."""

    cookie: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Not let in, and why; `status` is HTTP's."""

    status: int
    why: str


class Door(Protocol):
    """Who is let in, and to what."""

    @property
    def cookie_name(self) -> str:
        """The name of the cookie; cookies know no ports, so that each page has one of its own."""
        ...

    @property
    def asks_for(self) -> str:
        """What signing in asks for ("Password"), "" where only a link opens."""
        ...

    @property
    def hint(self) -> str:
        """Where that comes from, in a sentence."""
        ...

    async def house(self, cookie: str) -> House | None:
        """What is theirs who show this cookie; None for nobody. Raises `MemoryUnavailable`."""
        ...

    def opens(self, link: str) -> Welcome | None:
        """Whoever comes by the link with this key."""
        ...

    async def let_in(self, given: str) -> Welcome | Refused:
        """Whoever gives this as what is asked for. Raises `MemoryUnavailable`."""
        ...

    async def leave(self, cookie: str) -> None:
        """Whoever shows this cookie is not let in by it any more. Raises `MemoryUnavailable`."""
        ...


class OneDoor:
    """That of a page for one candidate: everybody who comes in by the link, or the password, is them."""

    def __init__(self, keys: WebKeys, house: House, clock: Callable[[], float]) -> None:
        self._keys = keys
        self._house = house
        self._clock = clock
        self._tries: list[float] = []

    @property
    def cookie_name(self) -> str:
        return f"interview-{self._keys.storage[:8]}"

    @property
    def asks_for(self) -> str:
        return "Password" if self._keys.password else ""

    @property
    def hint(self) -> str:
        return "Whoever runs this page set it."

    async def house(self, cookie: str) -> House | None:
        return self._house if self._keys.knows(cookie) else None

    def opens(self, link: str) -> Welcome | None:
        return self._welcome() if self._keys.opens(link) else None

    async def let_in(self, given: str) -> Welcome | Refused:
        now = self._clock()
        self._tries = [at for at in self._tries if now - at < 60]
        if len(self._tries) >= _TRIES_A_MINUTE:
            return Refused(429, "Too many tries; wait a minute.")
        if not self._keys.lets_in(given):
            self._tries.append(now)
            return Refused(401, "That is not the password.")
        return self._welcome()

    async def leave(self, cookie: str) -> None:
        """The cookie is everybody's: this browser forgets it, and that is all."""

    def _welcome(self) -> Welcome:
        return Welcome(self._keys.cookie, _SECONDS_WITH_COOKIE)
