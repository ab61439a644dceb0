"""What is a word: lists of each language's commonest forms; one in a hundred is there by chance alone."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from language.words import LANGUAGES

_DATA = Path(__file__).with_name("data") / "lexicon"
_CHINESE = "zh"
_COMPOUNDING = frozenset({"de", "nl"})
_LINKS = ("", "s", "n", "en", "es", "e")
"""What German and Dutch put between two words that they write as one."""
_PLACES = 7
_SHORTEST_PART = 4


def is_word(word: str, language: str) -> bool:
    """Whether `word`, in small letters, is one of `language`; of Chinese two characters that make one.

    Where there is no list, none is. Accents may be left out. German and Dutch words may be two in one.
    """
    filled = _filled(language)
    if not filled:
        return False
    bare = plain(word)
    if _is_in(bare, filled):
        return True
    return language in _COMPOUNDING and any(_is_in(part, filled) for part in _parts(bare, filled))


def are_words_elsewhere(words: Collection[str]) -> bool:
    """Whether all `words` stand in one list, of whatever language: one of them may by chance."""
    return any(
        all(_is_in(plain(word), filled) for word in words)
        for language in LANGUAGES
        if (filled := _filled(language))
    )


def holds_a_word(signs: str) -> bool:
    """Whether two neighbours among Chinese characters make a word."""
    filled = _filled(_CHINESE)
    return not filled or any(_is_in(one + other, filled) for one, other in pairwise(signs))


def _parts(word: str, filled: bytes) -> Iterator[str]:
    """What stands behind each word that `word` begins with, and what links the two."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if not _is_in(word[:cut], filled):
            continue
        for link in _LINKS:
            rest = word[cut:].removeprefix(link)
            if len(rest) >= _SHORTEST_PART and (not link or word[cut:].startswith(link)):
                yield rest


def _is_in(word: str, filled: bytes) -> bool:
    return all(filled[place >> 3] >> (place & 7) & 1 for place in places(word, len(filled)))


def places(word: str, size: int) -> Iterator[int]:
    """The bits that tell of `word` among `size` bytes."""
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return ((first + at * step) % (8 * size) for at in range(_PLACES))


def plain(word: str) -> str:
    """`word` without accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _filled(language: str) -> bytes:
    file = _DATA / f"{language}.bits"
    return file.read_bytes() if file.is_file() else b""
