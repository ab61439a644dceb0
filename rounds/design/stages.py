"""The stages of a design and their time."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.guide import TalkingPoint
from domain.work import Stage, StageTime
from rounds.placed import placed

_USUAL: Mapping[Stage, int] = {
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


def stages_in(point: TalkingPoint) -> tuple[StageTime, ...]:
    """The stages of the design that `point` asks for, each with its time.

    The guide's where its headings or its schedule give them, else the usual.
    """
    if point.minutes is not None and point.minutes[1] > point.minutes[0]:
        return _within(60 * (point.minutes[1] - point.minutes[0]))
    heads = (line.text for line in placed(point) if line.heads and not line.code)
    own = dict(found for head in heads if (found := _stage_of(head)) is not None)
    return tuple(StageTime(stage=stage, seconds=own.get(stage) or usual) for stage, usual in _USUAL.items())


def _within(seconds: float) -> tuple[StageTime, ...]:
    """The stages where the whole has so many seconds, each with its usual share of them."""
    whole = sum(_USUAL.values())
    return tuple(
        StageTime(stage=stage, seconds=max(1, round(seconds * each / whole)))
        for stage, each in _USUAL.items()
    )


def _stage_of(head: str) -> tuple[Stage, int] | None:
    """The stage that a heading names with its time, in seconds; the most where it gives a range."""
    minutes = _MINUTES.search(head)
    if minutes is None:
        return None
    named = next((s for s, words in _NAMED.items() if re.search(words, head, re.IGNORECASE)), None)
    return (named, 60 * int(minutes[2] or minutes[1])) if named is not None else None
