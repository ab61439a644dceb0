"""Whether a share is a level, a change, or a part of something: 70 % accuracy, 70 % faster, 70 % of users."""

from __future__ import annotations

import re

from language.figures.figure import Dimension, Figure, Role
from language.patterns import regex

_CHANGE = regex(
    r"\b(?:reduc\w+|cut\w*|improv\w+|increas\w+|decreas\w+|rais\w+|lower\w*|sav\w+|fast\w+|fewer|less"
    r"|more|drop\w*"
    r"|grew|growth|boost\w*|better|cheaper|up|down|by|gain\w*)\b",
    re.IGNORECASE,
)
# "68 % of them" is as much a level as "68 %": what it is a part of was named before.
_PART_OF = regex(r"\s+of\b(?!\s+(?:them|these|those|us|it)\b)", re.IGNORECASE)


def aspect_of(text: str, figure: Figure) -> str:
    """ "change" or "share" for such percentages of `text`, "level" for every other figure."""
    if figure.dimension is not Dimension.RATIO or figure.role is not Role.NONE:
        return "level"
    if _PART_OF.match(text, figure.end):
        return "share"
    around = text[max(0, figure.start - 28) : figure.end + 24]
    return "change" if _CHANGE.search(around) else "level"
