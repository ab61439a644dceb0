"""A microphone for Chromium: a WAV file, which it reads from its beginning each time that a page opens it."""

from __future__ import annotations

import math
import subprocess
import wave
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

Noise = npt.NDArray[np.float64]

_RATE = 22_050
_BEHIND = 60.0
"""Seconds of silence behind what is said: at its end the file begins anew."""

_HEARD = 50
"""Samples above it are somebody who speaks."""


def _fan(length: int) -> Noise:
    """A steady noise, 12 dB softer than who speaks."""
    return np.random.default_rng(1).standard_normal(length) * 10 ** (-12 / 20)


def _keys(length: int) -> Noise:
    """A key four times a second, as loud as who speaks."""
    random = np.random.default_rng(2)
    noise = np.zeros(length)
    for at in range(3 * _RATE, length - _RATE, int(0.23 * _RATE)):
        noise[at : at + _RATE // 50] = random.standard_normal(_RATE // 50) * 1.5
    return noise


_NOISES = {"fan": _fan, "keys": _keys}


class Microphone:
    """What is set here is heard from the next opening on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_silent()

    @property
    def arguments(self) -> tuple[str, ...]:
        """What Chromium is launched with to hear this, and to be allowed to."""
        return (
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={self.path}",
        )

    def is_silent(self) -> None:
        """Nobody speaks."""
        self._write(b"")

    def says(self, text: str, *, after: float = 0.6, amid: str = "") -> None:
        """espeak-ng says `text`, `after` so many seconds, `amid` the noise of a "fan" or of "keys"."""
        with TemporaryDirectory() as folder:
            made = Path(folder) / "said.wav"
            subprocess.run(["espeak-ng", "-s", "150", "-w", str(made), text], check=True)
            with wave.open(str(made)) as said:
                assert said.getframerate() == _RATE
                frames = said.readframes(said.getnframes())
        self._write(bytes(2 * int(after * _RATE)) + frames, amid)

    def hums(self) -> None:
        """A sound of a second after half a second, for where nobody writes down what is said."""
        times = range(_RATE)
        hum = (int(9000 * math.sin(2 * math.pi * 220 * at / _RATE)) for at in times)
        self._write(bytes(_RATE) + array("h", hum).tobytes())

    def _write(self, frames: bytes, amid: str = "") -> None:
        frames += bytes(2 * int(_BEHIND * _RATE))
        if amid:
            sound = np.frombuffer(frames, "<i2")
            loud = np.sqrt(np.mean(sound[np.abs(sound) > _HEARD].astype(float) ** 2))
            noise = _NOISES[amid](len(sound)) * loud
            frames = np.clip(sound + noise, -32768, 32767).astype("<i2").tobytes()
        # Beside it and then in its place: Chromium may be reading.
        beside = self.path.with_suffix(".new")
        with wave.open(str(beside), "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(_RATE)
            written.writeframes(frames)
        beside.replace(self.path)
