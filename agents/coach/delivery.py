"""How long an answer took and how it was said, in one line."""

from __future__ import annotations

from functools import reduce

from agents.coach.own_words import told
from domain.interview import ENGLISH
from domain.verdict import Delivery, Structure
from language.wording import spoken_time

_MANY = 3
_SHORT, _LONG = 0.5, 1.4


def delivery(spoken: Delivery | None, structure: Structure, language: str) -> str:
    """The line about how it was said; empty where there is nothing to say."""
    if spoken is None or not spoken.words:
        return ""
    seconds = told("delivery.spoken", language, seconds=round(spoken.seconds))
    parts = [", ".join(part for part in (seconds, _against(spoken, language)) if part)]
    if spoken.fillers >= _MANY:
        parts.append(told("delivery.fillers", language, count=spoken.fillers))
    if spoken.hedges >= _MANY:
        parts.append(told("delivery.hedges", language, count=spoken.hedges))
    we, own = spoken.first_person_plural, spoken.first_person_singular
    if we >= _MANY and we > 2 * own:
        parts.append(told("delivery.we", language, we=we, own=own))
    if structure.form == "star" and structure.missing and structure.found:
        parts.append(told("delivery.lacks", language, parts=_parts(structure, language)))
    return " · ".join(parts)


def on_time(spoken: Delivery, seconds: float | None, language: str) -> str:
    """How long a pitch took beside what was planned: `seconds` by the clock, None where none was watched."""
    least, most = spoken.expected_seconds or (0, 0)
    planned = told("delivery.range", language, least=least, most=most)
    if least == most:
        planned = spoken_time(most) if language == ENGLISH else _span(least, most)
    aloud = spoken.words * 60 / spoken.words_per_minute
    parts = [
        told("delivery.aloud", language, seconds=f"{aloud:.0f}"),
        told("delivery.planned", language, span=planned),
    ]
    if seconds is not None:
        parts.insert(0, told("delivery.clock", language, seconds=f"{seconds:.0f}"))
    return " · ".join(parts)


def _against(spoken: Delivery, language: str) -> str:
    if spoken.expected_seconds is None:
        return ""
    least, most = spoken.expected_seconds
    if spoken.seconds < _SHORT * least:
        return told("delivery.short", language, span=_span(least, most))
    if spoken.seconds > _LONG * most:
        return told("delivery.long", language, span=_span(least, most))
    return told("delivery.right", language)


def _span(least: int, most: int) -> str:
    return f"{most} s" if least == most else f"{least}\N{EN DASH}{most} s"


def _parts(structure: Structure, language: str) -> str:
    names = [told(f"parts.{part}", language) for part in structure.missing]
    return reduce(lambda first, last: told("parts.and", language, first=first, last=last), names)
