"""Answers that are in no language: keys struck at random, "blah blah"."""

from __future__ import annotations

from language.patterns import regex

_MOST_WORDS = 12
"""Whoever says more has said something."""
_MOST_BESIDE = 4
"""So few words beside the noise say nothing of their own: "blah blah, whatever"."""
_LETTERS = regex(r"[^\W\d_]+")
_HAN = regex(r"[\u4e00-\u9fff]")
_REPEATED = regex(r"(.)\1{3,}")
_FILLING = regex(r"(?:bla+h?|yada|lorem|ipsum|dolor|foo|bar|baz)+")
_VOWEL = regex(r"[aeiouyäöüàâáãåæœéèêëíìîïóòôõúùûøýÿ]")
_ROWS = tuple(
    keys[::way]
    for keys in (
        "qwertyuiop qwertzuiopü azertyuiop asdfghjkl asdfghjklöä qsdfghjklm zxcvbnm yxcvbnm wxcvbn".split()
    )
    for way in (1, -1)
)
_SHORTEST, _WITHOUT_VOWEL, _LONG_RUN = 3, 4, 5


def is_noise(text: str) -> bool:
    """Whether `text` is no answer in any language: most of it noise, and hardly a word beside that.

    A number is an answer, and so is a word that may be a name. Without a word it is silence, and no noise.
    """
    if any(sign.isdigit() for sign in text):
        return False
    words = _LETTERS.findall(text)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    noise = sum(map(_is_struck, words))
    beside = len(words) - noise
    return noise > 0 and beside <= min(noise, _MOST_BESIDE)


def _is_struck(word: str) -> bool:
    """Whether `word` looks like keys that were struck at random, or like words for no words."""
    # Letters for a name, such as "SQL", have no vowel either.
    if word.isupper() and len(word) <= _LONG_RUN:
        return False
    letters = word.casefold()
    if _REPEATED.search(letters) or _FILLING.fullmatch(letters):
        return True
    if _HAN.search(letters):
        return False
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
