"""What the coach says about one answer, without a language model."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.addressed import addressed
from agents.coach.better_answer import better_answer, say_first
from agents.coach.check import to_check
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.report import Advice, Cited
from domain.verdict import (
    Band,
    Delivery,
    FigureLabel,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Structure,
    Verdict,
)
from language.wording import (
    counted,
    listed,
    pick,
    plain,
    shorten,
    without_repeated_labels,
)

_MOST_SHOWN = 3
_MOST_UNSURE = 2
_QUOTE, _CLAUSE = 170, 170

_OPENINGS: dict[Band, tuple[str, ...]] = {
    Band.STRONG: (
        "That would carry in a real interview.",
        "Good. You said what you came to say.",
        "This one sits.",
    ),
    Band.SOLID: (
        "A sound answer, with room at the edges.",
        "You had the substance; one thing would lift it.",
        "Most of what matters was there.",
    ),
    Band.DEVELOPING: (
        "There is a start here, and your notes go further.",
        "You are on the subject, but the listener gets only part of it.",
        "About half of it came across.",
    ),
    Band.WEAK: (
        "Little of what you planned to say came across.",
        "This one needs work, and your guide has the material for it.",
        "The answer in your notes is better than the one you gave.",
    ),
}
_BUT_FOR = (
    "The substance is there, but check the point below before you say it again.",
    "A good answer, but for what stands under “check this”.",
)
_SPECIAL: dict[FlagKind, tuple[str, ...]] = {
    FlagKind.EMPTY: ("You gave no answer this time. Here is what your guide would have you say.",),
    FlagKind.DONT_KNOW: (
        "Saying that you don't know is honest. Your guide does have an answer, though.",
        "Better than inventing something. But you prepared this one:",
    ),
    FlagKind.OFF_TOPIC: ("That hardly touches what I asked for.",),
    FlagKind.OTHER_ANSWER: ("That belongs to another question in your guide.",),
    FlagKind.QUESTION_COPIED: ("That repeats the question; the answer is still to come.",),
    FlagKind.KEYWORD_SOUP: ("These are the right words, but no sentence holds them together.",),
    FlagKind.INSTRUCTION: ("I judge what you say about the question, and nothing else counts here.",),
}


def advice(
    question: Question, answer: str, verdict: Verdict, point: TalkingPoint, *, index_version: str
) -> Advice:
    """The advice on one question: nothing is praised that was not said, everything has its place."""
    theirs = question.phase is Phase.THEIR_QUESTIONS
    if point.kind is TalkingPointKind.CONTRADICTION:
        return _on_contradiction(verdict, point, index_version)
    return Advice(
        opening=_opening(question, verdict),
        landed=_landed(verdict),
        unsure=() if theirs else _unsure(verdict),
        missing=() if theirs else _missing(verdict, question),
        check=to_check(verdict),
        delivery=delivery(verdict.delivery, verdict.structure),
        say_first=None if theirs else say_first(point, verdict),
        better_answer=() if theirs else better_answer(point, verdict, question.seconds),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def _on_contradiction(verdict: Verdict, point: TalkingPoint, index_version: str) -> Advice:
    """Both places, and nothing about which is right: that only the candidate knows."""
    return Advice(
        opening="Settle on one of the two before a real interviewer asks, and mend the other place.",
        check=tuple(
            Cited(text=f"“{plain(shorten(stated.quote, _QUOTE))}”", sources=(stated.source,))
            for stated in point.stated
        ),
        delivery=delivery(verdict.delivery, verdict.structure),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def _opening(question: Question, verdict: Verdict) -> str:
    for flag in verdict.flags:
        # An answer that scored was an answer, whatever else was noticed about it.
        if flag.kind in _SPECIAL and (verdict.score is None or verdict.score.band is Band.WEAK):
            return pick(_SPECIAL[flag.kind], question.id, question.text)
    if verdict.score is None:
        return ""
    good = verdict.score.band in (Band.STRONG, Band.SOLID)
    wrong = any(figure.label is FigureLabel.WRONG for figure in verdict.figures)
    if good and (wrong or verdict.red_flags or verdict.labelled(Label.CONTRADICTED)):
        return pick(_BUT_FOR, question.id, question.talking_point_id)
    return pick(_OPENINGS[verdict.score.band], question.id, question.talking_point_id)


def _landed(verdict: Verdict) -> tuple[Cited, ...]:
    covered = [
        judged
        for judged in verdict.labelled(Label.COVERED, Label.PARTLY)
        if judged.evidence is not None and (judged.label is Label.COVERED or judged.credit >= 0.5)
    ]
    shown: list[Cited] = []
    seen: list[tuple[int, int]] = []
    for judged in sorted(covered, key=lambda judged: -judged.credit * judged.key_point.weight):
        evidence = judged.evidence
        if evidence is None or any(evidence.start < end and start < evidence.end for start, end in seen):
            continue
        seen.append((evidence.start, evidence.end))
        shown.append(
            Cited(text=f"“{plain(shorten(evidence.quote, _QUOTE))}”", sources=(judged.key_point.source,))
        )
        if len(shown) == _MOST_SHOWN:
            break
    return tuple(shown)


def _unsure(verdict: Verdict) -> tuple[Cited, ...]:
    """The weightiest key points that may have been said: they are no gaps."""
    return tuple(
        Cited(
            text=f"not sure I heard: {addressed(judged.key_point).text}", sources=(judged.key_point.source,)
        )
        for judged in verdict.labelled(Label.UNSURE)[:_MOST_UNSURE]
    )


def _missing(verdict: Verdict, question: Question) -> tuple[Cited, ...]:
    gaps = verdict.labelled(Label.MISSING, Label.PARTLY)
    gaps = tuple(judged for judged in gaps if judged.label is Label.MISSING or judged.credit < 0.5)
    texts = without_repeated_labels([_as_gap(judged, question.id) for judged in gaps[:_MOST_SHOWN]])
    shown = [
        Cited(text=text, sources=(judged.key_point.source,))
        for text, judged in zip(texts, gaps[:_MOST_SHOWN], strict=True)
    ]
    left = len(gaps) - len(shown)
    if left > 0:
        last = gaps[-1].key_point.source
        first = gaps[_MOST_SHOWN].key_point.source
        more = first.model_copy(update={"last_line": max(last.last_line, first.last_line)})
        shown.append(Cited(text=f"and {counted(left, 'smaller point')}", sources=(more,)))
    return tuple(shown)


def _as_gap(judged: KeyPointVerdict, seed: str) -> str:
    """A missing key point in plain words, told to the candidate."""
    what = addressed(judged.key_point).text
    if judged.label is Label.PARTLY:
        return pick((f"only touched on: {what}", f"half said: {what}"), seed, judged.key_point.id)
    return what


def delivery(spoken: Delivery | None, structure: Structure = Structure()) -> str:  # noqa: B008 -- frozen
    """How long it took and how it was said, in one line; empty where there is nothing to say."""
    if spoken is None or not spoken.words:
        return ""
    parts = [f"about {round(spoken.seconds)} s spoken, {_against(spoken)}".rstrip(", ")]
    if spoken.fillers >= 3:
        parts.append(counted(spoken.fillers, "filler"))
    if spoken.hedges >= 3:
        parts.append(f"{counted(spoken.hedges, 'hedge')} (“I think”, “maybe”)")
    if spoken.first_person_plural >= 3 and spoken.first_person_plural > 2 * spoken.first_person_singular:
        parts.append(
            f"“we” {spoken.first_person_plural} times, “I” {spoken.first_person_singular}: say what you did"
        )
    if structure.form == "star" and structure.missing and structure.found:
        parts.append(f"no clear {listed(structure.missing)}")
    return " · ".join(parts)


def _against(spoken: Delivery) -> str:
    if spoken.expected_seconds is None:
        return ""
    least, most = spoken.expected_seconds
    if spoken.seconds < 0.5 * least:
        return f"short: your guide gives it {_span(least, most)}"
    if spoken.seconds > 1.4 * most:
        return f"long: your guide gives it {_span(least, most)}"
    return "about right"


def _span(least: int, most: int) -> str:
    return f"{most} s" if least == most else f"{least}–{most} s"


def on_their_questions(
    answer: str, prepared: Sequence[TalkingPoint], asked: Sequence[TalkingPoint]
) -> tuple[str, tuple[Cited, ...]]:
    """What to say about the questions the candidate asked: (opening, what else was prepared)."""
    left = [point for point in prepared if point not in asked]
    rest = tuple(
        Cited(text=f"also prepared: “{shorten(plain(point.title), _CLAUSE)}”", sources=(point.source,))
        for point in left[:2]
    )
    if not answer.strip():
        return "Never leave this one empty: a candidate without questions looks uninterested.", rest
    if asked:
        return (
            f"Good: {counted(len(asked), 'question')} of those you prepared. Two or three are enough.",
            rest,
        )
    return "None of the questions you prepared. Yours may be fine; these were on your list.", rest
