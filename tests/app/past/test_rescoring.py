import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from agents.reasons import note
from app.display import words
from app.past.comparing import side_by_side
from app.past.rescoring import rescore
from app.past.tables import show_rescoring
from domain.errors import ModelUnavailable, UnknownSession
from domain.rescoring import Rescoring
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import FlagKind, Provenance
from memory.in_memory import InMemorySessionStore
from memory.store import SessionStore
from models.scripted import ScriptedModel
from tests.support.interviews import POINTS, a_session, some_knowledge
from tests.support.past import WEAK, Place, Workspace

LATER = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
LINES = (WEAK, "…", "/skip", "…")


async def test_the_same_evaluator_comes_to_the_same_verdicts(place: Place) -> None:
    await place.hold("s1", LINES)
    turns = await place.store.turns("s1")

    found = await rescore(turns, place.knowledge, None, LATER)

    old = {turn.number: turn.verdict for turn in turns}
    assert len(found.judged) == 2
    for one in found.judged:
        verdict = old[one.turn]
        assert verdict is not None
        assert one.verdict.outcome == verdict.outcome
        assert one.verdict.key_points == verdict.key_points
    assert found.provenance.model == "draft"
    assert found.provenance.index_version == place.knowledge.version
    assert found.at == LATER


async def test_nothing_of_the_session_is_overwritten(place: Place) -> None:
    await place.hold("s1", LINES)
    session, turns = await place.store.session("s1"), await place.store.turns("s1")
    report = await place.store.report("s1")

    await place.store.add_rescoring("s1", await rescore(turns, place.knowledge, None, LATER))

    assert await place.store.session("s1") == session
    assert await place.store.turns("s1") == turns
    assert await place.store.report("s1") == report
    assert len(await place.store.rescorings("s1")) == 1


async def test_guides_of_today_judge_differently_and_the_difference_is_shown(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await place.hold("s1", ["…", "…", "…"])
    turns = await place.store.turns("s1")
    asked = turns[0].question.talking_point_id
    kept = [point for point in POINTS if point.id != asked]
    changed = some_knowledge(tmp_path_factory.mktemp("changed"), *kept)

    found = await rescore(turns, changed, None, LATER)

    gone, *rest = side_by_side(turns, found)
    assert gone.new.outcome == Unscored(kind=UnscoredKind.QUESTION_GONE)
    assert gone.difference is None
    assert [one.difference for one in rest] == [0.0, 0.0]
    out = io.StringIO()
    show_rescoring(Console(file=out, width=110), [gone, *rest], "draft")
    assert "Where both have a score (2 of 3)" in out.getvalue()
    assert "no longer" in out.getvalue()


async def test_a_model_that_is_gone_leaves_the_draft_and_is_named(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    turns = await place.store.turns("s1")
    judge = ScriptedModel([ModelUnavailable("the server did not answer")] * 5)

    found = await rescore(turns, place.knowledge, judge, LATER)

    assert found.provenance.model == judge.name
    assert found.judged[0].verdict.provenance.model == "draft"
    assert "the server did not answer" in note(found.judged[0].verdict.provenance)


async def test_earlier_answers_count_as_they_did_then(place: Place) -> None:
    used = "I have used Snowflake for large reports in production."
    never = "I have never used Snowflake for large reports in production."
    await place.hold("s1", [used, "/skip", never, "/skip", "/stop"])
    turns = await place.store.turns("s1")

    found = await rescore(turns, place.knowledge, None, LATER)

    kinds = [[flag.kind for flag in one.verdict.flags] for one in found.judged]
    old = {turn.number: turn.verdict for turn in turns}
    assert FlagKind.CONTRADICTS_SELF not in kinds[0] and FlagKind.CONTRADICTS_SELF in kinds[1]
    assert [one.verdict.flags for one in found.judged] == [
        verdict.flags for one in found.judged if (verdict := old[one.turn]) is not None
    ]


def a_rescoring(minutes: int) -> Rescoring:
    return Rescoring(
        at=LATER + timedelta(minutes=minutes), judged=(), score=None, provenance=Provenance(agent="evaluator")
    )


async def keeps_them_all(store: SessionStore) -> None:
    await store.save(a_session("s1"))
    assert await store.rescorings("s1") == []

    for minutes in (5, 1, 5):
        await store.add_rescoring("s1", a_rescoring(minutes))
    await store.save(a_session("s1", minutes=12))

    assert await store.rescorings("s1") == [a_rescoring(1), a_rescoring(5), a_rescoring(5)]
    assert (await store.session("s1")).minutes == 12
    await store.forget("s1")
    with pytest.raises(UnknownSession):
        await store.add_rescoring("s1", a_rescoring(1))
    with pytest.raises(UnknownSession):
        await store.rescorings("s1")


async def test_a_store_in_memory_keeps_every_rescoring_in_order_of_time() -> None:
    await keeps_them_all(InMemorySessionStore())


def test_a_store_on_redis_keeps_every_rescoring_in_order_of_time(workspace: Workspace) -> None:
    workspace.does(lambda place: keeps_them_all(place.store))
    assert workspace.everything() == {}


async def test_drafts_that_stand_in_for_a_model_are_not_passed_off_as_its_verdicts(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    turns = await place.store.turns("s1")
    judge = ScriptedModel([ModelUnavailable("the server did not answer")] * 5)

    found = await rescore(turns, place.knowledge, judge, LATER)

    assert "1 of 1 verdicts are drafts in its place (the server" in words.rescored_by(found)
    assert "the server did not answer" in words.rescored_by(found)
    assert words.rescored_by(await rescore(turns, place.knowledge, None, LATER)) == "draft"


async def test_a_question_that_no_guide_had_is_not_told_to_be_gone(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await place.hold("s1", ["…", "/stop"])
    turns = [
        turn.model_copy(update={"question": turn.question.model_copy(update={"sources": ()})})
        for turn in await place.store.turns("s1")
    ]

    others = [point for point in POINTS if point.id != turns[0].question.talking_point_id]

    found = await rescore(turns, some_knowledge(tmp_path_factory.mktemp("others"), *others), None, LATER)

    assert found.judged[0].verdict.outcome == Unscored(kind=UnscoredKind.NOTHING_TO_HOLD_AGAINST)


async def test_a_question_about_a_contradiction_is_not_taken_for_one_that_is_gone(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await place.hold("s1", ["…", "/stop"])
    turns = await place.store.turns("s1")
    asked = turns[0].question.talking_point_id
    others = some_knowledge(tmp_path_factory.mktemp("others"), *(p for p in POINTS if p.id != asked))

    gone = await rescore(turns, others, None, LATER)
    raised = await rescore(turns, others.with_doubts([p for p in POINTS if p.id == asked]), None, LATER)

    assert gone.judged[0].verdict.outcome == Unscored(kind=UnscoredKind.QUESTION_GONE)
    assert raised.judged[0].verdict.score is not None
