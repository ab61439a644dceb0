"""How a coding task and what became of it look in the terminal."""

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
from rounds.coding.task import CodingTask

_STYLES = {MET: "green", MISSED: "red", PARTLY: "yellow"}


def show_tasks(console: Console, tasks: Sequence[CodingTask]) -> None:
    """A line a task, with its number."""
    for number, task in enumerate(tasks, start=1):
        console.print(Text(f"{number:>3}  {shown_in_a_line(task.point.title)}", style="bold"))
        how = f"{len(task.examples)} examples" if len(task.examples) != 1 else "1 example"
        if task.packages:
            how += f" · its solution imports {', '.join(task.packages)}"
        console.print(Text(f"     {task.point.source} · {how}", style="dim"))


def show_work(console: Console, verdict: Verdict, language: str = ENGLISH) -> None:
    """The parts of the work with their evidence, and by whose shares they count."""
    if verdict.work is None:
        return
    for section in sections(verdict, language):
        console.print(Padding(Text.assemble((section.title, "bold"), f"  {section.share}"), (0, 2)))
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
