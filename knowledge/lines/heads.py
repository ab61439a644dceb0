"""What names and titles are by their heads, where no list of names has them.

A name is told by the word that says what the thing is: "Coached answer", "Respuesta guía" and "标准回答" are
answers, "System design framework" is a framework. Where that word stands depends on the language.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from knowledge.inline import folded
from knowledge.lines.cues import cue
from language.hanzi import simplified
from language.patterns import regex
from language.tables import read_yaml

# A longer name is a sentence that ends in the word.
_MOST_WORDS = 4
_MOST_SIGNS = 40
_BEHIND = regex(r"\s*(?:[(（\[【:：]|\s[–—-]\s).*$", re.DOTALL)


class Head(StrEnum):
    """What a label's head is."""

    ANSWER = "answer"
    POOR_ANSWER = "poor_answer"


@lru_cache(maxsize=4096)
def head_of(name: str) -> Head | None:
    """What a folded label names by its head: an answer, or one that is no model. None for anything else."""
    if len(name) > _MOST_SIGNS or len(name.split()) > _MOST_WORDS:
        return None
    if not (_heads("answer_last").search(name) or _heads("answer_first").search(name)):
        return None
    if _heads("poor").search(name):
        return Head.POOR_ANSWER
    return None if _heads("no_answer").search(name) else Head.ANSWER


@lru_cache(maxsize=1024)
def names_a_way(title: str) -> bool:
    """Is a title without marks one over a way to do something: "System design answer framework"?"""
    text = _BEHIND.sub("", folded(title[: _MOST_SIGNS * 2])).strip()
    return bool(_heads("way_last").search(text) or _heads("way_first").search(text))


@lru_cache(maxsize=1024)
def names_designs(title: str) -> bool:
    """Is a title without marks no more than "Design", perhaps with its time in brackets?"""
    return bool(cue("design_chapter").match(_BEHIND.sub("", folded(title[: _MOST_SIGNS * 2])).strip(" :：")))


@lru_cache(maxsize=1024)
def names_a_chapter(title: str) -> bool:
    """Is a title without marks one over what the guide says of itself: rules, a summary, a way to do it?"""
    return names_a_way(title) or bool(_heads("own_chapter").search(folded(title[: _MOST_SIGNS * 2])))


@cache
def _heads(name: str) -> re.Pattern[str]:
    return re.compile(simplified("|".join(_rows()[name])))


@cache
def _rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = read_yaml(Path(__file__).with_name("heads.yaml"))
    return rows
