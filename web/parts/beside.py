"""Two attempts at one question, side by side: what was won, and what was lost."""

from __future__ import annotations

from collections.abc import Sequence

from app.display import words
from app.display.labels import label
from app.practice.before_and_after import change
from domain.guide import KeyPoint
from domain.interview import Turn
from language.wording import plain
from web.parts.elements import tag


def beside(before: Turn, now: Turn) -> None:
    """Both attempts with their scores; nothing where one was not judged."""
    if before.verdict is None or now.verdict is None:
        return
    changed = change(before.verdict, now.verdict)
    language = now.question.language
    about = label("page_before_and_now", language)
    with tag("section", "", "card compared", aria_label=about), tag("div", "", "sides"):
        then, since = (words.outcome(verdict, language) for verdict in (before.verdict, now.verdict))
        _side(label("before", language), then, label("page_left_out", language), changed.lost)
        _side(label("now", language), since, label("newly_said", language), changed.gained)


def _side(name: str, outcome: str, title: str, points: Sequence[KeyPoint]) -> None:
    with tag("div", "", "side"):
        tag("h3", f"{name}: {outcome}")
        if points:
            tag("h4", title)
            with tag("ul"):
                for point in points:
                    tag("li", plain(point.text))
