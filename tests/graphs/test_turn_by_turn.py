"""In an interview, and where an old one is judged again, a later turn changes only what it speaks of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.past.rescoring import rescore
from domain.interview import FollowUp
from domain.verdict import Label, Provenance, Verdict
from graphs.turn_by_turn import before
from knowledge.entailment.model import Entailed
from tests.support.coaching import found, verdict
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment
from tests.support.interviews import POINTS, a_session, an_interview, says, some_knowledge

FIRST = "It was my own idea and I drew it on the board for the two others in the team one evening."
LATER = "Most of the time I sat in the room beside the kitchen and looked at the printer there."


def reads(said: str, point: str) -> Entailed:
    """The first turn tells the first key point of each question, the later one none, both together all."""
    if not said.strip().startswith(FIRST[:20]):
        return ABSENT
    return COVERED if "\n" in said or point in {each.key_points[0].text for each in POINTS} else ABSENT


async def test_what_a_follow_ups_answer_does_not_speak_of_stays_and_so_it_does_when_judged_again(
    tmp_path: Path,
) -> None:
    knowledge = some_knowledge(tmp_path, *POINTS[:2]).with_entailment(WrittenEntailment(reads))
    interview, store = an_interview(knowledge)
    step = await interview.begin(a_session())
    assert step.waiting is not None

    step = await interview.answer(1, says(FIRST))
    assert step.waiting is not None and step.waiting.follow_up is not None
    aim = step.waiting.follow_up.aim
    await interview.answer(2, says(LATER))

    turns = await store.turns("s1")
    made = [turn.verdict for turn in turns if turn.verdict is not None]
    told = [[each.label for each in one.key_points] for one in made]
    ids = [each.key_point.id for each in made[0].key_points]
    assert told[0] == [Label.COVERED, Label.MISSING, Label.MISSING]
    assert aim in ids[1:]
    assert told[1] == [
        Label.COVERED,
        *(Label.COVERED if own == aim else Label.MISSING for own in ids[1:]),
    ]

    again = await rescore(turns, knowledge, None, datetime(2026, 6, 1, tzinfo=UTC))
    assert again.judged[0].verdict.key_points == made[1].key_points


def asked_for(aim: str) -> FollowUp:
    return FollowUp(text="And?", aim=aim, why="", sources=(), provenance=Provenance(agent="prober"))


@pytest.mark.parametrize(
    ("answers", "aims", "made"),
    [(("a",), (), None), (("a", "b"), ("k1",), None), (("a", "b"), ("question",), verdict())],
)
def test_the_first_answer_and_one_that_begins_anew_come_after_none(
    answers: tuple[str, ...], aims: tuple[str, ...], made: Verdict | None
) -> None:
    assert before(answers, [asked_for(aim) for aim in aims], made) is None


def test_a_later_answer_comes_after_all_of_those_before_it() -> None:
    made = verdict(found(1, Label.COVERED))

    after = before(("a", "b", "c"), [asked_for("k1"), asked_for("k2")], made)

    assert after is not None
    assert (after.said, after.verdict, after.aim) == ("a\nb", made, "k2")
