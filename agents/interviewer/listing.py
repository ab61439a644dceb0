"""Every question as it will be asked, and what reads badly about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from agents.interviewer import draft
from agents.interviewer.agenda import askable_once, bare_requirements, item_of, plan
from agents.interviewer.phases import QUESTIONS, phase_of
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import AgendaItem, Phase
from domain.values import Frozen
from knowledge.library import Library
from language import asking
from language.asking import Form
from language.casing import is_title_case
from language.patterns import regex
from language.sentences import count_words

_WITHOUT_END = 24 * 60
"""Minutes in which everything has its place."""
_MOST_WORDS = 45
_CUT = regex(r"(?:…|\.\.\.|[,:;(/&]|\b(?:and|or|und|oder|y|et|e|en))\W*$", re.IGNORECASE)
_BLANK = regex(
    r"_{3,}|\b(?-i:TODO|TBD)\b|\[(?:[^\[\]]*(?:name|company|your|insert|firma|empresa)[^\[\]]*)\]",
    re.IGNORECASE,
)


class Misgiving(StrEnum):
    """Why a question reads badly."""

    FRAGMENT = "fragment"
    """Its title names a topic without asking anything, so it is asked for within a sentence."""
    LABEL = "label"
    """A label or a number still stands before what is asked."""
    LONG = "long"
    CUT = "cut"
    """It ends in the middle."""
    CAPITALS = "capitals"
    """It is still written as a heading."""
    BLANK = "blank"
    """Something in it was to be filled in."""


class ListedQuestion(Frozen):
    """A question as it will be asked, where it stands, and what reads badly about it."""

    talking_point_id: str
    kind: TalkingPointKind
    phase: Phase
    text: str
    language: str
    source: Source
    misgivings: tuple[Misgiving, ...] = ()


def questions(library: Library, seed: int = 0) -> list[ListedQuestion]:
    """All that an interview over `library` may ask, in the guides' order."""
    points = library.talking_points
    small, names = draft.capitals(points)
    languages = library.languages
    by_id = {point.id: point for point in points}
    order = {point.id: at for at, point in enumerate(points)}
    listed = []
    used: Counter[str] = Counter()
    for item in sorted(_items(library), key=lambda item: order[item.talking_point_id]):
        point = by_id[item.talking_point_id]
        language = languages[point.source.guide]
        frame = draft.frame_of(point, item, language)
        rotation = draft.Rotation(seed, used[frame])
        used[frame] += 1
        text = draft.question(
            point, item, seed=seed, in_lower_case=small, names=names, language=language, rotation=rotation
        )
        title = item.asked_as.quote if item.asked_as is not None else point.title
        listed.append(
            ListedQuestion(
                talking_point_id=point.id,
                kind=point.kind,
                phase=item.phase,
                text=text,
                language=language,
                source=item.asked_as.source if item.asked_as is not None else point.source,
                misgivings=tuple(misgivings(point, title, text, language)),
            )
        )
    return listed


def misgivings(point: TalkingPoint, title: str, text: str, language: str) -> Iterator[Misgiving]:
    """What reads badly about `text`, the question that was made of `title`."""
    bare = asking.without_label(title)
    if point.kind in QUESTIONS and asking.asked(title, language).form is Form.TOPIC:
        yield Misgiving.FRAGMENT
    if asking.has_label(bare):
        yield Misgiving.LABEL
    if count_words(text) > _MOST_WORDS:
        yield Misgiving.LONG
    if _CUT.search(bare):
        yield Misgiving.CUT
    if is_title_case(text, language):
        yield Misgiving.CAPITALS
    if _BLANK.search(title):
        yield Misgiving.BLANK


def _items(library: Library) -> list[AgendaItem]:
    """An endless interview's agenda, and what has no place even there, such as a second pitch."""
    points = library.talking_points
    items = list(plan(points, minutes=_WITHOUT_END, seed=0).items)
    planned = {item.talking_point_id for item in items}
    rest = [*askable_once(points), *bare_requirements(points)]
    items += [
        item_of(point, phase_of(point) or Phase.TECHNICAL, {}) for point in rest if point.id not in planned
    ]
    return items
