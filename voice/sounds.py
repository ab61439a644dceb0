"""How a word sounds, as far as languages that recognisers write agree: consonants by where they are made.

A key is short and coarse: voiced and voiceless are one ("Kubernetes" and "Cooper Netties" are KPRNTS), and a
vowel counts only where a word begins. It is told in docs/adr/0018-aloud.md.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What several letters say together, longest first.
_TOGETHER = (
    ("tsch", "S"), ("dsch", "S"), ("sch", "S"), ("tch", "S"), ("dge", "S"), ("chs", "KS"), ("ph", "F"),
    ("gh", "K"), ("sh", "S"), ("ch", "K"), ("th", "T"), ("ck", "K"), ("qu", "K"), ("wh", "F"), ("kn", "N"),
    ("wr", "R"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("zz", "S"), ("x", "KS"),
)  # fmt: skip
_ALONE = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkqc", "K"),
    **dict.fromkeys("fvw", "F"), **dict.fromkeys("szj", "S"), "m": "M", "n": "N", "l": "L", "r": "R",
}  # fmt: skip
_PATTERN = re.compile("|".join(re.escape(written) for written, _ in _TOGETHER) + "|[a-z]")
_SAID = dict(_TOGETHER)
_MOUTHS = {"oo": "u", "ou": "u", "ee": "i", "ea": "i", "ie": "i", "ei": "i", "ai": "e", "ay": "e", "y": "i"}
_PATTERN_LONG = re.compile("|".join([*(re.escape(written) for written, _ in _TOGETHER), *_MOUTHS, "[a-z]"]))
_VOWELS = frozenset("aeiouy")
_NEAR = frozenset({frozenset("MN"), frozenset("LR"), frozenset("SK"), frozenset("ST"), frozenset("FP")})
_HALF = 0.5


@lru_cache(maxsize=1 << 14)
def sound_of(word: str) -> str:
    """The key of a word, or of several as one."""
    letters = _letters(word)
    key = "A" if letters[:1] in _VOWELS else ""
    for found in _PATTERN.finditer(letters):
        said = _SAID.get(found[0]) or _ALONE.get(found[0], "")
        for sound in said:
            if not key.endswith(sound):
                key += sound
    return key


@lru_cache(maxsize=1 << 14)
def spoken_of(word: str) -> str:
    """The same with its vowels, small: what two words have to be alike in besides their keys."""
    said = ""
    for found in _PATTERN_LONG.finditer(_letters(word)):
        for sound in _SAID.get(found[0]) or _ALONE.get(found[0]) or _MOUTHS.get(found[0], found[0]):
            if not said.endswith(sound):
                said += sound
    return said


def _letters(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if "a" <= sign <= "z")


def distance(one: str, other: str) -> float:
    """How far two keys are apart: 1 for a sound more, less or another, a half where it is made nearby."""
    before = [float(count) for count in range(len(other) + 1)]
    for row, left in enumerate(one, start=1):
        now = [float(row)]
        for column, right in enumerate(other, start=1):
            changed = 0.0 if left == right else _HALF if frozenset((left, right)) in _NEAR else 1.0
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + changed))
        before = now
    return before[-1]
