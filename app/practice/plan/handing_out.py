"""The plan as a file, in whichever form."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from app.practice.plan.markdown import markdown
from app.practice.plan.planning import Standing

Form = Literal["md", "ics"]


def handed_out(found: Standing, form: Form, moment: datetime) -> bytes:
    """The plan as it stands at `moment`: Markdown, or a calendar's file."""
    if form == "md":
        return markdown(found).encode("utf-8")
    from app.practice.plan.calendar import calendar  # noqa: PLC0415 -- icalendar: half a second

    return calendar(found, moment)
