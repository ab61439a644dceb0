"""The page "Past": all sessions, and what can be done with them."""

from __future__ import annotations

from typing import get_args

from nicegui import ui

from app.choices import ModeName, SortName, StatusName
from app.display import words
from app.past import listing
from domain.interview import Session
from domain.shown import shown_in_a_line
from language.wording import counted
from web.house import Here
from web.pages import compare, files, replay, session
from web.parts.elements import link, reached, tag
from web.parts.import_box import ImportBox
from web.parts.layout import page, told

_MOST = 100
_NAMES: dict[str, str] = {
    "": "all",
    "open": "open",
    "finished": "finished",
    "study": "study",
    "real": "real",
    "begun": "begun last",
    "score": "best",
    "answered": "most answered",
}


def register() -> None:
    """Put the page at `/past`, and what belongs to it."""

    @ui.page("/past")
    async def past(
        house: Here,
        status: str = "",
        mode: str = "",
        guide: str = "",
        sort: str = "",
        reverse: str = "",
        most: int = _MOST,
    ) -> None:
        wanted = listing.Wanted(
            next((each for each in get_args(StatusName) if each == status), None),
            next((each for each in get_args(ModeName) if each == mode), None),
            guide,
        )
        by = next((each for each in get_args(SortName) if each == sort), None)
        with page("Past", "/past"):
            tag("h1", "Past interviews")
            known, problems = await listing.readable(house.memory.store)
            for problem in problems:
                told(shown_in_a_line(problem))
            if known:
                _filter(wanted, by, reverse=bool(reverse))
            chosen = listing.select(known, wanted, by, reverse=bool(reverse))
            _list(chosen, len(known), max(1, most))
            tag("h2", "From another machine")
            ImportBox(
                reached("/past/import"),
                label="A session that was exported as JSON",
                button="Import it",
                accept=".json,application/json",
            )

    session.register()
    replay.register()
    compare.register()
    files.register()


def _filter(wanted: listing.Wanted, sort: SortName | None, *, reverse: bool) -> None:
    with tag("form", "", "filter", method="get", action=reached("/past"), aria_label="Which sessions"):
        _choice("Status", "status", get_args(StatusName), wanted.status or "", "")
        _choice("Mode", "mode", get_args(ModeName), wanted.mode or "", "")
        _choice("Order", "sort", get_args(SortName), sort or "", "touched last")
        with tag("label"):
            tag("span", "Guide")
            tag("input", type="search", name="guide", value=wanted.guide, size=12)
        with tag("label", "", "choice"):
            tag("input", type="checkbox", name="reverse", value="1", checked=reverse)
            tag("span", "the other way round")
        tag("button", "Show", type="submit")


def _choice(name: str, key: str, options: tuple[str, ...], chosen: str, nothing: str) -> None:
    with tag("label"):
        tag("span", name)
        with tag("select", name=key):
            for option in ("", *options):
                text = nothing if not option and nothing else _NAMES[option]
                tag("option", text, value=option, selected=option == chosen)


def _list(chosen: list[Session], known: int, most: int) -> None:
    if not known:
        with tag("p"):
            tag("span", "No sessions yet. ")
            link("Begin one", "/")
        return
    if not chosen:
        tag("p", f"None of your {known} sessions is like that.")
        return
    with tag("ul", "", "rows sessions"):
        for each in chosen[:most]:
            with tag("li"):
                _row(each)
    if len(chosen) > most:
        with tag("p"):
            tag("span", f"{len(chosen) - most} more: ")
            link("show all", f"/past?most={len(chosen)}")


def _row(each: Session) -> None:
    link(each.id, f"/past/{each.id}", "name")
    score = tag("span", words.percent(each.score), "figure")
    if each.score is not None:
        score.props["aria-label"] = f"score {words.percent(each.score)}"
    session.badges(each)
    parts = [
        words.when(each.started_at),
        f"{each.mode.value} mode",
        f"{each.asked} of {each.planned} asked",
        f"{counted(each.answered, 'answer')}",
        words.guides(each),
    ]
    tag("span", " · ".join(parts), "notice")
