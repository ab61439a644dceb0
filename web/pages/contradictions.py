"""Where the guides contradict themselves, both places side by side."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import Client, ui

from app.display.contradictions import NOTHING
from app.guides.shelf import Opened
from domain.contradiction import Contradiction
from domain.guide import Stated
from web.house import Here, House
from web.parts.citations import address
from web.parts.elements import link, tag
from web.parts.following import Following
from web.parts.guides_head import CONTRADICTIONS, GUIDES, guides_head, several_people
from web.parts.layout import page


def register() -> None:
    """Put the page at `/guides/contradictions`."""

    @ui.page(CONTRADICTIONS)
    async def contradictions(house: Here, client: Client, person: str = "") -> None:
        with page("Contradictions", GUIDES, wide=True):
            guides_head("Contradictions", CONTRADICTIONS)
            _View(house, client, person).show()


class _View:
    """One tab."""

    def __init__(self, house: House, client: Client, person: str) -> None:
        self._shelf = house.shelf
        self._client = client
        self._person = person or None
        self._shown: Opened | None = None

    def show(self) -> None:
        """Put the frame on the page; they follow."""
        self._following = Following(self._shelf, self._client, self._fill)

    async def _fill(self) -> None:
        self._following.tell("Comparing your guides …")
        opened = await self._following.opened(self._person)
        self._following.tell("")
        if opened is self._shown:
            return
        self._shown = opened
        self._following.body.clear()
        several_people(opened.chosen, CONTRADICTIONS)
        _list(opened.contradictions)


def _list(found: Sequence[Contradiction]) -> None:
    if not found:
        tag("p", NOTHING)
        return
    with tag("ol", "", "contradictions"):
        for one in found:
            with tag("li", "", f"card {one.severity.value}"):
                _show(one)


def _show(one: Contradiction) -> None:
    with tag("h2"):
        tag("span", one.sentence)
        tag("span", f" {one.severity.value}, {one.kind.value}", "notice")
    with tag("div", "", "two-places"):
        for side in (one.first, one.second):
            _side(side)
    if one.others:
        with tag("details"):
            tag("summary", f"{len(one.others)} more")
            with tag("div", "", "two-places"):
                for side in one.others:
                    _side(side)
    with tag("p"):
        tag("span", "They would ask: ", "notice")
        tag("em", one.question)


def _side(side: Stated) -> None:
    with tag("figure"):
        tag("blockquote", side.quote)
        with tag("figcaption"):
            link(str(side.source), address(side.source), "citation")
            if side.source.heading_path:
                tag("span", " › ".join(side.source.heading_path), "notice")
