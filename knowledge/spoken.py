"""The language that guides are written in."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import TalkingPoint
from language.tongue import nearest, tongue


def language_of(points: Sequence[TalkingPoint]) -> str:
    """The code of the language that `points` are written in; the likeliest where that is not sure."""
    text = "\n".join(f"{point.title}\n{point.text}" for point in points)
    # A guide of a few words says too little to be sure, yet some language has to be spoken.
    return tongue(text) or nearest(text)
