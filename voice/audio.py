"""Sound as it goes from room to room: one channel, 16,000 samples a second, 16 bits each."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Samples a second, as the recogniser and the detector of speech want them."""
MOST_SECONDS = 20 * 60
"""The longest recording that is taken for one answer."""
MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is opened: 20 minutes as plain samples are 38 MB."""
_SIGNS = {
    b"\x1aE\xdf\xa3": "matroska",
    b"OggS": "ogg",
    b"RIFF": "wav",
    b"fLaC": "flac",
    b"ID3": "mp3",
}
"""How the formats begin that are opened; any other would let a file name other files and addresses."""
_MP4, _MP4_AT = b"ftyp", 4

Samples = npt.NDArray[np.int16]


def format_of(data: bytes) -> str:
    """The format of a recording's bytes, as FFmpeg calls it; "" where it is none that is opened."""
    name = next((name for sign, name in _SIGNS.items() if data.startswith(sign)), "")
    return name or ("mp4" if data[_MP4_AT:].startswith(_MP4) else "")


def seconds_of(samples: Samples) -> float:
    """How long `samples` sound."""
    return len(samples) / RATE


def samples_of(pcm: bytes) -> Samples:
    """The samples in `pcm`, little-endian; half a sample at its end is left out."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.int16)


def bytes_of(samples: Samples) -> bytes:
    """`samples` as little-endian bytes, two each."""
    return samples.astype("<i2").tobytes()


def wav_of(samples: Samples, rate: int = RATE) -> bytes:
    """`samples` as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(rate)
        written.writeframes(bytes_of(samples))
    return file.getvalue()


def read_wav(path: Path) -> tuple[Samples, int]:
    """The samples of a WAV file with one channel of 16 bits, and how many there are a second."""
    with wave.open(str(path), "rb") as read:
        if read.getnchannels() != 1 or read.getsampwidth() != 2:
            raise ValueError(f"{path.name} is no WAV of one channel with 16 bits")
        return samples_of(read.readframes(read.getnframes())), read.getframerate()
