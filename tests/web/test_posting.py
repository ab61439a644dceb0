"""A posting and a real interview's transcript on the page: dropped, read, and shown with their lines."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

from domain.days import HERE, day_of
from tests.app.conftest import home, knowledge, workspace
from tests.support.pages import ANSWER, pages
from tests.support.past import Workspace
from web.pages.plan import planned
from web.rooms.entries import Head, Planned

__all__ = ["home", "knowledge", "workspace"]

POSTING = (
    "# Data Lead\n\n## Requirements\n\n- Hands-on Kubernetes\n- A schema registry for every topic\n\n"
    "## Nice to have\n\n- B2 in German\n"
)
TRANSCRIPT = f"""Anna: Thanks for coming. How did you make the nightly job faster?
Me: {ANSWER}
Anna: And what would you do with a customer who wants to leave?
Me: I would ask why, and listen, and then call somebody who can change it for them within a day.
"""


async def test_a_posting_is_held_against_the_guides_as_a_table(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/practice/posting")
        await at.user.should_see("Put one in", retries=200)

        taken = await at.http.post("/practice/posting", content=POSTING, headers={"x-name": "../job.md"})
        assert taken.json() == {
            "told": "Data Lead: 3 things are asked for.",
            "address": "/practice/posting",
        }
        await at.user.open("/practice/posting")
        await at.user.should_see("Data Lead · lead · English", retries=200)
        for told in (
            "What you must have",
            "Hands-on Kubernetes",
            "missing",
            "nowhere: Kubernetes",
            "notes.md:7",
        ):
            await at.user.should_see(told)


async def test_a_posting_that_asks_for_nothing_is_a_line_and_the_one_before_stays(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.http.post("/practice/posting", content=POSTING, headers={"x-name": "job.md"})
        refused = await at.http.post("/practice/posting", content="Hello.", headers={"x-name": "job.txt"})
        damaged = await at.http.post("/practice/posting", content=b"%PDF-1.7", headers={"x-name": "job.pdf"})

        assert refused.status_code == 400 and "no requirement was found" in refused.json()["error"]
        assert damaged.status_code == 400 and len(damaged.json()["error"].splitlines()) == 1
        assert at.house.desk.posting is not None


async def test_the_plan_takes_the_posting_that_was_put_in(workspace: Workspace, tmp_path: Path) -> None:
    day = day_of(datetime.now(UTC), HERE) + timedelta(days=4)
    async with pages(workspace.home, tmp_path) as at:
        (tmp_path / "more.md").write_text(
            "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n", encoding="utf-8"
        )
        await at.http.post("/practice/posting", content=POSTING, headers={"x-name": "job.md"})
        await planned(at.house, day, 30)

        await at.user.open("/practice/plan")
        await at.user.should_see(
            "write down what you can show for “Hands-on Kubernetes” (job.md:5)", retries=200
        )


async def test_an_interview_on_the_page_asks_about_what_the_posting_wants(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/")
        await at.user.should_not_see("Also ask about", retries=3)
        await at.http.post("/practice/posting", content=POSTING, headers={"x-name": "job.md"})
        await at.user.open("/")
        await at.user.should_see("your guides cannot show (Data Lead)", retries=200)
        at.user.find("Begin the interview").click()
        while not (rooms := list(at.house.rooms._rooms.values())):
            await asyncio.sleep(0.05)
        thread = rooms[0].thread
        while not (agendas := [each.agenda for each in thread.entries if isinstance(each, Planned)]):
            await asyncio.sleep(0.05)
        heads = {each.label: each.text for each in thread.entries if isinstance(each, Head)}

    assert "3 things" in heads["Posting"]
    asked = {item.doubt.title for item in agendas[0].items if item.doubt is not None}
    assert "Hands-on Kubernetes" in asked


async def test_a_transcript_becomes_a_session_and_its_new_questions_a_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        headers = {"x-name": "talk.txt", "x-said": quote("Me")}
        taken = await at.http.post("/practice/debrief", content=TRANSCRIPT, headers=headers)
        told = taken.json()
        assert "2 questions, 1 of them new" in told["told"]

        await at.user.open(told["address"])
        for line in ("You are Me.", "Asked by Anna.", "new: in none of your guides", "notes.md:3"):
            await at.user.should_see(line, retries=50)
        # The place is the link, and stands nowhere else.
        await at.user.should_not_see("→ notes.md")
        (session,) = await at.memory.store.sessions()
        questions = await at.http.get(f"/practice/debrief/{session.id}/questions.md")
        assert "### Q1: And what would you do with a customer who wants to leave?" in questions.text
        assert "attachment" in questions.headers["content-disposition"]

        again = await at.http.post("/practice/debrief", content=TRANSCRIPT, headers=headers)
        assert again.status_code == 400 and session.id in again.json()["error"]
        alone = await at.http.post("/practice/debrief", content="Me: I am here.", headers=headers)
        assert alone.status_code == 400
        assert len(await at.memory.store.sessions()) == 1
        assert (await at.http.get("/practice/debrief/nope/questions.md")).status_code == 404


async def test_a_drill_on_the_page_is_about_what_is_named(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/practice")
        await at.user.should_see("Only what is about", retries=200)
        assert at.user.client is not None
        box = next(each for each in at.user.client.elements.values() if each.props.get("name") == "topic")
        for listener in box._event_listeners.values():
            assert listener.handler is not None
            listener.handler(SimpleNamespace(args="schema"))
        at.user.find("Drill questions").click()
        while not (begun := [room.session for room in at.house.rooms._rooms.values()]):
            await asyncio.sleep(0.05)

    assert [(session.drill, session.choice.topic) for session in begun] == [("questions", "schema")]
