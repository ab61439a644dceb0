#!/usr/bin/env bash
# "The margin is -5 %" is read aloud as "the margin is 5 %" in French and Spanish, and as minus five in English, German,
# Italian and Portuguese. A limit is lost in all of them: "< 5 %" is "5 %".
#
# Library: piper-tts 1.8.0 (EspeakPhonemizer, by which most of its voices read).
# Guess, written down before the run: a sign before a number is part of the number and is said, or the name of the sign is.
# Behaviour: a hyphen before digits is "minus" in a language whose table says so, and silence like any hyphen in the others;
# Polish, Russian, Danish and Catalan are among those, too. The sign made for it (U+2212) helps some and not others: in
# Portuguese it is silent, where the hyphen is not. "<" and ">" are silent everywhere, while the signs for "at most" and "at
# least" are read in English. Whoever hears a question with a figure answers another one.
# Output seen (said the same as without the sign):
#   en-us -5: False   < 5: True   > 5: True   ≤ 5: False
#   de    -5: False   < 5: True   > 5: True
#   it    -5: False   < 5: True   > 5: True
#   pt    -5: False   < 5: True   > 5: True
#   fr    -5: True   < 5: True   > 5: True
#   es    -5: True   < 5: True   > 5: True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "piper-tts==1.8.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from piper.phonemize_espeak import EspeakPhonemizer

reader = EspeakPhonemizer()


def silent(voice, text, without="5"):
    """Whether a text sounds as another one does, but for stress and pauses."""
    said, bare = (
        "".join(sound for sentence in reader.phonemize(voice, part) for sound in sentence if sound not in "ˈˌ ")
        for part in (text, without)
    )
    return said == bare


SIGNS = {"en-us": ["-5", "< 5", "> 5", "≤ 5"]}
expected = {
    "en-us": [False, True, True, False],
    "de": [False, True, True],
    "it": [False, True, True],
    "pt": [False, True, True],
    "fr": [True, True, True],
    "es": [True, True, True],
}
seen = {}
for voice in expected:
    signs = SIGNS.get(voice, ["-5", "< 5", "> 5"])
    seen[voice] = [silent(voice, sign) for sign in signs]
    print(f"{voice:5}", "   ".join(f"{sign}: {said}" for sign, said in zip(signs, seen[voice])))
in_sentences = silent("fr", "La marge est de -5 %.", "La marge est de 5 %."), silent(
    "es", "El margen es -5 %.", "El margen es 5 %."
)
sys.exit(seen != expected or in_sentences != (True, True))
PYTHON
"$here/venv/bin/python" "$here/try.py"
