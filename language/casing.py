"""Capitals as a sentence has them: a heading's Title Case goes, names and German nouns keep theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from language.patterns import regex
from language.tables import table, words_in
from language.words import FUNCTION_WORDS

# What stands right behind a digit is a unit: "10M", "5G".
# What stands right before one is a level or a size: "B1", "A4".
_WORD = regex(r"(?<![\d_])[^\W\d_]++(?:['’][^\W\d_]++)?(?!\d)")
_ENGLISH, _GERMAN, _CHINESE = "en", "de", "zh"
_MAY_BE_WORDS = frozenset("AEIOUYÀÉÈ")
_BEGINS_SENTENCE = regex(r"(?:^|[.!?:。]\s)[^\w]*\Z")
# "Model Context Protocol (MCP)" is a name.
_SPELLED_OUT = regex(r"((?:\b[A-Z][\w-]+ ){2,6})\(([A-Z]{2,6})\)")
# "P&L", "A/B", "R & D", "CI/CD": with a letter or capitals on a side they are one name.
_JOINED = regex(r"[^\W\d_]+(?:\s?&\s?[^\W\d_]+|/[^\W\d_]+)+")
_MOST_LETTERS_OF_INITIALS = 2
_TITLE_CASE = 0.6
_FEWEST_WORDS = 3
# Said to somebody, these have their capital wherever they stand.
# Verbs and "you" have a capital in a heading's Title Case; small, they show that the others are names.
_CAPITAL_IN_A_HEADING = frozenset(
    "do did does you your is are was were have has would could hizo fez deed"
    # So have the words of "Why Iceberg and not Delta?", which compares names.
    " not than instead rather when pas no non não niet".split()
)
_POLITE = frozenset("Sie Ihr Ihre Ihrem Ihren Ihrer Ihres Ihnen".split())


def sentence_case(
    title: str, in_lower_case: Collection[str] = (), language: str = _ENGLISH, names: Collection[str] = ()
) -> str:
    """A heading's Title Case as a sentence, its first word as it stands.

    `in_lower_case` are words that the guide also writes small, `names` those that it writes with a capital
    within sentences (both small here). Other words are plain unless they are known names; in German they keep
    their capital unless they are known to be no nouns.
    """
    if not has_capitals(title):
        return title
    is_plain = _plain(frozenset(in_lower_case), language, frozenset(names))
    spelled_out = [match.span(1) for match in _SPELLED_OUT.finditer(title) if _initials(match[1]) == match[2]]
    spelled_out += joined_names(title, names)

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if _BEGINS_SENTENCE.search(title, 0, match.start()):
            return word
        if any(first <= match.start() < last for first, last in spelled_out):
            return word
        return word.lower() if is_plain(word) else word

    return _WORD.sub(lower, title)


def lone_capital(title: str) -> str:
    """The one word behind the first with a capital, as in "Explain Raft", small; "" of several."""
    capitals = [word for word in _WORD.findall(title)[1:] if word[0].isupper()]
    return capitals[0].lower() if len(capitals) == 1 else ""


def is_title_case(text: str, language: str = _ENGLISH) -> bool:
    """Whether `text` of four words or more is still written as a heading; German nouns say nothing of it."""
    return language != _GERMAN and len(_WORD.findall(text)) > _FEWEST_WORDS and has_capitals(text)


def joined_names(text: str, names: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where the names of `text` stand that "&" or "/" joins ("P&L", "A/B", "Harbour & Vine"), as spans.

    `names` are words known to be names, small: with one of them on a side the other is part of it.
    """
    return [match.span() for match in _JOINED.finditer(text) if _is_name(match[0], names)]


def begins_with_joined_name(text: str, names: Collection[str] = ()) -> bool:
    """Whether `text` begins with such a name."""
    return any(first == 0 for first, _ in joined_names(text, names))


def _is_name(joined: str, names: Collection[str]) -> bool:
    parts = [part.strip() for part in re.split("[&/]", joined)]
    initials = any(part.isupper() and len(part) <= _MOST_LETTERS_OF_INITIALS for part in parts)
    capitals = all(part.isupper() for part in parts)
    known = "&" in joined and all(part[:1].isupper() for part in parts)
    return initials or capitals or (known and any(part.lower() in names for part in parts))


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split())


def has_capitals(text: str) -> bool:
    """Whether most telling words of `text` after the first begin with a capital."""
    words = _WORD.findall(text)
    # "What did you do as Duty Manager at Hotel Mar?" has names; a heading would ask what one "Did".
    if any(word in _CAPITAL_IN_A_HEADING for word in words[1:]):
        return False
    # Short words say little: "Sie" and "API" are capitals of a sentence, not of a heading.
    telling = [word for word in words[1:] if len(word) > 3] or words[1:]
    return bool(telling) and sum(word[0].isupper() for word in telling) >= _TITLE_CASE * len(telling)


def within_sentence(
    text: str, in_lower_case: Collection[str] = (), language: str = _ENGLISH, names: Collection[str] = ()
) -> str:
    """`text` fit to stand inside a sentence: small at its start unless with a name, "I" or a German noun."""
    match = _WORD.match(text)
    if (
        language == _CHINESE
        or match is None
        or not match[0].istitle()
        or begins_with_joined_name(text, names)
    ):
        return text
    is_plain = _plain(frozenset(in_lower_case), language, frozenset(names))
    return text[0].lower() + text[1:] if is_plain(match[0]) else text


def _plain(in_lower_case: Collection[str], language: str, names: Collection[str]) -> Callable[[str], bool]:
    """Tells whether a word with a capital has it from its place only."""
    german = language == _GERMAN

    def is_plain(word: str) -> bool:
        small = word.lower()
        if not word.istitle() or word == "I" or word[:2] in {"I'", "I’"}:
            return False
        if len(word) == 1 and word not in _MAY_BE_WORDS:
            return False
        if german:
            return word not in _POLITE and (small in _no_nouns() or small in in_lower_case)
        return small in in_lower_case or not (small in names or small in _names())

    return is_plain


@cache
def _no_nouns() -> frozenset[str]:
    return words_in(table("asking")["plain_german"]) | FUNCTION_WORDS[_GERMAN]


@cache
def _names() -> frozenset[str]:
    return words_in(table("asking")["names"])
