import io
import re
from datetime import timedelta

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.past.formats.markdown import as_shown
from app.past.numbering import places, turn_of
from app.past.replaying import SceneKind, between, play, scenes
from app.past.transcript import transcript
from domain.errors import InterviewError, UnknownTurn
from domain.interview import CandidateMessage, Mode, Turn, TurnKind
from tests.support.interviews import START, a_session, says
from tests.support.past import WEAK, Place

ASKED = "How do you"


async def shown(place: Place, speed: float = 0.0) -> tuple[str, list[float]]:
    out = io.StringIO()
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    session = await place.store.session("s1")
    turns = await transcript(place.store, "s1")
    report = await place.store.report("s1")
    screen = Screen(Console(file=out, width=110))
    await play(scenes(session, turns), session, report, screen, speed, sleep)
    return out.getvalue(), slept


async def test_study_mode_is_replayed_with_its_feedback_where_it_came(place: Place) -> None:
    await place.hold("s1", ["…", WEAK, "/skip", "/stop"])

    told, slept = await shown(place)

    assert told.count("Landed") >= 1
    assert told.index("Landed") < told.index(WEAK[:30]) < told.index("/skip") < told.index("Report ·")
    # With the turn, by which a fork goes on from there.
    assert "[follow-up 1 of 2 · turn 3]" in " ".join(told.split())
    assert slept == []


async def test_real_mode_is_replayed_with_its_feedback_at_the_end(place: Place) -> None:
    await place.hold("s1", ["…", "…", "…"], mode=Mode.REAL)

    told, _ = await shown(place)

    assert told.count("Landed") == 3
    assert told.index("[3/3") < told.index("What your coach makes of it") < told.index("Landed")
    assert "Report · session s1" in told


async def test_an_open_session_has_no_report_and_ends_with_its_question(place: Place) -> None:
    await place.hold("s1", ["…"])

    told, _ = await shown(place)

    assert "[2/3" in told
    assert "Report" not in told


async def test_an_answer_that_was_kept_and_not_worked_on_is_shown(place: Place) -> None:
    await place.hold("s1", [])
    await place.store.keep_message("s1", 1, says("Killed right after this."))

    told, _ = await shown(place)

    assert "Killed right after this." in told


async def test_time_passes_as_it_did_and_faster_when_asked(place: Place) -> None:
    await place.hold("s1", ["/stop"])
    turn = (await place.store.turns("s1"))[0]
    heard = CandidateMessage(text="It took a while.", at=turn.asked_at + timedelta(seconds=60), seconds=40)
    await place.store.put_turn("s1", turn.model_copy(update={"message": heard}))

    assert (await shown(place, 1))[1] == [20, 40]
    assert (await shown(place, 4))[1] == [5, 10]
    assert (await shown(place, 0))[1] == []


def moved(turn: Turn, number: int, seconds: float) -> Turn:
    return turn.model_copy(update={"number": number, "asked_at": turn.asked_at + timedelta(seconds=seconds)})


async def test_the_days_a_session_lay_open_are_not_waited_for(place: Place) -> None:
    await place.hold("s1", [])
    first = (await place.store.turns("s1"))[0]

    soon = scenes(a_session(), [first, moved(first, 2, 20)])
    late = scenes(a_session(), [first, moved(first, 2, 90_000)])

    assert [scene.after for scene in soon] == [0, 20]
    assert [scene.after for scene in late] == [0, 0]


async def test_a_part_keeps_the_numbers_of_the_whole(place: Place) -> None:
    await place.hold("s1", ["…", "…", "/stop"])
    turns = await place.store.turns("s1")

    part = between(turns, "s1", 2, 3)
    positions = [scene.position for scene in scenes(a_session(), turns) if scene.kind is SceneKind.ASKED]

    assert [turn.number for turn in part] == [2, 3]
    assert positions == [1, 2, 3]
    assert between(turns, "s1", None, 99) == turns
    assert between([], "s1", None, None) == []


async def test_turns_that_were_not_are_told(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    turns = await place.store.turns("s1")

    with pytest.raises(UnknownTurn, match="no turn 9"):
        between(turns, "s1", 9, None)
    with pytest.raises(InterviewError, match="lies before"):
        between(turns, "s1", 2, 1)


async def test_markdown_holds_the_words_as_words(place: Place) -> None:
    await place.hold(
        "s1", ["# Not a heading <b>nor bold</b>\n1. nor a *list* | at all\n- [x](http://a)", "/stop"]
    )
    session, turns = await place.store.session("s1"), await place.store.turns("s1")

    told = as_shown(session, turns, await place.store.report("s1"), feedback=True)

    assert "> \\# Not a heading \\<b\\>nor bold\\</b\\>" in told
    assert "> 1\\. nor a \\*list\\* \\| at all" in told
    assert "> \\- \\[x\\](http://a)" in told
    assert "## Report" in told
    assert f"{START:%Y-%m-%d}" in told


async def test_a_question_that_was_gone_back_to_keeps_its_number(place: Place) -> None:
    await place.hold("s1", ["…", "/back", "…", "…", "/skip"])
    turns = await place.store.turns("s1")

    told, _ = await shown(place)

    asked = [turn.number for turn in turns if turn.kind is TurnKind.QUESTION]
    assert len(asked) == 5
    assert re.findall(r"\[(\d/3)", told) == ["1/3", "2/3", "1/3", "2/3", "3/3"]
    assert places(turns) == {"q1": 1, "q2": 2, "q3": 3}
    assert [turn_of(at, turns, "s1") for at in (1, 2, 3)] == asked[2:]
    assert "## 1." in as_shown(await place.store.session("s1"), turns, None, feedback=False)
    assert "## 4." not in as_shown(await place.store.session("s1"), turns, None, feedback=False)
