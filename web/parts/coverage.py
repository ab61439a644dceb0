"""How the talking points sit: a grid of guides and kinds, and each of them by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from agents.interviewer.drilling import DrillKind
from app.practice.coverage import Coverage
from app.practice.words import in_days
from domain.mastery import Standing, State
from language.wording import plain
from web.parts.charts import Part, stack
from web.parts.elements import button, tag

Practising = Callable[[str], Awaitable[None]]
"""Called with the id of the talking point to practise until it sits."""
_CSS = {State.SOLID: "solid", State.FADING: "fading", State.WEAK: "weak", State.NEVER: "never"}
_ONE_BY_ONE = (DrillKind.QUESTIONS, DrillKind.PITCH)
"""Kinds whose talking points can be practised until they sit."""


def name(kind: DrillKind) -> str:
    """A kind of drill as a title."""
    return kind.value.replace("-", " ").capitalize()


def coverage_map(found: Coverage, practise: Practising) -> None:
    """The grid, and below it every talking point, folded away."""
    _grid(found)
    for (guide, kind), group in found.cells.items():
        _Named(f"{guide}: {name(kind).lower()}, {len(group)}", group, practise, kind in _ONE_BY_ONE).show()


def _grid(found: Coverage) -> None:
    title = "How your talking points sit"
    with (
        tag("div", "", "scrolls", tabindex="0", role="region", aria_label=title),
        tag("table", "", "map"),
    ):
        with tag("thead"), tag("tr"):
            tag("th", "Guide", scope="col")
            for kind in found.kinds:
                tag("th", name(kind), scope="col")
        with tag("tbody"):
            for guide in found.guides:
                with tag("tr"):
                    tag("th", guide, scope="row")
                    for kind in found.kinds:
                        with tag("td"):
                            _cell(found.cells.get((guide, kind), ()))


def _cell(group: Sequence[Standing]) -> None:
    if not group:
        tag("span", "none", "counts")
        return
    counts = Counter(standing.state for standing in group)
    stack([Part(counts[state], css) for state, css in _CSS.items()])
    told = ", ".join(f"{counts[state]} {state.value}" for state in _CSS if counts[state])
    changed = sum(standing.changed for standing in group)
    tag("span", told + (f" ({changed} changed in your guide)" if changed else ""), "counts")


class _Named:
    """The talking points of a cell by name, made when they are first looked at."""

    def __init__(self, title: str, group: Sequence[Standing], practise: Practising, each: bool) -> None:
        self._title = title
        self._group = group
        self._practise = practise
        self._each = each
        self._made = False

    def show(self) -> None:
        """Put them on the page, folded away."""
        with tag("details", "", "named") as details:
            tag("summary", self._title)
            self._list = tag("ul", "", "standings")
        details.on("toggle", self._open)

    def _open(self) -> None:
        if self._made:
            return
        self._made = True
        with self._list:
            for standing in self._group:
                self._one(standing)

    def _one(self, standing: Standing) -> None:
        title = plain(standing.point.title)
        with tag("li", "", "standing"):
            with tag("span"):
                tag("span", f"{standing.state.value} ", f"state {_CSS[standing.state]}")
                tag("span", title)
            tag("span", _told(standing), "notice")
            if self._each:
                button(
                    "Practise",
                    lambda: self._practise(standing.point.id),
                    "quiet",
                    aria_label=f"Practise until it sits: {title}",
                )


def _told(standing: Standing) -> str:
    parts = [str(standing.point.source)]
    if standing.practices:
        parts.append(f"practised {len(standing.practices)} ×")
    if standing.changed:
        parts.append("changed in your guide")
    if standing.days is not None:
        parts.append(f"{standing.recall:.0%} likely to come out well")
        parts.append("due today" if standing.is_due else f"back {in_days(standing.days)}")
    return " · ".join(parts)
