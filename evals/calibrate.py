"""Fit the evaluator's figures on answers that people graded and write agents/evaluator/calibration.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agents.evaluator.calibration import Blend, Calibration, Gate, Interval
from agents.evaluator.features import LEXICAL, SEMANTIC
from evals.fitting import Sample, as_blend, fill, fit_gate, fit_interval, fit_shares, relevance_of
from evals.graded import (
    CachedCosines,
    Floats,
    GradedSet,
    cached_similarity,
    load,
    measure_all,
    measure_one,
    texts_of,
)

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "agents" / "evaluator" / "calibration.json"
GRADED = ROOT.parent / "shared" / "graded"
# Between 1.5 and 2 agreement hardly differs (docs/adr/0006-scoring.md); at 2 an answer with a third of the
# key points would be called Solid.
FULLNESS = 1.5
_SWAPPED_PER_SET = 1500


@dataclass(frozen=True, slots=True)
class Fitted:
    """One blend and what goes with it."""

    blend: Blend
    gate: Gate
    interval: Interval


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on the files given, by default on all in ../shared/graded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", nargs="+", type=Path, default=sorted(GRADED.glob("*.csv.gz")), help="graded answers"
    )
    parser.add_argument("--out", type=Path, default=TARGET, help="the file to write")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    options = parser.parse_args(arguments)
    if not options.data:
        parser.error(f"no graded answers in {GRADED}; name files with --data")
    similarity = cached_similarity(options.cache)
    if similarity is None:
        parser.error(
            "the local embedding model is not here, and half of the figures need it: run `interview setup`"
        )
    sets = [load(path) for path in options.data]
    for graded in sets:
        similarity.prepare(texts_of(graded))
    similarity.keep()
    calibration = fit(sets, similarity)
    options.out.write_text(json.dumps(calibration.model_dump(), indent=2) + "\n", encoding="utf-8")
    answers = sum(calibration.fitted_on.values())
    print(f"{options.out}: version {calibration.version}, fitted on {answers} answers")


def fit(sets: Sequence[GradedSet], similarity: CachedCosines) -> Calibration:
    """Everything the evaluator needs, fitted on `sets`."""
    lexical = _fit_blend(sets, LEXICAL, None)
    semantic = _fit_blend(sets, SEMANTIC, similarity)
    figures = Calibration(
        version="",
        lexical=lexical.blend,
        semantic=semantic.blend,
        gate=lexical.gate,
        semantic_gate=semantic.gate,
        fullness=FULLNESS,
        semantic_fullness=FULLNESS,
        interval=lexical.interval,
        semantic_interval=semantic.interval,
        fitted_on={graded.name: len(graded.answers) for graded in sets},
    )
    digest = hashlib.sha256(figures.model_dump_json().encode()).hexdigest()[:8]
    return figures.model_copy(update={"version": f"1-{digest}"})


def _fit_blend(sets: Sequence[GradedSet], names: Sequence[str], similarity: CachedCosines | None) -> Fitted:
    samples = [
        Sample(*measure_all(graded, similarity), graded.scores, graded.question_ids) for graded in sets
    ]
    gate = fit_gate_on(names, samples, sets, similarity)
    predicted: list[Floats] = []
    given: list[Floats] = []
    for at, sample in enumerate(samples):
        # Left out in turn: the interval is for sets that nothing was fitted on. A right-or-wrong label is no
        # degree, and would make every interval as wide as the scale.
        others = samples[:at] + samples[at + 1 :] or samples
        if sets[at].on_a_scale or not any(graded.on_a_scale for graded in sets):
            shares = fit_shares(names, others, FULLNESS)
            scores = fill(sample.figures, FULLNESS) @ shares * relevance_of(names, sample.figures, gate)
            predicted.append(scores)
            # How lenient graders are differs from set to set and says nothing about an answer.
            given.append(sample.scores - sample.scores.mean() + scores.mean())
    interval = fit_interval(np.concatenate(predicted), np.concatenate(given))
    return Fitted(as_blend(names, fit_shares(names, samples, FULLNESS)), gate, interval)


def fit_gate_on(
    names: Sequence[str],
    samples: Sequence[Sample],
    sets: Sequence[GradedSet],
    similarity: CachedCosines | None,
) -> Gate:
    """The relevance gate from answers that people gave at least half, and from answers to other questions."""
    own = np.vstack([sample.figures[sample.scores >= 0.5] for sample in samples])
    return fit_gate(names, own, np.vstack([_swapped(graded, similarity) for graded in sets]))


def _swapped(graded: GradedSet, similarity: CachedCosines | None) -> Floats:
    """The figures of answers held against the next question of their set."""
    asked = dict(
        zip(graded.question_ids.tolist(), zip(graded.questions, graded.references, strict=True), strict=True)
    )
    ids = sorted(asked)
    following = dict(zip(ids, ids[1:] + ids[:1], strict=True))
    step = max(1, len(graded.answers) // _SWAPPED_PER_SET)
    rows: list[list[float]] = []
    for answer, own in zip(graded.answers[::step], graded.question_ids[::step], strict=True):
        question, references = asked[following[str(own)]]
        rows.append(measure_one(answer, question, references, similarity)[0])
    return np.array(rows)


if __name__ == "__main__":
    main()
