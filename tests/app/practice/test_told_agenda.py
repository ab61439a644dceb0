"""A drill's agenda in a line: counted by the kind of reason, not by its words."""

from __future__ import annotations

from app.practice.words import told_agenda
from domain.interview import Agenda, AgendaItem, Cause, Phase


def item(reason: str, cause: Cause | None) -> AgendaItem:
    return AgendaItem(talking_point_id="p1", phase=Phase.TECHNICAL, seconds=60, reason=reason, cause=cause)


def test_however_long_something_is_due_it_counts_as_due() -> None:
    items = (
        item("due today", Cause.DUE),
        item("due for 8 days", Cause.DUE),
        item("never practised", Cause.NEW),
    )

    told = told_agenda(Agenda(items=items, minutes=30), "facts")

    assert told == "3 facts · 2 due, 1 never practised"


def test_an_agenda_from_before_causes_were_kept_tells_none() -> None:
    agenda = Agenda(items=(item("due today", None),), minutes=30)

    assert told_agenda(agenda, "facts") == "1 fact"


def test_a_warm_up_is_told_by_its_minutes_and_points_in_the_language_of_the_session() -> None:
    agenda = Agenda(items=(item("not due yet", Cause.AHEAD), item("never practised", Cause.NEW)), minutes=5)

    assert told_agenda(agenda, "warm-up") == "5 minutes, 2 points · 1 not due yet, 1 never practised"
    assert told_agenda(agenda, "warm-up", "de") == "5 Minuten, 2 Punkte · 1 noch nicht fällig, 1 nie geübt"
