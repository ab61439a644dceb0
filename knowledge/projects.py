"""Whether a pitch is about a project, and not about the candidate."""

from __future__ import annotations

import re

from domain.guide import TalkingPoint
from language.patterns import regex

_PROJECT = regex(r"\b(?:proje[ck]t|proyecto|projeto|projet|progetto)|项目", re.IGNORECASE)
# "Project manager" is somebody.
_SOMEBODY = regex(
    r"manag|\blead(?:er)?\b|leit|leider|[ck]oordin|\bchef|\bjef[ea]|gerente|director|\bcapo|responsab|经理|主管|负责",
    re.IGNORECASE,
)
_SELF = regex(r"yourself", re.IGNORECASE)


def project_of(point: TalkingPoint) -> str:
    """The heading that names the project which a pitch, `point`, is about; "" where it is about a person."""
    if _SELF.search(point.title):
        return ""
    headings = [part for part in point.source.heading_path if part != point.title]
    named = (part for part in reversed(headings) if _PROJECT.search(part) and not _SOMEBODY.search(part))
    return next(named, "")
