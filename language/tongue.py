"""Which language a text is in; nothing else in the project may guess one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from language.sentences import count_words
from language.tables import table
from language.words import FUNCTION_WORDS, LANGUAGES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Of fewer different words none is sure, unless their letters are not Latin. On 4,796 graded answers in
# English and on twenty languages every bound from .9 to .99 told nearly the same.
_FEWEST_WORDS = 8
_FEWEST_LETTERS = 8
_SURE = 0.95
# A word list is chosen for short texts, too: nothing but a clear lead over English chooses another.
_LEADS = 0.97
_ENOUGH = 4000
_OTHER_LETTERS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr ne or pa ps ru si ta te th uk ur "
    "zh".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c80-\ua71f\ua880-\ud7ff\uf900-\ufaff]")


def tongue(text: str) -> str | None:
    """The language `text` is surely in, as its code; None where it is too short or too mixed to say."""
    text = text[:_ENOUGH]
    # One word said a hundred times is one.
    words = count_words(" ".join(dict.fromkeys(text.split())))
    if words < _FEWEST_WORDS and len(_NOT_LATIN.findall(text)) < _FEWEST_LETTERS:
        return None
    ranked = _ranked(text)
    first, names = ranked[0][0], table("tongues")
    if first not in names or not _is_borne_out(text, first):
        return None
    share = sum(share for code, share in ranked if names.get(code) == names[first])
    return first if share >= _SURE else None


def _is_borne_out(text: str, code: str) -> bool:
    """Whether `text` has what no text in that language lacks: its letters, or a few of its small words.

    A list of products, or notes with arrows between them, look like one language or another by chance.
    """
    if code in _OTHER_LETTERS:
        return _NOT_LATIN.search(text) is not None
    if code in FUNCTION_WORDS:
        return not FUNCTION_WORDS[code].isdisjoint(_WORD.findall(text.casefold()))
    return True


def name_of(code: str) -> str:
    """What people call the language with this code."""
    name: str = table("tongues")[code]
    return name


def nearest(text: str) -> str:
    """The one of LANGUAGES that `text` is read in, however short it is; "en" where no other clearly leads."""
    shares = dict(_ranked(text[:_ENOUGH]))
    best = max(LANGUAGES, key=lambda code: shares[code])
    return best if shares[best] > _LEADS * sum(shares[code] for code in LANGUAGES) else LANGUAGES[0]


@lru_cache(maxsize=4096)
def _ranked(text: str) -> list[tuple[str, float]]:
    # A text without letters says nothing, and lone surrogates cannot be encoded.
    return [(code, float(share)) for code, share in _identifier().rank(text.encode("utf-8", "replace"))]


@cache
def _identifier() -> LanguageIdentifier:
    # A tenth of a second and 20 MB, where a text is judged or searched first.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
