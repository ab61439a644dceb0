"""Lines with their places, on wide screens and on narrow ones."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from app.display.cited import CitedRow, cited_rows

ROWS = [
    CitedRow("", Text("Part of it came across.")),
    CitedRow(
        "Landed", Text("“I moved it to an event log, and the run went to forty minutes”"), "guide.md:12"
    ),
    CitedRow("", Text("one more that landed"), "guide.md:14"),
]


def printed(width: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(cited_rows(ROWS, width, heads=10, most=76))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_place_stands_beside_its_line() -> None:
    assert printed(100)[-1].split("  ")[-1].strip() == "guide.md:14"
    assert len(printed(100)) == len(ROWS)


def test_on_a_narrow_screen_a_place_stands_below_its_line_which_keeps_the_width() -> None:
    told = printed(46)

    assert told[-2:] == ["            one more that landed", "            guide.md:14"]
    assert told[1:4] == [
        "Landed      “I moved it to an event log, and",
        "            the run went to forty minutes”",
        "            guide.md:12",
    ]
