"""Letting a language model phrase the interviewer's question, and checking that it still asks the same."""

from __future__ import annotations

import re

from agents.aloud import Say, text_of
from agents.discretion import disguised, recites, strays
from agents.refined import Checks, Refined, Refused, refined
from domain.refinement import Fault
from domain.values import Frozen
from language.figures import invented
from models.language_model import LanguageModel
from prompts import loader as prompts

_CONTENT = re.compile(r"\w{4,}")
_SHORTEST, _LONGEST = 10, 420


class Phrasing(Frozen):
    """What the model returns: the question, as it would be spoken."""

    question: str


def fault(phrased: str, draft: str, around: str = "", instructions: str = "") -> Refused | None:
    """Why `phrased` may not stand for `draft`, None when it may.

    `around` is what it may lead over from, `instructions` what the model was told.
    """
    if len(phrased) < _SHORTEST:
        return Refused(Fault.SIZE)
    if refused := fault_so_far(phrased, draft, around, instructions):
        return refused
    wanted = {word[:5] for word in _CONTENT.findall(draft.casefold())}
    found = {word[:5] for word in _CONTENT.findall(phrased.casefold())}
    if wanted and len(wanted & found) < 0.4 * len(wanted):
        return Refused(Fault.ASKED_ELSE)
    return None


def fault_so_far(phrased: str, draft: str, around: str, instructions: str) -> Refused | None:
    """Like `fault`, for the beginning of a question: what no end can make good."""
    if len(phrased) > _LONGEST:
        return Refused(Fault.SIZE)
    if "\n" in phrased.strip():
        return Refused(Fault.LINES)
    if invented(phrased, draft):
        return Refused(Fault.OWN_FIGURE)
    if recites(phrased, instructions):
        return Refused(Fault.ECHO)
    if disguised(phrased, draft):
        return Refused(Fault.DISGUISE)
    if strays(phrased, f"{draft}\n{around}"):
        return Refused(Fault.ASKED_MORE)
    return None


async def phrase(
    draft: str, context: str, previous: str, model: LanguageModel, say: Say | None = None
) -> Refined[str]:
    """`draft` in the model's words, or as it is where the model is gone or its words fail the check."""
    prompt = prompts.load("interviewer/ask").render(draft=draft, context=context, previous=previous)

    def whole(reply: Phrasing) -> str | Refused:
        words = reply.question.strip()
        return fault(words, draft, context, prompt.system) or words

    checks = Checks(
        whole,
        lambda value: text_of(value, "question"),
        lambda words: fault_so_far(words, draft, context, prompt.system),
    )
    return await refined(draft, prompt, Phrasing, checks, model, say)
