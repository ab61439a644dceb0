"""A clock that warns."""

from __future__ import annotations

_WARN_AT = (0.8, 0.95)
"""The candidate hears about the time at these shares of it."""


class Clock:
    """Says once that time is running short, and once that it is nearly over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._used = 0.0
        self._told = 0

    def passed(self, seconds: float) -> int | None:
        """Count `seconds` more; the minutes that are left when a mark was passed, else None."""
        self._used += seconds
        due = sum(self._used >= share * self._seconds for share in _WARN_AT)
        if due <= self._told:
            return None
        self._told = due
        return max(0, round((self._seconds - self._used) / 60))
