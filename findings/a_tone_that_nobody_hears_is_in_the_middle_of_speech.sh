#!/usr/bin/env bash
# A recording at 48 kHz is brought to the 16 kHz that speech recognition takes. A tone of 15 kHz, which hardly anybody hears, is
# after it one of 1 kHz, as loud as it was, in the midst of the voice.
#
# Library: pydub 0.25.1 (AudioSegment.set_frame_rate), beside soxr 1.1.0; numpy 2. (For Python 3.13 and later with audioop-lts.)
# Guess, written down before the run (for 7 kHz brought to 8 kHz): what the new rate cannot hold is filtered out, or all but.
# Behaviour: samples are interpolated and picked, nothing is filtered: each tone above half the new rate is folded down to as
# far below it, at its full level. Hiss, "s" and "f", a screen's whine and the switching of a power supply end up among the
# vowels; at 8 kHz it is the upper half of speech itself. It sounds sharp rather than wrong, and no level or length tells. The
# same recording resampled with a filter has silence there.
# Output seen (the loudest tone after it, and its level against before):
#   pydub  48 to 16 kHz   1000 Hz ->  1000 Hz     0 dB
#   pydub  48 to 16 kHz  11000 Hz ->  5000 Hz     0 dB
#   pydub  48 to 16 kHz  15000 Hz ->  1000 Hz     0 dB
#   pydub  16 to  8 kHz   7000 Hz ->  1000 Hz     0 dB
#   soxr   48 to 16 kHz  15000 Hz -> below -60 dB
#   soxr   16 to  8 kHz   7000 Hz -> below -60 dB
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydub==0.25.1" "soxr==1.1.0" "numpy==2.4.6" \
  "audioop-lts; python_version >= '3.13'"
cat >"$here/try.py" <<'PYTHON'
import sys
import warnings

import numpy
import soxr

warnings.simplefilter("ignore")  # pydub tells that no ffmpeg is installed, which is not needed here
from pydub import AudioSegment  # noqa: E402


def tone(hertz, rate):
    return (16000 * numpy.sin(2 * numpy.pi * hertz * numpy.arange(rate) / rate)).astype("<i2")


def by_pydub(samples, old, new):
    sound = AudioSegment(samples.tobytes(), frame_rate=old, sample_width=2, channels=1)
    return numpy.array(sound.set_frame_rate(new).get_array_of_samples())


def by_soxr(samples, old, new):
    return soxr.resample(samples, old, new)


def loudest(samples, rate):
    """The strongest tone of the middle half second, in whole hertz, and its level in dB."""
    middle = samples[rate // 4 : rate // 4 + rate // 2].astype(float)
    strength = abs(numpy.fft.rfft(middle * numpy.hanning(len(middle))))
    return round(strength.argmax() * rate / len(middle)), 20 * numpy.log10(strength.max() + 1e-9)


right = True
for name, resample, old, new, hertz, becomes in (
    ("pydub", by_pydub, 48000, 16000, 1000, 1000),
    ("pydub", by_pydub, 48000, 16000, 11000, 5000),
    ("pydub", by_pydub, 48000, 16000, 15000, 1000),
    ("pydub", by_pydub, 16000, 8000, 7000, 1000),
    ("soxr", by_soxr, 48000, 16000, 15000, None),
    ("soxr", by_soxr, 16000, 8000, 7000, None),
):
    samples = tone(hertz, old)
    _, before = loudest(samples, old)
    at, level = loudest(resample(samples, old, new), new)
    lost = level - before + 20 * numpy.log10(old / new)
    gone = lost < -60
    says = "below -60 dB" if gone else f"{at:5} Hz {abs(round(lost)):5} dB"
    print(f"{name:6} {old // 1000} to {new // 1000:2} kHz  {hertz:5} Hz -> {says}")
    right = right and (gone if becomes is None else at == becomes and abs(lost) < 1)
sys.exit(not right)
PYTHON
"$here/venv/bin/python" "$here/try.py"
