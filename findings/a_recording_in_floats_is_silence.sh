#!/usr/bin/env bash
# A recording was saved by an audio editor as a WAV file of floats, which plays well everywhere. Read as the 16-bit numbers
# that speech recognition takes, it is silence: every sample is nought. The same voice saved with 16 or 24 bits is there.
#
# Library: soundfile 0.14.0 (read with dtype="int16"), beside scipy 1.17.1 (wavfile) and numpy 2. bastibe/python-soundfile#145
# has why it is so.
# Guess, written down before the run: floats are scaled to the range of the type that is asked for, as they are when 16 bits
# are read as floats.
# Behaviour: 24 bits become 16 by leaving out eight; floats between -1 and 1 become whole numbers by leaving out what is
# behind the point, which is all of it. The other way, from 16 bits to floats, is scaled. Length, rate and type are right,
# nothing is raised, and a detector of speech finds none: it is the speaker who is asked to speak louder. The longer way, to
# read floats and to make whole numbers of them, has the voice.
# Output seen (the loudest sample, of 32767):
#   saved as 16 bits:            16384
#   saved as 24 bits:            16384
#   saved as floats:                 0
#   floats, read as floats:      16384
#   saved as floats by scipy:        0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "soundfile==0.14.0" "scipy==1.17.1" "numpy==2.4.6"
cat >"$here/try.py" <<'PYTHON'
import io
import sys

import numpy
import soundfile
from scipy.io import wavfile

VOICE = (0.5 * numpy.sin(numpy.arange(16000) * numpy.pi / 20)).astype("float32")


def saved(subtype):
    file = io.BytesIO()
    soundfile.write(file, VOICE, 16000, subtype=subtype, format="WAV")
    return file


def by_scipy():
    file = io.BytesIO()
    wavfile.write(file, 16000, VOICE)
    return file


def loudest(file):
    file.seek(0)
    samples, _ = soundfile.read(file, dtype="int16")
    assert len(samples) == len(VOICE)
    return int(abs(samples.astype(int)).max())


def longer_way(file):
    file.seek(0)
    samples, _ = soundfile.read(file, dtype="float32")
    return int(abs((samples * 32768).round().astype(int)).max())


seen = {
    "saved as 16 bits:": loudest(saved("PCM_16")),
    "saved as 24 bits:": loudest(saved("PCM_24")),
    "saved as floats:": loudest(saved("FLOAT")),
    "floats, read as floats:": longer_way(saved("FLOAT")),
    "saved as floats by scipy:": loudest(by_scipy()),
}
for name, value in seen.items():
    print(f"{name:28} {value:5}")
sys.exit([value > 16000 for value in seen.values()] != [True, True, False, True, False])
PYTHON
"$here/venv/bin/python" "$here/try.py"
