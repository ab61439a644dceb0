"""The page for a posting: dropped, and held against the guides as a table."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from nicegui import Client, ui
from nicegui import app as pages_app

from app.bodies import read_up_to
from app.bootstrap.memory import now
from app.bootstrap.postings import posting_of
from app.display.matched import TITLES, duties_told, instead_of, lacks_of, tally, told_of, years_of
from app.guides.names import safe_name
from domain.days import day_of
from domain.errors import InterviewError
from domain.posting import Posting
from domain.shown import shown_in_a_line
from knowledge.library import SUFFIXES
from knowledge.posting.matched import Matched
from knowledge.posting.matching import match
from language.tongues_named import name_of
from web.house import Here, House
from web.parts.citations import citations
from web.parts.elements import link, reached, tag
from web.parts.import_box import MOST, ImportBox
from web.parts.layout import page
from web.parts.news import News

_HEADS = ("Line", "Asked for", "Your guides", "Where")


def register() -> None:
    """Put the page at `/practice/posting`, and what takes a posting in beside it."""

    @ui.page("/practice/posting")
    async def posting(house: Here, client: Client) -> None:
        with page("The posting", "/practice", wide=True):
            tag("h1", "The posting")
            with tag("p"):
                link("Back to practice", "/practice")
            ImportBox(
                reached("/practice/posting"),
                label="A posting: Markdown, text, HTML, PDF or Word",
                button="Hold it against my guides",
                accept=",".join(sorted(SUFFIXES)),
            )
            view = _Posting(house, client)
            view.show()
        ui.timer(0, view.fill, once=True)

    @pages_app.post("/practice/posting")
    async def take(house: Here, request: Request) -> Response:
        content = await read_up_to(request.stream(), MOST)
        if content is None:
            return JSONResponse({"error": "The file is too large."}, 413)
        name = safe_name(request.headers.get("x-name", ""))
        try:
            found = await asyncio.to_thread(posting_of, content, name)
        except InterviewError as error:
            return JSONResponse({"error": str(error)}, 400)
        house.desk.posting = found
        root = str(request.scope.get("root_path", ""))
        things = "thing is" if len(found.asked) == 1 else "things are"
        told = f"{shown_in_a_line(found.title)}: {len(found.asked)} {things} asked for."
        return JSONResponse({"told": told, "address": f"{root}/practice/posting"})


async def posting_there(house: House) -> Posting | None:
    """The posting that was put in last, else that of the plan."""
    if house.desk.posting is not None:
        return house.desk.posting
    plan = await house.memory.plans.kept()
    return plan.posting if plan is not None else None


class _Posting:
    """The page in one tab."""

    def __init__(self, house: House, client: Client) -> None:
        self._house = house
        self._client = client

    def show(self) -> None:
        """Put the frame on the page."""
        self._news = News()
        self._main = tag("div", "", "posting")
        self._news.say("Reading your guides …")

    async def fill(self) -> None:
        """Hold the posting against the guides, where there is one."""
        try:
            found = await posting_there(self._house)
            if found is None:
                self._news.say("Put one in, and what your guides have for it stands here.")
                return
            opened = await self._house.shelf.opened()
            matched = await asyncio.to_thread(
                match, found, opened.knowledge, day_of(now(), self._house.settings.place)
            )
        except InterviewError as error:
            self._news.failed(str(error))
            return
        if self._client.is_deleted:
            return
        self._news.say("")
        with self._main:
            _all(found, matched)


def _all(posting: Posting, matched: Sequence[Matched]) -> None:
    head = [posting.title, posting.seniority, name_of(posting.language)]
    tag("p", " · ".join(shown_in_a_line(each) for each in head if each), "lead")
    tag("p", tally(matched))
    if done := duties_told(matched):
        tag("p", f"You would do {done}")
    with tag("p"):
        link("Plan what is to be written for it", "/practice/plan")
        tag("span", " · ")
        link("Begin an interview that asks about it", "/")
    for kind, title in TITLES.items():
        rows = [each for each in matched if each.asked.kind is kind]
        if rows:
            tag("h2", title)
            _table(rows, title)


def _table(rows: Sequence[Matched], title: str) -> None:
    with tag("div", "", "scrolls", tabindex="0", role="region", aria_label=title), tag("table"):
        with tag("thead"), tag("tr"):
            for head in _HEADS:
                tag("th", head, scope="col")
        with tag("tbody"):
            for row in rows:
                with tag("tr"):
                    tag("td", str(row.asked.source.first_line))
                    tag("td", shown_in_a_line(row.asked.text))
                    tag("td", row.coverage.value, f"coverage {row.coverage.value}")
                    with tag("td"):
                        _where(row)


def _where(row: Matched) -> None:
    for told in (years_of(row), instead_of(row)):
        if told:
            tag("p", told)
    for each in row.shown:
        with tag("p"):
            tag("span", f"{told_of(each)} ")
            citations((each.source,))
    if told := lacks_of(row):
        tag("p", told)
