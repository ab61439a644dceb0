"""What one leaves an interviewer with."""

from __future__ import annotations

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue


def is_closing(title: str) -> bool:
    """Whether `title` names what one leaves an interviewer with: "Key message", "Schlusswort"."""
    return bool(cue("closing_label").search(folded(clean(title))))
