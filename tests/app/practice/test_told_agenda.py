"""A drill's agenda in a line: counted by the kind of reason, not by its words."""

from __future__ import annotations

from app.practice.practising import told_agenda
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
