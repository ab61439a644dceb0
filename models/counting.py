"""Numbers of tokens as servers tell them, which may be anything."""

from __future__ import annotations

from typing import Any

_MOST = 1_000_000_000
"""No request takes so many tokens; what is above it was not counted."""


def token_counts(sent: Any, received: Any) -> tuple[int, int] | None:
    """The tokens (sent, received) of a request; None where one of them is no count: then nobody counted."""
    into, out = _count(sent), _count(received)
    return None if into is None or out is None else (into, out)


def _count(told: Any) -> int | None:
    # Some servers write 20.0; NaN and what is infinite compare as outside.
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= _MOST:
        return None
    return int(told)
