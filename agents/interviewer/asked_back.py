"""What is said to a candidate who asks back: for which of two, or whether this is what was meant."""

from __future__ import annotations

from agents.sayings import spoken
from language.patterns import regex
from language.tables import table, words_in
from language.text import read

_WORD = regex(r"[^\W\d_]+")
_CHINESE = "zh"
_QUESTION = ("?", "？")


def said_to(words: str, asked: str, language: str) -> str:
    """Which saying answers `words`, asked back at what was `asked`: "either", "yes", or "" for none.

    Whoever says the question's own words again has understood it; whoever asks which of several may choose.
    """
    code = spoken(language)
    if not words.strip():
        return ""
    if _has(words, table("asking")["which_one"][code], code):
        return "either"
    if words.rstrip().endswith(_QUESTION) and _is_as_asked(words, asked, code):
        return "yes"
    return ""


def _has(words: str, listed: str, code: str) -> bool:
    if code == _CHINESE:
        return any(each in words for each in words_in(listed))
    return not words_in(listed).isdisjoint(_WORD.findall(words.casefold()))


def _is_as_asked(words: str, asked: str, code: str) -> bool:
    """Whether `words` have something of what was asked, and nothing else."""
    making_sure = words_in(table("asking")["making_sure"][code])
    if code == _CHINESE:
        for each in making_sure:
            words = words.replace(each, "")
        signs = set(_WORD.findall(" ".join(words)))
        return bool(signs) and signs <= set(asked)
    kept = " ".join(word for word in _WORD.findall(words.casefold()) if word not in making_sure)
    said = read(kept).stems
    return bool(said) and said <= read(asked).stems
