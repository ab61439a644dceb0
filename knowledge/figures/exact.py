"""Figures known by heart: the very value, in its unit."""

from __future__ import annotations

from domain.guide import TalkingPoint
from domain.values import Frozen
from domain.verdict import FigureLabel
from language.figures.compare import compare
from language.figures.figure import Bound, Dimension, Figure
from language.figures.parse import figures

_PER = "per "


class Recalled(Frozen):
    """One figure of a fact held against what was said; `said` is None where nothing was said for it.

    `why` tells in a few words what kept it from being exact, without the figure itself; empty where it is.
    """

    expected: Figure
    said: Figure | None
    label: FigureLabel
    why: str = ""

    @property
    def exact(self) -> bool:
        """Whether value and unit are those of the guide."""
        return not self.why


def asked_for(fact: TalkingPoint) -> tuple[Figure, ...]:
    """The figures that make up `fact`: those of its text, else of its title; asides in brackets are none."""
    for text in (fact.text, fact.title):
        found = figures(text)
        outside = tuple(figure for figure in found if not _in_brackets(text, figure.start))
        if outside or found:
            return outside or found
    return ()


def recall(answer: str, fact: TalkingPoint) -> tuple[Recalled, ...]:
    """Hold `answer` against each figure of `fact`; every figure said serves once, the best fit first."""
    period = _period(fact.title)
    wanted = tuple(_without(period, figure) for figure in asked_for(fact))
    left = [_without(period, figure) for figure in figures(answer)]
    found: dict[int, Recalled] = {}
    # What is exact first, so that a wrong figure beside it does not take its place.
    for only in ((FigureLabel.RIGHT,), (FigureLabel.CLOSE,), (FigureLabel.WRONG,), (FigureLabel.UNKNOWN,)):
        for at, expected in enumerate(wanted):
            if at in found:
                continue
            fit = next((said for said in left if _fit(said, expected) in only), None)
            if fit is not None:
                left.remove(fit)
                found[at] = _recalled(fit, expected)
    missing = "it was not said"
    return tuple(
        found.get(at) or Recalled(expected=expected, said=None, label=FigureLabel.WRONG, why=missing)
        for at, expected in enumerate(wanted)
    )


def _period(title: str) -> str:
    """What the figures under `title` are per: "per day" of "Events per day", "per month" of "Monthly cost".

    "" where it names no period.
    """
    # Read as if a figure stood before it.
    units = (figure.unit for figure in figures(f"1 {title}"))
    return next((unit[at:] for unit in units if (at := unit.find(_PER)) >= 0), "")


def _without(period: str, figure: Figure) -> Figure:
    """`figure` without the period that the title names already: "2.4 million a day" of "Events per day"."""
    if not period or not figure.unit.endswith(period):
        return figure
    unit = figure.unit.removesuffix(period).rstrip()
    dimension = figure.dimension if unit else Dimension.COUNT
    return figure._replace(unit=unit, dimension=dimension)


def _fit(said: Figure, expected: Figure) -> FigureLabel:
    """As `compare`, but the question named the thing, so the answer's own noun does not count."""
    label = compare(*(each._replace(noun="", percentile="") for each in (said, expected)))
    # "0.912" for "91.2 %" is read as a share by its noun alone.
    return label if label is not FigureLabel.UNKNOWN else compare(said, expected)


def _recalled(said: Figure, expected: Figure) -> Recalled:
    label = _fit(said, expected)
    why = ""
    if label is FigureLabel.UNKNOWN:
        without_unit = not said.unit and bool(expected.unit) and said.high == expected.high
        why = "it lacks its unit" if without_unit else "it is a figure of another kind"
        label = FigureLabel.CLOSE if without_unit else FigureLabel.WRONG
    elif said.bound is Bound.ABOUT and expected.bound is not Bound.ABOUT:
        why = "“about” is not exact"
    elif (said.low == said.high) != (expected.low == expected.high):
        why = "it is a range" if said.low != said.high else "it is a range in your guide"
    elif label is FigureLabel.CLOSE:
        why = "it is close, and not exact"
    elif label is FigureLabel.WRONG:
        why = "it is another figure"
    elif _fit(expected, said) is not FigureLabel.RIGHT:
        why = "it is close, and not exact"
    if why and label is FigureLabel.RIGHT:
        label = FigureLabel.CLOSE
    return Recalled(expected=expected, said=said, label=label, why=why)


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)
