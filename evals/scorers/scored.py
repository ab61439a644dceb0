"""What a scorer hands over: figures, and sentences about what must never happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scored:
    """`metrics` by name (a measure that had nothing to measure is absent); `problems` fail the scenario."""

    metrics: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def shares(**counted: tuple[int, int]) -> dict[str, float]:
    """A share for each (hits, of); nothing where there was nothing to count."""
    return {name: hits / of for name, (hits, of) in counted.items() if of}


def mean(values: Sequence[float]) -> float:
    """The mean of at least one value."""
    return sum(values) / len(values)


def joined(parts: Iterable[Scored]) -> Scored:
    """All figures and problems together."""
    metrics: dict[str, float] = {}
    problems: list[str] = []
    for part in parts:
        metrics |= part.metrics
        problems += part.problems
    return Scored(metrics, tuple(problems))
