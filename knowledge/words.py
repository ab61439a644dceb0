"""Text to search terms: words stemmed in their language, Chinese and its like in pairs of signs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Stemmer

LANGUAGES = ("english", "spanish", "portuguese")

# Short lists on purpose: they only have to tell the languages apart and drop what carries no topic.
# Accents are absent because words are folded before they are looked up.
STOPWORDS = {
    "english": frozenset(
        "a about an and any are as at be been but by can could did do does for from had has have how i if "
        "in into is it its me my not of on or our so some such tell that the their them then there these "
        "they this to us was we were what when where which who why will with would you your".split()
    ),
    "spanish": frozenset(
        "a al como con cual cuando de del desde donde el ella en entre era es esta este fue ha hay la las le "
        "lo los mas me mi muy no nos o para pero por porque que se ser si sin sobre son su sus te tu un una "
        "y ya yo".split()
    ),
    "portuguese": frozenset(
        "a ao aos as com como da das de do dos e ela ele em entre era essa esse esta este eu foi ha mais mas "
        "me meu minha muito na nao nas no nos o onde os ou para pela pelo por porque qual quando que se sem "
        "ser seu sua sobre sao te um uma voce".split()
    ),
}

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# In this order: a figure ("91.2", "1,000"), a run of CJK signs, a name that ends in signs ("c++"), a word.
_TERM = re.compile(rf"\d+(?:[.,]\d+)*|[{_CJK}]+|[a-z]+(?:\+\+|#)|[^\W_{_CJK}]+", re.IGNORECASE)
_IS_CJK = re.compile(rf"[{_CJK}]")


def terms(text: str, languages: tuple[str, ...] = LANGUAGES[:1]) -> list[str]:
    """The search terms of `text` in order, repeats kept, words without a topic left out.

    A word is stemmed in each of `languages`; different stems of one word all count, so that a query
    finds passages in every language of an index.
    """
    found: list[str] = []
    for term in _TERM.findall(fold(text)):
        if _IS_CJK.match(term):
            # Without a dictionary pairs of signs are the usual unit; a lone sign stands for itself.
            found += [term[i : i + 2] for i in range(len(term) - 1)] or [term]
        elif not any(term in STOPWORDS[language] for language in languages):
            found += dict.fromkeys(_stemmer(language).stemWord(term) for language in languages)
    return found


def fold(text: str) -> str:
    """Lower case, full-width and styled letters made plain, accents dropped."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def language_of(text: str) -> str:
    """Which of LANGUAGES `text` is most likely in, by its commonest words; English where nothing speaks."""
    words = _TERM.findall(fold(text))
    counts = {language: sum(word in STOPWORDS[language] for word in words) for language in LANGUAGES}
    return max(LANGUAGES, key=lambda language: counts[language])


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    import Stemmer  # noqa: PLC0415  (only where guides are searched)

    return Stemmer.Stemmer(language)
