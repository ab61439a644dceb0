"""The stages of a design and their time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """A design's stages in their order."""

    REQUIREMENTS = "requirements"
    HIGH_LEVEL = "high_level"
    DETAIL = "detail"
    SCALING = "scaling"


CHOSEN: Mapping[Stage, int] = {
    Stage.REQUIREMENTS: 180,
    Stage.HIGH_LEVEL: 420,
    Stage.DETAIL: 600,
    Stage.SCALING: 300,
}
"""Seconds of each stage where the guide gives none."""

_NAMED = {
    Stage.REQUIREMENTS: (
        r"requirement|clarif|anforderung|requisit|aclar|exigence|besoins|chiar|eisen\b|需求|澄清"
    ),
    Stage.HIGH_LEVEL: (
        r"high[- ]level|architect|overview|arquitect|arquitet|architett|überblick|grobentwurf"
        r"|vue d.ensemble|架构|概要"
    ),
    Stage.DETAIL: r"detail|deep|component|détail|dettagl|detalhe|vertief|细节|详细",
    Stage.SCALING: r"scal|trade|bottleneck|skalier|escal|échelle|opschal|kompromiss|compromis|扩展|权衡",
}
_MINUTES = re.compile(r"(\d{1,3})(?:\s*(?:-|–|—|to|bis|a|à)\s*(\d{1,3}))?\s*(?:min|分)", re.IGNORECASE)


def stage_of(head: str) -> tuple[Stage, int] | None:
    """The stage that a heading names with its time, in seconds; the most where it gives a range."""
    minutes = _MINUTES.search(head)
    if minutes is None:
        return None
    named = next((s for s, words in _NAMED.items() if re.search(words, head, re.IGNORECASE)), None)
    return (named, 60 * int(minutes[2] or minutes[1])) if named is not None else None


def within(seconds: int) -> Mapping[Stage, int]:
    """The stages where the whole has so many seconds, each with its usual share of them."""
    whole = sum(CHOSEN.values())
    return {stage: round(seconds * each / whole) for stage, each in CHOSEN.items()}
