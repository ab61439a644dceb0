"""How the tasks of guides look in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from domain.guide import TalkingPoint
from domain.shown import shown_in_a_line
from domain.work import WorkKind
from rounds.coding.task import task_of


def show_tasks(console: Console, points: Sequence[TalkingPoint], kind: WorkKind) -> None:
    """A line a task, with its number; of one to code what there is to run."""
    for number, point in enumerate(points, start=1):
        console.print(Text(f"{number:>3}  {shown_in_a_line(point.title)}", style="bold"))
        how = f" · {_how_run(point)}" if kind is WorkKind.CODE else ""
        console.print(Text(f"     {point.source}{how}", style="dim"))


def _how_run(point: TalkingPoint) -> str:
    task = task_of(point)
    how = f"{len(task.examples)} examples" if len(task.examples) != 1 else "1 example"
    return how + (f" · its solution imports {', '.join(task.packages)}" if task.packages else "")
