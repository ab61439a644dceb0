"""Turn a text into the figures it states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from language.figures.draft import Draft, draft, without_noun
from language.figures.figure import Dimension, Figure, Role
from language.figures.hundredths import with_hundredths
from language.figures.ranges import join
from language.figures.scan import Number, numbers


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of `text`, from left to right; time grows linearly with its length, and nothing raises."""
    return join(text, list(_drafts(text)))


@lru_cache(maxsize=8192)
def states_a_measure(text: str) -> bool:
    """Whether one of `figures(text)` has a unit, or is a side of a change, dates aside; no more is read."""
    bare = False
    for drafted in _drafts(text, without_noun):
        if drafted.unit is not None and drafted.unit.dimension is not Dimension.DATE:
            # Joining gives units to others, and takes none away.
            return True
        bare = True
    # Who joins them asks what they count.
    return bare and any(
        figure.dimension is not Dimension.DATE and (figure.unit or figure.role is not Role.NONE)
        for figure in join(text, list(_drafts(text)))
    )


def _drafts(text: str, read: Callable[[str, Number, int], Draft | None] = draft) -> Iterator[Draft]:
    floor, held = 0, None
    for number in numbers(text):
        drafted = read(text, number, floor) if number.start >= floor else None
        if drafted is None:
            continue
        floor = drafted.end
        whole = with_hundredths(text, held, drafted) if held is not None else None
        if held is not None and whole is None:
            yield held
        held = whole or drafted
    if held is not None:
        yield held
