"""How a design round and what became of it look in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.display.labels import label
from app.display.work import show_work
from domain.shown import shown_in_a_line
from domain.work import DesignWork, Drawn
from rounds.design.task import DesignTask


def show_task(console: Console, task: DesignTask) -> None:
    """What is asked for; nothing of how the guide does it."""
    console.print(Text(shown_in_a_line(task.point.title), style="bold"))
    for line in task.statement:
        console.print(Padding(Text(shown_in_a_line(line)), (0, 0, 0, 2), expand=False))
    console.print(Text(f"  {task.point.source}", style="dim"))


def show_designed(console: Console, work: DesignWork, language: str) -> None:
    """The drawing as it was read, the parts with their evidence, and the score."""
    if work.drawn.components:
        console.print(Text(label("design_read_as", language), style="dim"))
        for line in drawn_lines(work.drawn):
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2), expand=False))
        console.print()
    show_work(console, work, language)


def drawn_lines(drawn: Drawn) -> list[str]:
    """The drawing as text: each component with what its arrows lead to, those without any alone."""
    after: dict[int, list[int]] = {}
    for one, other in drawn.arrows:
        after.setdefault(one, []).append(other)
    reached = {other for _, other in drawn.arrows}
    names = [shown_in_a_line(name) for name in drawn.components]
    return [
        f"{name} → {', '.join(names[other] for other in after[place])}" if place in after else name
        for place, name in enumerate(names)
        if place in after or place not in reached
    ]
