"""Why an answer was not scored, and how it was told before it had a type."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from pydantic import model_validator

from domain.values import Frozen


class UnscoredKind(StrEnum):
    """Why an answer could not be judged; `agents.reasons` has the sentence for each."""

    OWN_QUESTIONS = "own_questions"
    TOLD_IN_TWO_WAYS = "told_in_two_ways"
    NOTHING_TO_HOLD_AGAINST = "nothing_to_hold_against"
    CODE = "code"
    DRAWING = "drawing"
    OTHER_LANGUAGE = "other_language"
    NO_FIGURE = "no_figure"
    QUESTION_GONE = "question_gone"
    WORK_UNREAD = "work_unread"
    """Work that was not run, not read, and of which nothing was said."""
    OLD = "old"


class Unscored(Frozen):
    """The answer could not be judged, and why.

    `spoken` and `written` are the languages of answer and guide where these differ. `told` is the sentence of
    a session from before the kinds, where it is none that is known.
    """

    kind: UnscoredKind
    spoken: str = ""
    written: str = ""
    told: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_old_reason(cls, value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"reason"} and isinstance(value["reason"], str):
            return _of_old_reason(value["reason"])
        return value


# How sessions tell it that were kept before this was a type. Append only: they are still read.
_OLD_REASONS = {
    "Questions of your own are not scored.": UnscoredKind.OWN_QUESTIONS,
    "Your guides tell this in two ways, so there is no one answer to hold yours against.": (
        UnscoredKind.TOLD_IN_TWO_WAYS
    ),
    "Your guide has no answer to this question yet, so there is nothing to hold yours against.": (
        UnscoredKind.NOTHING_TO_HOLD_AGAINST
    ),
    "The answer is code, which this evaluator cannot judge; compare it with your guide yourself.": (
        UnscoredKind.CODE
    ),
    "The answer is code, which this evaluator cannot run or read; compare it with your guide yourself.": (
        UnscoredKind.CODE
    ),
    "The answer is a drawing, which this evaluator cannot see.": UnscoredKind.DRAWING,
    "Your guide names no figure here, so there is none to know by heart.": UnscoredKind.NO_FIGURE,
    "Your guides no longer have this question.": UnscoredKind.QUESTION_GONE,
}
# A pattern is compiled when a session of that time is read.
_OLD_LANGUAGES = r"The answer is in ([\w ]{1,40}) and your guide in ([\w ]{1,40});"


def _of_old_reason(reason: str) -> dict[str, str]:
    if match := re.match(_OLD_LANGUAGES, reason):
        return {"kind": UnscoredKind.OTHER_LANGUAGE, "spoken": match[1], "written": match[2]}
    kind = _OLD_REASONS.get(reason)
    return {"kind": kind} if kind is not None else {"kind": UnscoredKind.OLD, "told": reason}
