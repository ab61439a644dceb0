"""How often the encoder is right where it is as sure as it says, as a plot with its figures."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.entailment.reliability import Reliability
from web.parts.charts import Point, figures, line
from web.parts.elements import tag


def reliability_plot(steps: Sequence[Reliability]) -> None:
    """Of key points that the encoder took for told by so much, how much was told; nothing without steps."""
    if not steps:
        return
    whole = sum(each.count for each in steps)
    tag("h2", "How surely it judges")
    tag(
        "p",
        f"{whole:,} key points beside answers in English, of professions the encoder was not trained on. "
        "From left to right how surely it took them for told. The dots show how much of them was told: where "
        "it is no surer than it may be, they climb evenly from 0 to 100.",
    )
    points = [Point(_between(each), each.conveyed) for each in steps]
    lowest, highest = steps[0], steps[-1]
    line(
        points,
        f"Where it is least sure {100 * lowest.conveyed:.0f} of 100 were told, where it is surest "
        f"{100 * highest.conveyed:.0f} of 100.",
    )
    rows = [
        (_between(each), f"{each.count:,}", f"{100 * each.expected:.0f}", f"{100 * each.conveyed:.0f}")
        for each in steps
    ]
    figures("How surely it judges, as a table", ("How sure it was", "Key points", "Expected", "Told"), rows)


def _between(each: Reliability) -> str:
    return f"{100 * each.least:.0f}\N{EN DASH}{100 * each.most:.0f} %"
