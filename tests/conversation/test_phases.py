"""In which phase a question is asked, in the languages that guides are written in."""

from __future__ import annotations

import pytest

from agents.interviewer.phases import phase_of
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("What are your salary expectations?", Phase.CONCERN),
        ("Where do you see yourself in five years?", Phase.CONCERN),
        ("What is your greatest weakness?", Phase.CONCERN),
        ("¿Por qué quieres cambiar de empresa?", Phase.CONCERN),
        ("Qual é a sua pretensão salarial?", Phase.CONCERN),
        ("Pourquoi notre entreprise ?", Phase.CONCERN),
        ("Warum wollen Sie wechseln?", Phase.CONCERN),
        ("Waarom wil je bij ons werken?", Phase.CONCERN),
        ("Perché vuoi cambiare lavoro?", Phase.CONCERN),
        ("你为什么离开上一家公司？", Phase.CONCERN),
        ("Parlez-moi de vous.", Phase.OPENING),
        ("Erzählen Sie etwas über sich.", Phase.OPENING),
        ("Anything else?", Phase.CLOSING),
        ("How do salaried and hourly records differ in the schema?", Phase.TECHNICAL),
        ("Parlez-moi de votre projet.", Phase.TECHNICAL),
    ],
)
def test_a_question_is_asked_in_its_phase(title: str, phase: Phase) -> None:
    asked = TalkingPoint(
        id="q",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title=title,
        source=Source(guide="guide.md", first_line=1, last_line=1),
    )

    assert phase_of(asked) is phase
