"""`/said`: "I did say that", at the feedback: which point, in which words, and what came of looking again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agents import reasons
from app.display import words
from app.display.front import Front
from app.display.labels import label, of_label
from app.session.candidate import AtHand, Candidate
from app.session.interviewing import Interview
from domain.interview import Turn
from domain.later import later
from domain.objection import OPEN_TO_OBJECTION
from domain.verdict import Evidence, KeyPointVerdict
from graphs.objecting import NotToBeJudgedAgain
from language.patterns import regex

if TYPE_CHECKING:
    from agents.coach import heard as listening
    from agents.evaluator import objecting as judging
else:
    listening = later("agents.coach.heard")
    judging = later("agents.evaluator.objecting")

_COMMAND = regex(r"/said(?:\s+(?P<number>\d{1,3})\b[.):]?)?(?:\s+(?P<words>.+))?", re.IGNORECASE | re.DOTALL)
_WORD = regex(r"\w+")
_NONE = "-"
_TRIES = 3
"""So often words may be named that do not stand in the answer, until nothing is looked at again."""


def is_objection(text: str) -> bool:
    """Whether `text` is `/said`, alone or with a number and words."""
    return text.split()[:1] == ["/said"]


async def object_to(
    turn: Turn, command: str, interview: Interview, candidate: Candidate, screen: Front
) -> Turn:
    """Do what `command` asks for about `turn`; the turn as it is then."""
    open_points = turn.verdict.labelled(*OPEN_TO_OBJECTION) if turn.verdict is not None else ()
    given = _COMMAND.fullmatch(command)
    if turn.verdict is None or turn.verdict.score is None:
        screen.tell("said_unscored")
        return turn
    if not open_points or given is None:
        screen.tell("said_nothing_open")
        return turn
    found = await _point(open_points, given["number"], candidate, screen)
    if found is None:
        return turn
    answer = await interview.said_to(turn)
    pointed = await _words(answer, given["words"], candidate, screen)
    if pointed is None:
        return turn
    try:
        turn, objection = await interview.look_again(
            turn.number, judging.Pointed(found.key_point.id, pointed)
        )
    except NotToBeJudgedAgain:
        screen.tell("gone_since")
        return turn
    told = reasons.ruled(objection, screen.language)
    if objection.ruling.is_accepted:
        outcome = words.outcome(turn.verdict, screen.language)
        before = words.percent(objection.score_before)
        told = label("said_now", screen.language, told=told, outcome=outcome, before=before)
    screen.tell("said_told", point=found.key_point.text, told=told)
    return turn


async def _point(
    open_points: Sequence[KeyPointVerdict], number: str | None, candidate: Candidate, screen: Front
) -> KeyPointVerdict | None:
    """The one that is meant; None where none is."""
    if number is None and len(open_points) == 1:
        (only,) = open_points
        screen.tell("said_this", point=only.key_point.text, label=_heard_as(only, screen))
        return open_points[0]
    if number is None:
        for at, each in enumerate(open_points, start=1):
            screen.notice(f"{at}. {each.key_point.text} ({_heard_as(each, screen)}, {each.key_point.source})")
        if not isinstance(candidate, AtHand):
            screen.tell("said_which")
            return None
        number = await candidate.tells(label("said_which_one", screen.language))
    if not number:
        return None
    if not number.isdecimal() or not 1 <= int(number) <= len(open_points):
        screen.tell("said_no_number", number=number, last=len(open_points))
        return None
    return open_points[int(number) - 1]


def _heard_as(found: KeyPointVerdict, screen: Front) -> str:
    return of_label(listening.label_told(found), screen.language)


async def _words(answer: str, given: str | None, candidate: Candidate, screen: Front) -> Evidence | None:
    """The words of `answer` that are meant; None where none are, or they do not stand in it."""
    for _ in range(_TRIES if given is None and isinstance(candidate, AtHand) else 1):
        if given is None and isinstance(candidate, AtHand):
            given = await candidate.tells(label("said_which_words", screen.language))
            if given.strip() == _NONE:
                return None
            # Who read "/said and its number" types it here, too.
            again = _COMMAND.fullmatch(given.strip())
            given = again["words"] if again is not None else given
        if (found := in_answer(given or answer, answer)) is not None:
            return found
        screen.tell("said_not_there")
        given = None
    return None


def in_answer(given: str, answer: str) -> Evidence | None:
    """Where the words of `given` stand in `answer`, one after the other, whatever is between them."""
    wanted = [word.casefold() for word in _WORD.findall(given)]
    there = list(_WORD.finditer(answer))
    said = [word[0].casefold() for word in there]
    for at in range(len(said) - len(wanted) + 1) if wanted else ():
        if said[at : at + len(wanted)] == wanted:
            start, end = there[at].start(), there[at + len(wanted) - 1].end()
            return Evidence(quote=answer[start:end], start=start, end=end)
    return None
