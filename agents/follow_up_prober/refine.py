"""Letting a language model phrase a follow-up, and checking that it gives nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.aloud import Say, held_until, text_of
from agents.discretion import disguised, leaks, new_names, recites, shares, strays
from agents.questions import asking_fault, tone_fault
from agents.refined import Checks, Refined, Refused, refined
from agents.tones import spoken_in
from domain.interview import ENGLISH, Question
from domain.refinement import Fault
from domain.rounds import Tone
from domain.values import Frozen
from language.figures import invented
from language.questioning import subject
from language.terms import split
from models.language_model import LanguageModel
from prompts import loader as prompts

_SHORTEST, _LONGEST = 4, 300
MOST_TOKENS = 200
"""What the longest follow-up comes to, in a language whose words are many tokens."""


class Phrasing(Frozen):
    """What the model returns: one follow-up, as it would be spoken."""

    question: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What a wording is held against.

    `missing` must stay unsaid; `asked` were asked before, `instructions` are what the model was told.
    """

    draft: str
    question: str
    answer: str
    missing: str
    asked: Sequence[str] = ()
    language: str = ENGLISH
    instructions: str = ""

    @property
    def said(self) -> str:
        """What is no secret any more."""
        return f"{self.question}\n{self.answer}\n{self.draft}"


def fault(phrased: str, asked_for: Situation) -> Refused | None:
    """Why `phrased` may not be asked, None when it may."""
    draft, language = asked_for.draft, asked_for.language
    if len(phrased) < _SHORTEST:
        return Refused(Fault.NO_QUESTION)
    if refused := fault_so_far(phrased, asked_for):
        return refused
    if refused := asking_fault(phrased, draft, (*asked_for.asked, asked_for.question), language):
        return refused
    if _parrots(phrased, asked_for.answer):
        return Refused(Fault.ECHO)
    if not _is_about(phrased, asked_for):
        return Refused(Fault.ASKED_ELSE)
    return None


def fault_so_far(phrased: str, asked_for: Situation) -> Refused | None:
    """Like `fault`, for the beginning of a follow-up: what no end can make good."""
    said, language = asked_for.said, asked_for.language
    if len(phrased) > _LONGEST or "\n" in phrased:
        return Refused(Fault.NO_QUESTION)
    if recites(phrased, asked_for.instructions):
        return Refused(Fault.ECHO)
    if disguised(phrased, f"{asked_for.question}\n{asked_for.draft}"):
        return Refused(Fault.DISGUISE)
    missing = asked_for.missing
    if leaks(phrased, missing, said, language) or leaks(phrased[::-1], missing, said, language):
        return Refused(Fault.GAVE_AWAY)
    if invented(phrased, said, language):
        return Refused(Fault.OWN_FIGURE)
    if refused := tone_fault(phrased, said, asked_for.draft, language):
        return refused
    if foreign := new_names(phrased, said, language):
        return Refused(Fault.UNKNOWN_NAME, foreign[0])
    if strays(phrased, said, language):
        return Refused(Fault.ASKED_ELSE)
    return None


def _is_about(phrased: str, asked_for: Situation) -> bool:
    """Whether it asks about what the draft does, or about the answer more than about anything new."""
    language = asked_for.language
    if shares(phrased, asked_for.draft, asked_for.answer, language):
        return True
    about, answered = subject(phrased, language), subject(asked_for.answer, language)
    return len(about & answered) >= max(2, len(about - answered))


def _parrots(phrased: str, answer: str) -> bool:
    """Whether it is a stretch of the answer with a question mark behind it."""
    return f" {' '.join(split(phrased))} " in f" {' '.join(split(answer))} "


async def phrase(
    draft: str,
    question: Question,
    answer: str,
    missing: str,
    model: LanguageModel,
    say: Say | None = None,
    *,
    asked: Sequence[str] = (),
    tone: Tone = Tone.EVEN,
) -> Refined[str]:
    """`draft` in the model's words, or as it is where they fail the check; `asked` are earlier follow-ups.

    The `tone` is told to the model and loosens no check.
    """
    prompt = prompts.load("follow_up_prober/probe").render(
        draft=draft, question=question.text, answer=answer, missing=missing, tone=spoken_in(tone)
    )
    language = question.language
    asked_for = Situation(draft, question.text, answer, missing, asked, language, prompt.system)

    def whole(reply: Phrasing) -> str | Refused:
        words = reply.question.strip()
        return fault(words, asked_for) or words

    checks = Checks(
        whole,
        held_until(lambda words: _is_about(words, asked_for), lambda value: text_of(value, "question")),
        lambda words: fault_so_far(words, asked_for),
    )
    return await refined(draft, prompt.at_most(MOST_TOKENS), Phrasing, checks, model, say)
