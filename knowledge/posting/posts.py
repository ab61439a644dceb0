"""The years that the posts of a CV come to, by their dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.guide import Source, TalkingPoint, TalkingPointKind
from knowledge.cv.periods import periods_in
from knowledge.cv.values import Month, Period
from knowledge.library import Library
from knowledge.posting.told import Told
from knowledge.posting.words import folded, pattern
from language.terms import split, terms
from language.words import LANGUAGES

_YEAR = 12
_JULY = 7
"""Where a CV tells years alone, "2016 – 2019", they are taken to begin and end in their midst."""


def posts_told(library: Library, today: date | None) -> list[Told]:
    """The years of each post in the CVs of `library`; one that goes on ends `today`, where that is known."""
    return [
        told
        for guide in library.guides
        if guide.cv
        for point in guide.talking_points
        if point.kind is TalkingPointKind.FACT and (told := _told(point, today)) is not None
    ]


def added_up(told: Sequence[Told]) -> Told | None:
    """All posts among `told` as one, by the months in which there was any; None for fewer than two."""
    posts = [each for each in told if each.months]
    if len(posts) < 2:
        return None
    months = frozenset(month for each in posts for month in each.months)
    last = max(posts, key=lambda each: max(each.months))
    beside = [each.source for each in posts if each.source.guide == last.source.guide]
    source = Source(
        guide=last.source.guide,
        first_line=min(each.first_line for each in beside),
        last_line=max(each.last_line for each in beside),
    )
    return last.model_copy(update={"years": _years(months), "source": source, "months": months})


def _told(point: TalkingPoint, today: date | None) -> Told | None:
    found = periods_in(point.text)
    if len(found) != 1 or (months := _months(found[0].period, today)) is None:
        return None
    return Told(
        years=_years(months),
        quote=f"{point.title}, {point.text}",
        source=point.source,
        words=frozenset(term for term in terms(split(point.title), LANGUAGES) if not _names_a_role(term)),
        months=months,
    )


def _names_a_role(stems: Sequence[str]) -> bool:
    """Whether a word says what somebody is, and not in what: a sales manager has managed no bakery."""
    return any(pattern("roles").fullmatch(folded(stem)) is not None for stem in stems)


def _months(period: Period, today: date | None) -> frozenset[int] | None:
    """The months of a post, each by its number since the year 0; None where an end of it is not told."""
    last = period.last or (Month(today.year, today.month) if today is not None else None)
    if period.first is None or last is None:
        return None
    begin = _YEAR * period.first.year + (period.first.month or _JULY)
    # Both months were worked in, where they are told.
    end = _YEAR * last.year + (last.month + 1 if last.month else _JULY)
    return frozenset(range(begin, end)) or None


def _years(months: frozenset[int]) -> float:
    return round(len(months) / _YEAR, 1)
