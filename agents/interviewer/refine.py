"""Letting a language model phrase the interviewer's question, and checking that it still asks the same."""

from __future__ import annotations

import re

from agents.aloud import Aloud, Say, text_of
from agents.discretion import disguised, recites, strays
from domain.errors import ModelUnavailable
from domain.values import Frozen
from language.figures import invented
from models.language_model import LanguageModel
from prompts import loader as prompts

_CONTENT = re.compile(r"\w{4,}")
_SHORTEST, _LONGEST = 10, 420


class Phrasing(Frozen):
    """What the model returns: the question, as it would be spoken."""

    question: str


def fault(phrased: str, draft: str, around: str = "", instructions: str = "") -> str:
    """Why `phrased` may not stand for `draft`, empty when it may.

    `around` is what it may lead over from, `instructions` what the model was told.
    """
    if len(phrased) < _SHORTEST:
        return "it was empty or too long"
    if reason := fault_so_far(phrased, draft, around, instructions):
        return reason
    wanted = {word[:5] for word in _CONTENT.findall(draft.casefold())}
    found = {word[:5] for word in _CONTENT.findall(phrased.casefold())}
    if wanted and len(wanted & found) < 0.4 * len(wanted):
        return "it asked something else"
    return ""


def fault_so_far(phrased: str, draft: str, around: str, instructions: str) -> str:
    """Like `fault`, for the beginning of a question: what no end can make good."""
    if len(phrased) > _LONGEST:
        return "it was empty or too long"
    if "\n" in phrased.strip():
        return "it was more than one line"
    if invented(phrased, draft):
        return "it brought a figure of its own"
    if recites(phrased, instructions):
        return "it repeated its instructions"
    if disguised(phrased, draft):
        return "it was written in a disguise"
    if strays(phrased, f"{draft}\n{around}"):
        return "it asked more than the draft"
    return ""


async def phrase(
    draft: str, context: str, previous: str, model: LanguageModel, say: Say | None = None
) -> tuple[str, str, str, str]:
    """`draft` in the model's words: (question, who worded it, prompt's reference, note).

    Where the model is gone or its words fail the check, the question is the draft and the note says why.
    `say` is given what may be said while the model still writes, and unsays it where the draft stands.
    """
    prompt = prompts.load("interviewer/ask").render(draft=draft, context=context, previous=previous)
    aloud = Aloud(
        say,
        lambda value: text_of(value, "question"),
        lambda words: fault_so_far(words, draft, context, prompt.system),
        prompt.system,
    )
    try:
        answered = await model.reply(prompt, Phrasing, aloud.hear)
    except ModelUnavailable as error:
        return draft, "draft", "", f"worded without the model: {error}{aloud.take_back()}"
    words = answered.value.question.strip()
    reason = fault(words, draft, context, prompt.system)
    if reason:
        return draft, "draft", "", f"the model's wording was dropped: {reason}{aloud.take_back()}"
    return words, answered.model, prompt.reference, ""
