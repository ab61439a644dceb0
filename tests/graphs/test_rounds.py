"""Rounds and tones change what is asked and how; the same answer to the same question has the same score."""

from __future__ import annotations

from pathlib import Path

from app.session.interviewing import Interview, Step
from domain.guide import TalkingPointKind
from domain.interview import MessageKind, Turn, TurnKind
from domain.report import Report
from domain.rounds import Role, Round, Tone
from tests.support.interviews import POINTS, a_point, a_session, an_interview, does, says, some_knowledge

GUIDE = (
    *POINTS,
    a_point(
        "The lost container",
        "A container stood in the wrong port for two days",
        "I called the harbour office and the carrier within the hour",
        "We found it and the customer stayed with us",
        line=40,
        kind=TalkingPointKind.STAR_STORY,
    ),
    a_point(
        "The night of the failover",
        "The main hall lost power at midnight",
        "I moved the traffic by hand, one country after the other",
        "Nobody outside noticed anything",
        line=50,
        kind=TalkingPointKind.STAR_STORY,
    ),
    a_point(
        "Why do you want to work here?",
        "You measure what your customers wait for",
        "I want to work on freight for another ten years",
        line=60,
    ),
    a_point(
        "What are your salary expectations?",
        "I looked at what the market pays for this role",
        "I would rather talk about the whole package",
        line=70,
    ),
    a_point(
        "You have never led a team",
        "I led the migration without a title",
        "Two of my interns lead teams today",
        line=80,
        kind=TalkingPointKind.WEAK_AREA,
    ),
)
TEXTS = {point.id: point.key_points[0].text for point in GUIDE}


async def held(folder: Path, whose: Round, tone: Tone) -> tuple[list[Turn], Report]:
    """The turns of an interview in which each question gets one and the same half answer, and its report."""
    interview, store = an_interview(some_knowledge(folder, *GUIDE))
    session = a_session(minutes=120.0).model_copy(update={"round": whose, "tone": tone})
    step: Step = await interview.begin(session)
    while step.waiting is not None:
        step = await _answered(interview, step.waiting)
    assert step.report is not None
    return await store.turns(session.id), step.report


async def _answered(interview: Interview, waiting: Turn) -> Step:
    if waiting.kind is TurnKind.FOLLOW_UP:
        return await interview.answer(waiting.number, does(MessageKind.SKIP))
    return await interview.answer(waiting.number, says(f"{TEXTS[waiting.question.talking_point_id]}."))


def scores(turns: list[Turn]) -> dict[str, float | None]:
    judged = [turn for turn in turns if turn.verdict is not None]
    return {
        turn.question.talking_point_id: turn.verdict.score.value if turn.verdict.score else None
        for turn in judged
        if turn.verdict is not None
    }


async def test_the_same_answer_gets_the_same_score_in_every_round_and_tone(tmp_path: Path) -> None:
    by_round = {
        whose: scores((await held(tmp_path, whose, tone))[0])
        for whose, tone in zip(Round, [Tone.EVEN, Tone.WARM, Tone.PRESSING, Tone.BRISK] * 2, strict=False)
    }
    by_tone = [scores((await held(tmp_path, Round.PANEL, tone))[0]) for tone in Tone]

    found: dict[str, set[float | None]] = {}
    for one in (*by_round.values(), *by_tone):
        for point_id, score in one.items():
            found.setdefault(point_id, set()).add(score)
    assert set(found) == set(TEXTS)
    assert all(len(values) == 1 and None not in values for values in found.values()), found
    # And each round did ask something else.
    assert len({frozenset(one) for one in by_round.values()}) >= 4


async def test_a_panel_s_voices_and_a_tone_s_words_are_kept_with_the_turns(tmp_path: Path) -> None:
    turns, _ = await held(tmp_path, Round.PANEL, Tone.PRESSING)

    asked = [turn for turn in turns if turn.kind is TurnKind.QUESTION]
    assert {Role.HIRING_MANAGER, Role.SPECIALIST} <= {turn.question.by for turn in asked}
    followed = [turn for turn in turns if turn.follow_up is not None and turn.follow_up.lead]
    assert followed
    for turn in followed:
        assert turn.follow_up is not None
        assert turn.said == f"{turn.follow_up.lead} {turn.follow_up.text}"


async def test_a_bar_raiser_asks_four_follow_ups_and_a_recruiter_one(tmp_path: Path) -> None:
    async def most(whose: Round) -> int:
        interview, store = an_interview(some_knowledge(tmp_path, *GUIDE))
        session = a_session(minutes=120.0).model_copy(update={"round": whose})
        step = await interview.begin(session)
        while step.waiting is not None:
            step = await interview.answer(step.waiting.number, says("I did something there."))
        turns = await store.turns(session.id)
        used = [turn.question.id for turn in turns if turn.kind is TurnKind.FOLLOW_UP]
        assert all(turn.follow_up is None or turn.follow_up.most >= 1 for turn in turns)
        return max(used.count(each) for each in used)

    assert await most(Round.RECRUITER) == 1
    assert await most(Round.WHOLE) == 2
    assert await most(Round.BAR_RAISER) > 2
