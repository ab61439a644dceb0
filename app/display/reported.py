"""A report's criteria as a table in the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from app.display import words
from app.display.labels import label, of_band
from domain.report import Report
from domain.verdict import Band

STYLES = {Band.STRONG: "bold green", Band.SOLID: "green", Band.DEVELOPING: "yellow", Band.WEAK: "red"}
"""The colour of each band."""
_NARROW = 76
"""Columns under which a report has no room for bars."""
_BAND_WIDTH = 10


def _bar(value: float) -> str:
    full = round(value * 10)
    return "█" * full + "░" * (10 - full)


def criteria(report: Report, width: int) -> Table:
    """Each criterion with its band, a bar and its mean, and the whole below; no bars on a narrow screen."""
    language, narrow = report.language, width < _NARROW
    rows: list[tuple[str | Text, str | Text, str, str, str]] = []
    for result in report.criteria:
        key = "one_answer" if result.answers == 1 else "answers"
        weight = f"{100 * result.weight:.0f} %"
        if result.value is None or result.band is None:
            nothing = Text(label("no_answer_scored", language), style="dim")
            rows.append((result.name, nothing, "", "", f"({weight})"))
            continue
        of = "" if narrow else f", {label(key, language, count=result.answers)}"
        band = Text(of_band(result.band, language), style=STYLES[result.band])
        mean = words.mean(result.value, result.half_width)
        rows.append((result.name, band, _bar(result.value), mean, f"({weight}{of})"))
    if report.overall is not None:
        name = Text(label("overall", language), style="bold")
        mean = words.mean(report.overall, report.overall_half_width)
        rows.append((name, "", _bar(report.overall), mean, ""))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    # A band is one word; wider, it would take the room of the means.
    grid.add_column(max_width=_BAND_WIDTH if narrow else None)
    if not narrow:
        grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    for named, banded, bar, told, share in rows:
        grid.add_row(named, banded, *(() if narrow else (bar,)), told, share)
    return grid
