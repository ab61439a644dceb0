#!/usr/bin/env bash
# A German types a mark with a point, as keyboards of numbers, sheets and programs have it: 7.5 is read as 75. 3.14 is 314,
# and an English "7,5" is 75 as well. In French and Polish the same words are 7.5.
#
# Library: babel 2.19.0 (numbers.parse_decimal).
# Guess, written down before the run: it is refused, or it is 7.5.
# Behaviour: the sign that groups thousands is taken out wherever it stands, before the number is read; so are "1.2.3" (123)
# and "7.50" (750). Where a space groups thousands, the point is no sign at all and is read as in Python. Which it is depends
# on the locale alone: a test in English and French finds nothing. strict=True refuses all of these, and takes 1.234,5.
# Output seen:
#         7.5   3.14  7,5   1.234,5
#   de    75    314   7.5   1234.5
#   it    75    314   7.5   1234.5
#   es    75    314   7.5   1234.5
#   pt    75    314   7.5   1234.5
#   nl    75    314   7.5   1234.5
#   fr    7.5   3.14  7.5   refused
#   pl    7.5   3.14  7.5   refused
#   en    7.5   3.14  75    1.2345
#   strict, de: 7.5 refused, 3.14 refused, 1.234,5 1234.5
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "babel==2.19.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from babel.numbers import NumberFormatError, parse_decimal

TYPED = ("7.5", "3.14", "7,5", "1.234,5")


def read(text, locale, strict=False):
    try:
        return str(parse_decimal(text, locale=locale, strict=strict))
    except NumberFormatError:
        return "refused"


print(f"{'':5} " + " ".join(f"{text:5}" for text in TYPED))
seen = {}
for locale in ("de", "it", "es", "pt", "nl", "fr", "pl", "en"):
    seen[locale] = [read(text, locale) for text in TYPED]
    print(f"{locale:5} " + " ".join(f"{value:5}" for value in seen[locale]))
strict = [read(text, "de", strict=True) for text in ("7.5", "3.14", "1.234,5")]
print(f"strict, de: 7.5 {strict[0]}, 3.14 {strict[1]}, 1.234,5 {strict[2]}")
points = ["75", "314", "7.5", "1234.5"]
spaces = ["7.5", "3.14", "7.5", "refused"]
expected = {
    **{locale: points for locale in ("de", "it", "es", "pt", "nl")},
    **{locale: spaces for locale in ("fr", "pl")},
    "en": ["7.5", "3.14", "75", "1.2345"],
}
sys.exit(not (seen == expected and strict == ["refused", "refused", "1234.5"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
