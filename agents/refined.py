"""Letting a language model word a draft better: one call, one check, and the draft where either fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from agents.aloud import Aloud, Say
from domain.errors import ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.refinement import Fault, Outcome, Refinement
from domain.verdict import DRAFT, Provenance
from models.language_model import LanguageModel

Draft = TypeVar("Draft")
Reply = TypeVar("Reply", bound=BaseModel)


class Refused(NamedTuple):
    """Why a model's words may not stand, and the figure or name in them that is at fault."""

    fault: Fault
    what: str = ""


@dataclass(frozen=True, slots=True)
class Refined(Generic[Draft]):
    """A draft in a model's words, or the draft as it was, with what became of the model's."""

    value: Draft
    model: str = DRAFT
    prompt: str = ""
    refinement: Refinement | None = None

    def made(self, draft: Provenance) -> Provenance:
        """Where it came from, for something that `draft` says of."""
        changes = {"model": self.model, "prompt": self.prompt, "refinement": self.refinement}
        return draft.model_copy(update=changes)


@dataclass(frozen=True, slots=True)
class Checks(Generic[Draft, Reply]):
    """How what a model says is read and checked.

    `whole` makes the new draft of a reply, or refuses it. `texts` finds what may be said of a reply that is
    still being written, and `so_far` refuses one of these as far as its beginning can tell.
    """

    whole: Callable[[Reply], Draft | Refused]
    texts: Callable[[dict[str, Any]], Sequence[str]]
    so_far: Callable[[str], Refused | None]


async def refined(
    draft: Draft,
    prompt: RenderedPrompt,
    schema: type[Reply],
    checks: Checks[Draft, Reply],
    model: LanguageModel,
    say: Say | None = None,
) -> Refined[Draft]:
    """`draft` as `model` words it, where that passes the checks; else the draft.

    `say` is given what may be said while the model still writes, and unsays it where the draft stands.
    """
    aloud = Aloud(say, checks.texts, checks.so_far, prompt.system)
    try:
        answered = await model.reply(prompt, schema, aloud.hear)
    except ModelUnavailable as error:
        failed = Refinement(outcome=Outcome.FAILED, what=str(error), taken_back=aloud.take_back())
        return Refined(draft, refinement=failed)
    value = checks.whole(answered.value)
    if isinstance(value, Refused):
        rejected = Refinement(
            outcome=Outcome.REJECTED, fault=value.fault, what=value.what, taken_back=aloud.take_back()
        )
        return Refined(draft, refinement=rejected)
    return Refined(value, answered.model, prompt.reference)
