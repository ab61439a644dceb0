"""This run beside an accepted one: what got better and worse, with intervals for the noise."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.intervals import mean_interval
from domain.errors import InterviewError
from evals.metrics import METRICS
from evals.runs.results import Result, Summary, read, write

BASELINES = Path(__file__).resolve().parent.parent / "baselines"
_SEED = 11
_NOT_COMPARED = frozenset(metric.name for metric in METRICS.values() if metric.unit == "ms")
"""What depends on the machine is shown and never called a regression."""
_DIGITS = 4
_LEAST = 0.005
"""A smaller difference is what another processor's rounding makes, and nobody would notice it."""
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, now and then, over the scenarios that both runs have.

    `low` and `high` bound 95 % of the bootstrap of the mean difference; `verdict` is "better", "worse" or "".
    """

    metric: str
    scenarios: int
    then: float
    now: float
    low: float
    high: float
    verdict: str

    @property
    def interval(self) -> str:
        """The interval in words."""
        if math.isinf(self.low):
            return "(too few to tell)"
        return f"[{self.low:+.3f}, {self.high:+.3f}]"


def path_of(name: str) -> Path:
    """Where the baseline `name` is kept; a path is taken as it is. Raises `InterviewError`."""
    if _NAME.fullmatch(name):
        return BASELINES / f"{name}.jsonl"
    if "/" in name or name.endswith(".jsonl"):
        return Path(name)
    raise InterviewError(f"{name!r} is no name of a baseline: letters, digits, - and _ only, or a path.")


def accept(name: str, results: Sequence[Result], summary: Summary) -> Path:
    """Keep this run as the baseline `name`, without transcripts and without what depends on the machine."""
    slim = [
        result.model_copy(
            update={
                "transcript": (),
                "failed": (),
                "milliseconds": 0.0,
                "metrics": {
                    metric: round(value, _DIGITS)
                    for metric, value in result.metrics.items()
                    if metric not in _NOT_COMPARED
                },
            }
        )
        for result in results
        if not result.skipped
    ]
    path = path_of(name)
    metrics = {name: value for name, value in summary.metrics.items() if name not in _NOT_COMPARED}
    write(path, slim, summary.model_copy(update={"milliseconds": 0.0, "metrics": metrics}))
    return path


def compare(results: Sequence[Result], name: str) -> tuple[Change, ...]:
    """Each measure of `results` beside the baseline `name`. Raises `InterviewError`."""
    accepted, _ = read(path_of(name))
    then = {(result.scenario, result.seed): result for result in accepted}
    pairs = [(then[key], result) for result in results if (key := (result.scenario, result.seed)) in then]
    return tuple(
        _change(metric, [(a.metrics[metric], b.metrics[metric]) for a, b in both])
        for metric in METRICS
        if metric not in _NOT_COMPARED
        and (both := [(a, b) for a, b in pairs if metric in a.metrics and metric in b.metrics])
    )


def newly_failing(results: Sequence[Result], name: str) -> tuple[str, ...]:
    """The scenarios that passed in the baseline and fail now."""
    accepted, _ = read(path_of(name))
    passed = {(result.scenario, result.seed) for result in accepted if result.passed}
    return tuple(
        r.scenario for r in results if not r.passed and not r.skipped and (r.scenario, r.seed) in passed
    )


def _change(metric: str, values: Sequence[tuple[float, float]]) -> Change:
    # Rounded as baselines are kept, so that the sixth digit is no change.
    then, now = np.round(np.array(values, dtype=np.float64), _DIGITS).T
    low, high = interval(now - then)
    better = METRICS[metric].better
    verdict = ""
    noticed = abs(float((now - then).mean())) >= _LEAST
    if better and noticed and (low > 0 or high < 0):
        verdict = "better" if (low > 0) == (better == "higher") else "worse"
    return Change(metric, len(values), float(then.mean()), float(now.mean()), low, high, verdict)


def interval(differences: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of the mean difference, by the percentile bootstrap over scenarios.

    Scenarios are drawn, not turns: the turns of one scenario are not independent. Of fewer than three
    scenarios nothing can be said, and the interval is everything.
    """
    if not differences.any():
        return 0.0, 0.0
    if len(differences) < 3:
        return float("-inf"), float("inf")
    if np.ptp(differences) < 1e-12:
        return float(differences[0]), float(differences[0])
    return mean_interval(differences, _SEED)


def told(changes: Sequence[Change]) -> Iterable[str]:
    """The changes, what got worse first; what did not move is counted."""
    moved = [each for each in changes if each.now != each.then]
    order = {"worse": 0, "better": 1, "": 2}
    for each in sorted(moved, key=lambda change: order[change.verdict]):
        verdict = each.verdict or "unsure"
        yield (
            f"  {verdict:7} {each.metric:24} {each.then:.3f} → {each.now:.3f}   "
            f"difference {each.now - each.then:+.3f} {each.interval}   "
            f"{each.scenarios} scenarios"
        )
    yield f"  unmoved {len(changes) - len(moved)} of {len(changes)} measures"
