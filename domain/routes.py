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
_OLD = (
    (re.compile(r"follow-up: (.*); (\d{1,6}) left after it", re.DOTALL), RouteKind.FOLLOW_UP),
    (re.compile(r"follow-ups used up with this still open: (.*)", re.DOTALL), RouteKind.NONE_LEFT),
    (
        re.compile(r"no follow-up left that would help, with this still open: (.*)", re.DOTALL),
        RouteKind.NONE_WOULD_HELP,
    ),
    (re.compile(r"no follow-up: nothing weighty is open"), RouteKind.NOTHING_OPEN),
)


def of_old_route(told: str) -> Route | None:
    """What an old reason says, None for one that nobody ever wrote."""
    if told in set(RouteKind):
        return Route(kind=RouteKind(told))
    for pattern, kind in _OLD:
        if match := pattern.fullmatch(told):
            still_open, left = [*match.groups(), "", ""][:2]
            return Route(kind=kind, still_open=still_open, left=int(left or 0))
    return None
