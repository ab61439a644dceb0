"""One page for the day of the interview, to read or to print."""

from __future__ import annotations

import asyncio

from nicegui import Client, ui

from agents.coach.one_pager import one_pager
from app.bootstrap.memory import now
from domain.errors import InterviewError
from domain.report import Section
from memory.scheduling import standings
from web.house import Here, House
from web.parts.citations import citations
from web.parts.elements import link, tag
from web.parts.layout import page, told


def register() -> None:
    """Put the page at `/practice/day`."""

    @ui.page("/practice/day")
    async def day(house: Here, client: Client) -> None:
        with page("For the day", "/practice"):
            tag("h1", "For the day")
            with tag("p", "", "no-print"):
                link("Back to practice", "/practice")
                tag("button", "Print it", "quiet", type="button").on(
                    "click", js_handler="() => window.print()"
                )
            main = tag("div", "", "day")
            with main:
                tag("p", "Reading your guides …", "notice", role="status")

        async def fill() -> None:
            sections: tuple[Section, ...] = ()
            names = error = ""
            try:
                sections, names = await _sections(house)
            except InterviewError as failed:
                error = str(failed)
            if client.is_deleted:
                return
            main.clear()
            with main:
                if error:
                    told(error)
                elif not sections:
                    tag("p", "Nothing for a page was found in your guides.")
                else:
                    _show(sections, names)

        ui.timer(0, fill, once=True)


async def _sections(house: House) -> tuple[tuple[Section, ...], str]:
    opened = await house.shelf.opened()
    practices = await house.memory.mastery.practices()

    def made() -> tuple[Section, ...]:
        found = standings(opened.library.talking_points, practices, now(), house.settings.place)
        return one_pager(found, opened.doubts)

    names = ", ".join(guide.name for guide in opened.library.guides)
    return await asyncio.to_thread(made), names


def _show(sections: tuple[Section, ...], names: str) -> None:
    tag("p", names, "notice")
    for section in sections:
        with tag("section"):
            tag("h2", section.title)
            with tag("ul"):
                for row in section.rows:
                    with tag("li"):
                        tag("span", row.text)
                        citations(row.sources)
