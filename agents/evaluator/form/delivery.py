"""How an answer was delivered: length, pace, hedges, fillers, "we" and "I"."""

from __future__ import annotations

import re

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import WORDS_PER_MINUTE, Delivery, Flag, FlagKind, Verdict
from language.hesitating import fillers_in
from language.text import Text, read
from language.words import FIRST_PLURAL, FIRST_SINGULAR, HEDGES

_OF_DELIVERY = frozenset(
    {
        FlagKind.TOO_LONG,
        FlagKind.TOO_SHORT,
        FlagKind.HEDGING,
        FlagKind.FILLERS,
        FlagKind.WE_WITHOUT_I,
    }
)
_STORY_KINDS = frozenset({TalkingPointKind.STAR_STORY, TalkingPointKind.PITCH})


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?!\w)", re.IGNORECASE
    )


_HEDGES = _phrases(HEDGES)


def deliver(answer: Text, question: Question, point: TalkingPoint, seconds: float | None) -> Delivery:
    """Measure the delivery. Without `seconds` the time is what speaking the words takes at 150 a minute."""
    said = _as_typed(answer)
    return Delivery(
        words=len(answer.tokens),
        seconds=round(seconds if seconds is not None else len(answer.tokens) * 60 / WORDS_PER_MINUTE, 1),
        words_per_minute=WORDS_PER_MINUTE,
        expected_seconds=point.spoken_seconds
        or (round(question.seconds * 0.4), round(question.seconds * 1.3)),
        fillers=len(fillers_in(said, question.language)),
        hedges=len(_HEDGES.findall(said)),
        first_person_singular=sum(word in FIRST_SINGULAR for word in answer.words),
        first_person_plural=sum(word in FIRST_PLURAL for word in answer.words),
    )


def _as_typed(answer: Text) -> str:
    return answer.raw.replace("’", "'")


def as_pitched(verdict: Verdict, pitched: str, question: Question, point: TalkingPoint) -> Verdict:
    """`verdict` on a pitch with the delivery of the pitch alone: what was asked about it is no part of it.

    `pitched` is the answer that was the pitch. The verdict on anything else is left as it is.
    """
    if point.kind is not TalkingPointKind.PITCH and question.phase is not Phase.OPENING:
        return verdict
    said = read(pitched)
    alone = deliver(said, question, point, None)
    others = (flag for flag in verdict.flags if flag.kind not in _OF_DELIVERY)
    flags = (*others, *delivery_flags(said, alone, question, point))
    return verdict.model_copy(update={"delivery": alone, "flags": flags})


def delivery_flags(
    answer: Text, delivery: Delivery, question: Question, point: TalkingPoint
) -> tuple[Flag, ...]:
    """What is worth telling about the delivery."""
    fillers = _on_fillers(answer, delivery, question.language)
    notes = (_on_length(delivery), _on_hedges(answer, delivery), fillers)
    return tuple(flag for flag in (*notes, _on_whose_work(delivery, point)) if flag is not None)


def _on_length(delivery: Delivery) -> Flag | None:
    """Times are judged on the words: typing is not speaking."""
    if not delivery.expected_seconds or not delivery.words:
        return None
    spoken = delivery.words * 60 / WORDS_PER_MINUTE
    least, most = delivery.expected_seconds
    if spoken > 1.25 * most:
        message = f"About {spoken:.0f} s when spoken; {most} s is the time for it."
        return Flag(kind=FlagKind.TOO_LONG, message=message)
    if spoken < 0.5 * least:
        message = f"About {spoken:.0f} s when spoken; you have {least} s and more."
        return Flag(kind=FlagKind.TOO_SHORT, message=message)
    return None


def _on_hedges(answer: Text, delivery: Delivery) -> Flag | None:
    if delivery.hedges < 3 or _per_hundred_words(delivery.hedges, delivery) < 3:
        return None
    message = f'{delivery.hedges} hedges like "{_first(_HEDGES, answer)}": say what you know.'
    return Flag(kind=FlagKind.HEDGING, message=message)


def _on_fillers(answer: Text, delivery: Delivery, language: str) -> Flag | None:
    if delivery.fillers < 3 or _per_hundred_words(delivery.fillers, delivery) < 4:
        return None
    first = next(iter(fillers_in(_as_typed(answer), language)), "")
    message = f'{delivery.fillers} fillers like "{first.strip(",")}".'
    return Flag(kind=FlagKind.FILLERS, message=message)


def _on_whose_work(delivery: Delivery, point: TalkingPoint) -> Flag | None:
    we, singular = delivery.first_person_plural, delivery.first_person_singular
    own = point.kind in _STORY_KINDS or point.star is not None
    if we < 3 or we <= 3 * singular or not (own or we >= 5):
        return None
    times = "never" if not singular else f"{singular} time{'s' if singular > 1 else ''}"
    message = f'"We" {we} times, "I" {times}: say what you did yourself.'
    return Flag(kind=FlagKind.WE_WITHOUT_I, message=message)


def _per_hundred_words(count: int, delivery: Delivery) -> float:
    return count * (100 / max(40, delivery.words))


def _first(pattern: re.Pattern[str], answer: Text) -> str:
    match = pattern.search(answer.raw.replace("’", "'"))
    return match[0].lower() if match else ""
