"""Figures that do not add up within one answer: parts and their total, today's load and the load to come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Mood, Voice
from language.figures import Bound, Dimension, Figure
from language.figures.units import per_second

_TOTAL = re.compile(r"^\W*(?:total|overall|end[- ]to[- ]end|altogether|sum)\b", re.IGNORECASE)
_ADDS_UP = frozenset({Dimension.TIME, Dimension.MONEY, Dimension.SIZE})
_SLACK = 1.05


def sums(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Lists whose line "Total ..." is less than its other lines come to."""
    lists: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.voice is Voice.CANDIDATE and not statement.cells:
            lists[(*statement.section, *statement.labels)].append(statement)
    for items in lists.values():
        for index, item in enumerate(items):
            if _TOTAL.match(item.text):
                yield from _too_little(item, items[:index])


def _too_little(total: Statement, parts: Sequence[Statement]) -> Iterator[Contradiction]:
    whole = next((figure for figure in figures_of(total.text) if figure.dimension in _ADDS_UP), None)
    if whole is None or whole.bound is Bound.AT_LEAST:
        return
    figured = [(part, figure) for part in parts if (figure := _first(part, whole)) is not None]
    # Only a run of lines right above the total is its parts.
    close = [held for held in figured if total.line - held[0].line <= len(parts) + 1]
    if len(close) < 2:
        return
    low, high = sum(figure.low for _, figure in close), sum(figure.high for _, figure in close)
    if high <= whole.high * _SLACK:
        return
    said = " + ".join(figure.quote for _, figure in close)
    yield found(
        "sum",
        total.text.partition(":")[0].lower(),
        (close[0][0], total),
        f"The parts ({said}) come to more than the total you give ({whole.quote})."
        if low > whole.high
        else f"At their upper ends the parts ({said}) come to more than the total you give ({whole.quote}).",
        f"Your notes give {whole.quote} in total, but {said}. How do these add up?",
        others=[part for part, _ in close[1:]],
    )


def _first(part: Statement, whole: Figure) -> Figure | None:
    return next((figure for figure in figures_of(part.text) if figure.unit == whole.unit), None)


def loads(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Answers that plan for a growth which today's throughput already covers."""
    sections: dict[tuple[str, ...], list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in statements:
        if statement.voice is Voice.CANDIDATE:
            for figure in figures_of(statement.text):
                if figure.dimension is Dimension.RATE and figure.unit == "per s" and _counts_requests(figure):
                    sections[statement.section].append((statement, figure))
    for held in sections.values():
        today = [one for one in held if one[0].mood is Mood.FACT]
        to_come = (
            [one for one in held if one[0].mood is Mood.HYPOTHESIS and one[0].line > today[0][0].line]
            if today
            else []
        )
        if to_come and _per_second(to_come[0][1]) < _per_second(today[0][1]):
            (now, have), (then, need) = today[0], to_come[0]
            yield found(
                "load",
                "the load you would scale to",
                (now, then),
                f"You plan for {need.quote}, but already handle {have.quote}.",
                f"You handle {have.quote} today and plan for {need.quote}. What is there to scale?",
            )


def _counts_requests(figure: Figure) -> bool:
    return figure.noun in ("", "req", "reqs", "request", "requests", "queries", "transactions", "calls")


def _per_second(figure: Figure) -> float:
    return figure.high * per_second(figure.unit)
