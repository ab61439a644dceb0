"""Words in no sentences: keywords in a row, or words in no order."""

from __future__ import annotations

from itertools import pairwise

from domain.verdict import Flag, FlagKind
from language.text import Text, Token
from language.words import AFTER_NO_DETERMINER, DETERMINERS, NO_SENTENCE_END

_SOUP_WORDS = 9
# Spoken and written English has 35 to 55 % function words, note-like bullets seldom under 12 %.
_SOUP_FUNCTION_SHARE = 0.1
_GLUE_LETTERS = 3
_UNGLUED_FUNCTION_SHARE = 0.25
_ROW, _ALONE = 12, 0.8
_SHUFFLED_WORDS = 12
_SHUFFLED_BREAKS = 3
_SHUFFLED_SHARE = 0.25
# Of answers that say this share of a model answer's words, not one in twenty thousand graded ones on texts of
# such a length kept fewer of its neighbours together, but for two that repeat themselves.
_REARRANGED_FROM_WORDS = 14
_REARRANGED_RECALL = 0.65
_REARRANGED_PAIRS = 0.1
_NEARLY_ALL = 0.95
_NEARLY_ALL_PAIRS = 0.2


def heap(heard: Text, model_answer: Text) -> Flag | None:
    """Keywords in a row, where the guide does not answer in keywords itself."""
    planned = model_answer.raw.casefold()
    if (
        not _is_heap(heard)
        or _function_share(model_answer) < 2 * _SOUP_FUNCTION_SHARE
        or all(sentence.said.casefold() in planned for sentence in heard.sentences)
    ):
        return None
    message = "These are keywords without sentences: say what you did with them."
    return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence())


def single_words(heard: Text) -> bool:
    """Whether it is a long row of words with a comma behind each: notes hold pieces of several words."""
    start, end = heard.span
    pieces = [piece.split() for piece in heard.raw[start:end].split(",")]
    return len(pieces) >= _ROW and sum(len(piece) == 1 for piece in pieces) >= _ALONE * len(pieces)


def _is_heap(heard: Text) -> bool:
    # Calculations and lists of short items are written without small words for good reason.
    words = _spelt(heard)
    if len(words) < _SOUP_WORDS or len(words) < 0.7 * len(heard.tokens) or not _spaced_english(heard):
        return False
    if len(heard.sentences) > len(words) / 6:
        return False
    # No sentence of such a length does without "a", "of" or "it"; a heap may hold "while" and "because".
    glued = any(token.is_function_word and len(token.word) <= _GLUE_LETTERS for token in words)
    return _function_share(heard) < _SOUP_FUNCTION_SHARE or (
        not glued and _function_share(heard) < _UNGLUED_FUNCTION_SHARE
    )


def _function_share(text: Text) -> float:
    words = _spelt(text)
    return sum(token.is_function_word for token in words) / len(words) if words else 0.0


def _spelt(text: Text) -> list[Token]:
    return [token for token in text.tokens if token.word[0].isalpha() and len(token.word) > 1]


def shuffled(heard: Text, model_answer: Text) -> Flag | None:
    """Words in no order: not English ("a" or "my" before "of"), or the guide's own words rearranged."""
    if not _spaced_english(heard) or not (
        (_disordered(heard) and not _disordered(model_answer)) or _rearranged(heard, model_answer)
    ):
        return None
    message = "The words stand in no order that makes sentences, so little of it can count."
    return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence())


def _disordered(heard: Text) -> bool:
    if len(heard.tokens) < _SHUFFLED_WORDS:
        return False
    breaks = chances = 0
    for sentence in heard.sentences:
        words = sentence.words
        for word, following in pairwise(words):
            if word in DETERMINERS:
                chances += 1
                breaks += following in AFTER_NO_DETERMINER
        if words[-1] in NO_SENTENCE_END:
            breaks += 1
            chances += 1
    return breaks >= _SHUFFLED_BREAKS and breaks >= _SHUFFLED_SHARE * chances


def _rearranged(heard: Text, model_answer: Text) -> bool:
    wanted = [token.stem for token in model_answer.content]
    said = [token.stem for token in heard.content]
    if len(wanted) < _REARRANGED_FROM_WORDS or len(said) < _SHUFFLED_WORDS:
        return False
    recall = len(heard.stems & model_answer.stems) / len(model_answer.stems)
    pairs = set(pairwise(wanted))
    kept = len(pairs & set(pairwise(said))) / len(pairs)
    return recall >= _REARRANGED_RECALL and kept < (
        _NEARLY_ALL_PAIRS if recall >= _NEARLY_ALL else _REARRANGED_PAIRS
    )


def _spaced_english(text: Text) -> bool:
    """Whether word order can be looked at: a script with spaces, mostly ASCII letters."""
    letters = "".join(text.words)
    return sum(sign.isascii() for sign in letters) > 0.9 * len(letters)
