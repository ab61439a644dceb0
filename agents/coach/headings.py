"""Headings that a guide puts before its key points, and that nobody would say."""

from __future__ import annotations

import re

from domain.guide import TalkingPoint
from language.wording import plain

_LABEL = re.compile(r"^[^:：]{2,40}[:：]\s+(?=\S)")
_FEWEST, _MOST = 3, 0.6


def without_heading(text: str, point: TalkingPoint) -> str:
    """`text`, a key point of `point`, without the labels that most of its key points begin with."""
    said, others = plain(text), [plain(other.text) for other in point.key_points]
    while (label := _LABEL.match(said)) is not None:
        alike = [other for other in others if other.startswith(label[0])]
        if len(alike) < _FEWEST or len(alike) < _MOST * len(point.key_points):
            break
        said = said[label.end() :]
        others = [other.removeprefix(label[0]) for other in alike]
    return said if said != plain(text) else text
