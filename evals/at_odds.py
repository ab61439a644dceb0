"""Fitting and measuring the alarm that a pupil's answer is at odds with the model answer.

`python -m evals.at_odds` fits on SciEntsBank's training split (five folds by question are printed first) and
writes the figures; with `--look` it only measures what an interview's evaluator alarms on in the test splits,
which docs/scoring.md keeps a log of. The texts are people's and stay where they are (CC BY-SA 3.0).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from agents.evaluator.against.at_odds import differences
from evals.contradicted.statements import judged_line
from evals.graded import ALTERNATIVES, Floats
from knowledge.entailment.model import local_entailment
from language.text import read

_GOOD, _AGAINST = "correct", "contradictory"
_FOLDS, _SEED = 5, 7


def rows(file: Path, *, training: bool) -> Iterator[dict[str, str]]:
    """The answers of one part, those of the test splits in a drawn order."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as opened:
        found = [row for row in csv.DictReader(opened) if (row["split"] == "training") is training]
    order = range(len(found)) if training else np.random.default_rng(_SEED).permutation(len(found))
    yield from (found[at] for at in order if found[at]["answer"].strip())


def fit(file: Path) -> dict[str, object]:
    """The slopes over how the words differ, contradictory answers against correct ones."""
    chosen = [row for row in rows(file, training=True) if row["label"] in (_GOOD, _AGAINST)]
    found = [
        differences(read(row["question"]).stems, read(_first_reference(row)), read(row["answer"]))
        for row in chosen
    ]
    names = tuple(found[0])
    figures: Floats = np.array([[each[name] for name in names] for each in found])
    against = np.array([row["label"] == _AGAINST for row in chosen])
    spread = figures.std(axis=0)
    model = LogisticRegression(class_weight="balanced")
    folds = cross_val_predict(
        model,
        figures / spread,
        against,
        groups=[row["qid"] for row in chosen],
        cv=GroupKFold(_FOLDS),
        method="decision_function",
    )
    print(f"questions left out: {_found_at(folds, against):.0%} where 5 % of the correct are called so")
    model.fit(figures / spread, against)
    slopes = model.coef_[0] / spread
    return {
        "bias": round(float(model.intercept_[0]), 4),
        "slopes": {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)},
    }


def _found_at(values: Floats, against: np.ndarray, false: float = 0.05) -> float:
    return float((values[against] > np.quantile(values[~against], 1 - false)).mean())


def look(file: Path, cache: Path, most: int) -> None:
    """Print the share of alarms, by what people called the answers."""
    entailment = local_entailment(cache)
    alarms: dict[str, list[bool]] = {}
    for row in list(rows(file, training=False))[:most]:
        verdict = judged_line(row["question"], _first_reference(row), row["answer"], entailment)
        alarms.setdefault(row["label"], []).append(verdict)
    told = ", ".join(f"{label} {np.mean(all_):.1%} of {len(all_)}" for label, all_ in sorted(alarms.items()))
    print(f"{file.name.split('.')[0]}: {told}")


def _first_reference(row: dict[str, str]) -> str:
    return row["reference"].split(ALTERNATIVES)[0].strip()


def main() -> None:
    """Fit, or look."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--graded", type=Path, default=Path("../shared/graded"))
    parser.add_argument("--cache", type=Path, default=Path("build/at-odds"))
    parser.add_argument("--look", action="store_true", help="alarms on the test splits, and no fit")
    parser.add_argument("--most", type=int, default=100_000, help="answers of each set to look at")
    given = parser.parse_args()
    if given.look:
        for name in ("scientsbank", "beetle"):
            look(given.graded / f"{name}.csv.gz", given.cache, given.most)
        return
    fitted = fit(given.graded / "scientsbank.csv.gz")
    file = Path(str(resources.files("agents.evaluator.against").joinpath("at_odds.json")))
    file.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
