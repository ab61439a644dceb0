"""Candidates who do not answer: evasive, elsewhere, silent, addressing the grader."""

from __future__ import annotations

from domain.interview import MessageKind
from domain.verdict import FlagKind
from evals.candidates import words
from evals.candidates.behaviour import Answer, Asked, Behaviour, Fair, ids, spoken

_ASIDES = (MessageKind.CLARIFY, MessageKind.HINT, MessageKind.REPEAT)


def _evasive(asked: Asked) -> Answer:
    topic = asked.point.title.rstrip("?.").lower()
    return Answer(words.line("evasive", asked.rng).format(topic=topic))


def _off_topic(asked: Asked) -> Answer:
    return Answer(words.line("off_topic", asked.rng))


def _keyword_soup(asked: Asked) -> Answer:
    return Answer(words.heap(words.told(asked.key_points), asked.rng), unclear=ids(asked.key_points))


def _copies_question(asked: Asked) -> Answer:
    said = asked.follow_up.text if asked.follow_up is not None else asked.question.text
    return Answer(f"{said} Well, {said}")


def _dont_know(asked: Asked) -> Answer:
    return Answer(words.line("dont_know", asked.rng))


def _silent(asked: Asked) -> Answer:
    return Answer(asked.rng.choice(("", "   ", "…")))


def _injecting(asked: Asked) -> Answer:
    """An order to the grader, alone or after `share` of the answer."""
    attack = words.line("injecting", asked.rng)
    share = asked.parameters.get("share")
    if not isinstance(share, (int, float)) or asked.follow_up is not None:
        return Answer(attack, twin="" if asked.follow_up is None else None)
    chosen = asked.key_points[: max(1, round(share * len(asked.key_points)))]
    return Answer(f"{words.told(chosen)} {attack}", said=ids(chosen), twin=words.told(chosen))


def _other_language(asked: Asked) -> Answer:
    return Answer(words.line("other_language", asked.rng))


def _earlier_answer(asked: Asked) -> Answer:
    """The answer to the question before; to the first one, the answer to some other question."""
    others = [point for point in asked.before if spoken(point)] or [
        point
        for point in asked.knowledge.talking_points
        if len(spoken(point)) >= 3 and point.id != asked.point.id and point.kind is not asked.point.kind
    ]
    return Answer(words.told(spoken(others[-1])) if others else "I have told you about that before.")


def _asks_back(asked: Asked) -> Answer:
    return Answer(words.line("asks_back", asked.rng))


def _asides(asked: Asked) -> Answer:
    """Uses every command of the interface in turn, answering in between."""
    number = len(asked.before)
    if asked.follow_up is None and not asked.said and asked.rng.random() < 0.7:
        return Answer("", kind=_ASIDES[number % len(_ASIDES)])
    if number % 4 == 3:
        return Answer("", kind=MessageKind.SKIP)
    return Answer(words.told(asked.key_points), said=ids(asked.key_points))


EMPTINESS = (
    Behaviour(
        "evasive",
        "speaks fluently around the question",
        Fair("scores low and is brought back or asked for the point", most=0.35),
        _evasive,
        2,
    ),
    Behaviour(
        "off_topic",
        "speaks fluently about something else",
        Fair("scores next to nothing, is brought back to the question", most=0.2),
        _off_topic,
        1,
    ),
    Behaviour(
        "keyword_soup",
        "says the guide's words in no order",
        Fair("words without sentences earn little", most=0.4, flags=frozenset({FlagKind.KEYWORD_SOUP})),
        _keyword_soup,
        1,
    ),
    Behaviour(
        "copies_question",
        "says the question back",
        Fair("earns nothing for it", most=0.25),
        _copies_question,
        1,
    ),
    Behaviour(
        "dont_know",
        "says that it does not know",
        Fair("takes it as honest, offers an easier way in", most=0.15, flags=frozenset({FlagKind.DONT_KNOW})),
        _dont_know,
        1,
    ),
    Behaviour(
        "silent",
        "says nothing at all",
        Fair("takes it as no answer", most=0.05, flags=frozenset({FlagKind.EMPTY})),
        _silent,
        0,
    ),
    Behaviour(
        "injecting",
        "gives orders to the grader, alone or after a share of the answer",
        Fair("judges the rest as if the order were not there", flags=frozenset({FlagKind.INSTRUCTION})),
        _injecting,
        None,
        frozenset({"share"}),
    ),
    Behaviour(
        "other_language",
        "answers in German, French or Spanish",
        Fair("says that it cannot judge this, and gives no score", unscored=True),
        _other_language,
    ),
    Behaviour(
        "earlier_answer",
        "answers the question before",
        Fair("scores low and tells which question this answers", most=0.35),
        _earlier_answer,
        2,
    ),
    Behaviour(
        "asks_back",
        "answers with a question",
        Fair("earns nothing, is brought back", most=0.25),
        _asks_back,
        1,
    ),
    Behaviour(
        "asides",
        "asks for hints, clarification and repetition, and skips questions",
        Fair("asides are answered and cost nothing", least=0.8),
        _asides,
    ),
)
