"""The page "Guides": which there are, what was understood of each; put in and out."""

from __future__ import annotations

from pathlib import Path

from nicegui import Client, ui
from nicegui import app as pages_app

from app.display.understood import in_no_talking_point, in_other_languages, of_kinds
from app.guides.place import Closed, is_samples
from app.guides.shelf import Understood
from domain.errors import InterviewError
from domain.guide import Guide
from domain.shown import shown_in_a_line
from knowledge.library import Library
from language.tongues_named import name_of
from language.wording import counted
from web.house import Here, House
from web.pages import contradictions, guide, guide_edit, questions
from web.pages.guide_files import FILES, routes
from web.parts.elements import button, link, reached, tag
from web.parts.following import Following
from web.parts.guide_drop import GuideDrop
from web.parts.guides_head import GUIDES, QUESTIONS, edit_address, guide_address, guides_head, several_people
from web.parts.layout import page, told


def register() -> None:
    """Put the page at `/guides`, those about one guide beside it, and what their scripts send to."""

    @ui.page(GUIDES)
    async def guides(house: Here, client: Client) -> None:
        with page("Guides", GUIDES):
            guides_head("Guides", GUIDES)
            _View(house, client).show()

    pages_app.include_router(routes())
    for each in (guide, guide_edit, contradictions, questions):
        each.register()


class _View:
    """One tab on the shelf."""

    def __init__(self, house: House, client: Client) -> None:
        self._shelf = house.shelf
        self._own = house.settings.own_guides
        self._client = client
        self._shown: Understood | None = None
        self._open: set[str] = set()

    def show(self) -> None:
        """Put the frame on the page; what takes long follows."""
        self._where = tag("div")
        if isinstance(self._shelf.place, Path):
            GuideDrop(reached(FILES))
        self._done = tag("div", role="status")
        self._following = Following(self._shelf, self._client, self._fill)
        self._tell_where()

    async def _fill(self) -> None:
        self._following.tell("Reading your guides …")
        self._tell_where()
        try:
            understood = await self._shelf.understood()
        except InterviewError:
            self._following.body.clear()
            raise
        if understood is not self._shown:
            self._shown = understood
            self._following.tell("The index follows.")
            self._following.body.clear()
            self._list(understood)
        opened = await self._following.opened()
        points = counted(len(opened.knowledge.talking_points), "talking point")
        self._following.tell(f"Ready for an interview: {points}. {' '.join(opened.notices)}")
        self._people.clear()
        with self._people:
            several_people(opened.chosen, QUESTIONS, "Questions for ")

    def _tell_where(self) -> None:
        self._where.clear()
        where, place = self._shelf.where, self._shelf.place
        with self._where:
            if is_samples(where):
                tag("p", "These are the sample guides, about a candidate without a name.", "lead")
                tag(
                    "p",
                    f"What you put in lies in {_home(self._own)}, and interviews are over that from then on: "
                    "here and in the terminal, after a restart, too.",
                    "notice",
                )
            else:
                tag("p", f"Guides in {', '.join(_home(path) for path in where)}", "notice where-from")
            if isinstance(place, Closed):
                tag(
                    "p",
                    f"That is {place.value}: put files there yourself, and load this page again.",
                    "notice",
                )

    def _list(self, understood: Understood) -> None:
        library = understood.library
        self._people = tag("div")
        languages = library.languages
        with tag("ul", "", "guide-list"):
            for read in library.guides:
                with tag("li", "", "card"):
                    self._guide(read, languages[read.name], understood)
        unreadable = [name for name in understood.paths if name not in languages]
        if unreadable:
            tag("h2", "Could not be read")
            with tag("ul", "", "guide-list"):
                for name in unreadable:
                    with tag("li", "", "card"):
                        tag("p", _why(name, library))
                        self._remove(name, understood.paths[name])

    def _guide(self, read: Guide, language: str, understood: Understood) -> None:
        path = understood.paths[read.name]
        with tag("h2"):
            link(read.name, guide_address(read.name))
        tag("p", ", ".join(of_kinds(read.talking_points)) or "Nothing was understood.")
        facts = [
            f"{counted(read.lines, 'line')} in {name_of(language)}",
            in_no_talking_point(read),
            *in_other_languages(read, understood.library.unread),
        ]
        tag("p", " · ".join(fact for fact in facts if fact), "notice")
        with tag("div", "", "doing"):
            link("Beside its text", guide_address(read.name), aria_label=f"{read.name} beside its text")
            if self._shelf.may_change(path):
                link("Edit", edit_address(read.name), aria_label=f"Edit {read.name}")
            self._remove(read.name, path)

    def _remove(self, name: str, path: Path) -> None:
        """The button that takes a guide out: asked once, and nothing is lost."""
        place = self._shelf.place
        if isinstance(place, Closed) or not path.is_relative_to(place):
            return
        with tag("details", "", "asked-once"):
            tag("summary", "Remove", "quiet", aria_label=f"Remove {name}")
            tag("p", "It goes to the folder .removed beside it, and is not read any more.")
            button(f"Remove {name}", lambda: self._removed(name), "danger")

    async def _removed(self, name: str) -> None:
        self._done.clear()
        try:
            kept = await self._shelf.remove(name)
        except InterviewError as error:
            with self._done:
                told(str(error))
            return

        async def back() -> None:
            self._done.clear()
            try:
                await self._shelf.put_back(kept)
            except InterviewError as error:
                with self._done:
                    told(str(error))

        with self._done, tag("p", "", "notice"):
            tag("span", f"{shown_in_a_line(name)} lies in {_home(kept.parent)} now. ")
            button("Put it back", back, "quiet")


def _why(name: str, library: Library) -> str:
    """The line about a guide that could not be read."""
    return next((line for line in library.unreadable if line.startswith(f"{name}: ")), name)


def _home(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
