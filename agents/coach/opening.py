"""The sentence that comes first: how it went, and the one thing that has to change."""

from __future__ import annotations

from agents.coach.heard import in_doubt, may_be_put_plainer, to_say
from agents.coach.own_words import told
from agents.coach.spoken import noted, spoken, without_marks
from agents.figures_told import stands_in
from agents.turned import is_turned
from domain.guide import KeyPoint, KeyPointOrigin
from domain.interview import Question
from domain.report import Cited
from domain.verdict import Band, Evidence, FigureLabel, FlagKind, Label, Verdict
from language.wording import plain, shorten

_THING, _QUOTE = 90, 70
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


def opening(question: Question, verdict: Verdict, say_first: Cited | None) -> str:
    """One or two short sentences; what has to change is named in them. Empty where nothing was scored.

    `say_first` is what the candidate is to say next time, where there is something.
    """
    language, seed = question.language, (question.id, question.text)
    for flag in verdict.flags:
        # An answer that scored was an answer, whatever else was noticed about it.
        if flag.kind in _SPECIAL and (verdict.score is None or verdict.score.band is Band.WEAK):
            return told(f"special.{flag.kind.value}", language, *seed)
    if verdict.score is None:
        return ""
    band = verdict.score.band
    if band in (Band.STRONG, Band.SOLID) and (fault := _fault(verdict, language, *seed)):
        return fault
    missing = [judged.key_point for judged in to_say(verdict)]
    if say_first is not None or missing:
        thing = noted(say_first.text, language) if say_first is not None else _short(missing[0], language)
        return told(f"opening.{band.value.lower()}", language, *seed, thing=_thing(thing))
    return _where_nothing_is_missing(verdict, band, language, *seed)


def _where_nothing_is_missing(verdict: Verdict, band: Band, language: str, *seed: object) -> str:
    """What is in doubt, or was half said: an answer that scored low is not called good for it."""
    good = band in (Band.STRONG, Band.SOLID)
    doubts = [judged for judged in verdict.labelled(*Label) if in_doubt(judged)]
    plainer = next((judged for judged in doubts if may_be_put_plainer(judged)), None)
    if good and plainer is not None:
        return told("opening.unsure", language, *seed, thing=_thing(_short(plainer.key_point, language)))
    open_ones = doubts if good else [*doubts, *verdict.labelled(Label.PARTLY)]
    if open_ones:
        thing = _thing(_short(open_ones[0].key_point, language))
        # What may well have been said is not called still to come, nor is what was said in part.
        half = "half" if open_ones[0].label is Label.PARTLY else band.value.lower()
        key = "unheard" if may_be_put_plainer(open_ones[0]) else half
        return told(f"opening.{key}", language, *seed, thing=thing)
    if good:
        return told("opening.sits" if band is Band.STRONG else "opening.told", language, *seed)
    return _fault(verdict, language, *seed)


def _fault(verdict: Verdict, language: str, *seed: object) -> str:
    """The thing said that must not be said again, in an answer that is good but for it."""
    points = [judged.key_point for judged in verdict.key_points]
    wrong = (
        each
        for each in verdict.figures
        if each.label is FigureLabel.WRONG and each.expected and not stands_in(each.said.quote, points)
    )
    if (figure := next(wrong, None)) is not None:
        said = plain(figure.said.quote)
        return told("opening.figure", language, *seed, said=said, expected=figure.expected)
    if verdict.red_flags:
        return told("opening.better_unsaid", language, *seed, said=_quoted(verdict.red_flags[0].evidence))
    turned = next(
        (each.evidence for each in verdict.labelled(*Label) if is_turned(each) and each.evidence), None
    )
    if turned is not None:
        return told("opening.against", language, *seed, said=_quoted(turned))
    return ""


def _short(key_point: KeyPoint, language: str) -> str:
    # A note of a story is in no tense: it stands as the guide has it.
    aloud = None if key_point.origin is KeyPointOrigin.STAR else spoken(key_point.text, language)
    return noted(aloud, language) if aloud else without_marks(key_point.text)


def _thing(text: str) -> str:
    return shorten(text.rstrip(".。"), _THING)


def _quoted(evidence: Evidence) -> str:
    return plain(shorten(" ".join(evidence.quotations), _QUOTE))
