"""A key point as its own sentence tells it, where the answer denies only what the guide denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.both_deny import denials, denies_only_what, without_common_denials
from agents.evaluator.by_meaning.conveyed import (
    DENIED,
    Told,
    as_the_guide_writes,
    labelled,
    written_otherwise,
)
from agents.evaluator.by_meaning.put_plainly import put_plainly
from domain.guide import TalkingPoint
from domain.verdict import FigureVerdict, Label
from knowledge.entailment.model import Entailment, Reading
from language.figures import Bound, Figure
from language.figures import figures as figures_of
from language.figures.clock import times
from language.figures.compare import compare
from language.patterns import regex
from language.text import Text, Token, read, subtext
from language.thesaurus import opposites

_MOST_SENTENCES = 8
# More sentences times key points would make a turn half as long again.
_MOST_PAIRS = 40
# Beside fewer key points there is nothing for a denial to spread to that its sentence is not about.
_FEWEST_POINTS = 3
# What is unsure by so much of a denial may be so for a neighbour's sake.
_DOUBTED = 0.3
# A sentence is about a key point where it is absent with no more than the rest; and it is about its own where
# it is about no more than this share of them.
_OF_IT, _MOST_OF_ITS_OWN, _TOUCHES_IT = 0.6, 0.5, 0.3
# An answer in one breath is parted here, into pieces of so many words.
_PARTS, _FEWEST_WORDS = regex(r"[,;:–—]\s"), 4


def as_told_alone(
    heard: Text, point: TalkingPoint, told: Sequence[Told], entailment: Entailment
) -> list[Told]:
    """`told`; a denial that no sentence makes is none: the key point is as its own sentence tells it.

    Beside others, "nobody works more than three nights" is taken for a denial of what a guide says in these
    very words, and of what stands beside it. Where the answer denies nothing but what the guide denies, a
    sentence has to be against its key point by itself to be so.
    """
    if not any(map(_is_the_encoders, told)) or not 1 < len(heard.sentences) <= _MOST_SENTENCES:
        return list(told)
    points = as_points(point)
    if not denies_only_what(points, heard):
        return list(told)
    found = list(told)
    for at, each in enumerate(told):
        if not _is_the_encoders(each) or each.passage is None:
            continue
        sentence = _sentence_of(each.passage, heard)
        alone = entailment.read(as_heard(sentence), points).found[at]
        if alone.denied < DENIED and not _says_another(sentence, read(points[at])):
            label, credit = labelled(alone)
            found[at] = replace(each, label=label, credit=credit, surely=alone)
    return found


def as_its_sentences_tell(
    heard: Text,
    point: TalkingPoint,
    told: Sequence[Told],
    entailment: Entailment,
    figures: Sequence[FigureVerdict] = (),
) -> list[Told]:
    """`told`; where each sentence is about key points of its own, what one tells by itself is told.

    The encoder hears one denial, a fair one as well, as a denial of all that stands beside it. A sentence
    about none of the key points, or about most of them, may be meant for the whole: then all stays.
    `figures` are those of the answer, held against the key points.
    """
    doubted = [at for at, each in enumerate(told) if _is_doubted(each)]
    sentences = heard.sentences if len(heard.sentences) > 1 else _pieces_of(heard)
    if not doubted or len(told) < _FEWEST_POINTS or not 1 < len(sentences) <= _MOST_SENTENCES:
        return list(told)
    if len(told) * len(sentences) > _MOST_PAIRS:
        return list(told)
    points = as_points(point)
    planned = [read(each).stems for each in points]
    otherwise = written_otherwise(figures)
    alone: list[Reading] = []
    for sentence in sentences:
        within = [each for each in otherwise if _stands_in(each, sentence)]
        said = put_plainly(as_the_guide_writes(as_heard(sentence), within)).text
        reading = without_common_denials(said, points, entailment, entailment.read(said, points), DENIED)
        alone.append(reading)
        about = sum(1 - surely.absent >= _OF_IT for surely in reading.found)
        if about > _MOST_OF_ITS_OWN * len(points) or not (about or _in_the_words_of_one(sentence, planned)):
            return list(told)
    return [
        _of_best(each, at, read(points[at]), sentences, alone) if at in doubted else each
        for at, each in enumerate(told)
    ]


def _pieces_of(heard: Text) -> tuple[Text, ...]:
    """What stands between the commas of an answer in one breath; a short piece goes with the next one."""
    pieces: list[list[Token]] = []
    for token in heard.tokens:
        parted = bool(pieces) and _PARTS.search(heard.raw, pieces[-1][-1].end, token.start) is not None
        if not pieces or (parted and len(pieces[-1]) >= _FEWEST_WORDS):
            pieces.append([])
        pieces[-1].append(token)
    return tuple(subtext(heard, each) for each in pieces)


def _stands_in(figure: FigureVerdict, sentence: Text) -> bool:
    first, last = sentence.span
    return first <= figure.said.start and figure.said.end <= last


def _in_the_words_of_one(sentence: Text, planned: Sequence[frozenset[str]]) -> bool:
    """Whether half of the words of a sentence are one key point's."""
    return any(2 * len(sentence.stems & own) >= len(sentence.stems) > 0 for own in planned)


def _of_best(
    told: Told, at: int, key_point: Text, sentences: Sequence[Text], alone: Sequence[Reading]
) -> Told:
    """`told` as the sentence tells it that tells most of it, unless any denies it by itself."""
    found = [(reading.found[at], sentence) for sentence, reading in zip(sentences, alone, strict=True)]
    best, sentence = max(found, key=lambda pair: pair[0].covered)
    label, credit = labelled(best)
    # What is against the guide may be a denial that it does not have, or a figure.
    against = (
        surely.denied >= DENIED
        or (1 - surely.absent >= _TOUCHES_IT and denials(key_point) % 2 != denials(said) % 2)
        for surely, said in found
    )
    if credit <= told.credit or any(against) or _says_another(sentence, key_point):
        return told
    return replace(told, label=label, credit=credit, surely=best)


def _says_another(sentence: Text, key_point: Text) -> bool:
    """Whether `sentence` has a figure, a time or the opposite of a word in the place of `key_point`'s.

    By itself, too, the encoder hears little of it: "the higher one waits" tells it of the lower one.
    """
    return bool(opposites(sentence, key_point)) or _has_figures_of_its_own(sentence, key_point)


def _has_figures_of_its_own(sentence: Text, key_point: Text) -> bool:
    """Whether a figure or a time of `sentence` is none of those of `key_point`."""
    stated, hours = figures_of(key_point.raw), times(key_point.raw)
    return any(all(_differs(said, each) for each in stated) for said in figures_of(sentence.said)) or not all(
        any(map(said.is_near, hours)) for said in times(sentence.said)
    )


def _differs(said: Figure, stated: Figure) -> bool:
    if {said.bound, stated.bound} == {Bound.AT_LEAST, Bound.AT_MOST}:
        return True
    return said.high != stated.high and not compare(said, stated).agrees


def _is_doubted(told: Told) -> bool:
    return _is_the_encoders(told) or (told.label is Label.UNSURE and told.surely.denied >= _DOUBTED)


def _is_the_encoders(told: Told) -> bool:
    return told.label is Label.CONTRADICTED and told.turned_by is None


def _sentence_of(passage: Text, heard: Text) -> Text:
    first, _ = passage.span
    return next(each for each in heard.sentences if each.span[0] <= first < each.span[1])
