"""Every question as it will be asked, marked where it reads badly."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import groupby

from nicegui import Client, ui

from agents.interviewer.listing import ListedQuestion, questions
from app.bootstrap.guides import check_askable
from app.display.listed import WHY, in_all
from app.guides.shelf import Opened
from web.house import Here, House
from web.parts.citations import address
from web.parts.elements import link, tag
from web.parts.following import Following
from web.parts.guides_head import GUIDES, QUESTIONS, guides_head, several_people
from web.parts.layout import page


def register() -> None:
    """Put the page at `/guides/questions`."""

    @ui.page(QUESTIONS)
    async def listed(house: Here, client: Client, person: str = "", marked: str = "") -> None:
        with page("Questions as asked", GUIDES, wide=True):
            guides_head("Questions as they will be asked", QUESTIONS)
            _View(house, client, person, only_marked=bool(marked)).show()


class _View:
    """One tab."""

    def __init__(self, house: House, client: Client, person: str, *, only_marked: bool) -> None:
        self._shelf = house.shelf
        self._client = client
        self._person = person or None
        self._only_marked = only_marked
        self._listed: Sequence[ListedQuestion] = ()
        self._shown: Opened | None = None

    def show(self) -> None:
        """Put the frame on the page; they follow."""
        self._following = Following(self._shelf, self._client, self._fill)

    async def _fill(self) -> None:
        self._following.tell("Reading your guides …")
        opened = await self._following.opened(self._person)
        if opened is not self._shown:
            check_askable(opened.library)
            self._listed = await asyncio.to_thread(questions, opened.library)
            self._following.tell("")
            self._shown = opened
            self._following.body.clear()
            several_people(opened.chosen, QUESTIONS)
            self._show_all()
        self._following.tell("")

    def _show_all(self) -> None:
        tag("p", in_all(self._listed), "lead")
        if any(question.misgivings for question in self._listed):
            with tag("label", "", "choice"):
                only = tag("input", type="checkbox", checked=self._only_marked)
                only.on("change", self._choose, js_handler="(e) => emit(e.target.checked)")
                tag("span", "Only those that read badly")
        self._rows = tag("div")
        self._show_rows()

    def _choose(self, event: object) -> None:
        self._only_marked = bool(getattr(event, "args", False))
        self._show_rows()

    def _show_rows(self) -> None:
        self._rows.clear()
        shown = [question for question in self._listed if question.misgivings or not self._only_marked]
        with self._rows:
            for guide, asked in groupby(shown, key=lambda question: question.source.guide):
                tag("h2", guide)
                with tag("ul", "", "asked-list"):
                    for question in asked:
                        _row(question)


def _row(question: ListedQuestion) -> None:
    with tag("li", "", "badly" if question.misgivings else ""):
        tag("p", question.text, lang=question.language)
        with tag("p", "", "notice"):
            tag("span", f"{question.phase.value} ")
            link(f"line {question.source.first_line}", address(question.source), "citation")
            for misgiving in question.misgivings:
                tag("strong", f"! {WHY[misgiving]} ", "developing")
