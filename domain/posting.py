"""What a posting asks for."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.guide import Source
from domain.values import Frozen


class AskedKind(StrEnum):
    """How a posting asks: what one must have, what is welcome, what one will do."""

    MUST = "must"
    NICE = "nice to have"
    DUTY = "duty"


class YearsAsked(Frozen):
    """Years of experience: at least `least`, and at most `most` where the posting gives a range."""

    least: float = Field(ge=0)
    most: float | None = None


class Asked(Frozen):
    """One thing that a posting asks for, in its own words.

    `tools` are the names in it (products, programming languages, standards), in order. `any_of_them` says
    that they are examples or choices, of which half will do, `one_of_them` that a single one will.
    `languages` are the codes of human languages that are to be spoken, and `level` how well, as the posting
    has it ("B2").
    """

    kind: AskedKind
    text: str
    source: Source
    years: YearsAsked | None = None
    tools: tuple[str, ...] = ()
    any_of_them: bool = False
    one_of_them: bool = False
    languages: tuple[str, ...] = ()
    level: str = ""


class Posting(Frozen):
    """A posting as it was understood; `language` is the code of the one it is written in.

    `seniority` is the posting's word for it ("senior"), "" where it has none.
    """

    name: str
    title: str
    language: str
    seniority: str = ""
    asked: tuple[Asked, ...] = ()

    def of_kind(self, *kinds: AskedKind) -> tuple[Asked, ...]:
        """What is asked in these ways, in the posting's order."""
        return tuple(each for each in self.asked if each.kind in kinds)
