"""Which card of a deck belongs to which talking point, so that a later deck meets the same cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import Field

from domain.values import Frozen
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

_SEPARATOR = "\0"


class Owner(NamedTuple):
    """Whose card it is; `number` counts the talking points of one kind and title in one guide, from 0."""

    kind: str
    title: str
    guide: str
    number: int


class Written(Frozen):
    """What stood on a card when it was handed out last, as a digest, and since when: seconds since 1970.

    `gone` says that a later deck had it no more, and told so.
    """

    content: str
    at: int = Field(ge=0)
    gone: bool = False


class Kept(Frozen):
    """A card: its identity in Anki, and the talking point (kind, title and text) that it was made of last.

    `written` is what was handed out of it, by the identities of its notes: an answer may be several.
    """

    guid: str
    talking_point_id: str
    written: Mapping[str, Written] = Field(default_factory=dict)


class RedisCards:
    """The cards that were handed out, in one hash."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).cards

    async def all(self) -> dict[Owner, Kept]:
        """Every card that was handed out."""
        found: dict[bytes, bytes] = await arun(self._client, command("HGETALL", self._key))
        return {_owner(field.decode()): decode(stored, Kept, "A card") for field, stored in found.items()}

    async def keep(self, cards: dict[Owner, Kept]) -> None:
        """Keep `cards` beside the others."""
        flat = [part for owner, kept in cards.items() for part in (_field(owner), encode(kept))]
        if flat:
            await arun(self._client, command("HSET", self._key, *flat))


def _field(owner: Owner) -> str:
    return _SEPARATOR.join((owner.kind, owner.title, owner.guide, str(owner.number)))


def _owner(field: str) -> Owner:
    kind, title, guide, number = field.split(_SEPARATOR)
    return Owner(kind, title, guide, int(number))
