"""The words that are treated specially: function words by language, negations, hedges."""

from __future__ import annotations

from language.tables import table, words_in

FUNCTION_WORDS = {code: words_in(listed) for code, listed in table("function_words").items()}
LANGUAGES = tuple(FUNCTION_WORDS)
"""The languages whose words are known here, English first."""

NUMBERS = {
    code: {word: float(value) for word, _, value in (pair.partition("=") for pair in listed.split())}
    for code, listed in table("numbers").items()
}

COUNTING = frozenset().union(*(words_in(listed) for listed in table("counting").values()))
"""The words by which a list is counted aloud, in any language."""

_ENGLISH = table("english")
TELLING = words_in(_ENGLISH["telling"])
DETERMINERS = words_in(_ENGLISH["determiners"])
AFTER_NO_DETERMINER = words_in(_ENGLISH["after_no_determiner"])
NO_SENTENCE_END = words_in(_ENGLISH["no_sentence_end"])
FIRST_SINGULAR = words_in(_ENGLISH["first_singular"])
FIRST_PLURAL = words_in(_ENGLISH["first_plural"])
COLOURING = words_in(_ENGLISH["colouring"])
NEGATIONS = words_in(_ENGLISH["negations"])
NOT_NEGATING_BEFORE = words_in(_ENGLISH["not_negating_before"])
HEDGES: tuple[str, ...] = tuple(_ENGLISH["hedges"])


def small_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic; none for a language whose words are not known here."""
    return FUNCTION_WORDS.get(language, frozenset())
