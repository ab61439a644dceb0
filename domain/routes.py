"""Where the graph went after a message and why, and how it was told before it had a type."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.values import Count, Frozen


class RouteKind(StrEnum):
    """By what the way was chosen: the kind of a message, or what a follow-up would do for an answer."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REPEAT = "repeat"
    HINT = "hint"
    SKIP = "skip"
    STOP = "stop"
    BACK = "back"
    ASK = "ask"
    ALOUD = "aloud"
    SKIPPED = "skipped"
    FOLLOW_UP = "follow_up"
    NONE_LEFT = "none_left"
    NONE_WOULD_HELP = "none_would_help"
    NOTHING_OPEN = "nothing_open"


class Route(Frozen):
    """The way that was taken. `still_open` names what is weak in the answer; `left` counts follow-ups."""

    kind: RouteKind
    still_open: str = ""
    left: Count = 0


# How sessions tell it that were kept before this was a type. Append only: they are still read.
# Patterns are compiled when a session of that time is read.
_OLD = (
    (r"(?s)follow-up: (.*); (\d{1,6}) left after it", RouteKind.FOLLOW_UP),
    (r"(?s)follow-ups used up with this still open: (.*)", RouteKind.NONE_LEFT),
    (r"(?s)no follow-up left that would help, with this still open: (.*)", RouteKind.NONE_WOULD_HELP),
    (r"no follow-up: nothing weighty is open", RouteKind.NOTHING_OPEN),
)


def of_old_route(told: str) -> Route | None:
    """What an old reason says, None for one that nobody ever wrote."""
    if told in set(RouteKind):
        return Route(kind=RouteKind(told))
    for pattern, kind in _OLD:
        if match := re.fullmatch(pattern, told):
            still_open, left = [*match.groups(), "", ""][:2]
            return Route(kind=kind, still_open=still_open, left=int(left or 0))
    return None
