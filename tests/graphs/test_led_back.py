"""Whoever was led back to the question, or to its language, and answers it then has answered."""

from __future__ import annotations

from pathlib import Path

from domain.verdict import FlagKind
from tests.support.interviews import POINTS, a_session, an_interview, says, some_knowledge, whole_answer

BY_TITLE = {point.id: point for point in POINTS}
GERMAN = (
    "Wir haben damals jede Nacht alle Pakete noch einmal gezählt und am Morgen verglichen, was da stand. "
    "Wenn etwas gefehlt hat, habe ich die Kollegin aus dem Lager angerufen und gefragt, wo es geblieben ist."
)


async def test_what_was_said_in_another_language_counts_no_more_once_it_is_said_in_the_guides(
    tmp_path: Path,
) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    assert step.waiting is not None
    own = BY_TITLE[step.waiting.question.talking_point_id]
    step = await interview.answer(step.waiting.number, says(GERMAN))
    assert step.waiting is not None and step.waiting.question.id == "q1"
    assert "in English" in step.waiting.said

    step = await interview.answer(step.waiting.number, says(whole_answer(own)))

    first, second, *_ = (turn.verdict for turn in await store.turns("s1") if turn.verdict)
    assert FlagKind.OTHER_LANGUAGE in {flag.kind for flag in first.flags}
    assert second.score is not None and second.score.value > 0.8
