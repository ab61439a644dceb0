"""What was surely not said, and what may not have been: a coach who is not sure asks."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.beside import is_beside
from agents.coach.carrying import share_of
from agents.coach.heard import (
    has_landed,
    in_doubt,
    is_faint,
    is_half_heard,
    is_told_somehow,
    is_unsaid,
    meets,
)
from agents.coach.said import said_spans
from agents.coach.spoken import is_listed, is_written
from agents.coach.story import result_first
from agents.figures_told import wrong_figures
from domain.guide import TO_BE_SAID, KeyPoint, TalkingPoint
from domain.interview import ENGLISH, Question
from domain.verdict import KeyPointVerdict, Label, Verdict
from language.figures import values
from language.patterns import regex
from language.questioning import subject
from language.text import read
from language.tongue import nearest

# From this share of its words on in what landed, a key point would say that again.
_SAID_ALREADY, _FEWEST = 0.6, 3
# So many of its words, and so large a share of them, say that a key point may have been told.
_NO_FEW, _HALF = 4, 0.5
# From this probability on the encoder heard a key point told that words take for denied.
_HEARD = 0.8
# With fewer words left over than this share of a key point's own, these cannot have told it.
_ENOUGH = 0.6
# Below this probability of being told, with fewer words left over than that share, it surely was not.
_PERHAPS, _HARDLY = 0.5, 0.4
_PIECE = regex(
    r"[,;:，；：]\s*|\s(?:and|but|then|und|aber|dann|y|pero|luego|et|mais|puis|e|ma|poi|mas|depois|en|maar|dan)\s",
)


def gaps(verdict: Verdict) -> tuple[KeyPointVerdict, ...]:
    """The key points that are there to be said and surely were not, weightiest first."""
    heard = [read(words).stems for words in _heard(verdict)]
    return tuple(
        judged
        for judged in verdict.labelled(*Label)
        if judged.key_point.origin in TO_BE_SAID
        and is_unsaid(judged)
        and not is_said_already(judged.key_point, heard)
    )


def as_sure(verdict: Verdict, answer: str, question: Question) -> Verdict:
    """`verdict` with what may have been told after all in doubt: in its own words, or in quite other ones.

    What has half of its words in the answer is not called left out, whatever the encoder heard. Of other
    words only those count that nothing but words was compared with, in other languages than English: "what is
    left over goes on the lunch card" has none of the words of "Reste kommen auf die Mittagskarte".
    """
    said = read(answer).stems - read(question.text).stems
    by_words = question.language != ENGLISH

    def may_be_said(judged: KeyPointVerdict) -> bool:
        if _in_its_words(judged.key_point, said, answer):
            return True
        alone = by_words and judged.surely is None
        return alone and left_over(judged, verdict, answer, question) >= _ENOUGH

    def label(judged: KeyPointVerdict) -> Label:
        if (is_unsaid(judged) and may_be_said(judged)) or is_mixed_up(judged, verdict):
            return Label.UNSURE
        return Label.MISSING if _cannot_be_said(judged, verdict, answer, question) else judged.label

    found = tuple(
        judged if (told := label(judged)) is judged.label else judged.model_copy(update={"label": told})
        for judged in verdict.key_points
    )
    return verdict.model_copy(update={"key_points": found})


def _cannot_be_said(judged: KeyPointVerdict, verdict: Verdict, answer: str, question: Question) -> bool:
    """Whether a key point in doubt has no word in the answer, which has hardly any left over for it."""
    surely = judged.surely
    if judged.label is not Label.UNSURE or surely is None or surely.covered >= _PERHAPS:
        return False
    # A row of notes has no words of its own.
    if is_written(judged.key_point.text) or is_listed(judged.key_point.text):
        return False
    if share_of(answer, judged.key_point.text, question.language):
        return False
    return left_over(judged, verdict, answer, question) < _HARDLY


def is_mixed_up(judged: KeyPointVerdict, verdict: Verdict) -> bool:
    """Whether words that tell another key point were taken for a denial of one that the encoder heard."""
    if judged.label is not Label.CONTRADICTED or judged.surely is None or judged.evidence is None:
        return False
    language = nearest(judged.key_point.text)
    heard = judged.surely.covered >= _HEARD
    return heard and _tells_another(judged.evidence.quote, judged, verdict, language)


def _in_its_words(key_point: KeyPoint, said: frozenset[str], answer: str) -> bool:
    """Whether half of the words of `key_point`, and no few, were `said`, and all its figures in `answer`."""
    language = nearest(key_point.text)
    if not values(key_point.text, language).keys() <= values(answer, language).keys():
        return False
    shared = read(key_point.text).stems & said
    return len(shared) >= max(_NO_FEW, _HALF * len(read(key_point.text).stems))


def is_said_already(key_point: KeyPoint, heard: Sequence[frozenset[str]]) -> bool:
    """Whether most of its words stand in what was heard."""
    stems = read(key_point.text).stems
    return bool(stems) and any(
        len(stems & each) >= _SAID_ALREADY * min(len(stems), max(len(each), _FEWEST)) for each in heard
    )


def doubts(verdict: Verdict) -> tuple[KeyPointVerdict, ...]:
    """The key points that may have been said, or were heard in part, weightiest first; the faint ones last.

    One in which nothing but a figure was wrong was said, and so was what was told in one way or the other.
    """
    found = [
        judged
        for judged in verdict.labelled(*Label)
        if (in_doubt(judged) or is_half_heard(judged) or is_faint(judged))
        and not is_told_somehow(judged)
        and not is_wrong_in_figures_alone(judged, verdict)
    ]
    return tuple(sorted(found, key=is_faint))


def is_wrong_in_figures_alone(judged: KeyPointVerdict, verdict: Verdict) -> bool:
    """Whether a key point was told with another figure than the guide's."""
    return judged.label is Label.PARTLY and any(
        figure.source == judged.key_point.source
        and figure.expected in judged.key_point.text
        and meets(judged.evidence, figure.said.start, figure.said.end)
        for figure in wrong_figures(verdict)
    )


def to_ask(
    verdict: Verdict, point: TalkingPoint, answer: str, question: Question
) -> tuple[list[KeyPointVerdict], list[KeyPointVerdict]]:
    """The doubts to ask about: those that can hardly have been said, those that may well have been.

    Of the first the weightiest goes first of which the most is missing. Of what was heard in part, or counts
    as covered, nobody asks whether it was said.
    """
    found = [
        each
        for each in doubts(verdict)
        if each.key_point.origin in TO_BE_SAID and not is_half_heard(each) and not is_faint(each)
    ]
    left = {each.key_point.id: left_over(each, verdict, answer, question) for each in found}
    unheard = [each for each in found if left[each.key_point.id] < _ENOUGH]
    unheard.sort(key=lambda each: -each.key_point.weight * (1 - left[each.key_point.id]))
    maybe = [each for each in found if each not in unheard]
    return result_first(unheard, verdict, point), result_first(maybe, verdict, point)


def left_over(judged: KeyPointVerdict, verdict: Verdict, answer: str, question: Question) -> float:
    """How many words are left over, where the guide's order has a key point, as a share of its own.

    They could have told it: words that told nothing else, 0 where there are none.
    """
    at = next(at for at, each in enumerate(verdict.key_points) if each is judged)
    heard = [
        each.evidence if each is not judged and (has_landed(each) or is_half_heard(each)) else None
        for each in verdict.key_points
    ]
    before = max((each.end for each in heard[:at] if each is not None), default=0)
    after = min((each.start for each in heard[at + 1 :] if each is not None), default=len(answer))
    if before > after:
        # Told in another order than the guide's: it may stand anywhere.
        before, after = 0, len(answer)
    left = [
        answer[start:end]
        for start, end in _pieces(answer)
        if start >= before - 1
        and end <= after + 1
        and not any(meets(each, start, end) for each in heard)
        and not is_beside(answer[start:end])
        and not _tells_another(answer[start:end], judged, verdict, question.language)
    ]
    own = subject(judged.key_point.text, question.language)
    said = subject(" ; ".join(left), question.language) - subject(question.text, question.language)
    return len(said) / max(len(own), 1)


def _tells_another(said: str, judged: KeyPointVerdict, verdict: Verdict, language: str) -> bool:
    """Whether words have more of another key point than of this one."""
    own = share_of(said, judged.key_point.text, language)
    return any(
        share_of(said, other.key_point.text, language) > own
        for other in verdict.key_points
        if other is not judged
    )


def _pieces(answer: str) -> list[tuple[int, int]]:
    """Where the clauses of an answer begin and end."""
    found: list[tuple[int, int]] = []
    for start, end in said_spans(answer):
        at = start
        for link in _PIECE.finditer(answer, start, end):
            found.append((at, link.start()))
            at = link.end()
        found.append((at, end))
    return found


def _heard(verdict: Verdict) -> list[str]:
    return [
        words
        for each in verdict.key_points
        if has_landed(each) or in_doubt(each)
        for words in (each.key_point.text, each.evidence.quote if each.evidence is not None else "")
    ]
