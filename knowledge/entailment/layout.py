"""How an answer and its key points lie in one row for the encoder; training and inference share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = npt.NDArray[np.int64]

# Tokens of an answer in one row, and of one key point. The position table has 512 rows.
MOST_ANSWER, MOST_POINT = 320, 64


@dataclass(frozen=True, slots=True)
class Row:
    """An answer followed by its key points, a number for each token: all of shape (tokens,).

    `segments` is 0 for the answer and 1, 2, … for the key points. A key point's positions begin where the
    answer's end, whatever its place in the row: so the order in which key points stand tells nothing.
    """

    ids: Integers
    positions: Integers
    segments: Integers


def answer_ids(tokenizer: Tokenizer, answer: str) -> list[int]:
    """The answer's tokens between the tokenizer's own first and last, cut at MOST_ANSWER."""
    ids: list[int] = tokenizer.encode(answer).ids
    return ids if len(ids) <= MOST_ANSWER else [*ids[: MOST_ANSWER - 1], ids[-1]]


def point_ids(tokenizer: Tokenizer, point: str) -> list[int]:
    """A key point's tokens with [SEP] behind, cut at MOST_POINT."""
    ids: list[int] = tokenizer.encode(point).ids
    return [*ids[1:-1][: MOST_POINT - 1], ids[-1]]


def lay_out(answer: Sequence[int], points: Sequence[Sequence[int]]) -> Row:
    """One row of an answer's tokens and its key points'."""
    ids, positions, segments = list(answer), list(range(len(answer))), [0] * len(answer)
    for number, point in enumerate(points, start=1):
        ids += point
        positions += range(len(answer), len(answer) + len(point))
        segments += [number] * len(point)
    return Row(*(np.array(values, dtype=np.int64) for values in (ids, positions, segments)))
