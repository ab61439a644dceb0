from datetime import UTC, datetime

import pytest

from app.past.forking import NoStateKept, fork
from app.past.states import waiting_states
from app.past.transcript import said
from domain.errors import UnknownSession, UnknownTurn
from domain.interview import Session, SessionStatus, Turn
from graphs.interview import interview_on
from tests.support.past import VARIED, WEAK, Place, Workspace

LATER = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)


def without_times(turn: Turn) -> Turn:
    return turn.model_copy(update={"asked_at": LATER})


def counts(session: Session) -> tuple[int, int, int, int, float | None]:
    return session.planned, session.asked, session.answered, session.unscored, session.score


async def forked_at(place: Place, number: int, new_id: str = "s2", old_id: str = "s1") -> Session:
    return await fork(place.store, place.graph, old_id, number, new_id, LATER)


async def test_saying_the_same_again_from_any_turn_comes_to_the_same(place: Place) -> None:
    held = await place.hold("s1")
    turns = await place.store.turns("s1")
    assert held.status is SessionStatus.FINISHED
    assert [said(turn) for turn in turns][1] == "/clarify"

    for number in range(1, len(turns) + 1):
        new_id = f"fork{number}"
        await forked_at(place, number, new_id)
        step = await place.say(new_id, await place.interview(new_id).go_on(), VARIED[number - 1 :])

        assert step.session.status is SessionStatus.FINISHED, number
        assert counts(step.session) == counts(held), number
        again = await place.store.turns(new_id)
        assert [without_times(turn) for turn in again] == [without_times(turn) for turn in turns], number
        assert step.report is not None
        old = await place.store.report("s1")
        assert old is not None and step.report.criteria == old.criteria
        assert step.report.minutes == old.minutes


async def test_a_fork_waits_in_its_turn_with_what_came_before_and_nothing_after(place: Place) -> None:
    await place.hold("s1", ["…", WEAK, "…", "…"])
    before = await place.store.turns("s1")

    forked = await forked_at(place, 3)

    assert forked.forked_from == "s1"
    assert forked.started_at == LATER
    assert forked.status is SessionStatus.OPEN
    assert (forked.asked, forked.answered) == (2, 1)
    turns = await place.store.turns("s2")
    assert turns[:2] == before[:2]
    assert len(turns) == 3
    assert turns[2].said == before[2].said and turns[2].follow_up == before[2].follow_up
    assert turns[2].message is turns[2].verdict is turns[2].advice is None
    assert await place.store.kept_message("s2", 3) is None
    step = await place.interview("s2").go_on()
    assert step.waiting == turns[2]
    assert (step.position, step.follow_ups) == (2, 1)


async def test_another_answer_gives_the_fork_another_score_and_leaves_the_original(place: Place) -> None:
    held = await place.hold("s1", [WEAK, WEAK, WEAK, "/stop"])
    turns = await place.store.turns("s1")

    await forked_at(place, 1)
    step = await place.say("s2", await place.interview("s2").go_on(), ["…", "/stop"])

    assert step.session.score is not None and held.score is not None
    assert step.session.score > held.score + 0.3
    assert await place.store.session("s1") == held
    assert await place.store.turns("s1") == turns


async def test_a_fork_can_be_forked(place: Place) -> None:
    await place.hold("s1")
    await forked_at(place, 3, "s2", "s1")
    await place.say("s2", await place.interview("s2").go_on(), ["…", "…"])

    forked = await forked_at(place, 4, "s3", "s2")

    assert forked.forked_from == "s2"
    assert sorted(await waiting_states(place.graph, "s3")) == [4]


async def test_an_open_session_can_be_forked_and_both_go_on(place: Place) -> None:
    await place.hold("s1", ["…"])
    await forked_at(place, 1)

    first = await place.say("s1", await place.interview("s1").go_on(), ["/stop"])
    second = await place.say("s2", await place.interview("s2").go_on(), ["/stop"])

    assert first.report is not None and second.report is not None
    assert (first.report.answered, second.report.answered) == (1, 0)


@pytest.mark.parametrize("number", [0, 99])
async def test_a_turn_that_was_not_cannot_be_forked(place: Place, number: int) -> None:
    await place.hold("s1", ["…", "/stop"])

    with pytest.raises(UnknownTurn, match=f"s1 has no turn {number}"):
        await forked_at(place, number)
    with pytest.raises(UnknownSession):
        await place.store.session("s2")


async def test_a_session_whose_checkpoints_are_gone_is_told_so(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    bare = interview_on(type(place.graph.checkpointer)())

    with pytest.raises(NoStateKept, match="replay s1"):
        await fork(place.store, bare, "s1", 1, "s2", LATER)


def test_not_one_key_of_the_original_changes(workspace: Workspace) -> None:
    workspace.holds("orig")
    before = workspace.everything()

    told = workspace.run("fork", "orig", "--turn", "3")

    assert told.code == 0
    after = workspace.everything()
    ours = {key: value for key, value in before.items() if b"{orig}" in key}
    assert len(ours) > 5
    assert {key: after[key] for key in ours} == ours
    new = [session["id"] for session in workspace.run("sessions", "--json").json if session["forked_from"]]
    assert f"interview resume {new[0]}" in told.out
    assert all(f"{{{new[0]}}}".encode() in key for key in after.keys() - before.keys())


async def test_a_fork_is_forked_again_at_a_turn_that_it_copied(place: Place) -> None:
    await place.hold("s1", ["…", WEAK, "…", "/stop"])
    await forked_at(place, 3, "s2")
    await place.say("s2", await place.interview("s2").go_on(), ["…", "/stop"])
    await forked_at(place, 4, "s3", old_id="s2")

    for number in (1, 2):
        again = await forked_at(place, number, f"again{number}", old_id="s3")

        assert again.forked_from == "s3"
        step = await place.interview(f"again{number}").go_on()
        turns = await place.store.turns("s1")
        assert step.waiting is not None
        assert without_times(step.waiting).said == turns[number - 1].said and step.waiting.message is None


async def test_a_turn_of_its_own_is_never_taken_from_the_session_it_was_forked_from(place: Place) -> None:
    """Both have a turn 4, and only one of them is kept: it is the other's."""
    await place.hold("s1", ["…", WEAK, "…", "…", "/stop"])
    await forked_at(place, 2, "s2")
    await place.say("s2", await place.interview("s2").go_on(), ["I don't know.", "…", "…", "/stop"])
    await place.graph.checkpointer.adelete_thread("s2")  # type: ignore[union-attr]  # it has one

    with pytest.raises(NoStateKept, match="session s2 at turn 4"):
        await forked_at(place, 4, "s3", old_id="s2")


async def test_a_fork_of_a_session_that_was_forgotten_says_where_the_state_stood(place: Place) -> None:
    await place.hold("s1", ["…", WEAK, "…", "/stop"])
    await forked_at(place, 3, "s2")
    await place.store.forget("s1")
    await place.graph.checkpointer.adelete_thread("s1")  # type: ignore[union-attr]  # it has one

    with pytest.raises(NoStateKept, match="It stood in session s1, which was deleted"):
        await forked_at(place, 1, "s3", old_id="s2")
