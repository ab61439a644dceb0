"""Two figures that stand beside one another's subject tell the contrary of the guide."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.figures.crossed import crossed
from agents.evaluator.material import Material
from domain.verdict import Label
from language.text import read
from tests.evaluating.material import question, talking_point
from tests.support.entailing import COVERED, always

POINT = talking_point(
    "Upstairs the pump made 19 litres a minute, downstairs it made 44 litres a minute",
    "Repairs took 3 days, and the parts came from two suppliers",
)


@pytest.mark.parametrize(
    "said",
    [
        "Downstairs the pump gave us 19 litres a minute, and 44 litres a minute upstairs.",
        "44 litres a minute upstairs, 19 litres a minute downstairs.",
        "It was 44 litres a minute upstairs. 19 litres a minute downstairs.",
    ],
)
def test_figures_that_changed_places_are_found_with_the_words_between(said: str) -> None:
    found, other = crossed(read(said), POINT.key_points)

    assert found is not None and other is None
    assert {"19", "44"} <= set(found.quote.split())
    assert said[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "said",
    [
        "Downstairs it was 44 litres a minute, upstairs the pump made 19 litres a minute.",
        "19 litres a minute, or 44 litres a minute, depending on upstairs and downstairs.",
        "Downstairs the pump made 44 litres a minute.",
        "Downstairs the pump made 19 litres a minute.",
        "19 litres a minute upstairs. 19 litres a minute downstairs. 44 litres a minute upstairs.",
        "",
    ],
)
def test_what_is_not_surely_exchanged_is_none(said: str) -> None:
    assert crossed(read(said), POINT.key_points) == [None, None]


async def test_it_is_a_denial_however_sure_the_encoder_is() -> None:
    said = "Downstairs it gave us 19 litres a minute, and 44 litres a minute upstairs. Repairs took 3 days."
    verdict = await evaluate(said, question(), POINT, Material(), entailment=always(COVERED))

    assert [found.label for found in verdict.key_points] == [Label.CONTRADICTED, Label.COVERED]
