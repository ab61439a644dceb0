"""The candidate's days: calendar days where they are, which begin in the small hours.

Who practises at one in the morning still does so in the evening before. Everything that is due comes back by
these days, and nothing by spans of 24 hours: what is to come back in two days is due when the second day
begins, whatever the hour it was practised at, and however many hours the days between had.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

_BEGINS = timedelta(hours=4)

HERE: tzinfo | None = None
"""The zone of this machine, with its summer time and all: what `datetime.astimezone` takes for it."""


def day_of(moment: datetime, zone: tzinfo | None) -> date:
    """The day that `moment` is in, in `zone`."""
    return _day(moment.astimezone(zone))


def day_then(moment: datetime, zone: tzinfo | None) -> date:
    """The day that a kept `moment` was in, there and then.

    It is kept with the time of the place, so that who travels keeps their days. One in UTC, as earlier
    versions kept all, is of the day that it was in `zone`.
    """
    return _day(moment if moment.utcoffset() else moment.astimezone(zone))


def _day(local: datetime) -> date:
    # What the clock on the wall shows: an hour that was left out or came twice is no matter.
    return (local.replace(tzinfo=None) - _BEGINS).date()
