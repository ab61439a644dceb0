"""Print what answers score beside what is fair, by kind: `python -m evals.fairly`, half of them at a time."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from domain.verdict import Label, Verdict
from evals.fairly.cases import Case, cases
from evals.sample_answers import judged
from knowledge.entailment.model import local_entailment

Judged = tuple[Case, Verdict]


def main() -> None:
    """Judge one half; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="the half that nothing was tuned on")
    parser.add_argument("--each", action="store_true", help="a line for each answer, too")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args()
    if options.each and options.unseen:
        parser.error("--each goes without --unseen: whoever reads the unseen mistakes tunes on them")
    entailment = local_entailment(options.cache)
    groups: dict[str, list[Judged]] = defaultdict(list)
    for case in cases():
        if case.unseen == options.unseen:
            pair = (case, judged(case, entailment))
            groups[case.kind].append(pair)
            if case.group != case.kind:
                groups[f"{case.group}: all"].append(pair)
            if options.each:
                print(f"{_score(pair[1]):4.0%}, fair {case.fair:4.0%}  {case.kind:32} {case.point.title}")
    for kind, pairs in groups.items():
        print(_line(kind, pairs))


def _line(kind: str, pairs: Sequence[Judged]) -> str:
    scores = np.array([_score(verdict) for _, verdict in pairs])
    fair = np.array([case.fair for case, _ in pairs])
    covered = [found.label is Label.COVERED for _, verdict in pairs for found in verdict.key_points]
    return (
        f"{kind:34} {len(pairs):3}  mean {scores.mean():4.0%}, fair {fair.mean():4.0%}, "
        f"off by {np.abs(scores - fair).mean():4.0%}, above half {np.mean(scores > 0.5):4.0%}, "
        f"key points covered {np.mean(covered):4.0%}"
    )


def _score(verdict: Verdict) -> float:
    return verdict.score.value if verdict.score else 0.0


if __name__ == "__main__":
    main()
