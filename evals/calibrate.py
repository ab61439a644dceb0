"""Fit the evaluator's figures on answers that people graded and write its calibration.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from agents.evaluator.scoring.calibration import Blend, Calibration, Gate, Interval, calibration
from evals.entailment.compose import planned
from evals.entailment.data import Conveyed, questions, statements
from evals.entailment.measure import examples
from evals.fitting import Fit, Sample, as_blend, fit_gate, fit_interval, fit_shares
from evals.graded import Floats, GradedSet, Way, load, measure_all, measure_one, texts_of, ways

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "agents" / "evaluator" / "scoring" / "calibration.json"
GRADED = ROOT.parent / "shared" / "graded"
# Between 1.5 and 2 agreement hardly differs (docs/adr/0006-scoring.md); at 2 an answer with a third of the
# key points would be called Solid.
FULLNESS = 1.5
_SWAPPED_PER_SET = 1500


@dataclass(frozen=True, slots=True)
class Fitted:
    """One blend and what goes with it."""

    blend: Blend
    gate: Gate | None
    interval: Interval


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit on the files given, by default on all in ../shared/graded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", nargs="+", type=Path, default=sorted(GRADED.glob("*.csv.gz")), help="graded answers"
    )
    parser.add_argument("--out", type=Path, default=TARGET, help="the file to write")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    parser.add_argument(
        "--encoder-alone", action="store_true", help="fit what the encoder needs; the rest stays as it is"
    )
    options = parser.parse_args(arguments)
    if not options.data:
        parser.error(f"no graded answers in {GRADED}; name files with --data")
    measured = ways(options.cache)
    if len(measured) < 3:
        parser.error("the local models are not here, and most figures need them: run `interview setup`")
    sets = [load(path) for path in options.data]
    if options.encoder_alone:
        fitted = refit(sets, measured[-1])
    else:
        for way in measured:
            prepare(way, sets)
        fitted = fit(sets, *measured)
    options.out.write_text(json.dumps(fitted.model_dump(), indent=2) + "\n", encoding="utf-8")
    answers = sum(fitted.fitted_on.values())
    print(f"{options.out}: version {fitted.version}, fitted on {answers} answers")


def fit(sets: Sequence[GradedSet], words: Way, embeddings: Way, encoder: Way) -> Calibration:
    """Everything the evaluator needs, fitted on `sets`; for the encoder on our own tuning part, too."""
    lexical = _fit_blend(sets, words)
    semantic = _fit_blend(sets, embeddings)
    entailed = _fit_blend([*sets, labelled_by_us()], encoder)
    assert lexical.gate is not None and semantic.gate is not None
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
        entailed_interval=entailed.interval,
        fitted_on={graded.name: len(graded.answers) for graded in sets},
    )
    return _versioned(figures)


def refit(sets: Sequence[GradedSet], encoder: Way) -> Calibration:
    """The calibration that ships, with what the encoder needs fitted anew."""
    # Its interval is from sets graded on a scale alone, and it has one figure, which needs no share.
    entailed = _fit_blend([*(graded for graded in sets if graded.on_a_scale), labelled_by_us()], encoder)
    figures = {"entailed_interval": entailed.interval, "version": ""}
    return _versioned(calibration().model_copy(update=figures))


def _versioned(figures: Calibration) -> Calibration:
    digest = hashlib.sha256(figures.model_dump_json().encode()).hexdigest()[:8]
    return figures.model_copy(update={"version": f"1-{digest}"})


def _fit_blend(sets: Sequence[GradedSet], way: Way) -> Fitted:
    samples = [Sample(*measure_all(graded, way), graded.scores, graded.question_ids) for graded in sets]
    whole = fit_on(way, samples, sets)
    predicted: list[Floats] = []
    given: list[Floats] = []
    for at, sample in enumerate(samples):
        # Left out in turn: the interval is for sets that nothing was fitted on. A right-or-wrong label is no
        # degree, and would make every interval as wide as the scale.
        others = samples[:at] + samples[at + 1 :] or samples
        if sets[at].on_a_scale or not any(graded.on_a_scale for graded in sets):
            shares = fit_shares(way.figures, others, whole.fullness)
            scores = replace(whole, shares=shares).predict(sample)
            predicted.append(scores)
            # How lenient graders are differs from set to set and says nothing about an answer.
            given.append(sample.scores - sample.scores.mean() + scores.mean())
    interval = fit_interval(np.concatenate(predicted), np.concatenate(given))
    return Fitted(as_blend(way.figures, whole.shares), whole.gate, interval)


def fit_on(way: Way, samples: Sequence[Sample], sets: Sequence[GradedSet]) -> Fit:
    """Shares fitted on `samples`, and the gate that the way needs.

    The gate is from answers that people gave at least half, and from answers to other questions. The encoder
    needs none: what answers another question conveys nothing.
    """
    if way.entailment is not None:
        return Fit(way.figures, fit_shares(way.figures, samples, 1.0), None, 1.0)
    own = np.vstack([sample.figures[sample.scores >= 0.5] for sample in samples])
    gate = fit_gate(way.figures, own, np.vstack([_swapped(graded, way) for graded in sets]))
    return Fit(way.figures, fit_shares(way.figures, samples, FULLNESS), gate, FULLNESS)


def prepare(way: Way, sets: Sequence[GradedSet]) -> None:
    """Embed every text of `sets` once, where the way embeds."""
    if way.similarity is not None:
        for graded in sets:
            way.similarity.prepare(texts_of(graded))
        way.similarity.keep()


def labelled_by_us() -> GradedSet:
    """The tuning part of evals/entailment as a graded set: the mean of an answer's labels is its grade."""
    given = examples(questions().tuning, statements().tuning)
    worth = {Conveyed.COVERED: 1.0, Conveyed.PARTLY: 0.5, Conveyed.ABSENT: 0.0, Conveyed.DENIED: 0.0}
    scores = np.array([np.mean([worth[label] for label in each.labels]) for each in given])
    return GradedSet(
        name="ours",
        questions=[""] * len(given),
        references=[(planned(each.points, "\n"),) for each in given],
        answers=[each.text for each in given],
        scores=scores,
        question_ids=np.array([each.points[0] for each in given]),
        first_grader=np.full(len(given), np.nan),
        second_grader=np.full(len(given), np.nan),
    )


def _swapped(graded: GradedSet, way: Way) -> Floats:
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
        rows.append(measure_one(answer, question, references, way)[0])
    return np.array(rows)


if __name__ == "__main__":
    main()
