"""Things the guides say not to say, found in an answer, in other words too."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.alignment import Vocabulary
from agents.evaluator.contradictions import contradicts
from agents.evaluator.text import Text, read
from domain.guide import TalkingPoint
from domain.verdict import RedFlagHit

Similarity = Callable[[list[str], list[str]], NDArray[np.floating] | None]

_QUOTED = re.compile('["“«「](.{3,200}?)["”»」]')
_ADVICE = re.compile(
    r"^\W*(?:do not|don'?t|never|avoid|stop|no)\s+(?:say(?:ing)?|claim(?:ing)?|mention(?:ing)?)?\s*:?\s*",
    re.IGNORECASE,
)
# A long sentence that happens to hold the words of a short red flag says more than the red flag does.
_MOST_OTHER_WORDS = 1.5
_SAID = 0.8
_SAME_MEANING = 0.82
_SAME_TOPIC = 0.5


def red_flags_said(
    answer: Text, red_flags: tuple[TalkingPoint, ...], similarity: Similarity | None
) -> tuple[RedFlagHit, ...]:
    """The red flags among `red_flags` that `answer` says; made for precision, since a false alarm insults."""
    if not answer.tokens or not red_flags:
        return ()
    wordings = [_wordings(flag) for flag in red_flags]
    sentences = answer.sentences
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
        said = Vocabulary(sentence.stems)
        recall = sum(said.credit(stem) for stem in wording.stems) / len(wording.stems)
        meaning = float(cosines[at]) if cosines is not None else 0.0
        extra = len(sentence.content) > len(wording.content) * (1 + _MOST_OTHER_WORDS) + 2
        # With the better wording's own words in it the sentence is the better wording.
        improved = len((better.stems - wording.stems) & sentence.stems) > 0.3 * len(
            better.stems - wording.stems or {""}
        )
        if improved or extra or contradicts(sentence, wording):
            continue
        in_words = recall >= _SAID and (len(wording.content) >= 2 or len(sentence.content) <= 3)
        in_other_words = (meaning >= _SAME_MEANING and recall >= 0.3) or (
            meaning >= 0.7 and recall >= _SAME_TOPIC
        )
        if in_words or in_other_words:
            return sentence
    return None
