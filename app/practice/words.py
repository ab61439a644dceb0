"""What is said of a drill at its head and where there is nothing for it, in the language of the session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agents.interviewer.drilling import WARM_UP, DrillKind
from app.display.labels import label, of_count
from app.practice.progress import by_drill
from domain.interview import ENGLISH, Agenda
from domain.mastery import Standing


def told_agenda(agenda: Agenda, drill: str, language: str = ENGLISH) -> str:
    """The drill in a line: "5 questions · 2 due, 3 never practised"; of a warm-up its minutes, too.

    `drill` is a `DrillKind`'s value, or `WARM_UP`.
    """
    counts = Counter(item.cause for item in agenda.items if item.cause is not None)
    reasons = ", ".join(
        label(f"cause_{cause.value}", language, count=count) for cause, count in counts.items()
    )
    number = len(agenda.items)
    if drill == WARM_UP:
        points = of_count("points", number, language)
        told = label("minutes_and_points", language, minutes=f"{agenda.minutes:.0f}", points=points)
    else:
        told = of_count(drill, number, language)
    return f"{told} · {reasons}" if reasons else told


def told_nothing(drill: str, found: Sequence[Standing], language: str = ENGLISH) -> str:
    """That nothing is to be drilled, and when something of its kind will be; `drill` as in `told_agenda`."""
    if drill == WARM_UP:
        return label("none_at_all", language)
    kind = DrillKind(drill)
    there = by_drill(found)[kind]
    if not there:
        return label(f"none_{_key(kind)}", language)
    told = label(f"nothing_{_key(kind)}", language)
    coming = [each.days for each in there if each.days is not None]
    if not coming:
        return told
    return f"{told} {label('comes_next', language, when=in_days(min(coming), language))}"


def in_days(days: int, language: str = ENGLISH) -> str:
    """In how many days something is due, as a person says it."""
    if days <= 0:
        return label("today", language)
    return label("tomorrow", language) if days == 1 else label("in_days", language, count=days)


def _key(kind: DrillKind) -> str:
    return kind.value.replace("-", "_")
