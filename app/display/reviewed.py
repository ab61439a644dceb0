"""How a code review and what became of it look in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.display.labels import label
from app.display.work import show_work
from domain.guide import TalkingPoint
from domain.shown import shown_in_a_line
from rounds.coding.snippets import Language
from rounds.review.judging import Reviewed
from rounds.review.linter import Linted
from rounds.review.task import ReviewTask


def show_tasks(console: Console, points: Sequence[TalkingPoint]) -> None:
    """A line a task, with its number."""
    for number, point in enumerate(points, start=1):
        console.print(Text(f"{number:>3}  {shown_in_a_line(point.title)}", style="bold"))
        console.print(Text(f"     {point.source}", style="dim"))


def show_task(console: Console, task: ReviewTask) -> None:
    """The code with its line numbers, and nothing of what is wrong with it."""
    console.print(Text(shown_in_a_line(task.point.title), style="bold"))
    for line in task.statement:
        console.print(Padding(Text(shown_in_a_line(line)), (0, 0, 0, 2), expand=False))
    lines = task.code.splitlines()
    width = len(str(len(lines)))
    for number, line in enumerate(lines, start=1):
        shown = shown_in_a_line(line.replace(" ", "\N{NO-BREAK SPACE}")).replace("\N{NO-BREAK SPACE}", " ")
        row = Text.assemble((f"{number:>{width}} │ ", "dim"), shown)
        console.print(row, no_wrap=True, overflow="ellipsis", soft_wrap=True)
    console.print(Text(f"  {task.point.source}", style="dim"))


def show_reviewed(console: Console, reviewed: Reviewed, task: ReviewTask, language: str) -> None:
    """The parts with their evidence, the score, and beside it what a linter sees."""
    show_work(console, reviewed.work, language)
    if task.language is Language.PYTHON:
        _show_linted(console, reviewed.linted, language)


def _show_linted(console: Console, found: Sequence[Linted] | None, language: str) -> None:
    console.print()
    if not found:
        key = "linter_missing" if found is None else "linter_nothing"
        console.print(Text(label(key, language), style="dim"))
        return
    console.print(Text(label("linter_sees", language), style="dim"))
    for each in found:
        place = label("round_line", language, line=each.line)
        row = Text(f"{place}: {shown_in_a_line(each.said)} ({each.code})", style="dim")
        console.print(Padding(row, (0, 0, 0, 2), expand=False))
