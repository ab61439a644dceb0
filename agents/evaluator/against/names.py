"""Which names in an answer are claims: what somebody worked with or for, and not who somebody is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from language.tables import read_yaml
from language.text import Text, Token, read
from language.tongue import nearest

_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december english ok okay yes no am mr mrs ms "
    "hr ui ux pr prs ai ml i'm i've star so then first also hi hello thanks r&d "
    "a/b http https json sql rest cpu gpu ram os sdk".split()
)
_POSSESSIVE = re.compile(r"['’]s?$")
# From so many letters on a name is known by its beginning.
_LONG_NAME = 6
# Where every noun has a capital, a capital makes no name.
_CAPITALISES_NOUNS = "de"
_BEFORE = 90
# "BigQuery" is a product wherever it stands, but "McAllister" is somebody.
_UNMISTAKABLE = re.compile(r"^(?!(?:Mac|Mc|De|Di|La|Le|O)[A-Z])\w*[a-z][A-Z]\w*$")


def claimed_names(answer: Text, known_texts: tuple[str, ...]) -> list[tuple[Token, ...]]:
    """The names of things that one says to have worked with or for, and that stand in none of `known_texts`.

    People, roles and places are told by the way, so a name is a claim only where the words before it make it
    one, or where it is written as only products are.
    """
    known = words_of(known_texts)
    language = nearest(answer.raw)
    found: list[tuple[Token, ...]] = []
    seen: set[str] = set()
    for name in _names(answer):
        words = [token.word for token in name]
        if all(_is_known(word, known) for word in words) or words[0] in seen:
            continue
        if not _is_claimed(answer, name, language):
            continue
        seen.update(words)
        found.append(name)
    return found


def _is_claimed(answer: Text, name: tuple[Token, ...], language: str) -> bool:
    written = [answer.raw[token.start : token.end] for token in name]
    if any(map(_UNMISTAKABLE.match, written)):
        return True
    if language == _CAPITALISES_NOUNS and not any(map(_is_a_brand, written)):
        return False
    sentence = next((each for each in answer.sentences if name[0] in each.tokens), None)
    begins = sentence.tokens[0].start if sentence is not None and sentence.tokens else 0
    before = answer.raw[max(begins, name[0].start - _BEFORE) : name[0].start]
    return any(pattern.search(before) for pattern in _cues(language))


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a name stands in the guides, also shorter, longer or by another name: "GCP" for "Google"."""
    word = _POSSESSIVE.sub("", word)
    if word in known or word.removesuffix("s") in known or _others(word) & known:
        return True
    return len(word) >= _LONG_NAME and any(
        each.startswith(word[:-1]) or (len(each) >= _LONG_NAME and word.startswith(each)) for each in known
    )


def _is_a_brand(written: str) -> bool:
    """Whether a word is written as only names are: "SAP", "GitHub", "S3"."""
    return any(sign.isupper() or sign.isdigit() for sign in written[1:])


def _names(answer: Text) -> list[tuple[Token, ...]]:
    """Runs of capitalised words within sentences; all capitals or a title's style tells nothing."""
    names: list[tuple[Token, ...]] = []
    for sentence in answer.sentences:
        letters = [sign for sign in sentence.said if sign.isalpha()]
        if sum(sign.isupper() for sign in letters) > 0.3 * len(letters):
            continue
        run: list[Token] = []
        for token in sentence.tokens[1:]:
            adjacent = not run or token.start - run[-1].end <= 1
            if _is_name(answer, token) and adjacent:
                run.append(token)
                continue
            if run:
                names.append(tuple(run))
            run = [token] if _is_name(answer, token) else []
        if run:
            names.append(tuple(run))
    return names


def _is_name(answer: Text, token: Token) -> bool:
    written = answer.raw[token.start : token.end]
    return (
        written[0].isupper()
        and len(written) > 1
        and not token.is_function_word
        and token.word not in _NO_NAMES
        and token.word not in _general()
        and not written[0].isdigit()
    )


@cache
def _table() -> dict[str, Any]:
    file = Path(__file__).with_name("names.yaml")
    read_in: dict[str, Any] = read_yaml(file)
    return read_in


@cache
def _general() -> frozenset[str]:
    return frozenset(_table()["general"].split())


@cache
def _cues(language: str) -> tuple[re.Pattern[str], ...]:
    patterns = (each for key in ("used", "worked") for each in _table()[key].get(language, ()))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _others(word: str) -> frozenset[str]:
    """The names that stand for the same maker or thing as `word`."""
    lines = [frozenset(line.split()) for line in _table()["same"]]
    return frozenset().union(*(line for line in lines if word in line))


def words_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of all of `texts`."""
    return frozenset().union(*map(_words_of, texts))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(read(text).words)
