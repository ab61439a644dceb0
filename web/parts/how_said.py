"""How an answer was spoken, below its words."""

from __future__ import annotations

from collections.abc import Sequence

from app.display.delivery import measured_line
from app.display.labels import label
from domain.interview import ENGLISH
from domain.spoken import Spoken
from web.parts.elements import reached, tag


def how_said(spoken: Spoken | None, recordings: Sequence[str] = (), language: str = ENGLISH) -> None:
    """What was measured, and players of the `recordings` at these addresses; nothing of what was typed."""
    if spoken is not None:
        tag("p", measured_line(spoken, language=language), "delivery")
    for number, address in enumerate(recordings, start=1):
        key = "recording" if len(recordings) == 1 else "recording_part"
        name = label(key, language, number=number)
        # Nothing is fetched before somebody wants to hear it.
        tag("audio", "", "recording", controls=True, preload="none", src=reached(address), aria_label=name)
