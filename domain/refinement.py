"""What became of a language model's work, and how it was told before it had a type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from domain.values import Count, Frozen


class Outcome(StrEnum):
    """What became of a language model's work: `REPAIRED` was used but for labels without proof, which were
    dropped; `REJECTED` failed a check; `FAILED` never came."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    REJECTED = "rejected"
    FAILED = "failed"


class Fault(StrEnum):
    """Which check a model's work failed; `agents.reasons` has the sentence for each."""

    SIZE = "size"
    LINES = "lines"
    NO_QUESTION = "no_question"
    ECHO = "echo"
    DISGUISE = "disguise"
    OWN_FIGURE = "own_figure"
    UNKNOWN_FIGURE = "unknown_figure"
    UNKNOWN_NAME = "unknown_name"
    ASKED_MORE = "asked_more"
    ASKED_ELSE = "asked_else"
    TOLD_MORE = "told_more"
    GAVE_AWAY = "gave_away"
    NO_SOURCE = "no_source"
    UNPROVED = "unproved"
    CUT_SHORT = "cut_short"
    PRAISED = "praised"
    OTHER_LANGUAGE = "other_language"
    ASKED_BEFORE = "asked_before"
    OFF_ITS_LINES = "off_its_lines"
    DENIES_ITS_LINES = "denies_its_lines"
    ABSENT = "absent"
    NOT_SAID = "not_said"
    OVERLONG = "overlong"
    OVERLAPPING = "overlapping"


class Refinement(Frozen):
    """What became of a model's work where it was not simply used.

    `fault` says which check it failed, with `what` in it (a figure, a name); of a model that failed, or whose
    reply broke off (`CUT_SHORT`), `what` is its error. `dropped` of a judge's `labels` were not used, and
    `why` says of how many each fault is true; `narrowed` were used with less than they quoted. `taken_back`
    says that its beginning was shown.
    """

    outcome: Outcome
    fault: Fault | None = None
    what: str = ""
    dropped: Count = 0
    labels: Count = 0
    why: Mapping[Fault, Count] = Field(default_factory=dict)
    narrowed: Count = 0
    taken_back: bool = False


# How sessions tell it that were kept before this was a type. Append only: they are still read.
_OLD_FAILED = ("worded without the model: ", "The model judge was not used: ")
_OLD_REJECTED = ("the model's wording was dropped: ", "the model's better answer was dropped: ")
_OLD_FAULTS = {
    "it was empty or too long": Fault.SIZE,
    "it was more than one line": Fault.LINES,
    "it was not one short question": Fault.NO_QUESTION,
    "it repeated its instructions": Fault.ECHO,
    "it was written in a disguise": Fault.DISGUISE,
    "it brought a figure of its own": Fault.OWN_FIGURE,
    "it brought a figure that is not in your guide": Fault.UNKNOWN_FIGURE,
    "it brought a name that is not in your guide": Fault.UNKNOWN_NAME,
    "it asked more than the draft": Fault.ASKED_MORE,
    "it asked something else": Fault.ASKED_ELSE,
    "it told more than your guide does": Fault.TOLD_MORE,
    "it gave the missing point away": Fault.GAVE_AWAY,
    "it cited no line of your guide": Fault.NO_SOURCE,
}
_OLD_TAKEN_BACK = " (its beginning was shown and taken back)"
# Patterns are compiled when a session of that time is read.
_OLD_UNPROVED = r"(\d{1,6}) of its (\d{1,6}) labels rested on words"
_OLD_DROPPED = r"(\d{1,6}) of the judge's labels dropped"


def of_old_note(note: str) -> Refinement | None:
    """What an old note on a model's work says, None for one that nobody ever wrote."""
    told = note.removesuffix(_OLD_TAKEN_BACK)
    taken_back = told != note
    if match := re.search(_OLD_UNPROVED, told):
        dropped, labels = map(int, match.groups())
        return Refinement(outcome=Outcome.REJECTED, fault=Fault.UNPROVED, dropped=dropped, labels=labels)
    if match := re.match(_OLD_DROPPED, told):
        return Refinement(outcome=Outcome.REPAIRED, dropped=int(match[1]))
    for begin in _OLD_FAILED:
        if told.startswith(begin):
            return Refinement(outcome=Outcome.FAILED, what=told.removeprefix(begin), taken_back=taken_back)
    for begin in _OLD_REJECTED:
        why, _, what = told.removeprefix(begin).partition(" (")
        if told.startswith(begin) and why in _OLD_FAULTS:
            return Refinement(
                outcome=Outcome.REJECTED,
                fault=_OLD_FAULTS[why],
                what=what.removesuffix(")"),
                taken_back=taken_back,
            )
    return None
