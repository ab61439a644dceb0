"""Answers that are in no language: keys struck at random, "blah blah", words that nobody has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from language.hanzi import simplified
from language.lexicon import holds_a_word
from language.patterns import regex
from language.tables import table, words_in
from language.words import DETERMINERS

_MOST_WORDS = 12
"""Whoever says more has said something."""
_MOST_BESIDE = 4
"""So few words beside the noise say nothing of their own: "blah blah, whatever"."""
_LETTERS = regex(r"[^\W\d_]+")
_HAN = regex(r"[\u4e00-\u9fff]")
_REPEATED = regex(r"(.)\1{3,}")
_VOWEL = regex(r"[aeiouyäöüàâáãåæœéèêëíìîïóòôõúùûøýÿ]")
_ROWS = tuple(
    keys[::way]
    for keys in (
        "qwertyuiop qwertzuiopü azertyuiop asdfghjkl asdfghjklöä qsdfghjklm zxcvbnm yxcvbnm wxcvbn".split()
    )
    for way in (1, -1)
)
_SHORTEST, _WITHOUT_VOWEL, _LONG_RUN = 3, 4, 5
_FEWEST_MADE_UP, _MOST_MADE_UP, _INITIALS = 2, 5, 3
"""One word alone may be a name, a short one initials, and among many words there is one that is known."""
_LISTED = regex(r"[,;:/+&@_，、；：]|\b(?:and|or|then|und|oder|et|y)\b")
_FEWEST_HAN, _MOST_HAN = 4, 12
"""So many Chinese characters none of which makes a word with its neighbour say nothing."""
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "ment", "able", "ation", "ity", "wise")
_PREFIXES = ("un", "re", "non", "over", "under", "mis", "pre", "micro", "multi", "auto")


def is_noise(text: str) -> bool:
    """Whether `text` is no answer in any language: most of it noise, and hardly a word beside that.

    A number is an answer, and so is a word that may be a name. Without a word it is silence, and no noise.
    """
    if any(sign.isdigit() for sign in text):
        return False
    if _HAN.search(text):
        return _is_noise_in_chinese(text)
    words = _LETTERS.findall(text)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    noise = sum(map(_is_struck, words))
    beside = len(words) - noise
    return noise > 0 and beside <= min(noise, _MOST_BESIDE)


def _is_noise_in_chinese(text: str) -> bool:
    """Whether Chinese characters are mere sounds, keys struck at random, or make no word anywhere."""
    signs = simplified("".join(_HAN.findall(text)))
    others = _LETTERS.findall(_HAN.sub(" ", text))
    if others or _LISTED.search(text) or len(signs) > _MOST_HAN:
        return False
    rest = re.sub(table("noise")["struck"], "", signs)
    if len(signs) - len(rest) > len(rest):
        return True
    if len(set(signs)) == 1 or set(signs) <= set(table("noise")["sounds"]):
        return len(signs) >= _FEWEST_HAN
    says = not set(signs).isdisjoint(table("noise")["alone"]) or holds_a_word(signs)
    return len(signs) >= _FEWEST_HAN and not says


def is_made_up(text: str, has_word: Callable[[str], bool]) -> bool:
    """Whether no word of a short `text` is one: "flurb zonka".

    `has_word` tells of a word in small letters. In doubt it is an answer: what has a capital, a digit or a
    list in it names something. Articles before them say nothing.
    """
    # Where no spaces stand between words, these are told apart by what stands together.
    if _HAN.search(text):
        return False
    words = [word.casefold() for word in _LETTERS.findall(text)]
    words = [word for word in words if word not in _says_nothing()]
    named = any(sign.isdigit() or sign.isupper() for sign in text[1:]) or _LISTED.search(text)
    long = sum(len(word) > _INITIALS for word in words)
    if named or len(words) > _MOST_MADE_UP or long < _FEWEST_MADE_UP:
        return False
    return not any(has_word(form) for word in words for form in _forms(word))


@cache
def _says_nothing() -> frozenset[str]:
    return DETERMINERS.union(*(words_in(listed) for listed in table("asking")["before_nouns"].values()))


@cache
def _filling() -> re.Pattern[str]:
    """Words for no words; "bla", "blah" and "blaah" are one."""
    words = words_in(" ".join(table("noise")["filling"].values())) - {"bla", "blah"}
    return re.compile(rf"(?:bla+h?|{'|'.join(sorted(words, key=len, reverse=True))})+")


def _forms(word: str) -> Iterator[str]:
    """`word` and what it may be a form of: "dispensed" of "dispense", "undo" of "do"."""
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield from (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y")
    yield from (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))


def _is_struck(word: str) -> bool:
    """Whether `word` looks like keys that were struck at random, or like words for no words."""
    # Letters for a name, such as "SQL", have no vowel either.
    if word.isupper() and len(word) <= _LONG_RUN:
        return False
    letters = word.casefold()
    if _REPEATED.search(letters) or _filling().fullmatch(letters):
        return True
    run = _longest_run(letters)
    if run >= _LONG_RUN or (run == len(letters) >= _WITHOUT_VOWEL):
        return letters not in _WORDS_IN_A_ROW
    if _VOWEL.search(letters):
        return run == len(letters) >= _SHORTEST and letters not in _WORDS_IN_A_ROW
    return len(letters) >= _WITHOUT_VOWEL and letters.isascii()


_WORDS_IN_A_ROW = frozenset("wer wert werte tre poi ert rew oui port".split())
"""Words whose letters stand side by side on a keyboard as well: German "wer", Italian "tre", "poi"."""


def _longest_run(letters: str) -> int:
    """How many letters of `letters` stand side by side on a keyboard, one after the other."""
    longest = 1
    for start in range(len(letters)):
        end = start + longest + 1
        while end <= len(letters) and any(letters[start:end] in row for row in _ROWS):
            longest = end - start
            end += 1
    return longest
