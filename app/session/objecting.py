"""`/said`: "I did say that", at the feedback: which point, in which words, and what came of looking again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents import reasons
from agents.coach.heard import label_told
from agents.evaluator.objecting import Pointed
from app.display import words
from app.display.screen import Screen
from app.session.candidate import AtHand, Candidate
from app.session.interviewing import Interview
from domain.interview import Turn
from domain.verdict import Evidence, KeyPointVerdict, Label
from graphs.objecting import NotToBeJudgedAgain

_COMMAND = re.compile(
    r"/said(?:\s+(?P<number>\d{1,3})\b[.):]?)?(?:\s+(?P<words>.+))?", re.IGNORECASE | re.DOTALL
)
_WORD = re.compile(r"\w+")
_OPEN = (Label.UNSURE, Label.MISSING, Label.PARTLY, Label.CONTRADICTED)
"""What may be objected to; what is covered counts in full already."""


def is_objection(text: str) -> bool:
    """Whether `text` is `/said`, alone or with a number and words."""
    return text.split()[:1] == ["/said"]


async def object_to(
    turn: Turn, command: str, interview: Interview, candidate: Candidate, screen: Screen
) -> Turn:
    """Do what `command` asks for about `turn`; the turn as it is then."""
    open_points = turn.verdict.labelled(*_OPEN) if turn.verdict is not None else ()
    given = _COMMAND.fullmatch(command)
    if turn.verdict is None or turn.verdict.score is None:
        screen.notice("This answer was not scored, so no point of it can be looked at again.")
        return turn
    if not open_points or given is None:
        screen.notice("There is no point of your guide here that was not counted in full.")
        return turn
    found = await _point(open_points, given["number"], candidate, screen)
    if found is None:
        return turn
    answer = await interview.said_to(turn)
    pointed = await _words(answer, given["words"], candidate, screen)
    if pointed is None:
        return turn
    try:
        turn, objection = await interview.look_again(turn.number, Pointed(found.key_point.id, pointed))
    except NotToBeJudgedAgain as error:
        screen.notice(str(error))
        return turn
    told = reasons.ruled(objection)
    if objection.ruling.is_accepted:
        told = f"{told} {words.outcome(turn.verdict)}, before {words.percent(objection.score_before)}."
    screen.notice(f"“{found.key_point.text}”: {told}")
    return turn


async def _point(
    open_points: Sequence[KeyPointVerdict], number: str | None, candidate: Candidate, screen: Screen
) -> KeyPointVerdict | None:
    """The one that is meant; None where none is."""
    if number is None and len(open_points) == 1:
        screen.notice(f"You did say “{open_points[0].key_point.text}” ({label_told(open_points[0]).value})?")
        return open_points[0]
    if number is None:
        for at, each in enumerate(open_points, start=1):
            screen.notice(f"{at}. {each.key_point.text} ({label_told(each).value}, {each.key_point.source})")
        if not isinstance(candidate, AtHand):
            screen.notice("Which one? /said and its number, then the words that say it.")
            return None
        number = await candidate.tells("Which one did you say? Its number, or Enter for none:")
    if not number:
        return None
    if not number.isdecimal() or not 1 <= int(number) <= len(open_points):
        screen.notice(f"There is no point {number}: /said lists them, from 1 to {len(open_points)}.")
        return None
    return open_points[int(number) - 1]


async def _words(answer: str, given: str | None, candidate: Candidate, screen: Screen) -> Evidence | None:
    """The words of `answer` that are meant; None where they do not stand in it."""
    if given is None and isinstance(candidate, AtHand):
        given = await candidate.tells("Which of your words say it? Enter = your whole answer:")
    found = in_answer(given or answer, answer)
    if found is None:
        screen.notice("These words are not in your answer, one after the other. Copy them from it.")
    return found


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
