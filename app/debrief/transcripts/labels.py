"""Whose words a line says it holds: "Name: …", "[00:12] Name: …", "**Name** (0:12)", "Name  0:12"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
# "Dana (Northern Rail)", "Kim (Guest)": where somebody is from, or how they were let in.
_ASIDE = r"(?:\s?[(（][^\W\d][^()（）:：\n]{0,40}[)）])?"
_INLINE = re.compile(
    rf"^\s*(?:[#>•-]{{1,6}}\s*)?(?:[\[(]?(?P<before>{_TIME})[\])]?\s*[-–]?\s*)?(?:\*\*|__)?"
    rf"(?P<name>[^:：*\[\]()\n]{{1,40}}?){_ASIDE}(?:\*\*|__)?\s*(?:[\[(](?P<after>{_TIME})[\])])?\s*(?:\*\*|__)?"
    r"[:：](?:\*\*|__)?(?!//)\s*(?P<rest>.*)$"
)
_HEADER = re.compile(
    rf"^\s*(?:#{{1,6}}\s*)?(?:\*\*)?(?:(?P<name>[^:：*\[\]()|\n]{{1,40}}?){_ASIDE}(?:\*\*)?[\s|,-]+[\[(]?(?P<at>{_TIME})[\])]?"
    rf"|[\[(]?(?P<first>{_TIME})[\])]?\s+(?P<then>[^:：*\[\]()|\n]{{1,40}}?)(?:\*\*)?)\s*$"
)
_MOST_WORDS = 5
_PARTICLES = frozenset("von van der den de da di du la le el al bin ibn y e".split())
_NO_NAME = re.compile(r"[.!?…;\"“”]|\bhttps?$", re.IGNORECASE)
# "Dr." and initials have full stops inside.
_INITIALS = re.compile(r"(?:\w{1,3}\. ?){1,4}[\w '’,-]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A line's speaker, the seconds it names where it does, and what else stands in it."""

    name: str
    rest: str = ""
    at: float | None = None


def inline(line: str) -> Label | None:
    """The label that words follow in the same line, None where there is none."""
    found = _INLINE.match(line)
    if found is None or not is_name(found["name"]):
        return None
    return Label(_clean(found["name"]), found["rest"].strip(), seconds(found["before"] or found["after"]))


def header(line: str) -> Label | None:
    """A label that has a line of its own, with a time; None where there is none."""
    found = _HEADER.match(line)
    name = (found["name"] or found["then"]) if found is not None else None
    if found is None or not name or not is_name(name):
        return None
    return Label(_clean(name), at=seconds(found["at"] or found["first"]))


def is_name(text: str) -> bool:
    """Whether `text` could be what somebody is called: a few words, each written large."""
    words = text.replace(",", " ").split()
    if not 0 < len(words) <= _MOST_WORDS or (_NO_NAME.search(text) and not _INITIALS.fullmatch(text.strip())):
        return False
    if text.strip()[:1].isdigit():
        # "4 Dec 2026, 10:00" is when it was.
        return False
    large = [not word[0].islower() for word in words if word.lower() not in _PARTICLES]
    return bool(large) and all(large) and any(letter.isalpha() for letter in text)


def seconds(text: str | None) -> float | None:
    """ "1:02:03.4" in seconds; None for none."""
    if not text:
        return None
    whole = 0.0
    for part in text.replace(",", ".").split(":"):
        whole = whole * 60 + float(part)
    return whole


def _clean(name: str) -> str:
    return " ".join(name.strip(" *_\t").split())
