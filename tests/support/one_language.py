"""Guides in other languages than English, and what of a text is English and of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from agents.sayings import wordings
from app.display.labels import labels

GUIDES = Path(__file__).with_name("tongues")
_AGENTS = ("coach", "follow_up_prober", "interviewer", "reasons")
_PLACEHOLDER = re.compile(r"{\w*}")
_ENGLISH = re.compile(
    r"\b(?:the|your|you|of|and|with|that|it|not|no|is|are|to|for|read|judged|score|now|before|left|mode)\b"
)
# Names of commands and options, which are the same in every language.
_TECHNICAL = re.compile(
    r"`[^`]*`"
    r"|interview [\w-]+(?: (?:--)?[\w-]+)*|--[\w-]+|(?<!\w)/\w+|\$EDITOR|Alt\+Enter|Ctrl-[CD]|Valkey|draft"
)
_SHORT = 9
SAYS = {
    "de": "Zuerst prüfe ich Bewusstsein und Vitalzeichen. Dann rufe ich die Ärztin.",
    "es": "Corto en el seccionador y pongo mi candado. Mido entre fases.",
    "zh": "我先核对患者的姓名、体重和过敏史。外观相似的药放在不同的货架上。",
}


def guide(language: str) -> Path:
    """A guide in `language`."""
    return GUIDES / f"{language}.md"


def said_in_english(own: str) -> Iterable[str]:
    """The pieces between placeholders of all that is said in English and not, in the same words, in `own`."""
    english: list[Mapping[str, Iterable[str]]] = [
        *(wordings(agent, "en") for agent in _AGENTS),
        {key: (said,) for key, said in labels("en").items()},
    ]
    others = " ".join(
        [
            *labels(own).values(),
            *(each for agent in _AGENTS for said in wordings(agent, own).values() for each in said),
        ]
    )
    for sayings in english:
        for said in sayings.values():
            for piece in (part.strip() for each in said for part in _PLACEHOLDER.split(each)):
                if len(piece) >= _SHORT and " " in piece and piece not in others:
                    yield piece


def english_in(told: str, language: str) -> list[str]:
    """What of `told` is English and of ours."""
    whole = " ".join(told.split())
    found = [piece for piece in said_in_english(language) if piece in whole]
    plain = _TECHNICAL.sub(" ", told)
    if language == "es":
        plain = re.sub(r"\bno\b", " ", plain)
    return found + [line for line in plain.splitlines() if _ENGLISH.search(line)]
