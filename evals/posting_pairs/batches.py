"""What one step of the training sees: lines, talking points, and which of these shows which line."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.posting_pairs.data import Candidate, Phrase, Point
from knowledge.showing.model import told_as

SHOWS = 1.0
# What comes close is told by some of it; a phrase's near miss is one on purpose.
_NEAR, _NEAR_PHRASE = 0.3, 0.25
_GUIDES, _PHRASES, _ANSWERS = 2, 30, 2
# So often a point is read without its title: many guides have none that tells anything.
_UNTITLED = 0.15


@dataclass(frozen=True, slots=True)
class Batch:
    """`targets` (lines, points): SHOWS, a share for what comes close, 0; `asked` is 1 where it is known."""

    lines: tuple[str, ...]
    points: tuple[str, ...]
    targets: np.ndarray
    asked: np.ndarray


def of_guides(candidates: Sequence[Candidate], rng: random.Random) -> Batch:
    """Some candidates' lines beside their own points: nobody looked which point of another's shows a line."""
    drawn = rng.sample(list(candidates), min(_GUIDES, len(candidates)))
    shape = sum(len(each.lines) for each in drawn), sum(len(each.points) for each in drawn)
    targets, asked = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    row = column = 0
    for each in drawn:
        asked[row : row + len(each.lines), column : column + len(each.points)] = 1
        for number, line in enumerate(each.lines, start=row):
            targets[number, [column + place for place in line.shows]] = SHOWS
            targets[number, [column + place for place in line.near]] = _NEAR
        row, column = row + len(each.lines), column + len(each.points)
    return Batch(
        tuple(line.text for each in drawn for line in each.lines),
        tuple(_read(point, rng) for each in drawn for point in each.points),
        targets,
        asked,
    )


def of_phrases(phrases: Sequence[Phrase], rng: random.Random) -> Batch:
    """Lines of any field, each beside its own answers, its near miss, and those of all the others."""
    drawn = rng.sample(list(phrases), min(_PHRASES, len(phrases)))
    told = [
        (number, text, share)
        for number, each in enumerate(drawn)
        for texts, share in (
            (rng.sample(each.shows, min(_ANSWERS, len(each.shows))), SHOWS),
            (rng.sample(each.near, min(1, len(each.near))), _NEAR_PHRASE),
        )
        for text in texts
    ]
    targets = np.zeros((len(drawn), len(told)), np.float32)
    for column, (row, _, share) in enumerate(told):
        targets[row, column] = share
    texts = tuple(text for _, text, _ in told)
    return Batch(tuple(each.text for each in drawn), texts, targets, np.ones_like(targets))


def _read(point: Point, rng: random.Random) -> str:
    return point.text if rng.random() < _UNTITLED else told_as(point.title, point.text)
