"""The one thing that has to change in an answer: certain, or asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from agents.coach.check import FRAMES
from agents.coach.gaps import doubts, gaps, to_ask
from agents.coach.heard import has_landed, is_half_heard, is_told_in_part, is_told_somehow, is_told_whole
from agents.coach.joining import beginning
from agents.coach.spoken import is_listed, is_written, noted, spoken, without_marks
from agents.coach.story import result_first, results
from agents.coach.surely_aloud import surely_aloud
from agents.figures_told import wrong_figures
from agents.turned import is_turned
from domain.guide import TO_BE_SAID, KeyPoint, KeyPointOrigin, TalkingPoint
from domain.interview import ENGLISH, Phase, Question
from domain.report import Cited
from domain.verdict import Band, Label, Verdict
from language.patterns import regex
from language.wording import shorten, upper_first

_GOOD = frozenset({Band.STRONG, Band.SOLID})
_FIRST_WORDS, _THING = 220, 130
# So much of the weightiest gap's weight has one that is named in its stead.
_NEARLY = 0.6
# Words that make no sense as the first ones, or only go on a list: "The slowest took 9 minutes".
_NO_OPENING = regex(
    r"^(?:this|that|these|those|it|they|he|she|and|but|so|then|second|third|also|next|since then)\b"
    r"|^the (?:\w+est|first|second|last|latter|former|others?|rest)(?: ones?)? "
    r"(?:\w+ed|is|was|are|were|took|takes|had|has|went|came|got)\b"
    r"|^(?:der|die|das) (?:\w+ste|letzten?|ersten?|anderen?|übrigen?) (?:\w+te|war|ist|hat|ging)\b"
    r"|^(?:el|la|los|las) (?:más \w+|últim[oa]s?|primer[oa]s?|otr[oa]s?) (?:fue|era|es|tard|llegó|dur)\w*",
    re.IGNORECASE,
)


class ChangeKind(Enum):
    """What has to change, and how surely.

    SAY and END are gaps with words for them, QUOTE is one that has none, PART was heard in part (of what
    nobody says aloud without `guide_has`), ASK may have been said, DOUBT probably was. NOTHING is where
    nothing is open, or more is wrong than one thing.
    """

    SAY = "say"
    END = "end"
    QUOTE = "quote"
    FIGURE = "figure"
    UNSAID = "unsaid"
    AGAINST = "against"
    PART = "part"
    ASK = "ask"
    DOUBT = "doubt"
    NOTHING = "nothing"


class Change(NamedTuple):
    """What has to change: the words to be said, or what the guide has of it, and of which key point."""

    kind: ChangeKind
    say: Cited | None = None
    guide_has: str = ""
    about: KeyPoint | None = None


def change_in(point: TalkingPoint, verdict: Verdict, answer: str, question: Question) -> Change:
    """The one thing to change: of a good answer first what was wrong in it, of another what it lacks most."""
    if verdict.score is None or not verdict.key_points:
        unheard = [each for each in point.key_points if each.origin in TO_BE_SAID]
        unheard.sort(key=lambda each: -each.weight)
        return _gap(unheard, point, question, ()) or Change(ChangeKind.NOTHING)
    if any(flag.kind in FRAMES and flag.evidence is not None for flag in verdict.flags):
        return Change(ChangeKind.NOTHING)
    fault = _fault(verdict)
    if fault is not None and verdict.score.band in _GOOD:
        return fault
    unsaid = [each.key_point for each in gaps(verdict)]
    told = results(verdict, point)
    ends = () if any(map(has_landed, told)) else tuple(each.key_point.id for each in told)
    return _gap(unsaid, point, question, ends) or fault or _open_one(verdict, point, answer, question)


def _fault(verdict: Verdict) -> Change | None:
    """What was said and must not be said again."""
    if wrong_figures(verdict):
        return Change(ChangeKind.FIGURE)
    if verdict.red_flags:
        return Change(ChangeKind.UNSAID)
    if any(is_turned(each) and each.evidence is not None for each in verdict.key_points):
        return Change(ChangeKind.AGAINST)
    return None


def _gap(
    unsaid: Sequence[KeyPoint], point: TalkingPoint, question: Question, ends: Sequence[str]
) -> Change | None:
    """The weightiest of what was not said, weightiest first; of a story whose end is missing its end."""
    missing_ends = [each for each in unsaid if each.id in ends]
    for each in missing_ends[:1]:
        if (words := surely_aloud(each, point, question.language)) is not None:
            return Change(ChangeKind.END, _to_say(words, each), about=each)
    weighty = [each for each in unsaid if each.weight >= _NEARLY * unsaid[0].weight]
    aloud = [(words, each) for each in weighty if (words := surely_aloud(each, point, question.language))]
    aloud = [(words, each) for words, each in aloud if not _NO_OPENING.match(words)] or aloud
    if aloud:
        # Who introduces himself begins where his guide does.
        first = question.phase is Phase.OPENING
        places = {each.id: at for at, each in enumerate(point.key_points)}
        words, chosen = min(aloud, key=lambda told: places.get(told[1].id, 0)) if first else aloud[0]
        return Change(ChangeKind.SAY, _to_say(words, chosen), about=chosen)
    quotable = next((each for each in weighty if not is_written(each.text)), None)
    if quotable is None:
        return None
    return Change(ChangeKind.QUOTE, guide_has=_as_it_stands(quotable), about=quotable)


def _to_say(words: str, key_point: KeyPoint) -> Cited:
    return Cited(text=shorten(upper_first(words), _FIRST_WORDS), sources=(key_point.source,))


def _open_one(verdict: Verdict, point: TalkingPoint, answer: str, question: Question) -> Change:
    """Of what may have been said what is asked about: what can hardly have been, or was heard in part.

    What nobody would say aloud is not quoted: it stands in the list below.
    """
    unheard, maybe = to_ask(verdict, point, answer, question)
    good = verdict.score is not None and verdict.score.band in _GOOD
    open_ones = doubts(verdict)
    by_ear = [each for each in open_ones if is_half_heard(each) and each.surely is not None]
    # Where nothing else is open in an answer that scored low, what was told in part.
    partly = [each for each in verdict.labelled(Label.PARTLY) if not is_told_whole(each)]
    found = (
        (ChangeKind.ASK, unheard, True),
        (ChangeKind.PART, result_first(by_ear, verdict, point), True),
        (ChangeKind.ASK, maybe, not good),
        (ChangeKind.PART, partly, not good),
    )
    for kind, those, fits in found:
        for each in those if fits else ():
            if _can_be_quoted(kind, each.key_point, point, question.language):
                about = each.key_point
                return Change(kind, guide_has=_in_short(about, question.language), about=about)
    if not good and (by_ear or partly):
        return Change(ChangeKind.PART)
    for each in filter(is_told_in_part, partly):
        return _of_a_part(each.key_point, point, question.language)
    told = any(map(is_told_somehow, verdict.key_points))
    return Change(ChangeKind.DOUBT if maybe or open_ones or told else ChangeKind.NOTHING)


def _of_a_part(key_point: KeyPoint, point: TalkingPoint, language: str) -> Change:
    """What landed in part, with the whole of it where one can say that."""
    sayable = _can_be_quoted(ChangeKind.PART, key_point, point, language)
    thing = _in_short(key_point, language) if sayable else ""
    return Change(ChangeKind.PART, guide_has=thing, about=key_point)


def _can_be_quoted(kind: ChangeKind, key_point: KeyPoint, point: TalkingPoint, language: str) -> bool:
    """Whether one can say what was asked about: nobody says a row of a table, or steps with arrows.

    In English what somebody is asked whether he said it is also a sentence.
    """
    if kind is ChangeKind.ASK and language == ENGLISH:
        return surely_aloud(key_point, point, language) is not None
    return not is_written(key_point.text) and not is_listed(key_point.text)


def _in_short(key_point: KeyPoint, language: str) -> str:
    # A note of a story is in no tense: it stands as the guide has it.
    aloud = None if key_point.origin is KeyPointOrigin.STAR else spoken(key_point.text, language)
    return _cut(beginning(noted(aloud, language), language)) if aloud else _as_it_stands(key_point)


def _as_it_stands(key_point: KeyPoint) -> str:
    return _cut(without_marks(key_point.text))


def _cut(text: str) -> str:
    return shorten(text.rstrip(".。"), _THING)
