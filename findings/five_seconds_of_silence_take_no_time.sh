#!/usr/bin/env bash
# A recording in which somebody was muted for five seconds lasts nine seconds in any player. Decoded for a transcript it lasts
# four: the pause is nought, and every word behind it is five seconds early.
#
# Libraries: faster-whisper 1.2.1 (audio.decode_audio, which its transcribe calls), av 18.1.0 (writes the recording), and the
# ffmpeg n9.0.2 of imageio-ffmpeg 0.8.1.
# Guess, written down before the run: both fill the gap with silence, since each packet has its time; of ffmpeg it was
# guessed after faster-whisper had shown that it does not.
# Behaviour: who sends nothing while muted (as calls over WebRTC may, with gaps for lost packets, too) leaves packets with a jump
# in their times and nothing in between; WebM, Ogg and MP4 all take that. faster-whisper drops the times and puts frames end to
# end. So does ffmpeg, unless it is told "-af aresample=async=1", which fills. Length of pauses, words a minute, subtitles
# over the same file in a browser, and who spoke when, by a second recording, are all off from there on, and nothing warns; what
# remains plausible is the text. ffprobe and the container's own duration say 9 s.
# Output seen (two seconds of a tone, a gap of five, two seconds of a higher tone that starts at 7 s):
#           the file says   faster-whisper        ffmpeg                ffmpeg, async=1
#   webm    9.0 s           4.0 s, tone at 2.0    4.0 s, tone at 2.0    9.0 s, tone at 7.0
#   ogg     9.0 s           4.0 s, tone at 2.0    4.0 s, tone at 2.0    9.0 s, tone at 7.0
#   m4a     9.0 s           4.0 s, tone at 2.0    4.0 s, tone at 2.0    9.0 s, tone at 7.0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "faster-whisper==1.2.1" "av==18.1.0" "imageio-ffmpeg==0.8.1" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
from faster_whisper.audio import decode_audio

RATE, HEARD = 48_000, 16_000  # samples a second, as recorded and as decoded
CODECS = {"webm": "libopus", "ogg": "libopus", "m4a": "aac"}
LOW, HIGH = 440, 1760  # Hz


def record(path, codec):
    """A low tone from 0 to 2 s, nothing sent until 7 s, a high tone from there to 9 s."""
    with av.open(path, "w") as out:
        stream = out.add_stream(codec, rate=RATE)
        stream.layout = "mono"
        for start, pitch in ((0, LOW), (7, HIGH)):
            wave = (9000 * np.sin(2 * np.pi * pitch * np.arange(2 * RATE) / RATE)).astype(np.int16)
            for first in range(0, len(wave), 960):
                frame = av.AudioFrame.from_ndarray(wave[None, first : first + 960], format="s16", layout="mono")
                frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), start * RATE + first
                out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def by_ffmpeg(path, *filters):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", path, *filters]
    command += ["-ac", "1", "-ar", str(HEARD), "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype=np.int16) / 32768


def measured(samples):
    """Length, and when the high tone starts, in seconds (to a tenth)."""
    step = HEARD // 10
    pieces = samples[: len(samples) // step * step].reshape(-1, step)
    power = np.abs(np.fft.rfft(pieces, axis=1))[:, HIGH // 10]
    return round(len(samples) / HEARD, 1), round(float(np.argmax(power > power.max() / 2)) / 10, 1)


seen = {}
print(f"{'':6}  the file says   {'faster-whisper':20}  {'ffmpeg':20}  ffmpeg, async=1")
for ending, codec in CODECS.items():
    path = str(Path(sys.argv[1]) / f"call.{ending}")
    record(path, codec)
    with av.open(path) as container:
        said = round(container.duration / av.time_base, 1)
    decoded = [decode_audio(path), by_ffmpeg(path), by_ffmpeg(path, "-af", "aresample=async=1")]
    seen[ending] = [measured(samples) for samples in decoded]
    print(f"{ending:6}  {said} s         ", "    ".join(f"{length} s, tone at {start}" for length, start in seen[ending]))
    seen[ending].append(said)


def near(found, expected):
    return all(abs(one - other) < 0.25 for one, other in zip(found, expected, strict=True))


sys.exit(
    not all(
        near(whisper, (4, 2)) and near(plain, (4, 2)) and near(filled, (9, 7)) and abs(said - 9) < 0.25
        for whisper, plain, filled, said in seen.values()
    )
)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
