"""The candidate's days: calendar days where they are, which begin in the small hours.

Who practises at one in the morning still does so in the evening before. Everything that is due comes back by
these days, and nothing by spans of 24 hours: what is to come back in two days is due when the second day
begins, whatever the hour it was practised at, and however many hours the days between had.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple, TypeAlias

BEGINS = timedelta(hours=4)
"""When a day begins where nobody says otherwise."""

HERE: tzinfo | None = None
"""The zone of this machine, with its summer time and all: what `datetime.astimezone` takes for it."""


class Place(NamedTuple):
    """Where somebody is, and how long after midnight their days begin (0 to 24 hours)."""

    zone: tzinfo | None
    begins: timedelta = BEGINS


Where: TypeAlias = Place | tzinfo | None
"""A place; a zone alone is one whose days begin when they do by default."""


def local(moment: datetime, zone: Where) -> datetime:
    """`moment` with the time of the place, as practices are kept."""
    return moment.astimezone(_place(zone).zone)


def day_of(moment: datetime, zone: Where) -> date:
    """The day that `moment` is in, in `zone`."""
    place = _place(zone)
    return _day(moment.astimezone(place.zone), place.begins)


def day_then(moment: datetime, zone: Where) -> date:
    """The day that a kept `moment` was in, there and then.

    It is kept with the time of the place, so that who travels keeps their days. One in UTC, as earlier
    versions kept all, is of the day that it was in `zone`.
    """
    place = _place(zone)
    return _day(moment if moment.utcoffset() else moment.astimezone(place.zone), place.begins)


def _place(zone: Where) -> Place:
    return zone if isinstance(zone, Place) else Place(zone)


def _day(local: datetime, begins: timedelta) -> date:
    # What the clock on the wall shows: an hour that was left out or came twice is no matter.
    return (local.replace(tzinfo=None) - begins).date()
