"""Practice on the page: what is due, where everything stands, drills, and one question until it sits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agents.interviewer.drilling import DrillKind
from app.past.trends import delivered, held
from app.practice.coverage import coverage
from domain.days import HERE, day_of
from domain.mastery import Rating
from tests.app.conftest import home, knowledge, place, workspace
from tests.app.practice.test_practice import EVERYTHING, FACT, practised
from tests.support import guards
from tests.support.interviews import POINTS, START
from tests.support.pages import ANSWER, pages
from tests.support.past import WEAK, Place, Workspace
from web.pages.plan import planned
from web.rooms.entries import Answering, Beside, Drilled, Judged, Over, Reading
from web.rooms.room import Room

__all__ = ["home", "knowledge", "place", "workspace"]


def test_coverage_is_by_guide_and_kind_and_says_what_a_drill_would_ask() -> None:
    practices = [
        practised(POINTS[0], Rating.EASY, days_ago=1),
        practised(POINTS[1], Rating.AGAIN, days_ago=0.1),
        practised(FACT, Rating.GOOD, days_ago=60),
    ]

    found = coverage(EVERYTHING, practices, START, UTC, limit=5)

    assert {key: len(group) for key, group in found.cells.items()} == {
        ("guide.md", DrillKind.QUESTIONS): 3,
        ("guide.md", DrillKind.FACTS): 1,
        ("guide.md", DrillKind.RED_FLAGS): 1,
    }
    assert found.kinds == (DrillKind.QUESTIONS, DrillKind.FACTS, DrillKind.RED_FLAGS)
    assert {planned.kind: planned.told for planned in found.drills} == {
        DrillKind.QUESTIONS: "2 questions · 1 weak the last time, 1 never practised",
        DrillKind.FACTS: "1 fact · 1 due",
        DrillKind.RED_FLAGS: "1 red flag · 1 never practised",
    }
    assert found.due == (1, 1, 0, 0, 0, 0, 0)


async def test_trends_leave_forks_out_and_time_answers_by_their_words(place: Place) -> None:
    await place.hold("a", (WEAK, WEAK, WEAK, "/stop"))
    await place.hold("b", ("…", "/stop"))
    fork = (await place.store.session("a")).model_copy(update={"id": "f", "forked_from": "a"})
    await place.store.save(fork)

    found = await held(place.store, await place.store.sessions(), 5)

    assert {each.session.id for each in found} == {"a", "b"}
    assert all(each.half_width is not None and each.delivered is not None for each in found)
    told = delivered(await place.store.turns("a"))
    assert told is not None
    assert told.seconds == 60 * told.words / 150
    assert delivered([]) is None


async def test_the_page_says_what_there_is_to_practise(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/practice")
        await at.user.should_see("Nothing comes due in the next 7 days.")
        await at.user.should_see("2 never practised")
        await at.user.should_see("No interview has a score yet.")
        cards = await at.http.get("/practice/cards.apkg")
        assert cards.content.startswith(b"PK")
        assert "attachment" in cards.headers["content-disposition"]


async def test_cards_that_the_guides_have_no_more_are_told_before_the_next_deck(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        more = tmp_path / "more.md"
        more.write_text(
            "# N\n\n## Numbers to remember\n\n- Rate: 210 a second\n- Size: 3 TB\n", encoding="utf-8"
        )
        await at.http.get("/practice/cards.apkg")
        more.write_text("# N\n\n## Numbers to remember\n\n- Rate: 210 a second\n", encoding="utf-8")
        told = "1 card of earlier decks is no longer in your guides: “size” (1)."

        # Not told by a deck that was fetched past the page.
        await at.http.get("/practice/cards.apkg")
        await at.user.open("/practice")
        await at.user.should_see(told, retries=200)
        await at.http.get("/practice/cards.apkg?told=1")
        await at.user.open("/practice")
        await at.user.should_see("Cards for Anki", retries=200)
        await at.user.should_not_see(told)


async def test_the_page_for_the_day_holds_the_guides_own_lines(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        (tmp_path / "more.md").write_text(
            "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n", encoding="utf-8"
        )
        await at.user.open("/practice/day")
        await at.user.should_see("Figures to have ready")
        await at.user.should_see("210 a second")


async def test_the_plan_to_the_day_is_set_shown_and_handed_out(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        (tmp_path / "more.md").write_text(
            "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n", encoding="utf-8"
        )
        await at.user.open("/practice/plan")
        await at.user.should_see("Say when the interview is")
        day = day_of(datetime.now(UTC), HERE) + timedelta(days=3)
        await planned(at.house, day, 20)

        await at.user.open("/practice/plan")
        await at.user.should_see("in 3 days, 20 minutes a day")
        await at.user.should_see("a full rehearsal, as it will be")
        calendar = await at.http.get("/practice/plan.ics")
        assert calendar.content.startswith(b"BEGIN:VCALENDAR")
        assert (await at.http.get("/practice/plan.md")).text.startswith("# Plan to ")
        assert (await at.http.get("/practice/plan.txt")).status_code in (404, 422)


async def test_one_question_is_asked_until_it_sits_each_attempt_by_itself(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        room = await at.house.rooms.practise(words="nightly job")
        leave = room.thread.watch(lambda: None)
        await _says(room, "I replaced the nightly batch with a stream of parcel events.")
        await _until(lambda: isinstance(room.thread.waiting, Reading))
        assert room.candidate.send("", room.thread.waiting)
        await _says(room, ANSWER)
        await _until(lambda: isinstance(room.thread.waiting, Over | Reading))
        if isinstance(room.thread.waiting, Reading):
            room.candidate.send("/stop", room.thread.waiting)
            await _until(lambda: isinstance(room.thread.waiting, Over))
        leave()

        judged = [entry for entry in room.thread.entries if isinstance(entry, Judged)]
        assert [entry.answer for entry in judged][1] == ANSWER
        assert judged[0].answer == "I replaced the nightly batch with a stream of parcel events."
        assert sum(isinstance(entry, Beside) for entry in room.thread.entries) == 1
        kept = [each for each in await at.memory.mastery.practices() if each.session_id == room.session.id]
        assert len(kept) == 2


async def test_a_drill_that_is_left_is_offered_again_and_ends_with_its_results(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with pages(workspace.home, tmp_path) as at:
        room = await at.house.rooms.drill("questions", 2)
        await _says(room, ANSWER)
        await _until(lambda: isinstance(room.thread.waiting, Reading | Answering))
        await room.close()

        await at.user.open("/practice")
        await at.user.should_see(f"Go on with drill {room.session.id}")
        again = await at.house.rooms.opened(room.session.id, drill=True)
        for _ in range(12):
            await _until(lambda: isinstance(again.thread.waiting, Reading | Answering | Over))
            if isinstance(again.thread.waiting, Over):
                break
            again.candidate.send(
                "" if isinstance(again.thread.waiting, Reading) else ANSWER, again.thread.waiting
            )
            await asyncio.sleep(0)
        drilled = again.thread.last(Drilled)
        assert drilled is not None and not drilled.nothing
        assert len(drilled.went) == 2


async def _says(room: Room, text: str) -> None:
    await _until(lambda: isinstance(room.thread.waiting, Answering))
    assert room.candidate.send(text, room.thread.waiting)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(guards.SECONDS):
        while not holds():
            await asyncio.sleep(0.01)
