"""What only leads up to an answer: greetings, announcements, claims without anything behind them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from knowledge.inline import folded
from language.figures import states_a_measure
from language.needed import sought
from language.tables import read_yaml
from language.terms import split, terms

_MOST_WORDS = 40
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w+#-]+")
_NAME_IN_GERMAN = re.compile(r"\b[A-Z][\w+#.-]*[A-Z0-9+#][\w+#-]*")
"""Where every noun has a capital, one within the word tells a name."""
_SPELLED_OUT = re.compile(r"\b([A-Z]{2,6})\s?\(([^()]{4,60})\)")
# The number in a title is no figure: "Two Minute Papers".
_TITLE_WITH_A_NUMBER = re.compile(
    r"(?<![.!?] )(?<!^)\b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Hundred|Thousand)"
    r"(?: [A-Z][a-z]+){2,}"
)


class Opening(StrEnum):
    """What an opening does. The first three tell nothing; a courtesy tells little, and so does a value."""

    GREETING = "greeting"
    ANNOUNCEMENT = "announcement"
    CLAIM = "claim"
    COURTESY = "courtesy"
    VALUE = "value"


EMPTY = frozenset({Opening.GREETING, Opening.ANNOUNCEMENT, Opening.CLAIM, Opening.VALUE})
"""What is no key point wherever an answer tells anything besides."""


@lru_cache(maxsize=4096)
def opening(text: str, *, first: bool = False) -> Opening | None:
    """Which opening the sentence `text` is, None where it tells something; `first` of its answer, or not.

    A sentence with a measured figure, or with several names after a claim ("experience with Azure and
    GCP"), tells something, however it begins.
    """
    sentence = folded(text.strip(" \"“”„«»*_'"))
    if len(sentence.split()) > _MOST_WORDS or not _may_open(sentence):
        return None
    for kind, language, pattern in _patterns():
        if kind is Opening.VALUE and not first:
            continue
        if pattern.search(sentence):
            return None if kind is not Opening.GREETING and _tells_anyhow(text, kind, language) else kind
    return None


def _may_open(sentence: str) -> bool:
    """Does any of the patterns match? Most sentences are asked by two, not by the forty of all languages."""
    begins, within = _signs()
    return begins.match(sentence) is not None or within.search(sentence) is not None


def echoes(text: str, question: str) -> bool:
    """Whether every telling word of `text` stands in `question`, and no figure besides."""
    told, asked = _telling(text), _telling(question)
    return len(told) > 1 and told <= asked


def has_figure(text: str) -> bool:
    """Whether a result is told in figures: with a unit, or from one to another; a year is none."""
    return states_a_measure(_TITLE_WITH_A_NUMBER.sub(" ", text))


def _tells_anyhow(text: str, kind: Opening, language: str) -> bool:
    name = _NAME_IN_GERMAN if language == "de" else _NAME
    return has_figure(text) or (kind is Opening.CLAIM and len(name.findall(_spelled_once(text))) > 1)


def _spelled_once(text: str) -> str:
    """`text` without what an acronym stands for: "RAG (Retrieval-Augmented Generation)" is one name."""

    def kept(found: re.Match[str]) -> str:
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", found[2]))
        return found[1] if initials.casefold() == found[1].casefold() else found[0]

    return _SPELLED_OUT.sub(kept, text)


def _telling(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(terms(split(text)))


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All patterns that look at the beginning, and all that look anywhere, in one each."""
    rows = read_yaml(Path(__file__).with_name("openings.yaml")).values()
    all_words = [word for by_language in rows for words in by_language.values() for word in words]
    # Without the sign for the beginning, so that an alternative is ruled out by its first letter.
    begins = "|".join(f"(?:{word[1:]})" for word in all_words if word.startswith("^"))
    return re.compile(begins), sought("|".join(f"(?:{word})" for word in all_words if word[0] != "^"))


@cache
def _patterns() -> tuple[tuple[Opening, str, re.Pattern[str]], ...]:
    rows = read_yaml(Path(__file__).with_name("openings.yaml"))
    return tuple(
        (Opening(kind), language, re.compile("|".join(f"(?:{each})" for each in words)))
        for kind, by_language in rows.items()
        for language, words in by_language.items()
    )
