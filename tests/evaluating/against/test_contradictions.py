"""Contradictions: few are found, and none is made up."""

from __future__ import annotations

import pytest

from agents.evaluator.against.contradictions import contradicts
from language.text import read


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("We did not use Kafka for the order events.", "We used Kafka for the order events."),
        ("We never shipped the search to production users.", "We shipped the search to production users."),
        (
            "Latency of the service increased after the change.",
            "Latency of the service decreased after the change.",
        ),
        ("I have managed a team of engineers.", "I have not managed a team of engineers."),
    ],
)
def test_a_statement_turned_round_is_a_contradiction(said: str, stated: str) -> None:
    assert contradicts(read(said), read(stated))


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("We used Kafka for the order events.", "We used Kafka for the order events."),
        ("Oil is less dense than water.", "Water is more dense than oil."),
        ("The terminals are not separated by a gap.", "The terminals are connected, there is no gap."),
        ("Not only did we ship the search to users.", "We did ship the search to users."),
        ("Circuit four does not have a closed path.", "Circuit four has no closed path."),
        ("I have not seen that film.", "We used Kafka for the order events."),
        ("", "We used Kafka."),
    ],
)
def test_saying_it_in_another_way_is_none(said: str, stated: str) -> None:
    assert not contradicts(read(said), read(stated))
