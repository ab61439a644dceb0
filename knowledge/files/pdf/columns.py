"""Lines of a page in the order in which they are read, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from knowledge.files.pdf.lines import Line

_FEWEST_LINES = 4
_FEWEST_FULL = 8
_NARROWEST = 0.2
_MOST_COLUMNS = 4
_TRIED = 4
# Text that ends well before the page's margin was broken by hand, unless much of it ends there.
_NEARLY = 0.85
_MANY = 12


class Columns:
    """The columns of a document, page by page: what was found on one page is looked for on the next."""

    def __init__(self) -> None:
        self._gutters: list[float] = []
        self._edges: dict[int, float] = {}

    def regions(self, lines: Sequence[Line], width: float) -> list[list[Line]]:
        """The page's parts that are read one after another, from top to bottom; sets each line's `right`.

        `width` is the page's. Every line is looked at a few times, however many columns there are.
        """
        if not lines:
            return []
        margin = min(line.x0 for line in lines)
        found = self._parts(sorted(lines, key=lambda line: line.baseline), _MOST_COLUMNS, width - margin)
        for part, limit in found:
            right = self._right_edge(part, limit)
            for line in part:
                line.right = right
            for run in _indented(part):
                edge = max(line.x1 for line in run)
                if sum(line.x1 > edge - 5 * line.size for line in run) >= 0.6 * len(run):
                    for line in run:
                        line.right = edge
        return [part for part, _ in found]

    def _parts(self, lines: list[Line], deep: int, limit: float) -> list[tuple[list[Line], float]]:
        for gutter in [*self._gutters, *_candidates(lines)] if deep > 1 else ():
            parts: list[tuple[list[Line], float]] = []
            plain: list[Line] = []
            for band in _bands(lines, gutter):
                left = [line for line in band if line.x0 < gutter - 3]
                right = [line for line in band if line.x0 >= gutter - 3]
                if not _flow(left, right, lines, known=gutter in self._gutters):
                    plain += band
                    continue
                if plain:
                    parts.append((plain, limit))
                    plain = []
                parts += self._parts(left, deep - 1, gutter) + self._parts(right, deep - 1, limit)
            if parts:
                if gutter not in self._gutters and len(self._gutters) < _TRIED:
                    self._gutters.append(gutter)
                return [*parts, (plain, limit)] if plain else parts
        return [(lines, limit)]

    def _right_edge(self, lines: list[Line], limit: float) -> float:
        """Where the lines of text are broken: at the longest, where it is not the only long one."""
        flowing = [line for line in lines if not line.all_mono] or lines
        ends = sorted((line.x1 for line in flowing), reverse=True)
        size = flowing[0].size
        margin = min(line.x0 for line in lines)
        place = round(margin / 8)
        far = margin + _NEARLY * (limit - margin)
        # One or two lines may reach over the edge; where no three end together, it is not known.
        for end, third in zip(ends[:3], ends[2:], strict=False):
            if third > end - 4 * size and (end > far or sum(x > end - 4 * size for x in ends) >= _MANY):
                self._edges[place] = max(end, self._edges.get(place, 0.0))
                return end
        return max(ends[0], self._edges.get(place, limit))


def _indented(part: list[Line]) -> Iterator[list[Line]]:
    """Paragraphs that are set in from the left, as quotes are; they may be set in from the right, too."""
    margin = min(line.x0 for line in part)
    for _, run in groupby(part, key=lambda line: (line.tag.block if line.tag else 0, round(line.x0))):
        lines = list(run)
        if len(lines) >= 3 and lines[0].x0 > margin + 0.5 * lines[0].size and not lines[0].all_mono:
            yield lines


def _candidates(lines: list[Line]) -> list[float]:
    """Places where many lines begin, well inside: a column may begin there."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    begins: Counter[int] = Counter()
    for line in lines:
        if left + 0.2 * (right - left) < line.x0 < left + 0.85 * (right - left):
            begins[round(line.x0 / 3)] += 1
    often = [place for place, count in begins.most_common(_TRIED) if count >= 2]
    return sorted({min(line.x0 for line in lines if abs(line.x0 - place * 3) <= 6) for place in often})


def _bands(lines: list[Line], gutter: float) -> list[list[Line]]:
    """The lines between those that reach across `gutter`, which stand in bands of their own."""
    bands: list[list[Line]] = [[]]
    for line in lines:
        if line.x0 < gutter - 3 and line.x1 > gutter - 2:
            bands += [[line], []]
        else:
            bands[-1].append(line)
    return [band for band in bands if band]


def _flow(left: list[Line], right: list[Line], lines: list[Line], *, known: bool) -> bool:
    """Are these two columns of text, and not the cells of a table?

    Columns are drawn one after the other, tables row by row; where all is drawn by height, the lines of
    columns are full.
    """
    fewest = min(len(left), len(right))
    if fewest < (1 if known else _FEWEST_LINES):
        return False
    whole = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    if not known and min(_width(left), _width(right)) < _NARROWEST * whole:
        return False
    sides = [line.order for line in left]
    drawn = sorted([(order, 0) for order in sides] + [(line.order, 1) for line in right])
    switches = sum(one[1] != other[1] for one, other in pairwise(drawn))
    if switches <= max(2, fewest * 0.3):
        return True
    return switches > 1.6 * fewest >= 1.6 * _FEWEST_FULL and _full(left) and _full(right)


def _width(lines: list[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)


def _full(lines: list[Line]) -> bool:
    edge = max(line.x1 for line in lines)
    long = [line for line in lines if line.x1 > edge - 4 * line.size and line.x1 - line.x0 > 14 * line.size]
    return len(long) * 2 >= len(lines)
