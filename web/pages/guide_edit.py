"""The text of one guide, edited and saved."""

from __future__ import annotations

from nicegui import Client, ui

from app.bootstrap.whereabouts import folder_name
from domain.errors import InterviewError
from language.wording import counted
from web.house import Here
from web.pages.guide_files import TEXT, as_props
from web.parts.elements import link, reached, tag
from web.parts.following import Following
from web.parts.guide_editor import GuideEditor
from web.parts.guides_head import GUIDES, guide_address, line_of
from web.parts.layout import page, told


def register() -> None:
    """Put the page at `/guide/edit?name=…&line=…`."""

    @ui.page("/guide/edit")
    async def edit(house: Here, client: Client, name: str = "", line: str = "") -> None:
        shelf = house.shelf
        with page(f"Edit {name}", GUIDES, wide=True):
            with tag("nav", "", "within", aria_label="Guides"):
                link("All guides", GUIDES)
                link("What was understood of it", guide_address(name))
            tag("h1", name or "Guide", "guide-name")
            try:
                editable = await shelf.editable(name)
            except InterviewError as error:
                told(str(error))
                return
            following: list[Following] = []

            async def follow() -> None:
                opened = await following[0].opened()
                points = counted(len(opened.knowledge.talking_points), "talking point")
                following[0].tell(f"The index is up to date: {points} in all guides.")

            kept_as = f"{folder_name(shelf.where)}:{name}"
            following.append(Following(shelf, client, follow))
            GuideEditor(name, reached(TEXT), kept_as, as_props(editable), line_of(line))
