"""Speech whose stops nobody wrote is read two pieces at a time."""

from __future__ import annotations

import pytest

from agents.evaluator.by_meaning.without_stops import piece_by_piece
from knowledge.entailment.model import Entailed
from language.text import read
from tests.evaluating.material import KEY_POINTS, talking_point
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment

POINT = talking_point(*KEY_POINTS)
FLAT = (
    "so the report came late every night and then I looked at it closely and I found the one query that had "
    "no index on it and then I put one on and we were through a lot sooner than before which nobody had "
    "really thought was possible at all"
)
FOR_ITS_NEIGHBOURS = Entailed(0.8, 0.0, 0.1, 0.1)


def _halo(said: str, point: str) -> Entailed:
    """Takes everything for told beside the whole; by themselves two pieces tell of the index alone."""
    if said.count(" and ") > 2:
        return FOR_ITS_NEIGHBOURS
    return COVERED if "index" in said and point == KEY_POINTS[1] else ABSENT


def _found(said: str, finding: WrittenEntailment) -> tuple[Entailed, ...]:
    whole = finding.read(said, KEY_POINTS)
    return piece_by_piece(read(said), POINT, finding, whole).found


def test_what_only_the_whole_tells_is_left_out() -> None:
    assert _found(FLAT, WrittenEntailment(_halo)) == (ABSENT, COVERED, ABSENT, ABSENT)


def test_what_the_whole_surely_tells_is_told() -> None:
    sure = WrittenEntailment(lambda said, point: COVERED if said.count(" and ") > 2 else ABSENT)
    assert set(_found(FLAT, sure)) == {COVERED}


@pytest.mark.parametrize(
    "said",
    [
        FLAT.replace(" and then", ". And then"),
        FLAT.replace(" and ", ", and "),
        "so it was late and then I looked at it and I found the query and then it was fine",
    ],
)
def test_with_stops_or_in_few_words_the_whole_is_read(said: str) -> None:
    encoder = WrittenEntailment(_halo)
    _found(said, encoder)
    assert len(encoder.asked) == 1
