"""Print what answers are worth that are worth nothing, and honest ones: `python -m evals.worthless`."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from domain.verdict import Label
from evals.sample_answers import judged
from evals.worthless.cases import cases
from knowledge.entailment.model import local_entailment

# No worthless answer should score more.
_FAIR = 0.2


def main() -> None:
    """Judge one half; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="the half that nothing was tuned on")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args()
    entailment = local_entailment(options.cache)
    scores: dict[bool, list[float]] = {True: [], False: []}
    covered: list[bool] = []
    for case in cases():
        if case.unseen != options.unseen:
            continue
        verdict = judged(case, entailment)
        value = verdict.score.value if verdict.score else 0.0
        scores[case.honest].append(value)
        if case.honest:
            covered += [found.label is Label.COVERED for found in verdict.key_points]
        print(
            f"{'honest' if case.honest else 'worthless':10} {case.kind:28} {value:4.0%}  {case.point.title}"
        )
    honest, worthless = np.array(scores[True]), np.array(scores[False])
    beats = np.mean(np.sign(honest[:, None] - worthless[None, :]) / 2 + 0.5)
    print(f"honest: mean {honest.mean():.0%}, key points covered {np.mean(covered):.0%}")
    print(
        f"worthless: mean {worthless.mean():.0%}, above {_FAIR:.0%} {np.mean(worthless > _FAIR):.0%}, "
        f"above half {np.mean(worthless > 0.5):.0%}"
    )
    print(f"P(honest beats worthless) {beats:.3f}")


if __name__ == "__main__":
    main()
