"""Kinds of components and of questions by the words that name them, in the languages we speak."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from language.tables import read_yaml


def component_kinds(text: str) -> dict[str, str]:
    """The kinds of components that `text` names, each with the whole words that name it."""
    found = {}
    for kind, words in _words("components").items():
        match = words.search(text)
        if match is not None:
            start, end = match.span()
            while start and text[start - 1].isalpha() and text[start - 1].isascii():
                start -= 1
            while end < len(text) and text[end].isalpha() and text[end].isascii():
                end += 1
            found[kind] = text[start:end]
    return found


def question_kinds(text: str) -> frozenset[str]:
    """What a question asks for."""
    return frozenset(kind for kind, words in _words("asks").items() if words.search(text))


@cache
def _words(lexicon: str) -> dict[str, re.Pattern[str]]:
    rows: dict[str, str] = read_yaml(Path(__file__).with_name(f"{lexicon}.yaml"))
    return {kind: re.compile(words, re.IGNORECASE) for kind, words in rows.items()}
