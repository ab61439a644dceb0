"""How a key point is told to the candidate, and whether it can follow "you left out"."""

import pytest

from agents.coach.addressed import addressed
from tests.support.talking import key_point


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("I cut the run to forty minutes.", "that you cut the run to forty minutes"),
        ("What the rollback needs", "what the rollback needs"),
        ("What is asked first", "what is asked first"),
        ("that nobody was called at night", "that nobody was called at night"),
    ],
)
def test_what_can_follow_a_verb_is_a_clause(point: str, text: str) -> None:
    assert addressed(key_point("kp1", point)) == (text, True)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (
            "What I like is the seam between data and models.",
            "what you like is the seam between data and models",
        ),
        ("What excites me most are the people", "what excites you most are the people"),
        ("That was the price we paid.", "that was the price you paid"),
        ("The run took four hours.", "the run took four hours"),
    ],
)
def test_a_whole_sentence_follows_none(point: str, text: str) -> None:
    assert addressed(key_point("kp1", point)) == (text, False)
