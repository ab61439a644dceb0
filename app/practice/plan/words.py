"""A plan in words, the same on the screen, in Markdown and in a calendar."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from agents.interviewer.drilling import DrillKind
from app.bootstrap.whereabouts import path_of
from app.display.labels import of_count
from app.practice.plan.planning import Standing
from app.practice.progress import command_of
from domain.plan import Task, TaskKind
from domain.shown import shown_in_a_line
from language.wording import counted, listed, shorten

_LONGEST = 60
_MOST_IN_A_DRILL = 100


def day(when: date, today: date | None = None) -> str:
    """A day: "Thu 3 Dec", with "today" or "tomorrow" where it is that."""
    near = {0: " (today)", 1: " (tomorrow)"}.get((when - today).days, "") if today is not None else ""
    return f"{when:%a} {when.day} {when:%b}{near}"


def whole_day(when: date) -> str:
    """A day with its year: "Thursday 3 December 2026"."""
    return f"{when:%A} {when.day} {when:%B %Y}"


def head(found: Standing) -> str:
    """What the plan is to: "Thursday 3 December 2026, in 4 days, 30 minutes a day"."""
    left = (found.plan.interview - found.today).days
    far = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
    return f"{whole_day(found.plan.interview)}, {far}, {counted(found.plan.minutes, 'minute')} a day"


def posting(found: Standing) -> str:
    """The job it is for, and how much is to be written for it: "Data Lead: 4 things missing or thin"."""
    assert found.plan.posting is not None
    title = shown_in_a_line(found.plan.posting.title)
    lacking = found.done.lacking
    if lacking is None:
        return title
    if not lacking:
        return f"{title}: nothing is missing"
    return f"{title}: {counted(len(lacking), 'thing')} missing or thin in your guides"


def task(each: Task) -> str:
    """What there is to do: "5 questions (3 new), first “Why Kafka?”"."""
    match each.kind:
        case TaskKind.REHEARSAL:
            return "a full rehearsal, as it will be: feedback only at the end"
        case TaskKind.WARM_UP:
            return "a warm-up on the weakest points"
        case TaskKind.ONE_PAGER:
            return "read your page for the day"
        case TaskKind.WRITE:
            return f"write down what you can show for “{shorten(each.first, _LONGEST)}” ({each.place})"
        case TaskKind.SAY_MORE:
            return f"say more of “{shorten(each.first, _LONGEST)}” ({each.place}) in your guides"
    told = of_count(each.kind.value, each.count)
    if each.fresh:
        told += f" ({each.fresh} new)" if each.fresh < each.count else " (new)"
    return f"{told}, first “{shorten(each.first, _LONGEST)}”" if each.first else told


def command(each: Task, found: Standing) -> str:
    """The command that does it; for what is to be written, that which shows what is there.

    Commands that know of no plan name its guides.
    """
    guides = "".join(f" --guides {shlex.quote(_near(place))}" for place in found.plan.guides)
    match each.kind:
        case TaskKind.REHEARSAL:
            job = f" --job {each.place}" if each.place else ""
            return f"interview start --mode real --minutes {each.minutes}{job}{guides}"
        case TaskKind.WARM_UP:
            return "interview warm-up"
        case TaskKind.ONE_PAGER:
            return "interview one-pager"
        case TaskKind.WRITE | TaskKind.SAY_MORE:
            return f"interview match --job {each.place.rpartition(':')[0]}{guides}"
    return f"{command_of(DrillKind(each.kind.value))} --limit {min(each.count, _MOST_IN_A_DRILL)}"


def _near(place: str) -> str:
    """A place as one would type it from here: below this folder without what leads to it."""
    path, here = path_of(place), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)


def progress(each: Task, done: int | None) -> str:
    """How far it is: "", "3 of 5 done", "done"."""
    if not done:
        return ""
    return "done" if done >= each.count else f"{done} of {each.count} done"


def left_out(found: Standing) -> str:
    """What no day has room for; "" where everything comes up."""
    if not found.left_out and not found.gaps_left_out:
        return ""
    each = [of_count(kind, count) for kind, count in found.left_out.items()]
    if found.gaps_left_out:
        each.append(f"{counted(found.gaps_left_out, 'thing')} that the posting asks for")
    what = listed(each)
    days = max(1, (found.plan.interview - found.today).days)
    more = max(1, -(-found.left_out_minutes // days))
    one = sum(found.left_out.values()) + found.gaps_left_out == 1
    come, them = ("comes", "it") if one else ("come", "them")
    return f"{what} never {come} up; about {counted(more, 'minute')} more a day would hold {them}"
