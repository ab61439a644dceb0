"""The base of every domain value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it cannot change after it was made, and it refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
