"""What the coach says about a drilled fact, a better wording, a timed pitch."""

from __future__ import annotations

from agents.coach import delivery, draft
from agents.coach.own_words import told
from domain.guide import TalkingPoint
from domain.interview import ENGLISH, Question
from domain.report import Advice, Cited
from domain.verdict import Band, Delivery, FigureLabel, Provenance, Verdict
from language.wording import plain

_MOST_SHOWN = 3


def on_fact(question: Question, verdict: Verdict, fact: TalkingPoint, *, index_version: str) -> Advice:
    """The advice on a fact: what was exact, what was not, and how the guide has it."""
    language = question.language
    exact = [figure for figure in verdict.figures if figure.label is FigureLabel.RIGHT]
    off = {
        (figure.said.quote, figure.expected): figure
        for figure in verdict.figures
        if figure.label is not FigureLabel.RIGHT
    }
    band = verdict.score.band if verdict.score is not None else Band.WEAK
    how = "fact.exact" if band is Band.STRONG else "fact.near" if exact else "fact.other"
    as_written = f"{plain(fact.title)}: {plain(fact.text)}" if fact.text.strip() else plain(fact.title)
    answer = Cited(text=as_written, sources=(fact.source,))
    return Advice(
        opening=told(how, language, question.id, fact.id),
        landed=tuple(
            Cited(text=f"“{figure.said.quote}”", sources=(fact.source,)) for figure in exact[:_MOST_SHOWN]
        ),
        check=tuple(
            Cited(
                text=told(
                    "fact.not_exact" if figure.label is FigureLabel.CLOSE else "fact.wrong",
                    language,
                    said=said,
                    expected=expected,
                ),
                sources=(fact.source,),
            )
            for (said, expected), figure in list(off.items())[:_MOST_SHOWN]
        ),
        say_first=None if band is Band.STRONG else answer,
        better_answer=(answer,),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def on_red_flag(
    question: Question, answer: str, verdict: Verdict, flag: TalkingPoint, *, index_version: str
) -> Advice:
    """The advice on a better wording; `flag` has the sentences of the guide's own as key points.

    What was said well already is not said first again.
    """
    advice = draft.advice(question, answer, verdict, flag, index_version=index_version)
    if verdict.score is not None and verdict.score.band is Band.STRONG:
        return advice
    return advice.model_copy(update={"say_first": Cited(text=flag.say_instead, sources=(flag.source,))})


def on_time(
    advice: Advice, spoken: Delivery | None, seconds: float | None, language: str = ENGLISH
) -> Advice:
    """`advice` with how long a pitch took: `seconds` by the clock, None where nobody watched one.

    Typing is slower than speaking, so the time that counts is the one that speaking the words takes.
    """
    if spoken is None or spoken.expected_seconds is None:
        return advice
    return advice.model_copy(update={"delivery": delivery.on_time(spoken, seconds, language)})
