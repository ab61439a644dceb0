"""A talk written down from memory: "They asked how I … I said that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.debrief.transcripts.said import Said
from language.sentences import sentences
from language.tables import read_yaml

_FILE = Path(__file__).parents[1] / "remembered.yaml"
_FEWEST = 2
"""So many things that somebody remembers to have been asked are an interview."""
_HEADING = re.compile(r"^\s*#{1,6}\s")


def read_remembered(text: str) -> list[Said]:
    """What was asked and answered, in order and of nobody; nothing where fewer than two things were asked.

    A question has a question mark at its end, whoever wrote it down. What the candidate asked, and what was
    said to that, is left out.
    """
    found: list[Said] = []
    asked, told = "", ""
    number, mine = 0, False
    for sentence in _sentences(text):
        if _pattern("own").search(sentence) is not None:
            mine = True
            continue
        opening = _pattern("asked").search(sentence)
        if opening is not None:
            found += _closed(asked, told)
            number, mine = number + 1, False
            asked, told = _parted(sentence[opening.end() :])
        elif number and not mine:
            question, answer = _parted(sentence)
            if told or answer:
                told = f"{told} {question} {answer}" if told else answer
            else:
                asked = f"{asked} {question}"
    found += _closed(asked, told)
    return found if number >= _FEWEST else []


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip() and not _HEADING.match(line):
            yield from (each.strip(" -*•") for each in sentences(line) if each.strip(" -*•"))


def _parted(text: str) -> tuple[str, str]:
    """What was asked, and behind "I said" what was answered; all is one of them where nothing parts it."""
    answer = _pattern("said").search(text)
    if answer is None:
        return text.strip(), ""
    return text[: answer.start()].strip(" -–—,;."), text[answer.end() :].strip()


def _closed(asked: str, told: str) -> list[Said]:
    question = asked.strip(" -–—,;.:?")
    if not question or not told.strip():
        return []
    return [Said("", f"{question[0].upper()}{question[1:]}?"), Said("", told.strip().rstrip("?"))]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    each = read_yaml(_FILE)[name]
    return re.compile("|".join(f"(?:{one})" for one in each.values()), re.IGNORECASE)
