"""Where a text draws and where it speaks: its drawings read as one, and its words without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.values import Frozen
from domain.work import Drawn
from rounds.design.drawing import Sketch, chain_of, is_boxed, read_boxes, read_chains
from rounds.design.mermaid import is_mermaid, read_mermaid

_MOST_LINES = 600
_FENCE = re.compile(r"\s*(?:```|~~~)")
_FEWEST_BOXED = 3


class Sketched(Frozen):
    """What a text draws, and the `words` beside it with their lines (1-based).

    `lines` are the drawing's own; `not_read` counts statements of the drawing that were not understood.
    """

    drawn: Drawn
    words: tuple[tuple[int, str], ...]
    lines: tuple[int, ...] = ()
    not_read: int = 0


def sketched(lines: Sequence[str]) -> Sketched:
    """Read `lines`, the first six hundred of them."""
    sketch = Sketch()
    words: list[tuple[int, str]] = []
    drawing: list[int] = []
    at = 0
    rows = list(lines[:_MOST_LINES])
    while at < len(rows):
        end = _end(rows, at)
        if end == at:
            if not _FENCE.match(rows[at]):
                words.append((at + 1, rows[at]))
            at += 1
            continue
        _read(rows[at:end], sketch)
        drawing += range(at + 1, end + 1)
        at = end
    return Sketched(drawn=sketch.drawn, words=tuple(words), lines=tuple(drawing), not_read=sketch.not_read)


def _end(rows: Sequence[str], at: int) -> int:
    """Where a drawing ends that begins at `at`; `at` itself where none does."""
    if is_mermaid(rows[at]):
        end = at + 1
        while end < len(rows) and rows[end].strip() and not _FENCE.match(rows[end]):
            end += 1
        return end
    if chain_of(rows[at]) is not None:
        end = at + 1
        while end < len(rows) and chain_of(rows[end]) is not None:
            end += 1
        return end
    return _end_of_boxes(rows, at)


def _end_of_boxes(rows: Sequence[str], at: int) -> int:
    """Boxes above each other: lines with borders, with lone arrows and with short names between them."""
    end, boxed = at, 0
    while end < len(rows) and not _FENCE.match(rows[end]):
        if is_boxed(rows[end]):
            boxed += 1
        elif not rows[end].strip() or len(rows[end].split()) > 6 or not _beside_a_box(rows, end):
            break
        end += 1
    return end if boxed >= _FEWEST_BOXED else at


def _beside_a_box(rows: Sequence[str], at: int) -> bool:
    return any(is_boxed(rows[near]) for near in (at - 1, at + 1) if 0 <= near < len(rows))


def _read(rows: Sequence[str], sketch: Sketch) -> None:
    if is_mermaid(rows[0]):
        read_mermaid(list(rows), sketch)
    elif chain_of(rows[0]) is not None:
        read_chains(rows, sketch)
    else:
        read_boxes(rows, sketch)
