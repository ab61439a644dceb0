"""A figure somebody stated: its value, what it measures, and where it stands in the text."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Bound(StrEnum):
    """How firmly a figure was stated."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Lean(StrEnum):
    """The side of its number that an approximate figure is on: "just over a week", "nearly a year"."""

    NONE = ""
    OVER = "over"
    UNDER = "under"


class Dimension(StrEnum):
    """What kind of quantity a figure is; only figures of one dimension can be compared."""

    COUNT = "count"
    RATIO = "ratio"
    FACTOR = "factor"
    TIME = "time"
    SIZE = "size"
    MONEY = "money"
    RATE = "rate"
    BANDWIDTH = "bandwidth"
    FREQUENCY = "frequency"
    VOLUME = "volume"
    MASS = "mass"
    LENGTH = "length"
    TEMPERATURE = "temperature"
    DATE = "date"


class Role(StrEnum):
    """The side of a change a figure stands on: "from 4 hours (before) to 40 minutes (after)"."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"


class Figure(NamedTuple):
    """One quantity of a text.

    `low` and `high` are equal for a point and are in `unit`: "%", "s", "bytes", "USD" (or another ISO
    currency, perhaps "USD per month"), "ml", "g" (perhaps "ml per kg"), "m", "°", "per day" and its like,
    "x", "bit/s", "Hz", "date" (a date is
    written as the number YYYYMMDD; a year or a month is the range of its days), "" for a plain count.
    A leading minus is a direction and not kept. `resolution` is the place value, in `unit`, of the last
    digit that was stated ("1,200" -> 100, "91.2" -> 0.1). `noun` is what is counted or measured,
    in lower case ("microservices", "hit rate"), `percentile` "p95", "average" and the like; both may be
    empty. `stated` is the number itself, before its unit ("48 hours" -> 48). `alternative` marks one of
    several offered to choose from ("55 or 65 or 75 degrees"), which commits to none of them. `lean` is
    the side that an approximate one is on ("just over a week"). `quote` is
    exactly `text[start:end]`, bound words included.
    """

    low: float
    high: float
    unit: str
    dimension: Dimension
    start: int
    end: int
    quote: str
    bound: Bound = Bound.EXACT
    noun: str = ""
    percentile: str = ""
    role: Role = Role.NONE
    resolution: float = 0.0
    stated: float = 0.0
    alternative: bool = False
    lean: Lean = Lean.NONE

    @property
    def alone(self) -> Figure:
        """The figure as if it had not been one of several to choose from."""
        return self._replace(alternative=False) if self.alternative else self
