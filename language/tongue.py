"""Which language a text is in; nothing else in the project may guess one."""

from __future__ import annotations

from functools import cache, lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from language.identifier import identifier as _identifier
from language.patterns import regex
from language.sentences import count_words
from language.tables import table
from language.words import FUNCTION_WORDS, LANGUAGES

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
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOT_LATIN = regex(r"[\u0370-\u1dff\u2c80-\ua71f\ua880-\ud7ff\uf900-\ufaff]")


def tongue(text: str) -> str | None:
    """The language `text` is surely in, as its code; None where it is too short or too mixed to say."""
    text = text[:_ENOUGH]
    # One word said a hundred times is one.
    words = count_words(" ".join(dict.fromkeys(text.split())))
    if words < _FEWEST_WORDS and len(_NOT_LATIN.findall(text)) < _FEWEST_LETTERS:
        return None
    first, share = _leading(text)
    if share < _SURE or not _is_borne_out(text, first):
        return None
    return first


def _is_borne_out(text: str, code: str) -> bool:
    """Whether `text` has what no text in that language lacks: its letters, or a few of its small words.

    A list of products, or notes with arrows between them, look like one language or another by chance.
    """
    if code in _OTHER_LETTERS:
        return _NOT_LATIN.search(text) is not None
    if code in FUNCTION_WORDS:
        return not FUNCTION_WORDS[code].isdisjoint(_WORD.findall(text.casefold()))
    return True


def nearest(text: str) -> str:
    """The one of LANGUAGES that `text` is read in, however short it is; "en" where no other clearly leads."""
    told, ours = _told(text[:_ENOUGH]), _ours()
    # What `norm_probs` makes of all 97 languages, for our seven: each beside all.
    with np.errstate(over="ignore"):
        shares = (1 / np.exp(told[None, :] - told[ours][:, None]).sum(1)).tolist()
    best = max(shares)
    return LANGUAGES[shares.index(best)] if best > _LEADS * sum(shares) else LANGUAGES[0]


@cache
def _ours() -> npt.NDArray[np.int64]:
    """Where LANGUAGES stand among the identifier's."""
    return np.array([_identifier().nb_classes.index(code) for code in LANGUAGES])


@lru_cache(maxsize=1024)
def _leading(text: str) -> tuple[str, float]:
    """The likeliest language, and how likely it is with all that people call by its name; 0 for one that has
    no name here.

    Kept without the ninety others, which were 9 kB of each text.
    """
    identifier, names = _identifier(), table("tongues")
    told = zip(identifier.nb_classes, map(float, identifier.norm_probs(_told(text))), strict=True)
    ranked = sorted(told, key=itemgetter(1), reverse=True)
    first: str = ranked[0][0]
    if first not in names:
        return first, 0.0
    return first, sum(share for code, share in ranked if names.get(code) == names[first])


@lru_cache(maxsize=1024)
def _told(text: str) -> npt.NDArray[np.floating]:
    """The logarithm of how likely `text` is in each of the identifier's languages, but for a constant."""
    identifier = _identifier()
    # A text without letters says nothing, and lone surrogates cannot be encoded.
    features = identifier.instance2fv(text.encode("utf-8", "replace"))
    # What `rank` does, for the few hundred features that the text has and not for all 7,480.
    there = features.nonzero()[0]
    told: npt.NDArray[np.floating] = features[there] @ identifier.nb_ptc[there] + identifier.nb_pc
    return told
