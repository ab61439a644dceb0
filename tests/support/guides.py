"""Guides written in a test's body, understood."""

from __future__ import annotations

from textwrap import dedent

from domain.guide import Guide, TalkingPoint, TalkingPointKind
from knowledge.parse import understand
from knowledge.values import GuideText


def understood(text: str, name: str = "guide.md") -> Guide:
    """What a guide with this text (indented as in the test) holds."""
    return understand(GuideText(name=name, text=dedent(text).strip("\n"), digest="d", repairs=()))


def points(text: str, *kinds: TalkingPointKind) -> list[TalkingPoint]:
    """The talking points of these kinds in `text`; all where none is named."""
    return [point for point in understood(text).talking_points if not kinds or point.kind in kinds]


def titles(text: str, *kinds: TalkingPointKind) -> list[str]:
    """The titles of the talking points of these kinds in `text`."""
    return [point.title for point in points(text, *kinds)]
