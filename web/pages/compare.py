"""Two past sessions, question by question beside each other."""

from __future__ import annotations

from nicegui import ui

from app.display import words
from app.past import comparing
from app.past.comparing import Compared, Comparison, Side
from app.past.transcript import transcript
from domain.errors import InterviewError
from web.house import Here
from web.parts.changes import changes
from web.parts.elements import link, tag
from web.parts.layout import failed, page


def register() -> None:
    """Put the page at `/compare`."""

    @ui.page("/compare")
    async def compare(house: Here, first: str = "", second: str = "") -> None:
        store = house.memory.store
        with page("Compare", "/past", wide=True):
            tag("h1", "Two interviews, side by side")
            try:
                one, other = await store.session(first), await store.session(second)
                comparison = comparing.compare(
                    one, await transcript(store, one.id), other, await transcript(store, other.id)
                )
            except InterviewError as error:
                failed(error)
                link("All sessions", "/past")
                return
            with tag("p", "", "notice"):
                link(one.id, f"/past/{one.id}")
                tag("span", f", {words.when(one.started_at)} · ")
                link(other.id, f"/past/{other.id}")
                tag("span", f", {words.when(other.started_at)}")
            _means(comparison)
            for number, row in enumerate(comparison.rows, start=1):
                _row(number, row, comparison)


def _means(comparison: Comparison) -> None:
    first, second = comparison.mean_first, comparison.mean_second
    if first is None or second is None:
        tag("p", "No question has a score in both sessions.", "lead")
        return
    tag(
        "p",
        f"Where both have a score: {comparison.first} {words.percent(first)}, {comparison.second} "
        f"{words.percent(second)}, {words.change(second - first)}.",
        "lead",
    )


def _row(number: int, row: Compared, comparison: Comparison) -> None:
    with tag("section", "", "card compared"):
        tag("h2", f"{number}. {row.text}")
        with tag("div", "", "sides"):
            _side(comparison.first, row.first, "")
            _side(comparison.second, row.second, words.change(row.difference))
        changes(row.changes)


def _side(name: str, side: Side | None, change: str) -> None:
    with tag("div", "", "side"):
        tag("h3", f"{name}: {comparing.told(side)}{f', {change}' if change else ''}")
        for answer in side.answers if side is not None else ():
            tag("p", answer, "words")
