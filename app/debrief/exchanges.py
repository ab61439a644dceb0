"""What was asked and what was answered to it, out of who said what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.debrief.asking import asked_in, of_language
from app.debrief.roles import Roles
from app.debrief.transcripts.said import Said

_AN_ASIDE = 2
"""So few words of the candidate while nothing was asked yet are no answer: "mm-hm", "yes, sure"."""


@dataclass(slots=True)
class Exchange:
    """One thing asked: by whom, in which words and around them, and all that was answered to it.

    `start` is when it was asked in seconds, `seconds` how long the answer took, None where times are missing.
    `theirs` says that it hands over to the candidate's own questions.
    """

    speaker: str
    asked: str
    around: str
    start: float | None
    answers: list[Said] = field(default_factory=list)
    theirs: bool = False

    @property
    def answer(self) -> str:
        return " ".join(each.text for each in self.answers)

    @property
    def seconds(self) -> float | None:
        lasted = [each.end - each.start for each in self.answers if each.start is not None and each.end]
        return sum(lasted) if self.answers and len(lasted) == len(self.answers) else None


def exchanges(roles: Roles, language: str) -> list[Exchange]:
    """The questions with their answers, in order; those that nobody answered are left out.

    An interviewer's words that ask nothing interrupt no answer. From where the candidate is asked for
    questions on, what the candidate says is theirs, until something else is asked that is answered at length.
    """
    found: list[Exchange] = []
    heard: list[Said] = []
    for each in roles.said:
        if each.speaker != roles.me:
            heard.append(each)
            continue
        around = " ".join(one.text for one in heard)
        asked = asked_in(around, language)
        if not asked and heard and each.words <= _AN_ASIDE:
            continue
        mine = bool(found) and found[-1].theirs
        if asked and not mine:
            hands_over = _hands_over(asked, language)
            found.append(Exchange(heard[-1].speaker, asked, around, heard[0].start, [each], hands_over))
        elif found:
            found[-1].answers.append(each)
        heard = []
    return found


def _hands_over(asked: str, language: str) -> bool:
    return re.search(of_language("theirs", language), asked, re.IGNORECASE) is not None


def without_small_talk(found: Sequence[Exchange], known: Sequence[bool], most_words: int = 8) -> int:
    """How many exchanges at the beginning are small talk: short answers to what stands in no guide."""
    count = 0
    for exchange, is_known in zip(found, known, strict=True):
        if is_known or len(exchange.answer.split()) > most_words:
            break
        count += 1
    return count
