"""Whose words the lines of a section are."""

from __future__ import annotations

from knowledge.blocks import BOX_MARKER, Line, Section
from knowledge.consistency.voices import Voice, voice_of


class Speakers:
    """What a section's topic and labels tell of whose words its lines are."""

    def __init__(self, section: Section) -> None:
        self._section = section

    def voice_of(self, line: Line, text: str, headings: tuple[str, ...], label: str) -> Voice:
        """Whose words `text`, a sentence of `line`, is."""
        if line.marker == BOX_MARKER:
            return Voice.ADVICE
        return voice_of(text, headings, label)
