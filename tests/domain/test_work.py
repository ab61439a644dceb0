"""Work that was handed in is kept with its verdict, and what was kept before there was any still loads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from domain.guide import Source
from domain.interview import CandidateMessage, MessageKind, Phase, Question, Turn, TurnKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import Provenance, Verdict
from domain.work import (
    About,
    AskedNext,
    CodeWork,
    Finding,
    FindingKind,
    HandedIn,
    Mark,
    Weighed,
    WorkKind,
    WorkPart,
)
from domain.worked import worked

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORK = CodeWork(
    code="def f():\n    return 1\n",
    parts=(
        Weighed(
            part=WorkPart.BEHAVIOUR,
            weight=40,
            met=0.5,
            findings=(Finding(kind=FindingKind.RETURNED, mark=Mark.MISSED, line=2, about="f()", got="1"),),
        ),
        Weighed(part=WorkPart.TALK, weight=20),
        Weighed(part=WorkPart.STRUCTURE, weight=30, met=1.0),
    ),
    next=(AskedNext(about=About.COMPLEXITY),),
)


def turn(number: int, message: CandidateMessage | None, question: str = "q1") -> Turn:
    asked = Question(
        id=question,
        talking_point_id="t",
        phase=Phase.TECHNICAL,
        text="Add up.",
        seconds=60,
        reason="",
        sources=(Source(guide="a.md", first_line=1, last_line=1),),
        provenance=Provenance(agent="interviewer"),
        work=WorkKind.CODE,
    )
    return Turn(number=number, kind=TurnKind.QUESTION, question=asked, said="", asked_at=NOW, message=message)


def message(kind: MessageKind, text: str, code: str | None = None) -> CandidateMessage:
    work = HandedIn(kind=WorkKind.CODE, text=code) if code is not None else None
    return CandidateMessage(kind=kind, text=text, at=NOW, work=work)


def test_a_verdict_keeps_the_work_it_is_about() -> None:
    verdict = Verdict(
        outcome=Unscored(kind=UnscoredKind.CODE), work=WORK, provenance=Provenance(agent="evaluator")
    )

    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict
    assert WORK.score == pytest.approx((40 * 0.5 + 30) / 70)
    with pytest.raises(ValidationError):
        CodeWork.model_validate({**WORK.model_dump(), "kind": "poem"})


def test_what_was_kept_before_there_was_work_loads() -> None:
    old = turn(1, message(MessageKind.ANSWER, "Nine.")).model_dump(mode="json")
    for place, name in ((old["question"], "work"), (old["message"], "work")):
        del place[name]

    again = Turn.model_validate(old)

    assert again.question.work is None
    assert again.message is not None and again.message.work is None


def test_the_last_work_counts_and_what_was_asked_before_the_first() -> None:
    turns = [
        turn(1, message(MessageKind.ASK, "How long is it?")),
        turn(2, message(MessageKind.ALOUD, "I take a dictionary.")),
        turn(3, message(MessageKind.ANSWER, "", "first")),
        turn(4, message(MessageKind.ASK, "Was that it?")),
        turn(5, message(MessageKind.HINT, "")),
        turn(6, message(MessageKind.ANSWER, "Something else.", "elsewhere"), question="q2"),
    ]

    done = worked(turns, "q1", message(MessageKind.ANSWER, "Now it is linear.", "second"))

    assert done.work is not None and done.work.text == "second"
    assert done.asked == ("How long is it?",)
    assert done.said == ("I take a dictionary.", "Now it is linear.")
    assert worked(turns[:2], "q1").work is None
