"""What every sentence that an interviewer says in a model's words must be: whole, asking, in the language."""

from __future__ import annotations

from collections.abc import Iterable

from agents.refined import Refused
from domain.refinement import Fault
from language.questioning import asks, demands_more, is_in, is_like, is_whole, praises

# Fewer words tell no language for sure while more are to come.
_WORDS_THAT_TELL = 5


def asking_fault(phrased: str, draft: str, asked: Iterable[str], language: str) -> Refused | None:
    """Why `phrased` is no question that may stand for `draft`, None when it may; `asked` came before it."""
    if not is_whole(phrased):
        return Refused(Fault.CUT_SHORT)
    if not asks(phrased, language):
        return Refused(Fault.NO_QUESTION)
    if demands_more(phrased, draft, language):
        return Refused(Fault.ASKED_MORE)
    if not is_in(phrased, language, draft):
        return Refused(Fault.OTHER_LANGUAGE)
    # What the draft itself repeats is no fault of the model's.
    if any(is_like(phrased, other, language) and not is_like(draft, other, language) for other in asked):
        return Refused(Fault.ASKED_BEFORE)
    return None


def tone_fault(beginning: str, known: str, draft: str, language: str) -> Refused | None:
    """Why a beginning may not be said: it praises, or is plainly in another language."""
    if praises(beginning, known, language):
        return Refused(Fault.PRAISED)
    if len(beginning.split()) >= _WORDS_THAT_TELL and not is_in(beginning, language, draft):
        return Refused(Fault.OTHER_LANGUAGE)
    return None
