"""The page for several users: each signs in with a token, and has a house of their own."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from app.bootstrap.memory import now
from app.settings import Settings
from app.users.bounds import Bounds
from app.users.letting_in import Gate, LetIn, NotLetIn, TooManyTries
from app.users.tokens import Verifier
from app.users.workspaces import Workspaces
from domain.errors import MemoryUnavailable
from domain.users import Allowance, Deed, Scope, Token, User
from memory.allowances import RedisAllowances
from memory.audit import RedisAudit
from memory.connection import RedisHandle
from memory.keys import Keys
from memory.signed_in import RedisSignedIn, SignIn
from memory.users import RedisUsers
from web.doors import Refused, Welcome
from web.house import House
from web.rooms.rooms import Rooms
from web.speech.speech import Speech

LASTS = timedelta(days=7)
"""How long a browser is signed in, where its token does not end before."""
NEEDED = frozenset({Scope.READ, Scope.PRACTISE, Scope.GUIDES})
"""What a token has to be for: a page does all of it."""
_BYTES = 32
_MOST = 256
_SECONDS_IN_USE = 60.0
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_log = logging.getLogger(__name__)


class Houses:
    """The houses of users who came of late; one in which a session is held stays."""

    def __init__(
        self,
        workspaces: Workspaces,
        speech: Speech,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspaces = workspaces
        self._speech = speech
        self._clock = clock
        self._kept: OrderedDict[str, tuple[House, float]] = OrderedDict()

    def of(self, user: User) -> House:
        """The house of `user`, who may take what is kept of them now."""
        allowance = user.allowance or Allowance()
        found = self._kept.pop(user.name, None)
        house = found[0] if found is not None else self._built(user.name, allowance)
        if house.bounds is not None:
            house.bounds.allowance = allowance
        self._kept[user.name] = house, self._clock()
        self._let_go()
        return house

    async def close(self) -> None:
        """Leave every session open."""
        for house, _ in self._kept.values():
            await house.rooms.close()

    def _built(self, name: str, allowance: Allowance) -> House:
        workspace = self._workspaces.of(name)
        own = (workspace.settings, workspace.memory, workspace.shelf, workspace.models)
        settings, memory, shelf, models = own
        bounds = Bounds(workspace, allowance)
        rooms = Rooms(settings, memory, shelf, models, bounds)
        return House(settings, memory, models, shelf, rooms, self._speech, user=name, bounds=bounds)

    def _let_go(self) -> None:
        """Forget who was here longest ago; whoever has a tab open was here within seconds."""
        beyond = len(self._kept) - _MOST
        for name, (house, at) in list(self._kept.items())[: max(0, beyond)]:
            if house.rooms.idle and self._clock() - at > _SECONDS_IN_USE:
                del self._kept[name]


class UsersDoor:
    """Lets users in who show a token, as the service's API does; a browser keeps a sign-in in its place.

    The sign-in is good as long as its token is: one that is revoked ends all that came of it.
    """

    asks_for = "Token"
    hint = "Whoever runs this page makes you one; it begins with mi_."

    def __init__(
        self,
        signed_in: Callable[[str], RedisSignedIn],
        gate: Gate,
        houses: Houses,
        audit: RedisAudit,
        name: str,
        moment: Callable[[], datetime] = now,
    ) -> None:
        self._signed_in = signed_in
        self._gate = gate
        self._houses = houses
        self._audit = audit
        self._name = name
        self.now = moment

    @property
    def cookie_name(self) -> str:
        return self._name

    async def house(self, cookie: str) -> House | None:
        found = await self._known(cookie)
        return self._houses.of(found.user) if found is not None else None

    def opens(self, link: str) -> Welcome | None:
        del link
        return None

    async def let_in(self, given: str) -> Welcome | Refused:
        try:
            user, token = await self._gate.let_in(given.strip(), self.now())
        except TooManyTries as error:
            await self._noted(error.token, 429)
            return Refused(429, str(error))
        except NotLetIn as error:
            if error.token is not None:
                await self._noted(error.token, 401)
            return Refused(401, str(error))
        if missing := ", ".join(sorted(NEEDED - token.scopes)):
            await self._noted(token, 403)
            return Refused(403, f"This token is not for {missing}, which the page needs.")
        moment, secret = self.now(), secrets.token_urlsafe(_BYTES)
        lasts = LASTS if token.expires_at is None else min(LASTS, token.expires_at - moment)
        await self._signed_in(user.name).put(_digest(secret), SignIn(token=token.id, at=moment), lasts)
        await self._noted(token, 200)
        return Welcome(f"{user.name}.{secret}", max(1, int(lasts.total_seconds())))

    async def leave(self, cookie: str) -> None:
        found = await self._known(cookie)
        if found is not None:
            name, _, secret = cookie.rpartition(".")
            await self._signed_in(name).drop(_digest(secret))
            await self._noted(found.token, 200, what="sign_out")

    async def _known(self, cookie: str) -> LetIn | None:
        """Whoever a cookie is of, where its sign-in and the token behind it are good."""
        name, _, secret = cookie.rpartition(".")
        if _NAME.fullmatch(name) is None:
            return None
        sign_in = await self._signed_in(name).found(_digest(secret))
        token = await self._gate.users.token(sign_in.token) if sign_in is not None else None
        if token is None or token.user != name:
            return None
        try:
            return await self._gate.still(token, self.now())
        except NotLetIn:
            return None

    async def _noted(self, token: Token, status: int, what: str = "sign_in") -> None:
        deed = Deed(at=self.now(), user=token.user, token=token.id, what=what, status=status)
        try:
            await self._audit.add(deed)
        except MemoryUnavailable:
            _log.warning("the audit log cannot be kept")


def door(settings: Settings, handle: RedisHandle, houses: Houses, name: str) -> UsersDoor:
    """The door to `houses`, for the users that the service of `settings` has, with a cookie of that name."""
    own = Keys.of(settings.namespace)
    gate = Gate(RedisUsers(handle.client, keys=own), RedisAllowances(handle.client, keys=own), Verifier())

    def signed_in(user: str) -> RedisSignedIn:
        return RedisSignedIn(handle.client, keys=Keys.of(settings.namespace, user))

    return UsersDoor(signed_in, gate, houses, RedisAudit(handle.client, keys=own), name)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
