"""How the evaluator's scores agree with people's, beside plain scorers and another human."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from evals import plain_scorers
from evals.calibrate import GRADED, fit_on, prepare
from evals.correlation import bootstrap, pearson, rmse, spearman, with_interval, within_groups
from evals.fitting import Sample, fit_shares
from evals.graded import CachedCosines, Floats, GradedSet, Way, load, measure_all, ways

_ROUNDS = 400
_SEED = 7
_FOLDS = 10
_RIVAL = "token recall"


@dataclass(frozen=True, slots=True)
class Row:
    """One scorer on one set. Intervals are 95 %, from a bootstrap over questions.

    `beats_token_recall` is the share of a paired bootstrap over questions in which r is higher than token
    recall's, NaN for token recall itself.
    """

    set_name: str
    scorer: str
    answers: int
    pearson: float
    low: float
    high: float
    spearman: float
    rmse: float
    within: float
    beats_token_recall: float = float("nan")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table a set; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", nargs="+", type=Path, default=sorted(GRADED.glob("*.csv.gz")), help="graded answers"
    )
    parser.add_argument(
        "--fit-on", nargs="+", type=Path, help="fit on these files alone; goes with --test-on"
    )
    parser.add_argument("--test-on", nargs="+", type=Path, help="measure on these files")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--no-embeddings", action="store_true", help="leave out what needs the embedding model"
    )
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    options = parser.parse_args(arguments)
    if bool(options.fit_on) != bool(options.test_on):
        parser.error("--fit-on and --test-on go together")
    measured = ways(options.cache, embeddings=not options.no_embeddings)
    tested = [load(path) for path in options.test_on or options.data]
    fitted = [load(path) for path in options.fit_on or []]
    if not tested:
        parser.error(f"no graded answers in {GRADED}; name files with --data")
    for way in measured:
        prepare(way, [*tested, *fitted])
    rows = transfer(fitted, tested, measured) if fitted else leave_out(tested, measured)
    print(json.dumps([as_record(row) for row in rows], indent=2) if options.json else table(rows))


def leave_out(sets: Sequence[GradedSet], measured: Sequence[Way]) -> list[Row]:
    """Every set with its own questions left out in turn and, where there are others, fitted on those."""
    rows: list[Row] = []
    predictions: list[dict[str, Floats]] = [plain(graded, _cosines(measured)) for graded in sets]
    for way in measured:
        samples = [Sample(*measure_all(graded, way), graded.scores, graded.question_ids) for graded in sets]
        for at, graded in enumerate(sets):
            own = predictions[at]
            own[f"{way.name}, questions left out"] = _questions_left_out(way, samples[at], graded)
            others = samples[:at] + samples[at + 1 :]
            if others:
                elsewhere = [each for each in sets if each is not graded]
                own[f"{way.name}, fitted on the other sets"] = fit_on(way, others, elsewhere).predict(
                    samples[at]
                )
    for graded, own in zip(sets, predictions, strict=True):
        rows += rows_of(graded, own)
    return rows


def transfer(fitted: Sequence[GradedSet], tested: Sequence[GradedSet], measured: Sequence[Way]) -> list[Row]:
    """Fitted on one group of sets, measured on another."""
    rows: list[Row] = []
    for graded in tested:
        own = plain(graded, _cosines(measured))
        for way in measured:
            samples = [Sample(*measure_all(each, way), each.scores, each.question_ids) for each in fitted]
            target = Sample(*measure_all(graded, way), graded.scores, graded.question_ids)
            own[f"{way.name}, transferred"] = fit_on(way, samples, fitted).predict(target)
        rows += rows_of(graded, own)
    return rows


def _cosines(measured: Sequence[Way]) -> CachedCosines | None:
    return next((way.similarity for way in measured if way.similarity is not None), None)


def plain(graded: GradedSet, similarity: CachedCosines | None) -> dict[str, Floats]:
    """The plain scorers' scores."""
    scores = {
        "length": plain_scorers.length(graded),
        _RIVAL: plain_scorers.token_recall(graded),
        "TF-IDF cosine": plain_scorers.tf_idf(graded),
    }
    if similarity is not None:
        scores["MiniLM cosine"] = plain_scorers.embedding_cosine(graded, similarity)
    return scores


def rows_of(graded: GradedSet, predictions: Mapping[str, Floats]) -> list[Row]:
    """One row a scorer, a last one for the second human where there is one."""
    rows = [_row(graded, name, predicted, graded.scores) for name, predicted in predictions.items()]
    rows = [
        row
        if row.scorer == _RIVAL
        else replace(row, beats_token_recall=better_than(graded, predicted, predictions[_RIVAL]))
        for row, predicted in zip(rows, predictions.values(), strict=True)
    ]
    known = ~np.isnan(graded.first_grader) & ~np.isnan(graded.second_grader)
    if known.sum() >= 20:
        first, second = graded.first_grader[known], graded.second_grader[known]
        top = max(1.0, float(max(first.max(), second.max())))
        rows.append(_row(graded, "one human against the other", first / top, second / top, known))
    return rows


def better_than(graded: GradedSet, one: Floats, other: Floats) -> float:
    """The share of a paired bootstrap over questions in which `one` has the higher Pearson r."""

    def gain(at: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float:
        return pearson(one[at], graded.scores[at]) - pearson(other[at], graded.scores[at])

    return float((bootstrap(graded.question_ids, gain, _ROUNDS, _SEED) > 0).mean())


def table(rows: Sequence[Row]) -> str:
    """The rows for a person to read."""
    lines = []
    for name in dict.fromkeys(row.set_name for row in rows):
        own = [row for row in rows if row.set_name == name]
        lines += [
            "",
            f"{name}: {own[0].answers} answers",
            f"  {'':44} Pearson r [95 %]      Spearman  RMSE   within a question  beats token recall",
        ]
        lines += [
            f"  {row.scorer:44} {row.pearson:.3f} [{row.low:.2f}, {row.high:.2f}]    "
            f"{row.spearman:.3f}     {row.rmse:.3f}  {row.within:.3f}{_against_rival(row)}"
            for row in own
        ]
    return "\n".join(lines[1:])


def _against_rival(row: Row) -> str:
    known = row.beats_token_recall == row.beats_token_recall
    return f"{'':13}{row.beats_token_recall:.1%} of resamples" if known else ""


def as_record(row: Row) -> dict[str, object]:
    """The row for JSON; figures that are not known are null."""
    values = {name: getattr(row, name) for name in Row.__dataclass_fields__}
    return {name: None if value != value else value for name, value in values.items()}


def _row(
    graded: GradedSet,
    name: str,
    predicted: Floats,
    given: Floats,
    kept: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None,
) -> Row:
    groups = graded.question_ids if kept is None else graded.question_ids[kept]
    resampled = bootstrap(groups, lambda at: pearson(predicted[at], given[at]), _ROUNDS, _SEED)
    value = with_interval(pearson(predicted, given), resampled)
    return Row(
        set_name=graded.name,
        scorer=name,
        answers=len(predicted),
        pearson=round(value.value, 4),
        low=round(value.low, 4),
        high=round(value.high, 4),
        spearman=round(spearman(predicted, given), 4),
        rmse=round(rmse(predicted, given), 4),
        within=round(within_groups(predicted, given, groups), 4),
    )


def _questions_left_out(way: Way, sample: Sample, graded: GradedSet) -> Floats:
    """Predictions for each question from a fit on the others, in ten folds where there are more questions."""
    ids = np.unique(sample.question_ids)
    fold_of = {question: at % min(_FOLDS, len(ids)) for at, question in enumerate(ids.tolist())}
    folds = np.array([fold_of[question] for question in sample.question_ids.tolist()])
    whole = fit_on(way, [sample], [graded])
    predicted = np.zeros(len(sample.scores))
    for fold in np.unique(folds):
        shares = fit_shares(way.figures, [sample.only(folds != fold)], whole.fullness)
        predicted[folds == fold] = replace(whole, shares=shares).predict(sample.only(folds == fold))
    return predicted


if __name__ == "__main__":
    main()
