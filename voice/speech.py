"""Where somebody speaks in a recording, told by the detector of speech (silero), and never by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from voice.audio import RATE, Samples, bytes_of
from voice.heard import Stretch

FRAME = 512
"""Samples that the detector looks at at once: 32 milliseconds."""
FRAME_SECONDS = FRAME / RATE
BEGINS = 0.5
"""From this probability on a frame is speech …"""
ENDS = 0.35
"""… and below this one it is none any more; in between it is what the one before it was."""
_JOINED = 0.3
"""A gap of fewer seconds is between two sounds and no silence."""
_SHORTEST = 0.2
"""A stretch of fewer seconds is a click or a key."""


class Detector(Protocol):
    """Tells for one frame after the other how probably it is speech, 0 to 1."""

    def __call__(self, frame: bytes, /) -> float: ...


def stretches_in(samples: Samples, detect: Detector) -> tuple[Stretch, ...]:
    """The stretches of speech in `samples`."""
    return stretches(detect(bytes_of(frame)) for frame in frames(samples))


def frames(samples: Samples) -> Iterator[Samples]:
    """`samples` in frames; what is left at the end and fills none is left out."""
    for at in range(0, len(samples) - FRAME + 1, FRAME):
        yield samples[at : at + FRAME]


def stretches(probabilities: Iterable[float]) -> tuple[Stretch, ...]:
    """The stretches of speech, by the probability of each frame."""
    found: list[tuple[float, float]] = []
    speaks = False
    for number, probability in enumerate(probabilities):
        speaks = probability >= (ENDS if speaks else BEGINS)
        if not speaks:
            continue
        start = number * FRAME_SECONDS
        if found and start - found[-1][1] < _JOINED:
            found[-1] = (found[-1][0], start + FRAME_SECONDS)
        else:
            found.append((start, start + FRAME_SECONDS))
    return tuple(Stretch(start, end) for start, end in found if end - start >= _SHORTEST)
