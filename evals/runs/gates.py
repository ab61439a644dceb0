"""What a run as a whole must reach to be let through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.errors import BadSetting
from evals.metrics import METRICS
from evals.playing.scenario import Bound
from evals.runs.results import Summary


def read(texts: Iterable[str]) -> dict[str, Bound]:
    """Gates by measure, from "measure=figure": the mean is to be this good or better.

    Raises `BadSetting` for what is no measure, has no better, or is no figure.
    """
    gates: dict[str, Bound] = {}
    for text in texts:
        name, _, figure = text.partition("=")
        metric = METRICS.get(name.strip())
        if metric is None or not metric.better:
            judged = ", ".join(sorted(each.name for each in METRICS.values() if each.better))
            raise BadSetting(
                f"--gate {text}: no measure {name.strip()!r} that has a better; allowed: {judged}"
            )
        try:
            value = float(figure)
        except ValueError:
            raise BadSetting(f"--gate {text}: is not of the form {name}=0.9") from None
        gates[metric.name] = Bound(at_least=value) if metric.better == "higher" else Bound(at_most=value)
    return gates


def missed(summary: Summary, gates: Mapping[str, Bound]) -> tuple[str, ...]:
    """A line for each gate that the run does not pass; one without anything to measure is not passed."""
    lines: list[str] = []
    for name, bound in gates.items():
        value = summary.metrics.get(name)
        if value is None:
            lines.append(f"{name} should be {bound}, and there was nothing to measure it on")
        elif not bound.holds(value):
            lines.append(f"{name} is {value:.3f}, should be {bound}")
    return tuple(lines)
