"""The plan to the day of the interview, which there is one of."""

from __future__ import annotations

from domain.plan import Plan
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

_FIELD = "plan"


class RedisPlans:
    """The plan, in a hash of one field."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).plan

    async def kept(self) -> Plan | None:
        """The plan, None where none was made. Raises `DamagedRecord`, `StoredByNewerVersion`."""
        stored: bytes | None = await arun(self._client, command("HGET", self._key, _FIELD))
        return None if stored is None else decode(stored, Plan, "The plan")

    async def keep(self, plan: Plan) -> None:
        """Keep `plan` in the place of the one before."""
        await arun(self._client, command("HSET", self._key, _FIELD, encode(plan)))
