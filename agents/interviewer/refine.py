"""Letting a language model phrase the interviewer's question, and checking that it still asks the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.aloud import Say, held_until, text_of
from agents.discretion import disguised, keeps, new_names, recites, shares, strays
from agents.questions import asking_fault, tone_fault
from agents.refined import Checks, Refined, Refused, refined
from agents.tones import spoken_in
from domain.interview import ENGLISH
from domain.refinement import Fault
from domain.rounds import Tone
from domain.values import Frozen
from language.figures import invented
from language.questioning import gives_examples
from models.language_model import LanguageModel
from prompts import loader as prompts

_SHORTEST, _LONGEST = 5, 420
MOST_TOKENS = 250
"""What the longest question comes to, in a language whose words are many tokens."""


class Phrasing(Frozen):
    """What the model returns: the question, as it would be spoken."""

    question: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What a wording is held against.

    `context` is what it may lead over from, `asked` the earlier questions of the session, `instructions` what
    the model was told.
    """

    draft: str
    context: str = ""
    previous: str = ""
    asked: Sequence[str] = ()
    language: str = ENGLISH
    instructions: str = ""

    @property
    def known(self) -> str:
        """All that a wording may take its words from."""
        return f"{self.draft}\n{self.context}\n{self.previous}"


def fault(phrased: str, asked_for: Situation) -> Refused | None:
    """Why `phrased` may not stand for the draft, None when it may."""
    if len(phrased) < _SHORTEST:
        return Refused(Fault.SIZE)
    refused = fault_so_far(phrased, asked_for)
    if refused is not None and refused.fault is not Fault.ASKED_MORE:
        return refused
    if not keeps(phrased, asked_for.draft, asked_for.language):
        return Refused(Fault.ASKED_ELSE)
    return refused or asking_fault(phrased, asked_for.draft, asked_for.asked, asked_for.language)


def fault_so_far(phrased: str, asked_for: Situation) -> Refused | None:
    """Like `fault`, for the beginning of a question: what no end can make good."""
    draft, language = asked_for.draft, asked_for.language
    if len(phrased) > _LONGEST:
        return Refused(Fault.SIZE)
    if "\n" in phrased.strip():
        return Refused(Fault.LINES)
    if invented(phrased, draft, language):
        return Refused(Fault.OWN_FIGURE)
    if recites(phrased, asked_for.instructions):
        return Refused(Fault.ECHO)
    if disguised(phrased, draft):
        return Refused(Fault.DISGUISE)
    if refused := tone_fault(phrased, asked_for.known, draft, language):
        return refused
    if foreign := new_names(phrased, asked_for.known, language):
        return Refused(Fault.UNKNOWN_NAME, foreign[0])
    if strays(phrased, asked_for.known, language) or gives_examples(phrased, draft, language):
        return Refused(Fault.ASKED_MORE)
    return None


async def phrase(
    draft: str,
    context: str,
    previous: str,
    model: LanguageModel,
    say: Say | None = None,
    *,
    language: str = ENGLISH,
    asked: Sequence[str] = (),
    tone: Tone = Tone.EVEN,
) -> Refined[str]:
    """`draft` in the model's words, or as it is where the model is gone or its words fail the check.

    `asked` are the questions of the session so far, `language` the code of the language it is held in. The
    `tone` is told to the model and loosens no check.
    """
    prompt = prompts.load("interviewer/ask").render(
        draft=draft, context=context, previous=previous, tone=spoken_in(tone)
    )
    asked_for = Situation(draft, context, previous, asked, language, prompt.system)

    def whole(reply: Phrasing) -> str | Refused:
        words = reply.question.strip()
        return fault(words, asked_for) or words

    checks = Checks(
        whole,
        held_until(
            lambda words: shares(words, draft, "", language), lambda value: text_of(value, "question")
        ),
        lambda words: fault_so_far(words, asked_for),
    )
    return await refined(draft, prompt.at_most(MOST_TOKENS), Phrasing, checks, model, say)
