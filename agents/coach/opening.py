"""The sentence that comes first: how it went, and what kind of thing has to change."""

from __future__ import annotations

from agents.coach.change import Change, ChangeKind
from agents.coach.heard import has_landed, may_be_put_plainer
from agents.coach.own_words import told
from agents.coach.story import results
from agents.figures_told import wrong_figures
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.verdict import Band, FigureLabel, FlagKind, Verdict
from language.wording import shorten

_TITLE = 70
_SPECIAL = frozenset(
    {
        FlagKind.EMPTY,
        FlagKind.DONT_KNOW,
        FlagKind.OFF_TOPIC,
        FlagKind.OTHER_ANSWER,
        FlagKind.QUESTION_COPIED,
        FlagKind.KEYWORD_SOUP,
        FlagKind.INSTRUCTION,
    }
)


def opening(question: Question, verdict: Verdict, change: Change, point: TalkingPoint) -> str:
    """One or two short sentences: how it went, and what has to change. Empty where nothing was scored.

    The words to be said stand in `change` and are shown below it; what has none, or may have been said, is
    named here.
    """
    language, seed = question.language, (question.id, question.text)
    for flag in verdict.flags:
        # An answer that scored was an answer, whatever else was noticed about it.
        if flag.kind in _SPECIAL and (verdict.score is None or verdict.score.band is Band.WEAK):
            if flag.kind is FlagKind.OTHER_ANSWER and flag.against:
                title = shorten(flag.against, _TITLE)
                return told("special.answer_to", language, *seed, question=title)
            return told(f"special.{flag.kind.value}", language, *seed)
    if verdict.score is None:
        return ""
    band = verdict.score.band
    good = band in (Band.STRONG, Band.SOLID)
    match change.kind:
        case ChangeKind.SAY:
            return told(f"opening.{band.value.lower()}", language, *seed)
        case ChangeKind.FIGURE:
            several = len(wrong_figures(verdict)) > 1
            return told("opening.figures" if several else "opening.figure", language, *seed)
        case ChangeKind.ASK:
            plainer = any(
                may_be_put_plainer(each) for each in verdict.key_points if each.key_point == change.about
            )
            key = "unsure" if good and plainer else "unheard"
            return told(f"opening.{key}", language, *seed, thing=change.guide_has)
        case ChangeKind.PART if not change.guide_has:
            return told("opening.half", language, *seed)
        case ChangeKind.QUOTE | ChangeKind.PART:
            return told(f"opening.{change.kind.value}", language, *seed, thing=change.guide_has)
        case ChangeKind.NOTHING:
            return _where_nothing_is_open(question, verdict, point) if good else ""
        case ChangeKind.DOUBT if not good:
            return ""
    return told(f"opening.{change.kind.value}", language, *seed)


def _where_nothing_is_open(question: Question, verdict: Verdict, point: TalkingPoint) -> str:
    """That it sits, and what is surely good about it: its figures, its end."""
    language, seed = question.language, (question.id, question.text)
    strong = verdict.score is not None and verdict.score.band is Band.STRONG
    praise = told("opening.sits" if strong else "opening.told", language, *seed)
    right = sum(figure.label is FigureLabel.RIGHT for figure in verdict.figures)
    ended = any(map(has_landed, results(verdict, point)))
    if right and right == len(verdict.figures):
        return f"{praise} {told('good.figures' if right > 1 else 'good.figure', language)}"
    return f"{praise} {told('good.end', language)}" if ended else praise
