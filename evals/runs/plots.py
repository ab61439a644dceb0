"""Plots as plain HTML, which a phone shows in the same letters as the text around them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import mean, median, quantiles

_BINS = 5
_FEWEST_IN_A_BIN = 3
_FEWEST_IN_A_BOX = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One value; `href` leads to where it comes from, `label` says what it is; a scatter has an `x`, too."""

    value: float
    href: str = ""
    label: str = ""
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`; a `log` scale for what spans decades. `unit` follows each figure."""

    low: float = 0.0
    high: float = 1.0
    log: bool = False
    unit: str = ""

    def share(self, value: float) -> float:
        """Where `value` stands, 0 to 1."""
        inside = min(max(value, self.low), self.high)
        if self.log:
            return math.log(inside / self.low) / math.log(self.high / self.low)
        return (inside - self.low) / (self.high - self.low)

    def ticks(self) -> tuple[float, ...]:
        """The figures to write on the axis."""
        if self.log:
            decades = round(math.log10(self.high / self.low))
            return tuple(self.low * 10**at for at in range(decades + 1))
        return tuple(self.low + share * (self.high - self.low) for share in (0, 0.25, 0.5, 0.75, 1))


def decades(values: Sequence[float], unit: str) -> Scale:
    """A log scale of whole decades around positive `values`."""
    positive = [value for value in values if value > 0] or [1.0]
    low, high = math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
    return Scale(10.0**low, 10.0 ** max(high, low + 1), log=True, unit=unit)


def strips(groups: Mapping[str, Sequence[Dot]], title: str, note: str, scale: Scale) -> str:
    """A row of dots a group, with the box of its middle half and its median; "" where there is nothing."""
    rows = {name: dots for name, dots in groups.items() if dots}
    if not rows:
        return ""
    parts = [f"<figure><figcaption>{escape(title)}<small>{escape(note)}</small></figcaption>"]
    for name, dots in rows.items():
        values = [dot.value for dot in dots]
        middle = f"{median(values):.3g}{scale.unit}"
        parts.append(
            f'<div class=strip><span class=label title="{escape(name)}">{escape(_words(name))}</span>'
            f"<span class=track>{_box(values, scale)}"
            + "".join(_dot(dot, scale.share(dot.value), _spread(at)) for at, dot in enumerate(dots))
            + f'<i class=median style="left:{_percent(scale.share(median(values)))}"></i></span>'
            f"<span class=number>{middle}</span></div>"
        )
    ticks = "".join(
        f'<span style="left:{_percent(scale.share(tick))}">{tick:g}</span>' for tick in scale.ticks()
    )
    parts.append(
        f"<div class=strip><span class=label></span><span class=axis>{ticks}</span><span></span></div>"
    )
    return "\n".join([*parts, "</figure>"])


def scatter(dots: Sequence[Dot], title: str, note: str, across: str, up: str) -> str:
    """Dots of the unit square with its diagonal and the means of fifths; "" where there is nothing."""
    if not dots:
        return ""
    line = " ".join(f"{100 * x:.1f},{100 * (1 - y):.1f}" for x, y in _means(dots))
    points = "".join(_dot(dot, dot.x, f"{100 * (1 - dot.value):.1f}%") for dot in dots)
    return (
        f"<figure><figcaption>{escape(title)}<small>{escape(note)}</small></figcaption>"
        f"<div class=scatter><span class=up>{escape(up)}</span><div class=square>"
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="fair" d="M0 100L100 0"/><polyline class="means" points="{line}"/></svg>{points}</div>'
        f"<span class=across>{escape(across)}</span></div></figure>"
    )


def heat(rows: Mapping[str, Mapping[str, float]], columns: Mapping[str, str], title: str, note: str) -> str:
    """A table of shares, the darker the further from 1; `columns` are headings by measure."""
    shown = {name: values for name, values in rows.items() if any(each in values for each in columns)}
    if not shown:
        return ""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in columns.values())
    body = "\n".join(
        f"<tr><th>{escape(_words(name))}</th>"
        + "".join(_cell(values.get(column)) for column in columns)
        + "</tr>"
        for name, values in shown.items()
    )
    return (
        f"<figure><figcaption>{escape(title)}<small>{escape(note)}</small></figcaption>"
        f"<div class=wide><table class=heat><tr><th></th>{head}</tr>\n{body}</table></div></figure>"
    )


def _cell(value: float | None) -> str:
    if value is None:
        return "<td></td>"
    short = min(max(1 - value, 0.0), 1.0)
    return f'<td style="--short:{100 * short:.0f}%">{value:.2f}</td>'


def _box(values: Sequence[float], scale: Scale) -> str:
    if len(values) < _FEWEST_IN_A_BOX:
        return ""
    low, _, high = quantiles(values, n=4)
    left, right = scale.share(low), scale.share(high)
    return f'<i class=box style="left:{_percent(left)};width:{_percent(right - left)}"></i>'


def _dot(dot: Dot, across: float, top: str) -> str:
    style = f"left:{_percent(across)};top:{top}"
    label = escape(dot.label)
    if not dot.href:
        return f'<b style="{style}" title="{label}"></b>'
    # Hundreds of them: they are for the pointer, and the same places are reached through the transcripts.
    return f'<a href="{escape(dot.href)}" style="{style}" title="{label}" tabindex=-1></a>'


def _means(dots: Sequence[Dot]) -> list[tuple[float, float]]:
    """The mean of each fifth of the axis that has a few dots."""
    bins: list[list[Dot]] = [[] for _ in range(_BINS)]
    for dot in dots:
        bins[min(int(dot.x * _BINS), _BINS - 1)].append(dot)
    return [
        (mean(dot.x for dot in found), mean(dot.value for dot in found))
        for found in bins
        if len(found) >= _FEWEST_IN_A_BIN
    ]


def _spread(at: int) -> str:
    """A little up or down, so that equal values lie beside each other."""
    return f"{50 + (at * 3 % 7 - 3) * 9}%"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _words(name: str) -> str:
    return name.replace("_", " ")
