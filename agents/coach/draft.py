"""What the coach says about one answer, without a language model."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.addressed import addressed
from agents.coach.change import Change, ChangeKind, change_in
from agents.coach.check import to_check
from agents.coach.declining import declines
from agents.coach.delivery import delivery
from agents.coach.gaps import as_sure, doubts
from agents.coach.heard import is_half_heard, is_unsaid
from agents.coach.in_full import in_full
from agents.coach.landed import landed
from agents.coach.opening import opening
from agents.coach.own_words import told
from agents.coach.put_right import put_right
from agents.coach.story import result_first, without_what_landed
from agents.figures_told import with_whole_figures
from agents.quoting import quoted
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Phase, Question
from domain.report import Advice, Cited
from domain.verdict import KeyPointVerdict, Label, Provenance, Verdict
from knowledge.entailment.model import Entailment
from language.wording import plain, shorten, without_repeated_labels

_MOST_SHOWN = 3
_MOST_UNSURE = 2
_QUOTE, _CLAUSE = 170, 170


def advice(
    question: Question,
    answer: str,
    verdict: Verdict,
    point: TalkingPoint,
    *,
    index_version: str,
    entailment: Entailment | None = None,
    further: Sequence[tuple[str, str]] = (),
) -> Advice:
    """The advice on one question: nothing is praised that was not said, everything has its place.

    `further` is what was asked further, and the answer to each of it. `entailment` tells which words carry a
    key point that have none of its own, where it is there.
    """
    theirs = question.phase is Phase.THEIR_QUESTIONS
    if point.kind is TalkingPointKind.CONTRADICTION:
        return _on_contradiction(question, verdict, point, index_version)
    verdict = as_sure(with_whole_figures(verdict, answer), answer, question)
    change = Change(ChangeKind.NOTHING) if theirs else change_in(point, verdict, answer, question)
    return Advice(
        opening=opening(question, verdict, change, point),
        landed=landed(verdict, answer, question.language, entailment),
        put_right=() if theirs else put_right(answer, question.language),
        unsure=() if theirs else _unsure(verdict, question, point, change),
        missing=() if theirs else _missing(verdict, question, point),
        check=to_check(verdict, answer, question.language, further),
        delivery=delivery(verdict.delivery, without_what_landed(verdict, point), question.language),
        say_first=change.say,
        better_answer=in_full(point, verdict, answer, question, change, entailment),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def _on_contradiction(
    question: Question, verdict: Verdict, point: TalkingPoint, index_version: str
) -> Advice:
    """Both places, and nothing about which is right: that only the candidate knows."""
    return Advice(
        opening=told("contradiction", question.language),
        check=tuple(
            Cited(
                text=quoted(plain(shorten(stated.quote, _QUOTE)), question.language), sources=(stated.source,)
            )
            for stated in point.stated
        ),
        delivery=delivery(verdict.delivery, verdict.structure, question.language),
        provenance=Provenance(agent="coach", index_version=index_version),
    )


def _unsure(verdict: Verdict, question: Question, point: TalkingPoint, change: Change) -> tuple[Cited, ...]:
    """The weightiest key points that may have been said, or were heard in part: they are no gaps.

    What is asked about goes first.
    """
    found = result_first(list(doubts(verdict)), verdict, point)
    found.sort(key=lambda judged: judged.key_point is not change.about)
    return tuple(
        Cited(text=_as_open(judged, question), sources=(judged.key_point.source,))
        for judged in found[:_MOST_UNSURE]
    )


def _missing(verdict: Verdict, question: Question, point: TalkingPoint) -> tuple[Cited, ...]:
    gaps = [judged for judged in verdict.labelled(*Label) if is_unsaid(judged)]
    gaps = result_first(gaps, verdict, point)
    texts = without_repeated_labels([_as_open(judged, question) for judged in gaps[:_MOST_SHOWN]])
    shown = [
        Cited(text=text, sources=(judged.key_point.source,))
        for text, judged in zip(texts, gaps[:_MOST_SHOWN], strict=True)
    ]
    left = len(gaps) - len(shown)
    if left > 0:
        last = gaps[-1].key_point.source
        first = gaps[_MOST_SHOWN].key_point.source
        more = first.model_copy(update={"last_line": max(last.last_line, first.last_line)})
        shown.append(Cited(text=_more(left, question.language), sources=(more,)))
    return tuple(shown)


def _more(left: int, language: str) -> str:
    return told("missing.one_more", language) if left == 1 else told("missing.more", language, count=left)


def _as_open(judged: KeyPointVerdict, question: Question) -> str:
    """A key point that was not surely said, in plain words, told to the candidate."""
    what = addressed(judged.key_point, question.language).text
    if is_half_heard(judged) and judged.surely is not None:
        return told("missing.half", question.language, question.id, judged.key_point.id, point=what)
    return what


def on_their_questions(
    answer: str,
    prepared: Sequence[TalkingPoint],
    asked: Sequence[TalkingPoint],
    language: str = ENGLISH,
) -> tuple[str, tuple[Cited, ...]]:
    """What to say about the questions the candidate asked: (opening, what else was prepared)."""
    left = [point for point in prepared if point not in asked]
    rest = tuple(
        Cited(
            text=told("their_questions.prepared", language, question=shorten(plain(point.title), _CLAUSE)),
            sources=(point.source,),
        )
        for point in left[:2]
    )
    if not answer.strip() or declines(answer, language):
        return told("their_questions.none", language), rest
    if len(asked) == 1:
        return told("their_questions.one", language), rest
    if asked:
        return told("their_questions.some", language, count=len(asked)), rest
    return told("their_questions.others", language), rest
