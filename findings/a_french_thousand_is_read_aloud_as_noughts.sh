#!/usr/bin/env bash
# A figure is written for French readers as the locale says, and read aloud by a French voice: 1 000 is "one, zero, zero,
# zero", and 12 500 is "twelve, five hundred". In Polish, Swedish and Portuguese the same, and for Switzerland.
#
# Libraries: babel 2.19.0 (format_decimal), piper-tts 1.8.0 (EspeakPhonemizer, by which most of its voices read).
# Guess, written down before the run: what one formats for a language the other reads in that language.
# Behaviour: the groups of a number are held together by a space that does not break (a narrow one in French), and by an
# apostrophe in Switzerland. The reader joins groups at a plain space, a point or a comma, as the language has it; anything
# else ends the number. German, Italian, Spanish and English have points and commas. The same figure typed by hand with a
# plain space is read well in French, Polish and Swedish, so that a test by ear with a sentence of one's own finds nothing.
# Output seen (what is read is the same as for):
#   de 12.500: 12500
#   it 12.500: 12500
#   es 12.500: 12500
#   en_US 12,500: 12500
#   fr 12 500: 12, 500   with a plain space: 12500
#   pl 12 500: 12, 500   with a plain space: 12500
#   sv 12 500: 12, 500   with a plain space: 12500
#   pt_PT 12 500: 12, 500   with a plain space: 12, 500
#   de_CH 12'500: 12, 500
#   fr 1 000: 1, 0, 0, 0   with a plain space: 1000
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "piper-tts==1.8.0" "babel==2.19.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from babel.numbers import format_decimal
from piper.phonemize_espeak import EspeakPhonemizer

reader = EspeakPhonemizer()
VOICES = {"en_US": "en-us", "pt_PT": "pt", "de_CH": "de"}


def sounds(voice, text):
    """Without what tells stress, words and pauses."""
    spoken = "".join(sound for sentence in reader.phonemize(voice, text) for sound in sentence)
    return "".join(sound for sound in spoken if sound not in "ˈˌ ,")


def same_as(voice, figure, readings):
    return next((reading for reading in readings if sounds(voice, figure) == sounds(voice, reading)), "something else")


def read(locale, number, readings):
    voice = VOICES.get(locale, locale)
    written = format_decimal(number, locale=locale)
    plain = written.replace("\u202f", " ").replace("\xa0", " ")
    line = f"{locale} {plain}: {same_as(voice, written, readings)}"
    return line if plain == written else f"{line}   with a plain space: {same_as(voice, plain, readings)}"


locales = ["de", "it", "es", "en_US", "fr", "pl", "sv", "pt_PT", "de_CH"]
seen = [read(locale, 12500, ["12500", "12, 500"]) for locale in locales]
seen.append(read("fr", 1000, ["1000", "1, 0, 0, 0"]))
print("\n".join(seen))
sys.exit(
    seen
    != [
        "de 12.500: 12500",
        "it 12.500: 12500",
        "es 12.500: 12500",
        "en_US 12,500: 12500",
        "fr 12 500: 12, 500   with a plain space: 12500",
        "pl 12 500: 12, 500   with a plain space: 12500",
        "sv 12 500: 12, 500   with a plain space: 12500",
        "pt_PT 12 500: 12, 500   with a plain space: 12, 500",
        "de_CH 12'500: 12, 500",
        "fr 1 000: 1, 0, 0, 0   with a plain space: 1000",
    ]
)
PYTHON
"$here/venv/bin/python" "$here/try.py"
