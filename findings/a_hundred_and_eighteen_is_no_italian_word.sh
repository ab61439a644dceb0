#!/usr/bin/env bash
# A figure is put into words for a voice. 118 is read as "centodicotto" in Italian, a word that there is not, as is every number
# that ends in 18 from there to 918; German 101,000 is "einhunderteinstausend", which nobody says either.
#
# Libraries: num2words 0.5.14, beside text2num 3.1.0, which reads such words back.
# Guess, written down before the run: the words of whole numbers, read back, are the number, in all of seven languages (but for
# the small ones, which the reader leaves as words).
# Behaviour: between a hundred and what follows Italian drops a vowel (centotto), and the rule that does it finds one to drop in
# "diciotto", too. 18 and 1018 are right. In German "eins" loses its s before "tausend" where it stands alone, and keeps it
# after a hundred. A voice says what it is given; a reader of figures leaves the word as it is. Spanish, French, Portuguese and
# Dutch come back whole.
# Output seen:
#   it 18      diciotto               read back: 18
#   it 108     centotto               read back: 108
#   it 118     centodicotto           read back: centodicotto
#   it 118th   centodicottesimo
#   it numbers below 1,000 with it:   118, 218, 318, 418, 518, 618, 718, 818, 918
#   de 1000    eintausend             read back: 1000
#   de 101000  einhunderteinstausend  read back: einhunderteinstausend
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

EXPECTED = {
    ("it", 18): ("diciotto", "18"),
    ("it", 108): ("centotto", "108"),
    ("it", 118): ("centodicotto", "centodicotto"),
    ("de", 1000): ("eintausend", "1000"),
    ("de", 101000): ("einhunderteinstausend", "einhunderteinstausend"),
}
seen = {}
for language, number in EXPECTED:
    words = num2words(number, lang=language)
    seen[language, number] = (words, alpha2digit(words, language))
    print(f"{language} {number:<7} {words:22} read back: {seen[language, number][1]}")
ordinal = num2words(118, lang="it", to="ordinal")
misspelt = [number for number in range(1000) if "dicotto" in num2words(number, lang="it")]
print("it 118th  ", ordinal)
print("it numbers below 1,000 with it:  ", ", ".join(map(str, misspelt)))
sys.exit(not (seen == EXPECTED and ordinal == "centodicottesimo" and misspelt == list(range(118, 1000, 100))))
PYTHON
"$here/venv/bin/python" "$here/try.py"
