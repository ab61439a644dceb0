"""The sentences for what has a type: why an answer is unscored, a model's work not used, a way taken.

They are made here, where something is shown, and nowhere read back.
"""

from __future__ import annotations

from domain.objection import Objection, Ruling
from domain.refinement import Fault, Outcome, Refinement
from domain.routes import Route, RouteKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import Provenance

_UNSCORED = {
    UnscoredKind.OWN_QUESTIONS: "Questions of your own are not scored.",
    UnscoredKind.TOLD_IN_TWO_WAYS: (
        "Your guides tell this in two ways, so there is no one answer to hold yours against."
    ),
    UnscoredKind.NOTHING_TO_HOLD_AGAINST: (
        "Your guide has no answer to this question yet, so there is nothing to hold yours against."
    ),
    UnscoredKind.CODE: (
        "The answer is code, which this evaluator cannot judge; compare it with your guide yourself."
    ),
    UnscoredKind.DRAWING: "The answer is a drawing, which this evaluator cannot see.",
    UnscoredKind.OTHER_LANGUAGE: (
        "The answer is in {spoken} and your guide in {written}; only one language can be compared."
    ),
    UnscoredKind.NO_FIGURE: "Your guide names no figure here, so there is none to know by heart.",
    UnscoredKind.QUESTION_GONE: "Your guides no longer have this question.",
    UnscoredKind.OLD: "{told}",
}
_FAULTS = {
    Fault.SIZE: "it was empty or too long",
    Fault.LINES: "it was more than one line",
    Fault.NO_QUESTION: "it was not one short question",
    Fault.ECHO: "it repeated its instructions",
    Fault.DISGUISE: "it was written in a disguise",
    Fault.OWN_FIGURE: "it brought a figure of its own",
    Fault.UNKNOWN_FIGURE: "it brought a figure that is not in your guide",
    Fault.UNKNOWN_NAME: "it brought a name that is not in your guide",
    Fault.ASKED_MORE: "it asked more than the draft",
    Fault.ASKED_ELSE: "it asked something else",
    Fault.TOLD_MORE: "it told more than your guide does",
    Fault.GAVE_AWAY: "it gave the missing point away",
    Fault.NO_SOURCE: "it cited no line of your guide",
    Fault.UNPROVED: "it quoted words that do not bear it out",
}
_RULINGS = {
    Ruling.ACCEPTED: "You are right: these words say it. It counts now.",
    Ruling.IN_PART: "These words say a part of it. That part counts now.",
    Ruling.NOT_SURE: "I am still not sure that these words say it. Say it more plainly the next time.",
    Ruling.NOT_SAID: "I read these words again, and do not find it in them.",
    Ruling.OTHERWISE: "These words say the opposite of your guide.",
    Ruling.TAKEN_BACK: "The sentence that these words stand in takes them back.",
    Ruling.WRONG_FIGURE: "These words say it with another figure than your guide has.",
    Ruling.NOT_HEARD: "These words cannot be judged on their own.",
    Ruling.NO_MORE: "These words say no more of it than is counted already.",
}
_UNPROVED = "labels rested on words that you did not say"
_WORDED = {"coach": "better answer"}
"""What a model words, where it is not a wording of what was drafted."""


def ruled(objection: Objection) -> str:
    """What came of "I did say that", in a sentence for the candidate."""
    return _RULINGS[objection.ruling]


def unscored(outcome: Unscored) -> str:
    """Why an answer could not be judged, in a sentence for the candidate."""
    return _UNSCORED[outcome.kind].format(spoken=outcome.spoken, written=outcome.written, told=outcome.told)


def faulty(fault: Fault) -> str:
    """Which check a model's work failed: "it asked something else"."""
    return _FAULTS[fault]


def unused(refinement: Refinement) -> str:
    """Why a model's work was not used, to be put behind a colon or into brackets."""
    if refinement.fault is None:
        return refinement.what
    if refinement.fault is Fault.UNPROVED:
        return f"{refinement.dropped} of its {refinement.labels} {_UNPROVED}"
    what = f" ({refinement.what})" if refinement.what else ""
    return f"{faulty(refinement.fault)}{what}"


_WAYS = {
    RouteKind.FOLLOW_UP: "follow-up: {still_open}; {left} left after it",
    RouteKind.NONE_LEFT: "follow-ups used up with this still open: {still_open}",
    RouteKind.NONE_WOULD_HELP: "no follow-up left that would help, with this still open: {still_open}",
    RouteKind.NOTHING_OPEN: "no follow-up: nothing weighty is open",
}


def way(route: Route) -> str:
    """Why the graph went where it did, for whoever reads the transcript."""
    return _WAYS.get(route.kind, route.kind.value).format(still_open=route.still_open, left=route.left)


def note(made: Provenance) -> str:
    """What became of a model's work on something, "" where it was simply used or there was none."""
    found = made.refinement
    if found is None:
        return ""
    if found.outcome is Outcome.REPAIRED:
        return f"{found.dropped} of the judge's labels dropped: their words are not in the answer."
    if made.agent == "evaluator":
        end = "." if found.outcome is Outcome.REJECTED else ""
        return f"The model judge was not used: {unused(found)}{end}"
    taken_back = " (its beginning was shown and taken back)" if found.taken_back else ""
    if found.outcome is Outcome.FAILED:
        return f"worded without the model: {found.what}{taken_back}"
    return f"the model's {_WORDED.get(made.agent, 'wording')} was dropped: {unused(found)}{taken_back}"
