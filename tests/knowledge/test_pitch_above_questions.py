"""A pitch without headings around it ends where the first question is asked."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from tests.support.guides import understood

_PITCH, _PAIR = TalkingPointKind.PITCH, TalkingPointKind.QUESTION_ANSWER


@pytest.mark.parametrize(
    "guide",
    [
        "Spoken intro, one and a half minutes\n"
        "I began on nights in a bakery, where you learn to be quick. I like it when all is baked.\n\n"
        "Q. Why a smaller shop?\nA. I know the people there. I can stand at the door.\n\n"
        "Q. When do you order?\nA. I look at noon, not at ten. I ring before I need it.\n",
        "Pitch (60 Sekunden)\n"
        "Ich habe nachts in einer Bäckerei angefangen, da lernt man Tempo. Ich mag auch die Ruhe danach.\n\n"
        "F: Warum ein kleinerer Laden?\nA: Ich kenne die Leute dort. Ich stehe selbst an der Tür.\n\n"
        "F: Wann bestellen Sie?\nA: Ich schaue mittags nach. Ich rufe an, bevor etwas fehlt.\n",
        "Presentación (60 segundos)\n"
        "Empecé de noche en una panadería, donde se aprende a ser rápido. Me gusta la calma de después.\n\n"
        "P: ¿Por qué una tienda más pequeña?\nR: Conozco a la gente de allí. Estoy yo en la puerta.\n\n"
        "P: ¿Cuándo pide?\nR: Miro a mediodía. Llamo antes de que falte algo.\n",
    ],
)
def test_questions_below_a_pitch_are_none_of_it(guide: str) -> None:
    found = understood(guide, name="notes.txt").talking_points

    assert [point.kind for point in found].count(_PITCH) == 1
    assert [point.kind for point in found].count(_PAIR) == 2
    assert all("?" not in point.text for point in found if point.kind is _PITCH)
