#!/usr/bin/env bash
# "The margin moved by -0.5 points" is put into words for a voice: "zero point five". At -1.5 the minus is there in each language;
# between 0 and -1, where changes of rates and correlations are, it is gone in 42 of 51.
#
# Library: num2words 0.5.14. savoirfairelinux/num2words#402 and #644 tell of it for single languages.
# Guess, written down before the run (of all the languages it has): the sign of a number is kept in each.
# Behaviour: the part before the point is made a whole number first, and the minus is asked of that one; nought has none. Nine
# languages that write fractions by code of their own keep it. Given as a text or as a Decimal it is the same; as a sum
# of money (to="currency") the minus is there. What is said is of the usual length and means the opposite. (Five more
# languages raise an error for one of the four numbers and are not counted; Welsh and Bengali drop each minus or double it.)
# Output seen:
#   -1.5 without its minus: bn cy
#   -0.5 without its minus: 42 of 51, among them de en es fr nl pt sv
#   -0.5 with it: ar az fa hu id it lt lv th
#   en -1.5: minus one point five   -0.5: zero point five   Decimal: zero point five   money: minus zero euro, fifty cents
#   de -1.5: minus eins Komma fünf  -0.5: null Komma fünf
#   fr -1.5: moins un virgule cinq  -0.5: zéro virgule cinq
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "num2words==0.5.14"
cat >"$here/try.py" <<'PYTHON'
import sys
from decimal import Decimal

from num2words import CONVERTER_CLASSES, num2words

sys.stdout.reconfigure(encoding="utf-8")
unsigned, lost, kept = [], [], []
for language in sorted(CONVERTER_CLASSES):
    try:
        large, larger, small, smaller = (num2words(number, lang=language) for number in (-1.5, 1.5, -0.5, 0.5))
    except (TypeError, KeyError, ValueError):
        continue
    if large == larger:
        unsigned.append(language)
    (lost if small == smaller else kept).append(language)
common = [language for language in ("de", "en", "es", "fr", "nl", "pt", "sv") if language in lost]
print("-1.5 without its minus:", *unsigned)
print(f"-0.5 without its minus: {len(lost)} of {len(lost) + len(kept)}, among them", *common)
print("-0.5 with it:", *kept)
said = {language: (num2words(-1.5, lang=language), num2words(-0.5, lang=language)) for language in ("en", "de", "fr")}
decimal, money = num2words(Decimal("-0.5")), num2words(-0.5, to="currency", currency="EUR")
print(f"en -1.5: {said['en'][0]}   -0.5: {said['en'][1]}   Decimal: {decimal}   money: {money}")
for language in ("de", "fr"):
    print(f"{language} -1.5: {said[language][0]}  -0.5: {said[language][1]}")
right = (len(lost), len(kept), len(common)) == (42, 9, 7) and kept == ["ar", "az", "fa", "hu", "id", "it", "lt", "lv", "th"]
right = right and said["en"] == ("minus one point five", "zero point five") and decimal == "zero point five"
sys.exit(not (right and money == "minus zero euro, fifty cents"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
