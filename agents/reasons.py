"""The sentences for what has a type: why an answer is unscored, a model's work not used, a way taken.

They are made here, where something is shown, and nowhere read back.
"""

from __future__ import annotations

from agents.sayings import options
from domain.interview import ENGLISH
from domain.objection import Objection, Ruling
from domain.refinement import Fault, Outcome, Refinement
from domain.routes import Route, RouteKind
from domain.unscored import Unscored
from domain.verdict import Provenance
from language.wording import counted

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
    Fault.CUT_SHORT: "it broke off",
    Fault.PRAISED: "it praised",
    Fault.OTHER_LANGUAGE: "it was in another language",
    Fault.ASKED_BEFORE: "it had been asked before",
    Fault.OFF_ITS_LINES: "it said something else than the line it cited",
    Fault.DENIES_ITS_LINES: "it said the opposite of the line it cited",
    Fault.ABSENT: "it left it out",
    Fault.NOT_SAID: "it quoted words that you did not say",
    Fault.OVERLONG: "its quote was too long to show anything",
    Fault.OVERLAPPING: "it quoted the same words for another key point",
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
# Why a judge's labels were not used, each said of a number of them.
_OF_LABELS = {
    Fault.ABSENT: "{n} missing from its reply",
    Fault.NOT_SAID: "{n} with words that you did not say",
    Fault.OVERLONG: "{n} with a quote too long to show anything",
    Fault.OVERLAPPING: "{n} with the words of another key point",
    Fault.UNPROVED: "{n} with words that do not bear it out",
}
_OF_MOST = {
    Fault.ABSENT: "were missing from its reply",
    Fault.NOT_SAID: "rested on words that you did not say",
    Fault.OVERLONG: "quoted too much to show anything",
    Fault.OVERLAPPING: "quoted the words of another key point",
    Fault.UNPROVED: "rested on words that do not bear them out",
}
_NOT_USED = "labels could not be used"
# As it was told before the reasons were kept one by one.
_OLD_NOT_USED = "labels rested on words that you did not say"
_OLD_DROPPED = "{n} of the judge's labels dropped: their words are not in the answer."
_WORDED = {"coach": "better answer"}
"""What a model words, where it is not a wording of what was drafted."""


def ruled(objection: Objection) -> str:
    """What came of "I did say that", in a sentence for the candidate."""
    return _RULINGS[objection.ruling]


def unscored(outcome: Unscored, language: str = ENGLISH) -> str:
    """Why an answer could not be judged, in a sentence for the candidate."""
    (told,) = options("coach", language, f"unscored.{outcome.kind.value}")
    return told.format(spoken=outcome.spoken, written=outcome.written, told=outcome.told)


def faulty(fault: Fault) -> str:
    """Which check a model's work failed: "it asked something else"."""
    return _FAULTS[fault]


def mostly_unused(refinement: Refinement) -> str:
    """Why most of a judge's labels were not used, the same for all that failed alike."""
    commonest = max(refinement.why, key=lambda kind: refinement.why[kind], default=Fault.NOT_SAID)
    return f"too many of its labels {_OF_MOST[commonest]}"


def unused(refinement: Refinement) -> str:
    """Why a model's work was not used, to be put behind a colon or into brackets."""
    if refinement.fault is None:
        return refinement.what
    if refinement.fault is Fault.UNPROVED:
        how = f"{_NOT_USED}{_told_apart(refinement)}" if refinement.why else _OLD_NOT_USED
        return f"{refinement.dropped} of its {refinement.labels} {how}"
    what = f" ({refinement.what})" if refinement.what else ""
    return f"{faulty(refinement.fault)}{what}"


def _told_apart(refinement: Refinement) -> str:
    """Why labels were not used, in brackets: " (2 missing from its reply, 1 with a quote too long …)"."""
    reasons = [
        text.format(n=refinement.why[kind]) for kind, text in _OF_LABELS.items() if kind in refinement.why
    ]
    return f" ({', '.join(reasons)})" if reasons else ""


def _repaired(found: Refinement) -> str:
    """What a judgement that was used was used without."""
    if found.dropped and not found.why:
        return _OLD_DROPPED.format(n=found.dropped)
    parts = []
    if found.fault is Fault.CUT_SHORT:
        parts.append(f"The judge's reply broke off ({found.what}); its whole labels were used.")
    if found.dropped:
        parts.append(f"{found.dropped} of the judge's labels not used{_told_apart(found)}.")
    if found.narrowed:
        parts.append(f"{counted(found.narrowed, 'quote')} of the judge's cut down to the words that show it.")
    return " ".join(parts)


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
        return _repaired(found)
    if made.agent == "evaluator":
        end = "." if found.outcome is Outcome.REJECTED else ""
        return f"The model judge was not used: {unused(found)}{end}"
    taken_back = " (its beginning was shown and taken back)" if found.taken_back else ""
    if found.outcome is Outcome.FAILED:
        return f"worded without the model: {found.what}{taken_back}"
    return f"the model's {_WORDED.get(made.agent, 'wording')} was dropped: {unused(found)}{taken_back}"
