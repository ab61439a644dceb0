"""Where the time of an interview went: planned against used, question by question."""

from __future__ import annotations

from collections.abc import Sequence

from app.past.timing import taken
from domain.interview import Turn
from language.wording import shorten
from web.parts.charts import against, table
from web.parts.elements import tag

_LONGEST = 60


def timing(turns: Sequence[Turn]) -> None:
    """Planned and used time of each question; nothing where no time is known."""
    rows = taken(turns)
    most = max([max(float(row.planned), row.used or 0.0) for row in rows], default=0.0)
    if not any(row.used is not None for row in rows) or not most:
        return
    with tag("details", "", "timing"):
        used = sum(row.used or 0.0 for row in rows)
        tag("summary", f"Time: {_minutes(used)} used of {_minutes(sum(row.planned for row in rows))} planned")
        with tag("ol", "", "bars"):
            for row in rows:
                with tag("li"):
                    tag("span", shorten(row.text, _LONGEST), "name")
                    against(row.planned, row.used or 0.0, most)
                    told = "not known" if row.used is None else _minutes(row.used)
                    tag("span", f"{told} of {_minutes(row.planned)}", "figure")
        cells = [
            (
                shorten(row.text, _LONGEST),
                f"{row.planned} s",
                "–" if row.used is None else f"{row.used:.0f} s",
            )
            for row in rows
        ]
        table(("Question", "Planned", "Used"), cells, "Planned and used time")


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
