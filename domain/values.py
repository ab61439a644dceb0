"""The base of every domain value, and the ranges that numbers and moments of it lie in.

Sessions come out of files that others wrote, so a value that no session can have is refused where it is read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

_YEARS = range(1970, 9999)
_ROUNDING = 1e-9


class Frozen(BaseModel):
    """A value: it cannot change after it was made, and it refuses fields it does not know."""

    # What checks a value is built when the first one is made: of most kinds a command makes none.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _representable(moment: datetime) -> datetime:
    # At the ends of the calendar a moment cannot be shown in another time zone.
    if moment.year not in _YEARS:
        raise ValueError(f"the year should be from {_YEARS[0]} to {_YEARS[-1]}")
    return moment


def _snapped(share: object) -> object:
    # A weighted mean of ones may come out as 1.0000000000000002.
    if isinstance(share, float) and -_ROUNDING < share < 1 + _ROUNDING:
        return min(1.0, max(0.0, share))
    return share


Moment = Annotated[AwareDatetime, AfterValidator(_representable)]
"""A moment with its time zone, of the years 1970 to 9998."""

Share = Annotated[float, BeforeValidator(_snapped), Field(ge=0, le=1, allow_inf_nan=False)]
"""A score, a weight: 0 to 1."""

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""How many there are of something."""

Minutes = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
"""How long a session is to last."""

Seconds = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
"""How long something took."""
