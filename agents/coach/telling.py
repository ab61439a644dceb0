"""Which of the candidate's own words tell a key point best, and how well they tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agents.coach.carrying import carries, reads, share_of
from agents.coach.joining import COMMA
from agents.coach.said import quotations, said_spans
from agents.coach.spoken import without_marks
from domain.verdict import KeyPointVerdict
from knowledge.entailment.model import Entailed, Entailment
from language.questioning import subject
from language.sentences import count_words

# Longer words are told clause by clause: so many clauses in a row, of so many words. A clause more has to
# tell by so much more.
_LONGEST, _MOST_CLAUSES, _ONE_MORE = 170, 3, 0.1
_FEWEST_WORDS = 4
# What the encoder finds in a sentence and the words in common (each is 1 at most) tell together, and what it
# has to find at least: a neighbour has words in common, too. What it finds denied there is not praised.
_TELLS, _FOUND, _DENIED = 0.75, 0.25, 0.25
_PARTLY, _AGAINST = 0.5, 2.0
_TURNS = 2


class Telling(NamedTuple):
    """Words of an answer that tell a key point; `surely` is how well they do, 0 to 2."""

    judged: KeyPointVerdict
    words: str
    surely: float


def tellings(
    said: Sequence[KeyPointVerdict], answer: str, language: str, entailment: Entailment | None = None
) -> list[Telling]:
    """The sentences of `answer` that tell each of the key points `said` best; without those that none tells.

    `entailment` reads each sentence by itself, where it is there and reads `language`; else words and figures
    in common tell, and what was found.
    """
    sentences = list(dict.fromkeys(" ".join(answer[start:end].split()) for start, end in said_spans(answer)))
    if entailment is None or not reads(language, entailment):
        found = [_by_words(judged, sentences, language) for judged in said]
    else:
        found = _by_meaning(said, sentences, language, entailment)
    return [each for each in found if each is not None]


def narrowed(told: Telling, language: str, entailment: Entailment | None = None) -> str:
    """The words of `told`; of a long sentence the clauses in a row that tell the key point best."""
    if len(told.words) <= _LONGEST or entailment is None or not reads(language, entailment):
        return told.words
    runs = _runs(told.words)
    found = [
        (
            _surely(entailment.read(run, (_point(told.judged),)).found[0], run, told.judged, language),
            run,
            many,
        )
        for run, many in runs
    ]
    return max(found, key=lambda each: each[0] - _ONE_MORE * each[2], default=(0.0, told.words, 0))[1]


def beside(told: Telling, language: str, entailment: Entailment | None = None) -> str:
    """What of the key point was told in another turn, by half as much of it as `told` has; else empty."""
    found = told.judged.evidence
    turns = found.quotations if found is not None else ()
    if len(turns) < _TURNS:
        return ""
    point = _point(told.judged)
    least = share_of(told.words, point, language) / 2
    others = [each for each in turns if each not in told.words and told.words not in each]
    telling = [each for each in others if share_of(each, point, language) >= max(least, 1)]
    return next((each for each in telling if carries(each, point, language, entailment)), "")


def _by_words(judged: KeyPointVerdict, sentences: Sequence[str], language: str) -> Telling | None:
    """The words that have most of the key point; of those that were found where no others have much more."""
    point = _point(judged)
    found = quotations(judged.evidence.quote) if judged.evidence is not None else ()
    shares = {words: share_of(words, point, language) for words in (*found, *sentences)}
    best = max(shares, key=lambda words: shares[words], default="")
    mine = max(found, key=lambda words: shares[words], default="")
    # One word more is chance.
    if mine and shares[best] <= shares[mine] + 1:
        best = mine
    if not best or not carries(best, point, language):
        return None
    return Telling(judged, best, _of_all(shares[best], point, language))


def _by_meaning(
    said: Sequence[KeyPointVerdict], sentences: Sequence[str], language: str, entailment: Entailment
) -> list[Telling | None]:
    """For each key point the sentence in which the encoder and the words in common find most of it."""
    points = [_point(judged) for judged in said]
    best: list[Telling | None] = [None] * len(said)
    for sentence in sentences if points else ():
        if count_words(sentence) < _FEWEST_WORDS:
            continue
        for at, there in enumerate(entailment.read(sentence, points).found):
            surely = _surely(there, sentence, said[at], language)
            before = best[at]
            if surely >= _TELLS and (before is None or surely > before.surely):
                best[at] = Telling(said[at], sentence, surely)
    return best


def _surely(there: Entailed, words: str, judged: KeyPointVerdict, language: str) -> float:
    """How well `words` tell a key point of which the encoder finds what is `there`; 0 where they do not."""
    found = there.covered + _PARTLY * there.partly
    if found < _FOUND or there.denied >= _DENIED:
        return 0.0
    point = _point(judged)
    return found + _of_all(share_of(words, point, language), point, language) - _AGAINST * there.denied


def _of_all(share: float, point: str, language: str) -> float:
    return min(1.0, share / max(len(subject(point, language)), 1))


def _point(judged: KeyPointVerdict) -> str:
    # "Project 3: …" is no figure.
    return without_marks(judged.key_point.text)


def _runs(sentence: str) -> list[tuple[str, int]]:
    """The clauses of a long sentence, one by one and several in a row, as they were said, and how many."""
    ends = [0, *(link.end() for link in COMMA.finditer(sentence)), len(sentence)]
    clauses = list(pairwise(ends))
    found: list[tuple[str, int]] = []
    for many in range(1, _MOST_CLAUSES + 1):
        for first, last in zip(clauses, clauses[many - 1 :], strict=False):
            run = sentence[first[0] : last[1]].strip(" ,;，；.")
            if len(run) <= _LONGEST and count_words(run) >= _FEWEST_WORDS:
                found.append((run, many))
    return found
