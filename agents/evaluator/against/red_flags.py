"""Things the guides say not to say, found in an answer, in other words too."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.against.contradictions import contradicts
from agents.evaluator.by_words.alignment import Vocabulary
from agents.similarity import Similarity
from domain.guide import TalkingPoint
from domain.verdict import RedFlagHit
from language.text import Text, read
from language.words import COLOURING, FIRST_PLURAL, FIRST_SINGULAR, NEGATIONS

_QUOTED = re.compile('["“«「](.{3,200}?)["”»」]')
_ADVICE = re.compile(
    r"^\W*(?:do not|don'?t|never|avoid|stop|no)\s+(?:say(?:ing)?|claim(?:ing)?|mention(?:ing)?)?\s*:?\s*",
    re.IGNORECASE,
)
# A richer sentence that happens to hold the words of a bald red flag says more than the red flag does.
_MOST_OTHER_WORDS = 0.5
_SAID = 0.8
_FIRST_PERSON = FIRST_SINGULAR | FIRST_PLURAL
# Said in other words: as near in meaning as this, with this share of its words.
_SAME_MEANING, _SOME_WORDS = 0.82, 0.3
_NEAR_TOPIC, _SAME_TOPIC = 0.7, 0.5


def red_flags_said(
    answer: Text, red_flags: tuple[TalkingPoint, ...], similarity: Similarity | None
) -> tuple[RedFlagHit, ...]:
    """The red flags among `red_flags` that `answer` says; made for precision, since a false alarm insults."""
    if not answer.tokens or not red_flags:
        return ()
    wordings = [_wordings(flag) for flag in red_flags]
    # What a red flag says may hang on to a sentence that says more.
    sentences = tuple(dict.fromkeys((*answer.sentences, *answer.statements)))
    flat = [wording.raw for each in wordings for wording in each]
    nearness = _Nearness(flat, similarity)
    hits: list[RedFlagHit] = []
    column = 0
    for flag, each in zip(red_flags, wordings, strict=True):
        found: Text | None = None
        for wording in each:
            found = found or _said(sentences, wording, read(flag.say_instead), nearness, column)
            column += 1
        if found:
            hits.append(
                RedFlagHit(
                    evidence=found.evidence(),
                    red_flag=flag.title,
                    say_instead=flag.say_instead,
                    source=flag.source,
                )
            )
    return tuple(hits)


class _Nearness:
    """How near a sentence comes in meaning to each of `wordings`; it is embedded when first asked about."""

    def __init__(self, wordings: list[str], similarity: Similarity | None) -> None:
        self._wordings = wordings
        self._similarity = similarity
        self._of: dict[str, NDArray[np.floating] | None] = {}

    def __call__(self, sentence: Text, column: int) -> float:
        if self._similarity is None:
            return 0.0
        if sentence.said not in self._of:
            found = self._similarity([sentence.said], self._wordings)
            self._of[sentence.said] = None if found is None else found[0]
        row = self._of[sentence.said]
        return float(row[column]) if row is not None else 0.0


def _wordings(flag: TalkingPoint) -> list[Text]:
    """The sentences that a red flag names: what it quotes, else its title without "don't say"."""
    quoted = [match[1] for match in _QUOTED.finditer(flag.title)]
    return [
        text for text in map(read, quoted or [_ADVICE.sub("", flag.title.replace("’", "'"))]) if text.content
    ]


def _said(
    sentences: tuple[Text, ...], wording: Text, better: Text, nearness: _Nearness, column: int
) -> Text | None:
    for sentence in sentences:
        if _says_more(sentence, wording) or _is_better(sentence, wording, better):
            continue
        if contradicts(sentence, wording) or _person_or_sense_differs(sentence, wording):
            continue
        said = Vocabulary(sentence.stems)
        recall = sum(said.credit(stem) for stem in wording.stems) / len(wording.stems)
        in_words = recall >= _SAID and (len(wording.content) >= 2 or len(sentence.content) <= 3)
        if in_words:
            return sentence
        # Few sentences have so many of its words, and only of these the meaning is worth a model's run.
        needed = _NEAR_TOPIC if recall >= _SAME_TOPIC else _SAME_MEANING if recall >= _SOME_WORDS else None
        if needed is not None and nearness(sentence, column) >= needed:
            return sentence
    return None


def _says_more(sentence: Text, wording: Text) -> bool:
    """Whether a sentence brings clearly more than the red flag: "on Kubernetes, scaled by latency"."""
    told = {token.stem for token in sentence.content if token.word not in COLOURING}
    return len(told) - len(wording.stems) > max(1.0, _MOST_OTHER_WORDS * len(wording.stems))


def _is_better(sentence: Text, wording: Text, better: Text) -> bool:
    """Whether a sentence has the better wording's own words, and so is the better wording."""
    own = better.stems - wording.stems
    return len(own & sentence.stems) > 0.3 * max(1, len(own))


def _person_or_sense_differs(sentence: Text, wording: Text) -> bool:
    """Whether only one of the two is negated, or the candidate speaks of themselves in the red flag alone."""
    if _FIRST_PERSON.isdisjoint(sentence.words) and not _FIRST_PERSON.isdisjoint(wording.words):
        return True
    return NEGATIONS.isdisjoint(sentence.words) != NEGATIONS.isdisjoint(wording.words)
