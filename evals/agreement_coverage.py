"""How often the score's interval holds on a set of graded answers that nothing was fitted on."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agents.evaluator.scoring import arithmetic
from evals.calibrate import GRADED, fit_on, prepare
from evals.fitting import Sample, fit_interval
from evals.graded import Floats, GradedSet, Way, load, measure_all, ways

# From four key points on the interval is not widened, so this is its narrowest.
_KEY_POINTS = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of a set's answers whose grade lies in the interval, and the interval's mean width.

    `held` is with the set's own leniency (its mean difference from the score) taken out, as the interval is
    meant; `held_as_graded` leaves it in; `leniency` is that difference, on the scale of 0 to 1.
    """

    set_name: str
    held: float
    held_as_graded: float
    width: float
    leniency: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each set graded on a scale; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, default=sorted(GRADED.glob("*.csv.gz")))
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    options = parser.parse_args(arguments)
    sets = [load(path) for path in options.data]
    if sum(graded.on_a_scale for graded in sets) < 2:
        parser.error("coverage needs two or more sets graded on a scale; name files with --data")
    print(f"{'':36} held   as graded  width  leniency")
    for way in ways(options.cache):
        prepare(way, sets)
        for row in coverage(way, sets):
            print(
                f"{way.name:20} {row.set_name:15} {row.held:.1%}  {row.held_as_graded:.1%}      "
                f"{row.width:.2f}   {row.leniency:+.2f}"
            )


def coverage(way: Way, sets: Sequence[GradedSet]) -> list[Coverage]:
    """Each set graded on a scale, with shares, gate and interval from the other sets alone."""
    samples = [Sample(*measure_all(graded, way), graded.scores, graded.question_ids) for graded in sets]
    predicted: list[Floats] = []
    for at, sample in enumerate(samples):
        others, elsewhere = samples[:at] + samples[at + 1 :], [*sets[:at], *sets[at + 1 :]]
        predicted.append(fit_on(way, others, elsewhere).predict(sample))
    alike = [
        sample.scores - sample.scores.mean() + own.mean()
        for sample, own in zip(samples, predicted, strict=True)
    ]
    scaled = [at for at, graded in enumerate(sets) if graded.on_a_scale]
    rows: list[Coverage] = []
    for at in scaled:
        rest = [other for other in scaled if other != at]
        spread = fit_interval(
            np.concatenate([predicted[other] for other in rest]),
            np.concatenate([alike[other] for other in rest]),
        )
        ends = np.array([arithmetic.interval(value, _KEY_POINTS, spread) for value in predicted[at].tolist()])
        rows.append(
            Coverage(
                set_name=sets[at].name,
                held=_within(alike[at], ends),
                held_as_graded=_within(samples[at].scores, ends),
                width=float((ends[:, 1] - ends[:, 0]).mean()),
                leniency=float(samples[at].scores.mean() - predicted[at].mean()),
            )
        )
    return rows


def _within(given: Floats, ends: Floats) -> float:
    # Without the graders' leniency a grade may lie outside the scale; there is no such score.
    inside = np.clip(given, 0, 1)
    return float(((inside >= ends[:, 0] - 1e-9) & (inside <= ends[:, 1] + 1e-9)).mean())


if __name__ == "__main__":
    main()
