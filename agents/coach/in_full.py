"""A better answer is shown where it surely reads as one answer, and loses nothing that was said."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.beside import is_beside
from agents.coach.better_answer import better_answer
from agents.coach.change import Change
from agents.coach.gaps import doubts
from agents.coach.said import said_spans
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.report import Cited, Words
from domain.verdict import NOTHING_SAID, FlagKind, Verdict
from knowledge.entailment.model import Entailment
from language.hesitating import hesitates, is_padded
from language.noise import is_noise
from language.patterns import regex
from language.questioning import subject
from language.sentences import count_words

# Who said nothing is shown what was planned; who answered something else is not given another answer.
_ELSEWHERE = frozenset(
    {
        FlagKind.OFF_TOPIC,
        FlagKind.OTHER_ANSWER,
        FlagKind.QUESTION_COPIED,
        FlagKind.KEYWORD_SOUP,
        FlagKind.INSTRUCTION,
    }
)
# At least so much of it is the candidate's, or it is the guide read out.
_OWN = 0.3
# At most so much of what was said is left out, hardly anything where it may have told what is in doubt.
_LEFT_OUT, _IN_DOUBT = 0.4, 0.1
# Who stops in the middle: "I... I don't shout".
_STOPS = regex(r"\.\.|…")


def in_full(
    point: TalkingPoint,
    verdict: Verdict,
    answer: str,
    question: Question,
    change: Change,
    entailment: Entailment | None = None,
) -> tuple[Cited, ...]:
    """The better answer with the one thing to say put in; empty where it does not surely read as one answer.

    Whoever said nothing is shown the planned answer.
    """
    kinds = {flag.kind for flag in verdict.flags}
    if change.say is None or kinds & _ELSEWHERE:
        return ()
    told = better_answer(point, verdict, answer, question, entailment)
    own = [cited for cited in told if cited.words is not Words.GUIDE]
    if not own:
        return told if kinds & NOTHING_SAID or not answer.strip() else ()
    if _reads_badly(own, question.language):
        return ()
    words = sum(count_words(cited.text) for cited in told)
    if sum(count_words(cited.text) for cited in own) < _OWN * words:
        return ()
    return told if not _loses(told, verdict, answer, question) else ()


def _reads_badly(own: Sequence[Cited], language: str) -> bool:
    return any(
        hesitates(cited.text, language) or is_padded(cited.text, language) or _STOPS.search(cited.text)
        for cited in own
    )


def _loses(told: Sequence[Cited], verdict: Verdict, answer: str, question: Question) -> bool:
    """Whether something is left out that was said of the matter."""
    language = question.language
    kept = frozenset().union(*(subject(cited.text, language) for cited in told))
    said = left_out = 0
    for start, end in said_spans(answer):
        sentence = answer[start:end]
        if is_noise(sentence) or is_beside(sentence):
            continue
        about = subject(sentence, language) - subject(question.text, language)
        said += len(about)
        left_out += len(about - kept)
    return left_out > (_IN_DOUBT if doubts(verdict) else _LEFT_OUT) * said
