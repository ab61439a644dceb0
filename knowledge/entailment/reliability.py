"""How often the encoder is right where it is sure: measured on answers it was not trained on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from domain.values import Frozen, Share
from language.tables import read_yaml


class Reliability(Frozen):
    """Key points whose expected credit lay from `least` to `most`: how many, and what was conveyed of them.

    `expected` and `conveyed` are means over the key points, 0 to 1; a key point told by half counts half.
    """

    least: Share
    most: Share
    count: int = Field(ge=0)
    expected: Share
    conveyed: Share


@cache
def reliability() -> tuple[Reliability, ...]:
    """The measured steps, from the least sure to the surest (`python -m evals.entailment.measure --keep`)."""
    file = Path(__file__).with_name("reliability.yaml")
    rows = read_yaml(file)
    return tuple(Reliability.model_validate(row) for row in rows)
