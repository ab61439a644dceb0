"""What the coach says about a drilled fact, a better wording, a timed pitch."""

from __future__ import annotations

from agents.coach import draft
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.report import Advice, Cited
from domain.verdict import Band, Delivery, FigureLabel, Provenance, Verdict
from language.wording import pick, plain, spoken_time

_EXACT = ("To the digit.", "Exactly so.", "That is the number.")
_NEAR = ("Near, and near is not exact.", "Some of it is right.")
_OFF = ("Not the guide's figure.", "Look this one up once more.")


def on_fact(question: Question, verdict: Verdict, fact: TalkingPoint, *, index_version: str) -> Advice:
    """The advice on a fact: what was exact, what was not, and how the guide has it."""
    exact = [figure for figure in verdict.figures if figure.label is FigureLabel.RIGHT]
    off = {
        (figure.said.quote, figure.expected): figure
        for figure in verdict.figures
        if figure.label is not FigureLabel.RIGHT
    }
    band = verdict.score.band if verdict.score is not None else Band.WEAK
    openings = _EXACT if band is Band.STRONG else _NEAR if exact else _OFF
    told = f"{plain(fact.title)}: {plain(fact.text)}" if fact.text.strip() else plain(fact.title)
    answer = Cited(text=told, sources=(fact.source,))
    return Advice(
        opening=pick(openings, question.id, fact.id),
        landed=tuple(Cited(text=f"“{figure.said.quote}”", sources=(fact.source,)) for figure in exact[:3]),
        check=tuple(
            Cited(
                text=f"“{said}” is {'not exact' if figure.label is FigureLabel.CLOSE else 'wrong'}; "
                f"your guide has {expected}",
                sources=(fact.source,),
            )
            for (said, expected), figure in list(off.items())[:3]
        ),
        say_first=None if band is Band.STRONG else answer,
        better_answer=(answer,),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def on_red_flag(
    question: Question, answer: str, verdict: Verdict, flag: TalkingPoint, *, index_version: str
) -> Advice:
    """The advice on a better wording; `flag` has the sentences of the guide's own as key points."""
    advice = draft.advice(question, answer, verdict, flag, index_version=index_version)
    return advice.model_copy(update={"say_first": Cited(text=flag.say_instead, sources=(flag.source,))})


def on_time(advice: Advice, spoken: Delivery | None, seconds: float | None) -> Advice:
    """`advice` with how long a pitch took: `seconds` by the clock, None where nobody watched one.

    Typing is slower than speaking, so the time that counts is the one that speaking the words takes.
    """
    if spoken is None or spoken.expected_seconds is None:
        return advice
    least, most = spoken.expected_seconds
    planned = spoken_time(most) if least == most else f"{least} to {most} s"
    aloud = spoken.words * 60 / spoken.words_per_minute
    clock = f"{seconds:.0f} s by the clock · " if seconds is not None else ""
    told = f"{clock}about {aloud:.0f} s when spoken (estimated) · {planned} planned"
    return advice.model_copy(update={"delivery": told})
