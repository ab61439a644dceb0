"""How an answer was delivered: length, pace, hedges, fillers, "we" and "I"."""

from __future__ import annotations

import re

from agents.evaluator.text import Text
from agents.evaluator.words import FILLERS, FIRST_PLURAL, FIRST_SINGULAR, HEDGES
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Question
from domain.verdict import Delivery, Flag, FlagKind

# A usual speaking rate in interviews lies between 130 and 170 words a minute.
WORDS_PER_MINUTE = 150
_STORY_KINDS = frozenset({TalkingPointKind.STAR_STORY, TalkingPointKind.PITCH})


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?!\w)", re.IGNORECASE
    )


_HEDGES = _phrases(HEDGES)
_FILLERS = _phrases(FILLERS)


def deliver(answer: Text, question: Question, point: TalkingPoint, seconds: float | None) -> Delivery:
    """Measure the delivery. Without `seconds` the time is what speaking the words takes at 150 a minute."""
    said = answer.raw.replace("’", "'")
    return Delivery(
        words=len(answer.tokens),
        seconds=round(seconds if seconds is not None else len(answer.tokens) * 60 / WORDS_PER_MINUTE, 1),
        words_per_minute=WORDS_PER_MINUTE,
        expected_seconds=point.spoken_seconds
        or (round(question.seconds * 0.4), round(question.seconds * 1.3)),
        fillers=len(_FILLERS.findall(said)),
        hedges=len(_HEDGES.findall(said)),
        first_person_singular=sum(word in FIRST_SINGULAR for word in answer.words),
        first_person_plural=sum(word in FIRST_PLURAL for word in answer.words),
    )


def delivery_flags(answer: Text, delivery: Delivery, point: TalkingPoint) -> tuple[Flag, ...]:
    """What is worth telling about the delivery. Times are judged on the words: typing is not speaking."""
    flags: list[Flag] = []
    spoken = delivery.words * 60 / WORDS_PER_MINUTE
    if delivery.expected_seconds and delivery.words:
        least, most = delivery.expected_seconds
        if spoken > 1.25 * most:
            flags.append(
                Flag(
                    kind=FlagKind.TOO_LONG,
                    message=f"About {spoken:.0f} s when spoken; {most} s is the time for it.",
                )
            )
        elif spoken < 0.5 * least:
            flags.append(
                Flag(
                    kind=FlagKind.TOO_SHORT,
                    message=f"About {spoken:.0f} s when spoken; you have {least} s and more.",
                )
            )
    per_hundred = 100 / max(40, delivery.words)
    if delivery.hedges >= 3 and delivery.hedges * per_hundred >= 3:
        flags.append(
            Flag(
                kind=FlagKind.HEDGING,
                message=f'{delivery.hedges} hedges like "{_first(_HEDGES, answer)}": say what you know.',
            )
        )
    if delivery.fillers >= 3 and delivery.fillers * per_hundred >= 4:
        flags.append(
            Flag(
                kind=FlagKind.FILLERS,
                message=f'{delivery.fillers} fillers like "{_first(_FILLERS, answer).strip(",")}".',
            )
        )
    we, singular = delivery.first_person_plural, delivery.first_person_singular
    if we >= 3 and we > 3 * singular and (point.kind in _STORY_KINDS or point.star is not None or we >= 5):
        times = "never" if not singular else f"{singular} time{'s' if singular > 1 else ''}"
        flags.append(
            Flag(
                kind=FlagKind.WE_WITHOUT_I,
                message=f'"We" {we} times, "I" {times}: say what you did yourself.',
            )
        )
    return tuple(flags)


def _first(pattern: re.Pattern[str], answer: Text) -> str:
    match = pattern.search(answer.raw.replace("’", "'"))
    return match[0].lower() if match else ""
