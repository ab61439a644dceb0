"""A key point as its own sentence tells it, where the answer denies only what the guide denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator.by_meaning.both_deny import denies_only_what
from agents.evaluator.by_meaning.conveyed import DENIED, Told, as_heard, as_points, labelled
from domain.guide import TalkingPoint
from domain.verdict import Label
from knowledge.entailment.model import Entailment
from language.text import Text

_MOST_SENTENCES = 8


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
        alone = entailment.read(as_heard(_sentence_of(each.passage, heard)), points).found[at]
        if alone.denied < DENIED:
            label, credit = labelled(alone)
            found[at] = replace(each, label=label, credit=credit, surely=alone)
    return found


def _is_the_encoders(told: Told) -> bool:
    return told.label is Label.CONTRADICTED and told.turned_by is None


def _sentence_of(passage: Text, heard: Text) -> Text:
    first, _ = passage.span
    return next(each for each in heard.sentences if each.span[0] <= first < each.span[1])
