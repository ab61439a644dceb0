"""How a language model is told the tone to speak in."""

from __future__ import annotations

from domain.rounds import Tone

_TOLD = {
    Tone.WARM: "Warm: patient and friendly, somebody who wants the candidate to do well.",
    Tone.EVEN: "Even: courteous and to the point.",
    Tone.BRISK: "Brisk: short sentences, businesslike, no small talk.",
    Tone.PRESSING: "Pressing: direct and demanding, asks for specifics; firm, and never rude.",
}


def spoken_in(tone: Tone) -> str:
    """`tone` as a prompt says it; it changes how something is asked, and nothing of what is."""
    return _TOLD[tone]
