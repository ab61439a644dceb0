"""How a solution and what became of it look in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.display import words
from app.display.labels import label
from app.display.worked import MET, MISSED, PARTLY, Row, sections, tried_rows, whose_shares
from domain.interview import ENGLISH
from domain.shown import shown_in_a_line
from domain.verdict import Verdict
from domain.work import Work

_STYLES = {MET: "green", MISSED: "red", PARTLY: "yellow"}


def show_code(console: Console, code: str) -> None:
    """Code with the numbers of its lines."""
    lines = code.splitlines()
    width = len(str(len(lines)))
    for number, line in enumerate(lines, start=1):
        shown = shown_in_a_line(line.replace(" ", "\N{NO-BREAK SPACE}")).replace("\N{NO-BREAK SPACE}", " ")
        row = Text.assemble((f"  {number:>{width}} │ ", "dim"), shown)
        console.print(row, no_wrap=True, overflow="ellipsis", soft_wrap=True)


def show_work(console: Console, verdict: Verdict, language: str = ENGLISH) -> None:
    """The parts of the work with their evidence, and by whose shares they count."""
    if verdict.work is None:
        return
    for section in sections(verdict, language):
        title = Text.assemble((section.title, "bold" if section.share else "dim"), f"  {section.share}")
        console.print(Padding(title, (0, 2)))
        _show_rows(console, section.rows)
    console.print(Padding(Text(whose_shares(verdict.work, language), style="dim"), (0, 2)))


def show_verdict(console: Console, verdict: Verdict, language: str = ENGLISH) -> None:
    """What a solution came to, outside of a session's feedback."""
    console.print(Text(words.outcome(verdict, language), style="bold"))
    show_work(console, verdict, language)


def show_tried(console: Console, work: Work, language: str = ENGLISH) -> None:
    """What came of code that was tried and not handed in."""
    console.print(Padding(Text(label("work_tried", language), style="bold"), (0, 2)))
    _show_rows(console, tried_rows(work, language))


def _show_rows(console: Console, rows: Sequence[Row]) -> None:
    for row in rows:
        where = f"  {row.source}" if row.source is not None else ""
        line = Text.assemble((row.sign, _STYLES.get(row.sign, "dim")), " ", row.text, (where, "dim"))
        console.print(Padding(line, (0, 0, 0, 4), expand=False))
