"""What the years that the guides tell come to for something that asks for years."""

from __future__ import annotations

from collections.abc import Sequence

from domain.interview import ENGLISH
from domain.posting import Asked
from knowledge.base import KnowledgeBase
from knowledge.posting.alike import leads_people
from knowledge.posting.matched import Coverage
from knowledge.posting.naming import telling
from knowledge.posting.posts import added_up
from knowledge.posting.told import Told
from language.figures import figures

_OF_THE_SAME = 0.45
"""Years that are told in a sentence as near as this to what is asked are of the same work."""


def told_for(asked: Asked, years: Sequence[Told], knowledge: KnowledgeBase) -> tuple[Told | None, bool]:
    """The years that the guides tell for what is asked, and whether they are of it, or of all work.

    The most that is told counts: a part of a career is no less than the whole.
    """
    if asked.years is None:
        return None, False
    words = telling(asked.text) - frozenset(
        word for figure in figures(asked.text) for word in telling(figure.quote)
    )
    if leads_people(asked.text):
        return max(counted(asked, years), key=_years_of, default=None), True
    own = [told for told in years if told.words & words or _is_of_the_same(told, asked, knowledge)]
    told = own or years
    together = added_up(told)
    most = max([*told, *([together] if together is not None else [])], key=_years_of, default=None)
    return most, bool(own) or not words


def _is_of_the_same(told: Told, asked: Asked, knowledge: KnowledgeBase) -> bool:
    """Whether years are of the same work in other words; of posts in other languages nobody can tell."""
    foreign = knowledge.languages.get(told.source.guide, ENGLISH) != ENGLISH
    return not (told.months and foreign) and knowledge.likeness(told.said, asked.text) >= _OF_THE_SAME


def _years_of(told: Told) -> float:
    return told.years


def counted(asked: Asked, years: Sequence[Told]) -> list[Told]:
    """The years that count for what is asked: of leading people only those of leading people."""
    # Years of leading a project, or of work in the field, are none of it.
    return [told for told in years if not leads_people(asked.text) or leads_people(told.said)]


def with_years(
    coverage: Coverage, asked: Asked, lacks: Sequence[str], told: Told | None, *, of_it: bool, short: bool
) -> Coverage:
    """What it comes to with the years that are told, which are `of_it` or of other work, and fall `short`."""
    if asked.years is None:
        return coverage
    if told is not None and told.years < asked.years.least and short:
        return Coverage.CONTRADICTED
    if told is None or not of_it or told.years < asked.years.least:
        # It may be told, and its years are not: six as a harbour planner are no six as a teacher.
        if coverage is Coverage.MISSING and told is not None and not asked.tools:
            return Coverage.UNSURE
        return Coverage.THIN if coverage is Coverage.COVERED else coverage
    if coverage in (Coverage.MISSING, Coverage.UNSURE, Coverage.THIN):
        return Coverage.COVERED if not asked.tools or len(lacks) < len(asked.tools) else Coverage.THIN
    return coverage
