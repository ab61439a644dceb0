#!/usr/bin/env bash
# One library puts figures into words for a voice, another reads words back as figures. In English 1,100 comes back as two
# numbers, "1000, 100", as do 901 of the 1,001 from 1,100 to 2,100; 12.25 is "12,2 5" in French.
#
# Libraries: num2words 0.5.14, text2num 3.1.0 (alpha2digit).
# Guess, written down before the run: the number comes back, in each of seven languages, for whole numbers and for those with
# decimals (but for the small ones, which the reader leaves as words).
# Behaviour: num2words sets a comma behind the thousands ("one thousand, one hundred") in English alone, and to the reader a
# comma ends a number. It spells decimals one by one ("deux cinq"); the reader takes the first of them and begins anew with the
# next, in five languages of seven. Whoever tests speech by sending what is said through the reader finds errors that no voice
# made, and a transcript that writes commas as the first library does has two figures for one.
# Output seen:
#   en 1,100 -> one thousand, one hundred -> 1000, 100; not whole from 1,100 to 2,100: 901 of 1001
#   de 1,100 -> eintausendeinhundert -> 1100; not whole from 1,100 to 2,100: 0 of 1001
#   12.25: en 12.25, de 12,25, es 12.2 5, fr 12,2 5, it 12,2 5, pt 12,2 5, nl 12,2 5
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "num2words==0.5.14" "text2num==3.1.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from num2words import num2words
from text_to_num import alpha2digit


def back(number, language):
    return alpha2digit(num2words(number, lang=language), language)


seen = {}
for language in ("en", "de"):
    numbers = range(1100, 2101)
    bad = sum(back(number, language) != str(number) for number in numbers)
    seen[language] = (num2words(1100, lang=language), back(1100, language), bad)
    words, figure, _ = seen[language]
    print(f"{language} 1,100 -> {words} -> {figure}; not whole from 1,100 to 2,100: {bad} of {len(numbers)}")
decimals = {language: back(12.25, language) for language in ("en", "de", "es", "fr", "it", "pt", "nl")}
print("12.25:", ", ".join(f"{language} {figure}" for language, figure in decimals.items()))
expected = {
    "en": ("one thousand, one hundred", "1000, 100", 901),
    "de": ("eintausendeinhundert", "1100", 0),
}
whole = {language for language, figure in decimals.items() if figure in ("12.25", "12,25")}
sys.exit(not (seen == expected and whole == {"en", "de"} and decimals["fr"] == "12,2 5"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
