"""Past sessions on the page: listed, read, played again, judged again, forked, handed out and forgotten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.bootstrap.guides import NothingForRound
from app.past.formats.archive import collect
from domain.errors import SessionInUse, UnknownSession
from domain.interview import Mode, SessionStatus
from domain.rounds import Round
from tests.app.conftest import home, knowledge, workspace
from tests.support import guards
from tests.support.pages import pages
from tests.support.past import WEAK, Place, Workspace
from web.pages.replay import scenes_of
from web.parts.layout import without_commands
from web.rooms.entries import Judged, Reported

__all__ = ["home", "knowledge", "workspace"]

HOSTILE = "<img src=x onerror=alert(1)> and </script><script>alert(2)</script> stand in it."
ENDED = (HOSTILE, WEAK, WEAK, "/stop")


async def holds(workspace: Workspace, work: Callable[[Place], Awaitable[object]]) -> None:
    """Hold a session, apart from the loop that the pages are in."""
    await asyncio.to_thread(workspace.does, work)


async def test_sessions_are_listed_and_filtered(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("done", ENDED))
    await holds(workspace, lambda place: place.hold("left", (WEAK,)))
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/past")
        await at.user.should_see("done")
        await at.user.should_see("left")

        await at.user.open("/past?status=open")
        await at.user.should_see("left")
        await at.user.should_not_see("done")


async def test_what_was_said_is_text_whatever_it_is(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("s1", ENDED))
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/past/s1")
        await at.user.should_see(HOSTILE)
        tags = {element.tag for element in at.user.find(HOSTILE).elements}
        assert tags <= {"p", "span"}
        # Nothing that would render markup of its own.
        kinds = {type(element).__name__ for element in at.user.client.elements.values()}  # type: ignore[union-attr]
        assert not kinds & {"Html", "Markdown"}


async def test_an_unknown_session_is_told_in_a_line(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        for address in ("/past/nope", "/past/nope/replay", "/compare?first=nope&second=nope"):
            answer = await at.http.get(address)
            assert (answer.status_code, "No session" in answer.text) == (404, True)
        for address in ("/interview/nope", "/drill/nope"):
            answer = await at.http.get(address)
            assert (answer.status_code, "No session" in answer.text) == (404, True)
            # There is no terminal to type it at.
            assert "interview sessions" not in answer.text and "/past" in answer.text


def test_the_page_leaves_out_what_is_typed_at_a_terminal() -> None:
    assert without_commands(str(UnknownSession("x"))) == "No session 'x'."
    assert without_commands(str(SessionInUse("x"))).endswith("Answer there, or close it.")
    assert (
        without_commands(str(NothingForRound(Round.PANEL))) == "Your guides have nothing for the round panel."
    )
    assert without_commands("`interview setup` fetches it.") == "`interview setup` fetches it."


async def test_an_export_comes_back_as_an_imported_session(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("s1", ENDED))
    async with pages(workspace.home, tmp_path) as at:
        given = await at.http.get("/past/s1/export/json")
        assert given.headers["content-type"] == "application/octet-stream"
        assert given.headers["content-disposition"] == 'attachment; filename="interview-s1.json"'

        taken = await at.http.post("/past/import", content=given.content)
        found = taken.json()
        assert "The id 's1' is taken" in found["told"]
        new_id = found["address"].removeprefix("/past/")
        assert (await at.memory.store.session(new_id)).imported
        await at.user.open(found["address"])
        await at.user.should_see("imported")
        await at.user.should_see("It came out of a file")


@pytest.mark.parametrize("form", ["html", "markdown"])
async def test_a_session_is_handed_out_as_a_file_to_keep(
    workspace: Workspace, tmp_path: Path, form: str
) -> None:
    await holds(workspace, lambda place: place.hold("s1", ENDED))
    async with pages(workspace.home, tmp_path) as at:
        given = await at.http.get(f"/past/s1/export/{form}")
        assert given.headers["content-disposition"].startswith("attachment")
        assert b"<script>alert(2)" not in given.content
        assert (await at.http.get("/past/s1/export/exe")).status_code == 404
        assert (await at.http.get(f"/past/nope/export/{form}")).status_code == 404


async def test_what_is_no_export_is_refused_in_a_line(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        for content in (b"", b"{}", b"\xff\xfe", json.dumps({"schema": 1, "session": {}}).encode()):
            refused = await at.http.post("/past/import", content=content, headers={"x-name": "mine.json"})
            assert refused.status_code == 400
            assert refused.json()["error"].startswith("mine.json is no session")
        assert await at.memory.store.ids() == []


async def test_a_question_is_answered_again_in_a_new_session(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("s1", (WEAK, "/stop")))
    async with pages(workspace.home, tmp_path) as at:
        before = await collect(at.memory.store, "s1")
        # The guide of the session is not on this machine: it is told, and nothing is made.
        await at.user.open("/past/s1")
        at.user.find("Answer it again").click()
        await at.user.should_see("is not on this machine")
        assert await at.memory.store.ids() == ["s1"]

        here = before.session.model_copy(update={"guides": (str(tmp_path),)})
        await at.memory.store.save(here)
        await at.user.open("/past/s1")
        at.user.find("Answer it again").click()
        async with asyncio.timeout(guards.SECONDS):
            # An id is listed before its session is kept: what can be read is waited for, not what is listed.
            while len(kept := await at.memory.store.sessions()) < 2:
                await asyncio.sleep(0.01)
        forked = next(each for each in kept if each.id != "s1")
        assert forked.forked_from == "s1"
        assert (await collect(at.memory.store, "s1")).turns == before.turns


async def test_forgetting_says_what_goes_and_deletes_it(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("s1", ENDED))
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/past/s1")
        await at.user.should_see("This deletes session s1 for good")
        at.user.find("Delete it for good").click()
        await at.user.should_see("No sessions yet.")
        with pytest.raises(UnknownSession):
            await at.memory.store.session("s1")


async def test_a_real_interview_shows_no_verdict_before_its_end(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("open", (WEAK, WEAK, WEAK), mode=Mode.REAL))
    await holds(workspace, lambda place: place.hold("done", (WEAK, WEAK, WEAK, "/stop"), mode=Mode.REAL))
    async with pages(workspace.home, tmp_path) as at:
        left = await collect(at.memory.store, "open")
        assert left.session.status is SessionStatus.OPEN
        assert any(turn.verdict is not None for turn in left.turns)
        await at.user.open("/past/open")
        await at.user.should_not_see("Why this score")
        await at.user.open("/past/done")
        await at.user.should_see("Why this score")

        assert not any(isinstance(entry, Judged | Reported) for entry, _ in scenes_of(left))
        ended = [entry for entry, _ in scenes_of(await collect(at.memory.store, "done"))]
        assert isinstance(ended[-1], Reported)
        assert isinstance(ended[-2], Judged)


async def test_two_sessions_stand_beside_each_other(workspace: Workspace, tmp_path: Path) -> None:
    await holds(workspace, lambda place: place.hold("one", (WEAK, WEAK, WEAK, "/stop")))
    await holds(workspace, lambda place: place.hold("two", ("…", "/stop")))
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/compare?first=one&second=two")
        await at.user.should_see("Where both have a score: one")
        await at.user.should_see("missing → covered")
