"""Words around a figure: which of them carry meaning, and which name a metric."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from language.patterns import regex
from language.tables import table, words_in

WORD = regex(r"[^\W\d_][\w&+#]*(?:[-'’][^\W\d_]\w*)*|[^\W\d_]")

_STOP = words_in(table("figure_words")["small"])
METRICS = words_in(table("figure_words")["metrics"])
"""Words that name what is measured."""
_COMPOUND_HEADS = frozenset("rate ratio time times score size cost costs usage load coverage".split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Porter stem of a word in lower case."""
    # A stemmer must not be shared between threads; making one is cheap, and the cache makes it rare.
    return str(Stemmer.Stemmer("english").stemWord(word.lower()))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, numbers left out."""
    return [found.lower() for found in WORD.findall(text)]


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry meaning; the parts of a hyphenated word count too."""
    found: set[str] = set()
    for word in words(text):
        for part in (word, *word.split("-")) if "-" in word else (word,):
            if part not in _STOP and len(part) > 1:
                found.add(stem(part))
    return frozenset(found)


def last_metric(text: str) -> str:
    """The metric named last in `text` ("cache hit rate" gives "hit rate"), or ""."""
    found = words(text)
    for index in range(len(found) - 1, -1, -1):
        if found[index] in METRICS:
            return _compound(found, index)
    return ""


def first_metric(text: str) -> str:
    """The metric named first in `text`, or ""."""
    found = words(text)
    for index, word in enumerate(found):
        if word in METRICS:
            # "training time", "response time": the head names the metric, not its first word.
            while index + 1 < len(found) and found[index + 1] in _COMPOUND_HEADS:
                index += 1
            return _compound(found, index)
    return ""


def _compound(found: list[str], index: int) -> str:
    head = found[index]
    if head in _COMPOUND_HEADS and index and found[index - 1] not in _STOP:
        return f"{found[index - 1]} {head}"
    return head
