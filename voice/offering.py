"""What was heard that sounds like a term of the guide: offered, never changed."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.words import small_words
from voice.heard import HeardWord, Offer
from voice.sounds import distance, sound_of, spoken_of
from voice.terms import Terms

_MOST_WORDS = 4
_SURE = 0.9
"""A word that was heard this surely was said."""
_UNSURE = 0.5
"""Small words are part of a name ("the tess" for Vitess) where one of the words was less sure than this."""
_ALIKE = 0.6
_SHORT_ALIKE = 0.7
"""So alike they must be with their vowels, too, and short names more so: else "writes" is Redis."""
_A_SOUND_OFF = 5
"""In a key of so many sounds one may be another."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    letters: str
    sound: str
    spoken: str


def offers(words: Sequence[HeardWord], terms: Terms, language: str = "en") -> tuple[Offer, ...]:
    """What of `words` sounds like one of `terms` and is written otherwise; no word is in two offers."""
    names = _names(terms.names)
    known = {name.letters for name in names}
    plain = terms.plain | small_words(language)
    found: list[Offer] = []
    at = 0
    while at < len(words):
        offer = _best(words, at, names, known, plain)
        if offer is not None:
            found.append(offer)
        at = offer.last if offer is not None else at + 1
    return tuple(found)


def _best(
    words: Sequence[HeardWord], at: int, names: tuple[_Name, ...], known: set[str], plain: frozenset[str]
) -> Offer | None:
    best: tuple[float, Offer] | None = None
    for last in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1):
        run = [word.bare for word in words[at:last]]
        if not all(run) or any(part.casefold() in known and len(part) > 1 for part in run):
            # A term that stands there was heard.
            break
        if not _may_be_misheard(words[at:last], run, plain):
            continue
        for likeness, name in _alike(run, names):
            if best is None or likeness > best[0]:
                heard = _joined(words[at:last])
                best = likeness, Offer(at, last, heard, name.written)
    return best[1] if best is not None else None


def _may_be_misheard(words: Sequence[HeardWord], run: Sequence[str], plain: frozenset[str]) -> bool:
    small = [part.lower() in plain for part in run]
    least = min(word.confidence for word in words)
    if len(run) == 1:
        return not small[0] and least < _SURE
    return not any(small) or (not all(small) and least < _UNSURE)


def _alike(run: Sequence[str], names: tuple[_Name, ...]) -> Iterator[tuple[float, _Name]]:
    letters = _letters("".join(run))
    sound = sound_of(letters)
    for name in names:
        if letters == name.letters:
            if len(run) > 1 or run[0].casefold() != name.written.casefold():
                yield 2.0, name
            continue
        if len(name.sound) < _SHORTEST or not sound or sound[0] != name.sound[0]:
            continue
        apart = distance(sound, name.sound)
        allowed = 1.0 if len(name.sound) >= _A_SOUND_OFF else 0.0
        if apart > allowed:
            continue
        likeness = difflib.SequenceMatcher(None, spoken_of(letters), name.spoken, autojunk=False).ratio()
        if likeness >= (_SHORT_ALIKE if apart >= 1.0 or len(name.sound) <= _SHORTEST else _ALIKE):
            yield likeness - apart / 10, name


@lru_cache(maxsize=64)
def _names(terms: tuple[str, ...]) -> tuple[_Name, ...]:
    return tuple(_Name(term, _letters(term), sound_of(term), spoken_of(term)) for term in terms)


def _joined(words: Sequence[HeardWord]) -> str:
    """The words as they stand in the text, without the punctuation around them."""
    said = " ".join(word.text for word in words)
    first, last = words[0], words[-1]
    behind = len(last.text) - last.text.rfind(last.bare) - len(last.bare)
    return said[first.text.find(first.bare) : len(said) - behind]


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if sign.isalnum())
