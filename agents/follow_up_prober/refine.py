"""Letting a language model phrase a follow-up, and checking that it gives nothing away."""

from __future__ import annotations

from agents.aloud import Say, text_of
from agents.discretion import disguised, leaks, recites, strays
from agents.refined import Checks, Refined, Refused, refined
from domain.refinement import Fault
from domain.values import Frozen
from models.language_model import LanguageModel
from prompts import loader as prompts

_SHORTEST, _LONGEST = 8, 300


class Phrasing(Frozen):
    """What the model returns: one follow-up, as it would be spoken."""

    question: str


def fault(
    phrased: str, missing: str, question: str, answer: str, draft: str, instructions: str
) -> Refused | None:
    """Why `phrased` may not be asked, None when it may."""
    if len(phrased) < _SHORTEST:
        return Refused(Fault.NO_QUESTION)
    return fault_so_far(phrased, missing, question, answer, draft, instructions)


def fault_so_far(
    phrased: str, missing: str, question: str, answer: str, draft: str, instructions: str
) -> Refused | None:
    """Like `fault`, for the beginning of a follow-up: what no end can make good."""
    if len(phrased) > _LONGEST or "\n" in phrased:
        return Refused(Fault.NO_QUESTION)
    if recites(phrased, instructions):
        return Refused(Fault.ECHO)
    if disguised(phrased, f"{question}\n{draft}"):
        return Refused(Fault.DISGUISE)
    already_said = f"{question}\n{answer}\n{draft}"
    if leaks(phrased, missing, already_said) or leaks(phrased[::-1], missing, already_said):
        return Refused(Fault.GAVE_AWAY)
    if strays(phrased, already_said):
        return Refused(Fault.ASKED_ELSE)
    return None


async def phrase(
    draft: str, question: str, answer: str, missing: str, model: LanguageModel, say: Say | None = None
) -> Refined[str]:
    """`draft` in the model's words, or as it is where they fail the check."""
    prompt = prompts.load("follow_up_prober/probe").render(
        draft=draft, question=question, answer=answer, missing=missing
    )

    def whole(reply: Phrasing) -> str | Refused:
        words = reply.question.strip()
        return fault(words, missing, question, answer, draft, prompt.system) or words

    checks = Checks(
        whole,
        lambda value: text_of(value, "question"),
        lambda words: fault_so_far(words, missing, question, answer, draft, prompt.system),
    )
    return await refined(draft, prompt, Phrasing, checks, model, say)
