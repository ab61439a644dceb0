"""Why the graph went where it did, for whoever reads its state; the candidate is never told."""

from __future__ import annotations

from domain.routes import Route, RouteKind

_WAYS = {
    RouteKind.FOLLOW_UP: "follow-up: {still_open}; {left} left after it",
    RouteKind.NONE_LEFT: "follow-ups used up with this still open: {still_open}",
    RouteKind.NONE_WOULD_HELP: "no follow-up left that would help, with this still open: {still_open}",
    RouteKind.NOTHING_OPEN: "no follow-up: nothing weighty is open",
}


def way(route: Route) -> str:
    """The way that was taken, in a line."""
    return _WAYS.get(route.kind, route.kind.value).format(still_open=route.still_open, left=route.left)
