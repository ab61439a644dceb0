"""Times of day in an answer, held against those of the key points."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import KeyPoint
from domain.verdict import Evidence, FigureLabel, FigureVerdict
from language.figures.clock import Time, times
from language.text import Text, read

# With this share of a key point's other words around it, two or more, a time is the key point's.
_THE_SAME, _FEWEST = 0.6, 2


def times_of_day(heard: Text, key_points: Sequence[KeyPoint]) -> tuple[FigureVerdict, ...]:
    """The times of `heard` that a key point has, right or close, and those that stand in the place of one.

    A time that nothing is known of has no verdict: a false alarm insults.
    """
    spoken = times(heard.through)
    stated = [(key_point, each) for key_point in key_points for each in times(key_point.text)]
    if not spoken or not stated:
        return ()
    unsaid = [(key_point, each) for key_point, each in stated if not any(map(each.is_near, spoken))]
    found: list[FigureVerdict] = []
    for said in spoken:
        near = min(stated, key=lambda pair: said.off(pair[1]))
        if said.is_near(near[1]):
            right = said.off(near[1]) == 0
            found.append(_verdict(said, FigureLabel.RIGHT if right else FigureLabel.CLOSE, *near))
            continue
        own = next((pair for pair in unsaid if _is_told_around(said, heard, *pair)), None)
        if own is not None:
            unsaid.remove(own)
            found.append(_verdict(said, FigureLabel.WRONG, *own))
    return tuple(found)


def _is_told_around(said: Time, heard: Text, key_point: KeyPoint, stated: Time) -> bool:
    sentence = next((each for each in heard.sentences if each.span[0] <= said.start < each.span[1]), heard)
    text = key_point.text
    wanted = read(f"{text[: stated.start]} {text[stated.end :]}").stems
    return len(wanted & sentence.stems) >= max(_FEWEST, _THE_SAME * len(wanted))


def _verdict(said: Time, label: FigureLabel, key_point: KeyPoint, stated: Time) -> FigureVerdict:
    return FigureVerdict(
        label=label,
        said=Evidence(quote=said.quote, start=said.start, end=said.end),
        expected=stated.quote,
        source=key_point.source,
    )
