"""Listens to sound as it comes, and tells when somebody begins to speak and when the answer is over."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np

from voice.audio import MOST_SECONDS, RATE, Samples, bytes_of, samples_of
from voice.detecting import detector
from voice.speech import BEGINS, ENDS, FRAME, FRAME_SECONDS, Detector

DEFAULT_PAUSE = 2.5
"""Seconds of silence that end an answer where the candidate set none: a breath is shorter."""
PAUSES = (0.5, 30.0)
"""The shortest and the longest that may be set."""
_SURELY = 4
"""So many frames in a row are speech and no key, cough or click: an eighth of a second."""


class Moment(Enum):
    """What a piece of sound brought."""

    NOTHING = auto()
    BEGAN = auto()
    """Somebody speaks: a voice that is talking stops (barge-in)."""
    ENDED = auto()
    """The pause is over, or the answer as long as answers may be: `sound` is all of it."""


@dataclass(slots=True)
class Listening:
    """One answer. Ends after `pause` seconds of silence that follow speech; silence before it ends nothing.

    An infinite `pause` never ends it: a key does. Feed it sound as `voice.audio` has it, in any pieces.
    """

    pause: float = DEFAULT_PAUSE
    detect: Detector = field(default_factory=detector)
    _parts: list[Samples] = field(default_factory=list, init=False)
    _rest: bytes = field(default=b"", init=False)
    _odd: bytes = field(default=b"", init=False)
    _speaks: bool = field(default=False, init=False)
    _in_a_row: int = field(default=0, init=False)
    _silent: float = field(default=0.0, init=False)
    began: bool = field(default=False, init=False)
    """Whether somebody has spoken."""
    ended: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        if not (PAUSES[0] <= self.pause <= PAUSES[1] or math.isinf(self.pause)):
            raise ValueError(f"a pause of {self.pause} s is not between {PAUSES[0]} and {PAUSES[1]}")

    def feed(self, piece: bytes | Samples) -> Moment:
        """Hear another piece; what it brought. After the end nothing is taken any more."""
        if self.ended:
            return Moment.NOTHING
        data = piece if isinstance(piece, bytes) else bytes_of(piece)
        # A piece may end within a sample.
        data = self._odd + data
        whole = len(data) // 2 * 2
        data, self._odd = data[:whole], data[whole:]
        self._parts.append(samples_of(data))
        self._rest += data
        return self._looked_at()

    @property
    def sound(self) -> Samples:
        """All that came until now."""
        return np.concatenate(self._parts) if self._parts else np.zeros(0, np.int16)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return sum(map(len, self._parts)) / RATE

    @property
    def silent(self) -> float:
        """Seconds since somebody spoke last, 0 before: how much of the pause is gone."""
        return self._silent if self.began else 0.0

    def _looked_at(self) -> Moment:
        moment = Moment.NOTHING
        while len(self._rest) >= 2 * FRAME:
            frame, self._rest = self._rest[: 2 * FRAME], self._rest[2 * FRAME :]
            if self._hear(self.detect(frame)):
                moment = Moment.BEGAN
        if (self.began and self._silent >= self.pause) or self.seconds >= MOST_SECONDS:
            self.ended = True
            return Moment.ENDED
        return moment

    def _hear(self, probability: float) -> bool:
        """Whether somebody begins to speak for the first time in this frame."""
        self._speaks = probability >= (ENDS if self._speaks else BEGINS)
        self._in_a_row = self._in_a_row + 1 if self._speaks else 0
        self._silent = 0.0 if self._speaks else self._silent + FRAME_SECONDS
        begins = not self.began and self._in_a_row >= _SURELY
        self.began = self.began or begins
        return begins
