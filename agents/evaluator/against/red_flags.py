"""Things the guides say not to say, found in an answer, in other words too."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.against.contradictions import contradicts
from agents.evaluator.by_words.alignment import Vocabulary
from domain.guide import TalkingPoint
from domain.verdict import RedFlagHit
from language.text import Text, read
from language.words import COLOURING, FIRST_PLURAL, FIRST_SINGULAR, NEGATIONS

Similarity = Callable[[list[str], list[str]], NDArray[np.floating] | None]

_QUOTED = re.compile('["“«「](.{3,200}?)["”»」]')
_ADVICE = re.compile(
    r"^\W*(?:do not|don'?t|never|avoid|stop|no)\s+(?:say(?:ing)?|claim(?:ing)?|mention(?:ing)?)?\s*:?\s*",
    re.IGNORECASE,
)
# A richer sentence that happens to hold the words of a bald red flag says more than the red flag does.
_MOST_OTHER_WORDS = 0.5
_SAID = 0.8
_FIRST_PERSON = FIRST_SINGULAR | FIRST_PLURAL
_SAME_MEANING = 0.82
_SAME_TOPIC = 0.5


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
    likeness = similarity([sentence.said for sentence in sentences], flat) if similarity and flat else None
    hits: list[RedFlagHit] = []
    column = 0
    for flag, each in zip(red_flags, wordings, strict=True):
        found: Text | None = None
        for wording in each:
            cosines = likeness[:, column] if likeness is not None else None
            column += 1
            found = found or _said(sentences, wording, read(flag.say_instead), cosines)
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


def _wordings(flag: TalkingPoint) -> list[Text]:
    """The sentences that a red flag names: what it quotes, else its title without "don't say"."""
    quoted = [match[1] for match in _QUOTED.finditer(flag.title)]
    return [
        text for text in map(read, quoted or [_ADVICE.sub("", flag.title.replace("’", "'"))]) if text.content
    ]


def _said(
    sentences: tuple[Text, ...], wording: Text, better: Text, cosines: NDArray[np.floating] | None
) -> Text | None:
    for at, sentence in enumerate(sentences):
        if _says_more(sentence, wording) or _is_better(sentence, wording, better):
            continue
        if contradicts(sentence, wording) or _person_or_sense_differs(sentence, wording):
            continue
        said = Vocabulary(sentence.stems)
        recall = sum(said.credit(stem) for stem in wording.stems) / len(wording.stems)
        meaning = float(cosines[at]) if cosines is not None else 0.0
        in_words = recall >= _SAID and (len(wording.content) >= 2 or len(sentence.content) <= 3)
        in_other_words = (meaning >= _SAME_MEANING and recall >= 0.3) or (
            meaning >= 0.7 and recall >= _SAME_TOPIC
        )
        if in_words or in_other_words:
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
