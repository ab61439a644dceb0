"""Letting a language model phrase a follow-up, and checking that it gives nothing away."""

from __future__ import annotations

from agents.aloud import Aloud, Say, text_of
from agents.discretion import disguised, leaks, recites, strays
from domain.errors import ModelUnavailable
from domain.values import Frozen
from models.language_model import LanguageModel
from prompts import loader as prompts

_SHORTEST, _LONGEST = 8, 300


class Phrasing(Frozen):
    """What the model returns: one follow-up, as it would be spoken."""

    question: str


def fault(phrased: str, missing: str, question: str, answer: str, draft: str, instructions: str) -> str:
    """Why `phrased` may not be asked, empty when it may."""
    if len(phrased) < _SHORTEST:
        return "it was not one short question"
    return fault_so_far(phrased, missing, question, answer, draft, instructions)


def fault_so_far(
    phrased: str, missing: str, question: str, answer: str, draft: str, instructions: str
) -> str:
    """Like `fault`, for the beginning of a follow-up: what no end can make good."""
    if len(phrased) > _LONGEST or "\n" in phrased:
        return "it was not one short question"
    if recites(phrased, instructions):
        return "it repeated its instructions"
    if disguised(phrased, f"{question}\n{draft}"):
        return "it was written in a disguise"
    already_said = f"{question}\n{answer}\n{draft}"
    if leaks(phrased, missing, already_said) or leaks(phrased[::-1], missing, already_said):
        return "it gave the missing point away"
    if strays(phrased, already_said):
        return "it asked something else"
    return ""


async def phrase(
    draft: str, question: str, answer: str, missing: str, model: LanguageModel, say: Say | None = None
) -> tuple[str, str, str, str]:
    """`draft` in the model's words: (follow-up, who worded it, prompt's reference, note).

    The draft stands if the check fails. `say` is given what may be said while the model still writes, and
    unsays it where the draft stands.
    """
    prompt = prompts.load("follow_up_prober/probe").render(
        draft=draft, question=question, answer=answer, missing=missing
    )
    aloud = Aloud(
        say,
        lambda value: text_of(value, "question"),
        lambda words: fault_so_far(words, missing, question, answer, draft, prompt.system),
        prompt.system,
    )
    try:
        answered = await model.reply(prompt, Phrasing, aloud.hear)
    except ModelUnavailable as error:
        return draft, "draft", "", f"worded without the model: {error}{aloud.take_back()}"
    words = answered.value.question.strip()
    reason = fault(words, missing, question, answer, draft, prompt.system)
    if reason:
        return draft, "draft", "", f"the model's wording was dropped: {reason}{aloud.take_back()}"
    return words, answered.model, prompt.reference, ""
