"""What can be done with a past session: answer it again, judge it again, forget it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from nicegui import ui

from app.bootstrap.graphs import compile_interview
from app.bootstrap.memory import new_session_id, now
from app.bootstrap.models import judge_of
from app.bootstrap.whereabouts import guides_of
from app.past import forgetting, forking, rescoring
from app.past.formats.archive import Archive
from app.past.transcript import by_question
from app.settings import Settings
from domain.errors import InterviewError
from domain.interview import Turn
from domain.rescoring import Rescoring
from knowledge.base import KnowledgeBase
from models.account import Account, for_session
from web.house import House
from web.parts.elements import button, tag
from web.parts.layout import told
from web.parts.news import News
from web.parts.rejudged import rejudged


class Actions:
    """The buttons of one session's page, and what comes of them."""

    def __init__(self, house: House, archive: Archive) -> None:
        self._house = house
        self._session = archive.session
        self._turns = archive.turns
        self.asked = by_question(archive.turns)
        self._busy = False

    def judging(self) -> None:
        """The button that has the answers judged again; nothing where none was judged."""
        if any(turn.verdict is not None for turn in self._turns):
            mine = " by my guides" if self._session.imported else ""
            button(f"Judge it again{mine}", self._judge)

    def news(self) -> None:
        """Where it stands what is being done, and what did not work."""
        self._news = News()

    def results(self) -> None:
        """Where the new verdicts come."""
        self._results = tag("div", "", "results")

    def forgetting(self) -> None:
        """The button that deletes the session, which says first what goes."""
        with tag("details", "", "forget"):
            tag("summary", "Forget this interview")
            with tag("div", "", "card"):
                tag(
                    "p",
                    f"This deletes session {self._session.id} for good: what was said and "
                    "recorded, the report and every verdict, its states, and what it told about how your "
                    "talking points sit. Files that you exported, and interviews that were forked from it, "
                    "stay.",
                )
                button("Delete it for good", self._forget, "danger")
                self._refused = tag("div")

    async def fork(self, number: int) -> None:
        """Go to a new interview that waits in turn `number` as this one did."""
        if self._busy:
            return
        self._busy = True
        try:
            self._where()
            await self._house.check_open()
            moment, store = now(), self._house.memory.store
            new_id = new_session_id(await store.ids(), moment)
            graph = compile_interview(self._house.memory)
            await forking.fork(store, graph, self._session.id, number, new_id, moment)
        except InterviewError as error:
            self._news.failed(str(error))
        else:
            ui.navigate.to(f"/interview/{new_id}{'?guides=shelf' if self._session.imported else ''}")
        finally:
            self._busy = False

    async def _judge(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._news.say("Judging again …")
        try:
            opened = await self._house.shelf.opened(self._where())
            knowledge = opened.knowledge.with_doubts(opened.doubts)
            rescoring.check_judged(self._session.id, self._turns)
            async with self._house.beside() as account:
                found = await asyncio.to_thread(
                    _judged_apart, self._house.settings, self._turns, knowledge, account
                )
            await self._house.memory.store.add_rescoring(self._session.id, found)
        except InterviewError as error:
            self._news.failed(str(error))
        else:
            with self._results:
                rejudged(self._turns, found)
            self._news.say("Judged again; then and now stand below.")
            ui.run_javascript("document.querySelector('.results').scrollIntoView()")
        finally:
            self._busy = False

    async def _forget(self) -> None:
        try:
            await forgetting.forget(self._house.memory, self._session.id)
        except InterviewError as error:
            self._refused.clear()
            with self._refused:
                told(str(error))
        else:
            ui.navigate.to("/past")

    def _where(self) -> tuple[Path, ...]:
        """The guides to go on with: of an imported session those of the shelf, which are the candidate's."""
        given = self._house.shelf.where if self._session.imported else None
        return guides_of(self._session, self._house.settings, given)


def _judged_apart(
    settings: Settings, turns: tuple[Turn, ...], knowledge: KnowledgeBase, account: Account | None
) -> Rescoring:
    """The session as today's evaluator judges it, in a loop of this thread's own, so pages stay quick."""

    async def judged() -> Rescoring:
        judge = judge_of(settings, settings.model_for("evaluator"))
        async with AsyncExitStack() as stack:
            if judge is not None:
                stack.push_async_callback(judge.aclose)
            counted = for_session({"evaluator": judge}, account)["evaluator"] if judge and account else judge
            return await rescoring.rescore(turns, knowledge, counted, now(), unmasked=not settings.mask)

    return asyncio.run(judged())
