"""How bad a fault is, as guides and candidates mark it."""

from __future__ import annotations

import re
from enum import StrEnum


class Severity(StrEnum):
    """From what must not be merged to what is a matter of taste."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


WEIGHTS = {Severity.CRITICAL: 3.0, Severity.MAJOR: 2.0, Severity.MINOR: 1.0}
_WORDS = {
    Severity.CRITICAL: (
        "critical|blocker|blocking|severe|high|p0|kritisch|hoch|blockierend|crítico|crítica|alta|grave|critique"
        "|bloquant|critico|critica|kritiek|hoog|严重|致命|高"
    ),
    Severity.MAJOR: (
        "major|medium|important|p1|schwer|mittel|wichtig|mayor|media|importante|majeur|majeure|moyenne"
        "|maggiore|médio|média|moderada|belangrijk|gemiddeld|重要|中"
    ),
    Severity.MINOR: (
        "minor|low|nit|nitpick|style|cosmetic|p2|gering|niedrig|klein|stil|menor|baja|leve|estilo|mineur"
        "|mineure|faible|minore|bassa|baixa|laag|轻微|次要|低"
    ),
}
_NAMED = {severity: re.compile(rf"(?:{words})", re.IGNORECASE) for severity, words in _WORDS.items()}
_TAG = re.compile(r"\s*[\[(【（]\s*([^\W\d_]{1,12}|[pP][0-2])\s*[\])】）]\s*[:：]?\s*")
_LABEL = re.compile(r"\s*([^\W\d_]{1,12}|[pP][0-2])\s*(?:[:：]|[,，]\s|\s[-–—]\s)\s*")
_BEHIND = re.compile(
    r"[,，]\s*(?:(?:also|auch|ebenfalls|también|aussi|anche|também|ook)\s+)?([^\W\d_]{1,12})\s*[.!。]?$"
)


def severity_of(text: str) -> tuple[Severity | None, str]:
    """The severity that `text` is marked with, and the text without the mark.

    A mark is a word in brackets, or one before a colon, a comma or a dash at its beginning, or behind a
    comma at an end of a sentence; the same word within a sentence marks nothing.
    """
    for mark in (*_TAG.finditer(text), _LABEL.match(text)):
        found = _named(mark[1]) if mark is not None else None
        if mark is not None and found is not None:
            return found, f"{text[: mark.start()]} {text[mark.end() :]}".strip()
    for sentence in text.split(". "):
        mark = _BEHIND.search(sentence.rstrip())
        found = _named(mark[1]) if mark is not None else None
        if mark is not None and found is not None:
            return found, text.replace(mark[0], ".", 1).strip()
    return None, text


def _named(word: str) -> Severity | None:
    return next((severity for severity, words in _NAMED.items() if words.fullmatch(word)), None)
