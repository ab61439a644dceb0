"""What was understood of a guide beside the guide's own text, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.display.understood import KINDS, in_order, lines
from domain.guide import Guide, Source, TalkingPointKind
from domain.shown import shown, shown_in_a_line
from web.parts.elements import Component


class GuideText(Component, component="guide_text.js"):
    """The talking points by kind, the text with its line numbers; either marks the other.

    One element with a script: a guide of thousands of lines would be as many elements of the server's.
    `at` is the line that is marked first, 0 for none.
    """

    def __init__(self, guide: Guide | None, text: Sequence[str], at: int) -> None:
        super().__init__()
        self.given(
            lines=[shown(line) for line in text],
            groups=groups(guide) if guide is not None else [],
            unread=list(guide.unparsed) if guide is not None else [],
            at=at if 1 <= at <= len(text) else 0,
        )


def groups(guide: Guide) -> list[dict[str, Any]]:
    """The talking points of `guide`, by kind, as the script has them: with their places, and their parts'."""
    found: list[dict[str, Any]] = []
    for kind in TalkingPointKind:
        points = in_order([point for point in guide.talking_points if point.kind is kind])
        if points:
            one, many = KINDS[kind]
            found.append(
                {
                    "kind": one,
                    "title": f"{len(points)} {one if len(points) == 1 else many}",
                    "points": [
                        _placed(
                            point.title or point.text,
                            point.source,
                            parts=[_placed(part.text, part.source) for part in point.key_points],
                        )
                        for point in points
                    ],
                }
            )
    return found


def _placed(text: str, source: Source, **more: Any) -> dict[str, Any]:
    return {
        "text": shown_in_a_line(" ".join(text.split())),
        "where": lines(source),
        "first": source.first_line,
        "last": source.last_line,
        **more,
    }
