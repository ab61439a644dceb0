"""What is not the text of a guide, flash cards, and questions with their answers on one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.guide import TalkingPoint, TalkingPointKind
from tests.support.guides import understood

SHORT = {
    TalkingPointKind.QUESTION_ANSWER: "qa",
    TalkingPointKind.UNANSWERED_QUESTION: "open",
    TalkingPointKind.RED_FLAG: "red",
    TalkingPointKind.QUESTION_TO_ASK: "ask",
    TalkingPointKind.FACT: "fact",
}


def samples(half: str) -> list[Any]:
    path = Path(__file__).with_name("marks") / f"{half}.yaml"
    return [
        pytest.param(row, id=f"{half}: {row['name']}")
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def told(point: TalkingPoint) -> str:
    said = point.say_instead if point.kind is TalkingPointKind.RED_FLAG else point.text
    name = f"{SHORT.get(point.kind, point.kind.value)} {point.title}"
    return f"{name} => {said}" if said else name


@pytest.mark.parametrize("sample", [*samples("seen"), *samples("unseen")])
def test_a_sample_is_read_exactly(sample: dict[str, Any]) -> None:
    guide = understood(sample["text"])

    assert [told(point) for point in guide.talking_points] == sample["points"]
    assert list(guide.unparsed) == sample.get("unread", [])
