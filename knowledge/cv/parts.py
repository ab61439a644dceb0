"""A CV's parts: which lines stand below "Work experience", "Bildungsweg", "专业技能"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from knowledge.cv.words import parts
from knowledge.inline import folded
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import PROMOTED_LEVEL
from language.sentences import count_words

_MOST_WORDS_OF_A_TITLE = 6


class PartKind(StrEnum):
    """What a part of a CV tells; of OTHER only licences are read (hobbies, referees, an address)."""

    WORK = "work"
    STUDY = "study"
    SKILLS = "skills"
    LANGUAGES = "languages"
    PROFILE = "profile"
    ACHIEVEMENTS = "achievements"
    HELD = "held"
    """Certificates, licences, courses."""
    OTHER = "other"


class Part(NamedTuple):
    """A title and what stands below it, blank lines included."""

    kind: PartKind
    title: Line
    lines: tuple[Line, ...]


def parts_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The parts in their order; what stands above the first belongs to none."""
    return tuple(_parts(lines))


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    begun: tuple[PartKind, Line] | None = None
    below: list[Line] = []
    apart = True
    for line in lines:
        kind = _titled(line, apart=apart)
        if kind is not None:
            if begun is not None:
                yield Part(*begun, tuple(below))
            begun, below = (kind, line), []
        elif begun is not None and _is_another_title(line, begun[1]):
            yield Part(*begun, tuple(below))
            begun, below = (PartKind.OTHER, line), []
        elif begun is not None:
            below.append(line)
        apart = line.kind in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}
    if begun is not None:
        yield Part(*begun, tuple(below))


def _titled(line: Line, *, apart: bool) -> PartKind | None:
    if line.kind is not Kind.HEADING and not (line.kind is Kind.TEXT and (apart or line.set_as_title)):
        return None
    text = folded(line.clean).strip(" :：.•·|—–-_")
    if count_words(text) > _MOST_WORDS_OF_A_TITLE:
        return None
    return next((PartKind(name) for name, titles in parts().items() if titles.fullmatch(text)), None)


def _is_another_title(line: Line, title: Line) -> bool:
    """Whether a heading as high as the part's own ends it, though nobody knows what it is."""
    headings = line.kind is title.kind is Kind.HEADING
    # What is only bold may head an entry as well as a part.
    return headings and line.level <= title.level and line.level < PROMOTED_LEVEL
