"""The fitted figures that turn measurements into a score; `python -m evals.calibrate` makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from pydantic import Field

from domain.values import Frozen


class Blend(Frozen):
    """A weighted mean of measured figures; the shares add up to 1."""

    shares: dict[str, float]

    def value(self, figures: Mapping[str, float]) -> float:
        """The mean of `figures`, 0 to 1."""
        return sum(share * figures[name] for name, share in self.shares.items())


class Gate(Frozen):
    """How surely an answer is about its question at all: a logistic regression on measured figures."""

    bias: float
    slopes: dict[str, float]


class Interval(Frozen):
    """Held-out quantiles of what people gave, less what was predicted, by the predicted score.

    Between the scores in `at` (rising, 0 to 1) the outer quantiles `low` and `high` are interpolated. On a
    set that nothing was fitted on they hold about 80 % of the answers.
    """

    at: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class Calibration(Frozen):
    """Everything fitted.

    `lexical` is for words alone, `semantic` for words and embeddings; for answers that the encoder read there
    is an interval alone. `fullness` is the exponent k of 1 - (1 - x)^k, which maps a share of words to what
    people credit for it; what the encoder found conveyed needs no such map.
    """

    version: str
    lexical: Blend
    semantic: Blend
    gate: Gate
    semantic_gate: Gate
    fullness: float = Field(ge=1)
    semantic_fullness: float = Field(ge=1)
    interval: Interval
    semantic_interval: Interval
    entailed_interval: Interval
    fitted_on: dict[str, int] = Field(default_factory=dict)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The calibration that ships with the program."""
    file = resources.files("agents.evaluator.scoring").joinpath("calibration.json")
    return Calibration.model_validate(json.loads(file.read_text(encoding="utf-8")))
