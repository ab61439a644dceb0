"""Key points that came out otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from app.past.comparing import KeyPointChange, told_change
from web.parts.elements import tag


def changes(found: Sequence[KeyPointChange]) -> None:
    """Each with what it was and what it is; nothing where there is none."""
    if not found:
        return
    with tag("ul", "", "changes"):
        for change in found:
            with tag("li"):
                tag("span", f"{told_change(change)} ", "label")
                tag("span", change.text)
