"""The plan in the terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.display import typed
from app.display.screen import Screen
from app.practice.plan import words
from app.practice.plan.planning import Standing
from domain.plan import PlannedDay
from language.wording import counted

_MOST_DAYS = 14
_WIDTH = 58
_LONGEST_BESIDE = 44
"""A command of more signs stands below what it does."""


def show(screen: Screen, found: Standing) -> None:
    """Print the plan: the days that came in a line each, two weeks of those to come."""
    screen.line("Interview", words.head(found))
    if found.plan.posting is not None:
        screen.line("Posting", words.posting(found))
    past = [each for each in found.days if each.day < found.today and each.tasks]
    if past:
        kept = sum(found.done.all_of(each) for each in past)
        screen.line("So far", f"{kept} of {counted(len(past), 'day')} done as planned")
    coming = [each for each in found.days if each.day >= found.today]
    for each in coming[:_MOST_DAYS]:
        _day(screen, each, found)
    if more := coming[_MOST_DAYS:]:
        busy = sum(bool(each.tasks) for each in more)
        told = f"and {counted(len(more), 'day')} more, {busy} of them with something to do"
        screen.notice(f"{told}; --markdown FILE has all")
    if told := words.left_out(found):
        screen.line("Left out", told)


def _day(screen: Screen, each: PlannedDay, found: Standing) -> None:
    name = Text(words.day(each.day, found.today), style="bold")
    if not each.tasks:
        screen.console.print(name.append(" · free", style="not bold dim"))
        return
    if each.day == found.plan.interview:
        name.append(" · the interview")
    screen.console.print(name.append(f" · about {counted(each.minutes, 'minute')}", style="not bold dim"))
    grid = _grid()
    for task in each.tasks:
        done = found.done.of(each.day, task)
        mark = "✓" if done == task.count else "·"
        told = words.task(task)
        if progress := words.progress(task, done):
            told += f" · {progress}"
        command = typed.command(words.command(task, found))
        below = len(command) > _LONGEST_BESIDE
        grid.add_row(mark, Text(told), "" if below else command)
        if below:
            # Beside it a long command would leave the words no room.
            screen.console.print(Padding(grid, (0, 2)))
            screen.console.print(Padding(Text(command, style="dim"), (0, 2, 0, 7)))
            grid = _grid()
    if grid.row_count:
        screen.console.print(Padding(grid, (0, 2)))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold", max_width=_WIDTH)
    grid.add_column(style="dim", overflow="fold")
    return grid
