"""What a sentence is about, and how it begins, without its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from language import questioning
from language.figures import Dimension, figures, values
from language.patterns import regex
from language.tables import table, words_in
from language.terms import fold
from language.words import NUMBERS, small_words

_WORD = regex(r"[^\W_]+(?:[-'’&/+][^\W_]+)*\+*")
_CHINESE_RUN = regex(r"[\u4e00-\u9fff]+")
_SIGNS_THAT_BEGIN = 3
_FEWEST_WORDS_TO_BEGIN = 5
_MOST_WORDS = 2


def subject(text: str, language: str, *, besides: str = "") -> str:
    """The first thing that `text` names, in one or two words; "" where none can be told from its verbs.

    Words of `besides` (the question, which says them already) are named only where there is nothing else.
    """
    if language == "zh":
        return ""
    words = _WORD.findall(text)
    known = {fold(word) for word in _WORD.findall(besides)}
    named = list(_named(words, language))
    return next((name for name in named if not known & {fold(word) for word in name.split()}), "") or (
        named[0] if named else ""
    )


def begins(text: str, language: str) -> str:
    """The two words that `text` begins with, figures left out; "" where they would be most of it."""
    if language == "zh":
        run = _CHINESE_RUN.search(text)
        short = run is None or len(text) < 3 * _SIGNS_THAT_BEGIN or bool(values(run[0][:_SIGNS_THAT_BEGIN]))
        return "" if short or run is None else run[0][:_SIGNS_THAT_BEGIN]
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS_TO_BEGIN:
        return ""
    return " ".join([word for word in words if not _is_figure(word, language)][:_MOST_WORDS])


def _named(words: Sequence[str], language: str) -> Iterator[str]:
    """The names of things in a sentence, in order.

    German writes its nouns with a capital. Elsewhere a noun stands after an article or the like; the word
    that begins the sentence is one unless an article follows it, which makes it a verb ("Cut the costs").
    """
    if language == "de":
        yield from (word for word in words[1:] if word[0].isupper() and _tells(word, language))
        if words and words[0][0].isupper() and _tells(words[0], language):
            yield words[0]
        return
    leads = _leading(language)
    at = 0
    while at < len(words):
        begins_it = at == 0 and not (len(words) > 1 and fold(words[1]) in leads)
        after = at > 0 and fold(words[at - 1]) in leads
        if (begins_it or after) and _tells(words[at], language):
            name = [words[at]]
            ends = at + 2 == len(words) or fold(words[min(at + 2, len(words) - 1)]) in small_words(language)
            if after and at + 1 < len(words) and ends and _tells(words[at + 1], language):
                name.append(words[at + 1])
            yield " ".join(name)
            at += len(name)
        else:
            at += 1


def _tells(word: str, language: str) -> bool:
    """Whether `word` names something: no small word, no figure, none that any question has ("the first")."""
    return (
        len(word) > 1
        and word[0].isalpha()
        and fold(word) not in small_words(language)
        and not _is_figure(word, language)
        and not _is_a_time(word)
        and bool(questioning.subject(word, language))
    )


def _is_a_time(word: str) -> bool:
    """Whether `word` is a unit of time: "a month later" is about none."""
    return any(figure.dimension is Dimension.TIME for figure in figures(f"1 {word}"))


def _is_figure(word: str, language: str) -> bool:
    return any(map(str.isdigit, word)) or fold(word) in NUMBERS.get(language, {}) or bool(values(word))


@cache
def _leading(language: str) -> frozenset[str]:
    """The words that a noun comes after: articles, possessives, prepositions."""
    return words_in(table("asking")["before_nouns"][language])
