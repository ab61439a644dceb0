"""Whether a text says what somebody did."""

from __future__ import annotations

from knowledge.lines.cues import cue


def is_told(text: str) -> bool:
    """Does `text` say what somebody did?"""
    return bool(cue("action_in_prose").search(text) or cue("deed_told").search(text))
