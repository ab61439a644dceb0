"""One guide: what was understood of it beside its own text; where a citation leads."""

from __future__ import annotations

from nicegui import Client, ui

from app.display.understood import in_no_talking_point, in_other_languages, of_kinds, repaired
from domain.guide import Guide
from knowledge.values import Unread
from language.tongues_named import name_of
from language.wording import counted
from web.house import Here, House
from web.parts.elements import link, tag
from web.parts.following import Following
from web.parts.guide_text import GuideText
from web.parts.guides_head import GUIDES, edit_address, line_of
from web.parts.layout import page


def register() -> None:
    """Put the page at `/guide?name=…&line=…`."""

    @ui.page("/guide")
    async def guide(house: Here, client: Client, name: str = "", line: str = "") -> None:
        with page(name or "Guide", GUIDES, wide=True):
            with tag("nav", "", "within", aria_label="Guides"):
                link("All guides", GUIDES)
            tag("h1", name or "Guide", "guide-name")
            _View(house, client, name, line_of(line)).show()


class _View:
    """One tab on a guide."""

    def __init__(self, house: House, client: Client, name: str, line: int) -> None:
        self._shelf = house.shelf
        self._client = client
        self._name = name
        self._line = line
        self._digest = ""

    def show(self) -> None:
        """Put the frame on the page; the guide follows."""
        self._following = Following(self._shelf, self._client, self._fill)

    async def _fill(self) -> None:
        if not self._digest:
            self._following.tell("Reading the guide …")
        path, text = await self._shelf.text(self._name)
        understood = await self._shelf.understood()
        name = next((name for name, at in understood.paths.items() if at == path), self._name)
        guide = next((guide for guide in understood.library.guides if guide.name == name), None)
        self._following.tell("")
        # A page that comes back keeps what is open and marked where the guide is the same.
        if text.digest == self._digest:
            return
        self._digest = text.digest
        self._following.body.clear()
        if guide is not None:
            language = name_of(understood.library.languages[name])
            _facts(guide, language, understood.library.unread)
        if self._shelf.may_change(path):
            link("Edit", edit_address(name, self._line), "choice-link")
        GuideText(guide, text.text.split("\n"), self._line)


def _facts(guide: Guide, language: str, unread: tuple[Unread, ...]) -> None:
    tag("p", ", ".join(of_kinds(guide.talking_points)) or "Nothing was understood.")
    told = [
        f"{counted(guide.lines, 'line')} in {language}",
        in_no_talking_point(guide),
        *in_other_languages(guide, unread),
        *map(repaired, guide.repairs),
    ]
    tag("p", " · ".join(fact for fact in told if fact), "notice")
