"""The plan as Markdown, with boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator

from app.practice.plan import words
from app.practice.plan.planning import Standing
from domain.shown import shown


def markdown(found: Standing) -> str:
    """The whole plan, every day of it."""
    return shown("\n".join(_lines(found)))


def _lines(found: Standing) -> Iterator[str]:
    yield f"# Plan to {words.whole_day(found.plan.interview)}"
    yield ""
    yield f"{found.plan.minutes} minutes a day, as it stood on {found.today}."
    for each in found.days:
        if not each.tasks:
            continue
        last = " · the interview" if each.day == found.plan.interview else ""
        yield from ("", f"## {words.day(each.day)}{last} · {each.minutes} min")
        for task in each.tasks:
            done = found.done.of(each.day, task)
            box = "x" if done == task.count else " "
            progress = words.progress(task, done)
            part = f" · {progress}" if progress and box == " " else ""
            yield f"- [{box}] {words.task(task)} · {task.minutes} min{part} · `{words.command(task, found)}`"
    if told := words.left_out(found):
        yield from ("", f"Left out: {told}.")
    yield ""
