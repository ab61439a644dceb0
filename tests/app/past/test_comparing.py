import io

from rich.console import Console

from app.past.comparing import Comparison, changes, compare
from app.past.tables import show_comparison
from domain.verdict import Label
from tests.support.interviews import a_session
from tests.support.past import BY_ID, WEAK, Place


async def compared(place: Place) -> Comparison:
    first, second = await place.store.session("s1"), await place.store.session("s2")
    return compare(first, await place.store.turns("s1"), second, await place.store.turns("s2"))


def printed(comparison: Comparison, width: int) -> str:
    out = io.StringIO()
    show_comparison(Console(file=out, width=width), comparison)
    return out.getvalue()


async def test_questions_meet_by_talking_point_and_tell_what_changed(place: Place) -> None:
    await place.hold("s1", [WEAK, WEAK, "/stop"])
    await place.hold("s2", ["…", "/stop"])

    comparison = await compared(place)

    row = comparison.rows[0]
    assert row.first is not None and row.second is not None
    assert row.first.answers == (WEAK, WEAK)
    assert row.first.follow_ups >= 1 and row.second.follow_ups == 0
    assert row.difference is not None and row.difference > 0.3
    assert {change.text for change in row.changes} == {
        point.text for point in BY_ID[row.talking_point_id].key_points
    }
    assert {(change.before, change.after) for change in row.changes} == {(Label.MISSING, Label.COVERED)}
    assert comparison.mean_second == row.second.score


async def test_a_question_only_one_session_asked_stands_alone(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    await place.hold("s2", ["…", "…", "…"])

    comparison = await compared(place)

    assert [row.first is None for row in comparison.rows] == [False, False, True]
    assert comparison.rows[1].first is not None
    assert comparison.rows[1].first.score is None and comparison.rows[1].difference is None
    told = printed(comparison, 120)
    assert "not asked" in told and "not judged" in told


async def test_sessions_with_nothing_in_common_are_not_laid_side_by_side(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    comparison = await compared_with_nothing(place)

    told = printed(comparison, 80)

    assert "no question in common" in told and "not asked" not in told


async def compared_with_nothing(place: Place) -> Comparison:
    first = await place.store.session("s1")
    return compare(first, await place.store.turns("s1"), a_session("s2"), ())


async def test_answers_stand_side_by_side_only_where_there_is_room(place: Place) -> None:
    await place.hold("s1", ["Alpha answer, and that was about all of it.", "/stop"])
    await place.hold("s2", ["Beta answer, and that was about all of it.", "/stop"])
    comparison = await compared(place)

    wide, narrow = printed(comparison, 120), printed(comparison, 70)

    assert any("Alpha answer" in line and "Beta answer" in line for line in wide.splitlines())
    assert not any("Alpha answer" in line and "Beta answer" in line for line in narrow.splitlines())
    assert narrow.index("Alpha answer") < narrow.index("Beta answer")


async def test_a_session_compared_with_itself_has_not_changed(place: Place) -> None:
    session = await place.hold("s1", ["…", WEAK, "…", "…"])
    turns = await place.store.turns("s1")

    comparison = compare(session, turns, session, turns)

    assert all(row.changes == () for row in comparison.rows)
    assert comparison.mean_first == comparison.mean_second is not None
    assert [row.difference for row in comparison.rows] == [0.0, 0.0, 0.0]


async def test_without_a_verdict_nothing_changed(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    verdict = (await place.store.turn("s1", 1)).verdict

    assert changes(None, verdict) == changes(verdict, None) == ()
