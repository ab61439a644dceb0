"""Recordings that are kept because it was asked for: a folder a session, and gone with the session.

Only this user can read them (files of 0600 in folders of 0700).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from domain.later import later

if TYPE_CHECKING:
    from voice import audio as sounds
else:
    sounds = later("voice.audio")

_SUFFIX = ".wav"
SUFFIXES = {"wav": _SUFFIX, "matroska": ".webm", "ogg": ".ogg", "mp4": ".m4a", "flac": ".flac", "mp3": ".mp3"}
"""What the name of a recording ends in, by its format (`voice.audio.format_of`)."""


def keep(audio: Path, session_id: str, turn: int, samples: sounds.Samples) -> str:
    """Keep what was said in `turn` below the folder `audio`; the name it has in the session's folder.

    "" where it cannot be written: an answer is not lost over its recording. A turn may have several.
    """
    return keep_file(audio, session_id, turn, sounds.wav_of(samples), _SUFFIX)


def keep_file(audio: Path, session_id: str, turn: int, data: bytes, suffix: str) -> str:
    """The same of a recording as it came, whose name ends in `suffix`, one of `SUFFIXES`."""
    folder = _folder(audio, session_id)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        audio.chmod(0o700)
        number = len(kept(audio, session_id, turn)) + 1
        name = f"{turn:04}-{number}{suffix}"
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "wb") as written:
            written.write(data)
    except OSError:
        return ""
    return name


def kept(audio: Path, session_id: str, turn: int | None = None) -> tuple[Path, ...]:
    """The recordings of a session, or of one turn of it, in the order they were made."""
    pattern = "*-*.*" if turn is None else f"{turn:04}-*.*"
    found = _folder(audio, session_id).glob(pattern)
    return tuple(sorted(path for path in found if path.suffix in SUFFIXES.values()))


def names(audio: Path, session_id: str) -> frozenset[str]:
    """The names of a session's recordings."""
    return frozenset(path.name for path in kept(audio, session_id))


def forget(audio: Path, session_id: str) -> None:
    """Delete the recordings of a session; none is no error."""
    shutil.rmtree(_folder(audio, session_id), ignore_errors=True)


def _folder(audio: Path, session_id: str) -> Path:
    # An id out of an imported file could be anything; a folder's name is letters and digits.
    safe = "".join(sign if sign.isalnum() and sign.isascii() else f"-{ord(sign):x}-" for sign in session_id)
    return audio / (safe or "-")
