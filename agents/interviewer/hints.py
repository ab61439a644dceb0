"""A nudge that does not give the answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.interviewer.draft import Hand
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from language.figures import values
from language.sentences import count_words
from language.terms import split, terms

_REASON = re.compile(
    r"\b(?:because|since|so that|in order|why|reason|decided|chose|instead of|weil|denn|damit"
    r"|porque|para que|"
    r"parce que|car|afin|pois|perch[ée]|omdat|want|zodat)\b|因为|为了|所以",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:result|reduc|improv|increas|saved|cut|grew|dropped|fell|rose|achiev|deliver|adopt|won"
    r"|led to|ergebnis|gesunken|"
    r"gestiegen|seitdem|redu[jcz]|mejor|aument|baj[óo]|subi[óo]|r[ée]dui|am[ée]lior|augment|melhor"
    r"|caiu|ridott|"
    r"miglior|daald|gestegen|sindsdien)|降|提高|增加|减少|结果",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:trade-?offs?|limit|drawback|cost|risk|downside|but|however|weakness|aber|nachteil|risiko"
    r"|allerdings|pero|"
    r"aunque|riesgo|mais|cependant|risque|mas|por[ée]m|risco|ma|per[òo]|rischio|maar|nadeel)\b|但是|不过|代价|风险",
    re.IGNORECASE,
)
_MOST_WORDS_IN_A_LABEL = 5


def hint(point: TalkingPoint, said: str, seed: object, *, number: int = 1, language: str = ENGLISH) -> str:
    """The hint `number`, from 1, towards what `point` holds and `said` has not touched.

    The first names how many points the guide has and what kind of thing the weightiest untouched one is (a
    figure, a reason, a result, a limit); each further one tells something else: what it belongs to, how
    long it takes to say, then the next point. Never a word of what a point says.
    """
    hand = Hand(language)
    if point.kind is TalkingPointKind.CONTRADICTION:
        return hand.say("hint.contradiction")
    if not point.key_points:
        return hand.say("hint.no_answer")
    unsaid = sorted((kp for kp in point.key_points if not _touched(kp, said)), key=lambda kp: -kp.weight)
    if not unsaid:
        return hand.say("hint.all_said")
    steps = list(dict.fromkeys(step for kp in unsaid for step in _steps(kp, seed, hand)))
    if number > len(steps):
        return hand.say("hint.no_more")
    if number > 1:
        return steps[number - 1]
    count = len(point.key_points)
    counted = hand.say("hint.one_point" if count == 1 else "hint.points", count=count)
    return f"{counted}{'' if language == 'zh' else ' '}{steps[0]}"


def _touched(key_point: KeyPoint, said: str) -> bool:
    told, words = set(terms(split(said))), set(terms(split(key_point.text)))
    return bool(words) and len(words & told) >= 0.5 * len(words)


def _steps(key_point: KeyPoint, seed: object, hand: Hand) -> Iterator[str]:
    """From the kind of `key_point` to what it belongs to, or how much it is."""
    yield hand.say(f"hint.{_kind(key_point.text)}", seed, key_point.id)
    label, colon, rest = key_point.text.partition(": ")
    if colon and rest and count_words(label) <= _MOST_WORDS_IN_A_LABEL and not values(label):
        yield hand.say("hint.about", topic=hand.topic(label))
    else:
        words = count_words(key_point.text)
        # To the next five: a rough length, so that it says nothing of the words.
        yield hand.say("hint.length", count=max(5, 5 * round(words / 5)))


def _kind(text: str) -> str:
    if _RESULT.search(text) and values(text):
        return "outcome"
    if _LIMIT.search(text):
        return "limit"
    if _REASON.search(text):
        return "reason"
    return "figure" if values(text) else "done"
