"""Two terms with one another's meaning."""

from __future__ import annotations

import pytest

from agents.evaluator.against.places.terms import exchanged_terms
from domain.guide import KeyPoint
from language.text import read
from tests.support.talking import key_point

_LOCKS = (
    "Shared lock: many readers at once, no writer",
    "Exclusive lock: a single writer, readers wait",
)
_MARGINS = (
    "Gross margin is revenue less the cost of goods.",
    "Net margin is what remains after rent and tax.",
)


def _points(texts: tuple[str, ...]) -> list[KeyPoint]:
    return [key_point(f"k{at}", text) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (_MARGINS, "Net margin is revenue less the cost of goods. Gross is what remains after rent and tax."),
        (
            _MARGINS,
            "What remains after rent and tax is gross. The net one, that's revenue less cost of goods.",
        ),
        (
            _LOCKS,
            "Exclusive locks are for many readers, no writer. With shared ones a single writer works.",
        ),
    ],
)
def test_who_confuses_two_terms_contradicts_both(planned: tuple[str, ...], said: str) -> None:
    assert None not in exchanged_terms(read(said), _points(planned))


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (
            _MARGINS,
            "Net is what remains after rent and tax. Take the cost of goods off, that's the gross one.",
        ),
        (_MARGINS, "The net margin is revenue less the cost of goods."),
        (
            _MARGINS,
            "Unlike the gross margin the net one has rent and tax off, gross is just the cost of goods off.",
        ),
        (
            _LOCKS,
            "Many readers take a shared lock at once, no writer. A single writer takes the exclusive one.",
        ),
    ],
)
def test_who_tells_them_apart_or_tells_of_one_does_not(planned: tuple[str, ...], said: str) -> None:
    assert exchanged_terms(read(said), _points(planned)) == [None] * len(planned)


def test_two_halves_of_one_key_point_change_places_too() -> None:
    (found,) = exchanged_terms(
        read("I criticise the team in public. Praise I give in private."),
        [key_point("k1", "I praise the team in private and criticise it in public")],
    )
    (turned,) = exchanged_terms(
        read(
            "The team plans the overtime and I sign it off at the end. The supervisor only approves the rota."
        ),
        [key_point("k1", "The supervisor plans the overtime and the team approves the rota")],
    )

    assert found is None
    assert turned is not None
