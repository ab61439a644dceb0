"""What makes up the chance that a talking point shows a line: `python -m evals.posting_pairs.chances`.

Prints numbers of `knowledge.posting.reading.Odds`, fitted on candidates that the encoder has not seen:
what it was trained on it knows by heart. What ships was fitted on strangers' postings besides (ADR 23).
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from evals.posting_pairs.data import Candidate, Line, Point, candidates
from knowledge.posting.reading import ALONE, FITTED_ON, LINES, Odds, lengths_of, nearest, of_others
from knowledge.posting.themes import asked_in, signs
from knowledge.showing.model import LocalShowing, local_showing, told_as
from language.sentences import count_words

_SEED = 20261130
# Postings of few lines, and guides with the talking points of so many others among theirs.
_FEW_LINES, _OTHERS = (2, 4, 8), (1, 3)
_MOST_SIGNS = 3


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate, and what the encoder makes of their lines, (lines, size), and points, (points, size).

    `titles`, (points, size), are those of the points by themselves.
    """

    candidate: Candidate
    lines: np.ndarray
    points: np.ndarray
    titles: np.ndarray


def main() -> None:
    """Print what was fitted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    showing = local_showing(parser.parse_args().cache)
    if showing is None:
        raise SystemExit("The encoder's weights are not installed: `make setup`.")
    rows = list(_cases([_read(each, showing) for each in (*candidates().fitting, *candidates().tuning)]))
    told = np.concatenate([told for _, told in rows])
    known = ~np.isnan(told)
    signs_of = np.concatenate([each for each, _ in rows])[known]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(signs_of, told[known])
    scaler, logistic = model[0], model[-1]
    weights = logistic.coef_[0] / scaler.scale_
    start = float(logistic.intercept_[0] - (weights * scaler.mean_).sum())
    # Our data have nothing but questions with their answers.
    print(Odds(*(round(float(each), 2) for each in (*weights, 0.0, start))))


def _read(candidate: Candidate, showing: LocalShowing) -> Read:
    told = [told_as(point.title, point.text) for point in candidate.points]
    return Read(
        candidate,
        showing.vectors([line.text for line in candidate.lines]),
        showing.vectors(told),
        showing.vectors([point.title for point in candidate.points]),
    )


def _cases(read: Sequence[Read]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(pairs, signs), and (pairs): 1 where the talking point shows the line, 0, nan where it comes close."""
    rng = random.Random(_SEED)
    for each in read:
        whole = list(range(len(each.candidate.lines)))
        yield _case(each, whole, [])
        for few in _FEW_LINES:
            yield _case(each, rng.sample(whole, few), [])
        for more in _OTHERS:
            # Nobody looked whether another's talking points show a line: hardly any do.
            yield _case(each, whole, rng.sample([other for other in read if other is not each], more))


def _case(read: Read, places: Sequence[int], others: Sequence[Read]) -> tuple[np.ndarray, np.ndarray]:
    lines = [read.candidate.lines[place] for place in places]
    points = [point for each in (read, *others) for point in each.candidate.points]
    asked = read.lines[list(places)]
    near = asked @ np.concatenate([each.points for each in (read, *others)]).T
    titles = asked @ np.concatenate([each.titles for each in (read, *others)]).T
    every = np.ones_like(near)
    told = np.zeros(near.shape)
    for row, line in zip(told, lines, strict=True):
        row[list(line.shows)] = 1
        row[list(line.near)] = np.nan
    features = (
        near,
        _elsewhere(near),
        np.array([of_others(row) for row in near]),
        titles,
        _elsewhere(titles),
        _themes(lines, points),
        every * lengths_of([count_words(point.text) for point in points]),
        every * math.log(len(points) / FITTED_ON),
        every * math.log(len(lines) / LINES),
    )
    return np.stack([each.ravel() for each in features], axis=1), told.ravel()


def _elsewhere(near: np.ndarray) -> np.ndarray:
    """(lines, points): how near each point is to the other lines that it is nearest to."""
    alone = np.full(near.shape[1], ALONE)
    return np.array(
        [nearest(np.delete(near, at, axis=0)) if len(near) > 1 else alone for at in range(len(near))]
    )


def _themes(lines: Sequence[Line], points: Sequence[Point]) -> np.ndarray:
    """(lines, points): how much each point has of a line's themes, as `Tellers` counts it."""
    found = np.zeros((len(lines), len(points)))
    texts = [told_as(point.title, point.text) for point in points]
    for row, line in zip(found, lines, strict=True):
        for theme in asked_in(line.text):
            counts = np.array([signs(theme, text) for text in texts])
            if (counts > 0).any():
                row += np.minimum(counts, _MOST_SIGNS) / math.sqrt((counts > 0).sum())
    return found


if __name__ == "__main__":
    main()
