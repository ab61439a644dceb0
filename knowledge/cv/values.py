"""What a CV tells. It stays in the process, so these are plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from knowledge.markup.line import Line


class Month(NamedTuple):
    """A year, and its month (1 to 12) where it is told; 0 where it is not."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)


class Period(NamedTuple):
    """From when to when; `last` is None for what goes on. `quote` is how the CV writes it."""

    first: Month | None
    last: Month | None
    quote: str


@dataclass(frozen=True, slots=True)
class Position:
    """A post somebody had; `title` and `employer` are "" where the CV does not tell them surely."""

    title: str
    employer: str
    period: Period | None
    head: tuple[Line, ...]
    told: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Degree:
    """What was studied; `level` is 3 for a doctorate, 2, 1, 0 for school or a trade, None for not known."""

    text: str
    level: int | None
    finished: int | None
    line: Line


@dataclass(frozen=True, slots=True)
class Skills:
    """A line of a list of skills: what it is called, and the skills."""

    name: str
    listed: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Achieved:
    """Something that somebody says they did; `text` is a sentence of `line`."""

    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Cv:
    """A CV: every value keeps the line that it stands in. `language` is the code of the CV's.

    `titles` are the numbers of the lines that title its parts.
    """

    name: str
    language: str
    positions: tuple[Position, ...] = ()
    degrees: tuple[Degree, ...] = ()
    skills: tuple[Skills, ...] = ()
    languages: tuple[Line, ...] = ()
    achieved: tuple[Achieved, ...] = ()
    claims: tuple[Achieved, ...] = ()
    titles: frozenset[int] = frozenset()

    @property
    def tools(self) -> dict[str, Line]:
        """Every skill that is listed, with its line."""
        return {skill: skills.line for skills in reversed(self.skills) for skill in skills.listed}
