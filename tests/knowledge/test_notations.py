"""Notations that guides of strangers use, each in several languages; the samples are our own.

A case holds the whole of what a careful reader finds: kinds, titles, and the text or the parts of a story.
Those marked `unseen` were written before the code and looked at when it was done.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.guide import TalkingPoint
from tests.support.guides import points

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}{' (unseen)' * case.get('unseen', False)}")
    for path in sorted((Path(__file__).parent / "notations").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_a_notation_is_read_as_it_was_meant(case: dict[str, Any]) -> None:
    found = points(case["guide"])
    wanted = case["found"]

    assert [shown(point, wanted, place) for place, point in enumerate(found)] == wanted


def shown(point: TalkingPoint, wanted: list[list[Any]], place: int) -> list[Any]:
    """`point` as the case at its place tells it: with a story's parts, with its text, or with neither."""
    told = wanted[place][2:] if place < len(wanted) else [""]
    found: list[Any] = [point.kind.value, point.title]
    if told and isinstance(told[0], dict):
        parts = point.star.model_dump() if point.star else {}
        return [*found, {part: text for part, text in parts.items() if text}]
    return [*found, point.text] if told else found
