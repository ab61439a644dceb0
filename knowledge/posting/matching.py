"""What the guides have to show for each thing that a posting asks for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.posting import Asked, AskedKind, Posting
from domain.values import Frozen
from knowledge.base import KnowledgeBase
from knowledge.posting.naming import asked_of, denies, doubted, names, said_of, share_in
from knowledge.posting.told import Told, told_years
from language.terms import split, terms
from language.words import LANGUAGES

SHOWS = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.PITCH,
        TalkingPointKind.FACT,
        TalkingPointKind.REQUIREMENT,
        TalkingPointKind.STRENGTH,
        TalkingPointKind.SYSTEM_DESIGN,
        TalkingPointKind.CODING_CHALLENGE,
        TalkingPointKind.CODE_REVIEW,
    }
)
"""The kinds of talking point with which somebody can show something."""
_CLOSE = 0.52
"""A passage as near as this (cosine) to what is asked is about it."""
_NEAR = 0.38
"""One as near as this may be."""
_WORDS = 0.6
"""So much of the telling words of what is asked stands in a passage that is about it."""
_MOST_SHOWN = 3
_LOOKED_AT = 6
_FEWEST_WORDS = 8
"""An answer of fewer words shows little, whatever it is about."""


class Coverage(StrEnum):
    """What the guides have for something that is asked."""

    COVERED = "covered"
    THIN = "thin"
    """Something is there, and it is little: one of several names, a mention, a title without an answer."""
    UNSURE = "unsure"
    """Something near it is there; whether it shows this cannot be told."""
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    """The guides tell that it is not so: nine years are asked for, and they tell six."""


class Shown(Frozen):
    """A talking point that shows something, where it stands, and how near it is (0 to 1)."""

    talking_point_id: str
    title: str
    source: Source
    score: float


class Matched(Frozen):
    """One thing that is asked for, what the guides have for it, and why that is thought."""

    asked: Asked
    coverage: Coverage
    shown: tuple[Shown, ...] = ()
    lacks: tuple[str, ...] = ()
    """Names that are asked for and stand nowhere in the guides."""
    told: Told | None = None
    """The years that the guides tell, where years are asked for."""


def match(posting: Posting, knowledge: KnowledgeBase) -> list[Matched]:
    """Hold everything that `posting` asks for against the guides, in the posting's order."""
    knowledge.embed_ahead([asked.text for asked in posting.asked])
    years = told_years(knowledge.talking_points)
    return [_matched(asked, knowledge, years) for asked in posting.asked]


def _matched(asked: Asked, knowledge: KnowledgeBase, years: Sequence[Told]) -> Matched:
    points = [point for point in knowledge.talking_points if point.kind in SHOWS and _says_something(point)]
    named = {
        tool: [point for point in points if names(point, tool) and not denies(point, tool, knowledge)]
        for tool in asked.tools
    }
    lacks = tuple(tool for tool, found in named.items() if not found)
    near = _near(asked, knowledge)
    own = _told_for(asked, years)
    shown = _shown(asked, near, named, knowledge)
    coverage = _coverage(asked, shown, lacks, knowledge)
    if coverage is Coverage.COVERED and any(doubted(tool, knowledge) for tool in asked.tools):
        coverage = Coverage.THIN
    if asked.years is not None and own is not None:
        if own.years < asked.years.least:
            coverage = Coverage.CONTRADICTED
        elif coverage in (Coverage.MISSING, Coverage.UNSURE, Coverage.THIN):
            coverage = Coverage.COVERED if not asked.tools or len(lacks) < len(asked.tools) else Coverage.THIN
    if coverage is Coverage.MISSING and any(
        names(point, tool) for point in knowledge.talking_points for tool in asked.tools
    ):
        # It is named where nothing is shown: as a weak area, or as what not to say.
        coverage = Coverage.UNSURE
    if coverage is Coverage.MISSING and set(asked.languages) & set(knowledge.languages.values()):
        # Whoever writes their guides in it may speak it: nothing tells how well.
        coverage = Coverage.UNSURE
    if coverage is Coverage.MISSING:
        shown = ()
    return Matched(asked=asked, coverage=coverage, shown=shown, lacks=lacks, told=own)


def _says_something(point: TalkingPoint) -> bool:
    return point.kind is not TalkingPointKind.REQUIREMENT or bool(point.text.strip())


def _near(asked: Asked, knowledge: KnowledgeBase) -> list[Shown]:
    found = knowledge.search(asked.text, k=_LOOKED_AT, kinds=SHOWS, threshold=0.0)
    return [
        Shown(
            talking_point_id=passage.talking_point_id,
            title=knowledge.point(passage.talking_point_id).title,
            source=passage.source,
            score=max(0.0, passage.dense if passage.dense is not None else passage.score),
        )
        for passage in found
        if _says_something(knowledge.point(passage.talking_point_id))
    ]


def _shown(
    asked: Asked,
    near: Sequence[Shown],
    named: dict[str, list[TalkingPoint]],
    knowledge: KnowledgeBase,
) -> tuple[Shown, ...]:
    """What shows it best: points that name what is asked for, the nearest first, then what is near it."""
    by_id = {each.talking_point_id: each for each in near}
    naming = {point.id: point for points in named.values() for point in points}
    first = [each for each in near if each.talking_point_id in naming]
    rest = [
        Shown(talking_point_id=point.id, title=point.title, source=point.source, score=_NEAR)
        for point in naming.values()
        if point.id not in by_id
    ]
    close = [
        each for each in near if each.talking_point_id not in naming and _about(asked, each, knowledge) > 0
    ]
    found = [*first, *rest, *close] if asked.tools else close
    # An answer shows more than a line of skills.
    found.sort(key=lambda each: not _tells(knowledge.point(each.talking_point_id)))
    return tuple(found[:_MOST_SHOWN])


def _about(asked: Asked, shown: Shown, knowledge: KnowledgeBase) -> int:
    """2 where a passage is about what is asked, 1 where it may be, else 0."""
    point = knowledge.point(shown.talking_point_id)
    if shown.score >= _CLOSE or share_in(asked.text, point) >= _WORDS:
        return 2
    return 1 if shown.score >= _NEAR else 0


def _coverage(
    asked: Asked, shown: Sequence[Shown], lacks: Sequence[str], knowledge: KnowledgeBase
) -> Coverage:
    there = [tool for tool in asked.tools if tool not in lacks]
    answered = [each for each in shown if _tells(knowledge.point(each.talking_point_id))]
    if there:
        enough = asked.one_of_them or (
            len(lacks) <= len(there) if asked.any_of_them else 2 * len(lacks) <= len(there)
        )
        if not (enough and answered):
            return Coverage.THIN
        return Coverage.COVERED if _tells_of_them(asked, there, knowledge) else Coverage.UNSURE
    best = max((_about(asked, each, knowledge) for each in answered), default=0)
    if asked.tools and not asked.any_of_them:
        return Coverage.THIN if best == 2 else Coverage.MISSING
    if best == 2:
        return Coverage.COVERED
    if best == 1:
        # The encoder reads answers beside key points; of what is only asked for it finds too much in them.
        return Coverage.UNSURE
    return Coverage.MISSING


def _tells_of_them(asked: Asked, there: Sequence[str], knowledge: KnowledgeBase) -> bool:
    """Whether the guides say of the names that are there what is asked of them: of SQL that it was tuned."""
    # Beside several names stands what they have in common: "relational databases like MySQL, PostgreSQL".
    alone = len(asked.tools) == 1 and not asked.any_of_them
    wanted = asked_of(asked.text, asked.tools) if alone else frozenset()
    return not wanted or any(
        said_of(tool, wanted, point)
        for tool in there
        for point in knowledge.talking_points
        if point.kind in SHOWS
    )


def _tells(point: TalkingPoint) -> bool:
    """Whether a talking point says something of what it names; a list of skills does not."""
    listed = point.kind is TalkingPointKind.FACT and not any(map(str.isdigit, point.text))
    return not listed and len(point.text.split()) >= _FEWEST_WORDS


def _told_for(asked: Asked, years: Sequence[Told]) -> Told | None:
    """The years that the guides tell for what is asked: those of its own field, else of all work.

    The most that is told counts: a part of a career is no less than the whole.
    """
    if asked.years is None:
        return None
    words = frozenset(terms(split(asked.text), LANGUAGES))
    own = [told for told in years if told.words & words]
    return max(own or years, key=lambda told: told.years, default=None)


def missing(matched: Sequence[Matched]) -> list[Matched]:
    """What one must have and cannot show, then what would be welcome."""
    lacking = [each for each in matched if each.coverage in (Coverage.MISSING, Coverage.CONTRADICTED)]
    return [each for kind in (AskedKind.MUST, AskedKind.NICE) for each in lacking if each.asked.kind is kind]
