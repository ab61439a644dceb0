"""The arithmetic from what was measured to a score, a band and an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agents.evaluator.by_words.features import ENTAILED, WORDED
from agents.evaluator.scoring.calibration import Blend, Calibration, Gate, Interval
from domain.guide import TO_BE_SAID
from domain.scoring import Because, BecauseKind, PartKind
from domain.verdict import Band, KeyPointVerdict, Label, Score, ScorePart

# With fewer key points than this a single hit or miss moves the score much, and the interval says so.
_ENOUGH_KEY_POINTS = 4
_WIDER_PER_MISSING_POINT = 0.1
# The shares were fitted on answers to questions with a few key points. A planned answer of this many is a
# speech, and half of it is not "most of it". So it reaches .1 + .9 (1 - (1 - share told)^1.7): little for
# nothing told, 0.51 for 30 % of it, 0.81 for 60 %.
_LONG_ANSWER = 7
_LEAST_REACH, _REACH = 0.1, 1.7

# Where the encoder read the answer its words may add this much to what they convey, and no more: an answer
# that says nothing of the guide in the guide's words is worth next to nothing.
WORDS_ADD_AT_MOST = 0.05
# What is conveyed leads: with less an honest paraphrase of all of it cannot reach the best band. Beside one
# or two key points the encoder has little to go by, and people who grade such answers go by the words, too.
# Chosen by what they cost and bring on the sets of docs/scoring.md.
_OF_MANY = Blend(shares={ENTAILED: 0.93, WORDED: 0.07})
_OF_FEW, _FEW_POINTS = Blend(shares={ENTAILED: 0.7, WORDED: 0.3}), 2

_MEASURES = {ENTAILED: BecauseKind.ENTAILED, WORDED: BecauseKind.WORDED}


def score(
    figures: Mapping[str, float],
    points: int,
    fitted: Calibration,
    ceiling: float = 1.0,
    because: Because | None = None,
    *,
    sound: float = 1.0,
    told: float | None = None,
) -> Score:
    """The score of one answer: fitted shares of what was measured, under a ceiling.

    `figures` are the measured shares and `sound` the share of them that is not wrong (`features.Measured`),
    `points` the number of key points, `told` the share of a long planned answer that was said
    (`share_told`). Every part's value already holds the relevance, what is sound and the ceiling, so that
    the parts add up to the score.
    """
    if ENTAILED in figures:
        return _of_what_was_conveyed(figures, points, fitted, ceiling, because)
    return _of_its_words(figures, points, _words_fitted(figures, fitted), ceiling, because, sound, told)


class _Fitted(NamedTuple):
    """What was fitted for answers whose words are compared, with embeddings or without."""

    blend: Blend
    gate: Gate
    fullness: float
    spread: Interval


def _words_fitted(figures: Mapping[str, float], fitted: Calibration) -> _Fitted:
    if "meaning" in figures:
        return _Fitted(
            fitted.semantic, fitted.semantic_gate, fitted.semantic_fullness, fitted.semantic_interval
        )
    return _Fitted(fitted.lexical, fitted.gate, fitted.fullness, fitted.interval)


def _of_its_words(
    figures: Mapping[str, float],
    points: int,
    fitted: _Fitted,
    ceiling: float,
    because: Because | None,
    sound: float,
    told: float | None,
) -> Score:
    """The score by words alone: the filled shares, times relevance and what is sound."""
    filled = {name: 1 - (1 - figures[name]) ** fitted.fullness for name in fitted.blend.shares}
    raw = fitted.blend.value(filled)
    about = relevance(figures, fitted.gate)
    # Wrong in the guide's own words is as like it as right: likeness and length must not pay for it.
    earned = raw * about * sound
    reach = 1.0 if told is None else 1 - (1 - _LEAST_REACH) * (1 - min(1.0, told)) ** _REACH
    value = min(earned, ceiling, reach)
    held_down = earned > ceiling
    notes = (_relevance_note(about), _sound_note(sound), _reach_note(told) if earned > reach else None)
    why = (because,) if held_down else notes
    parts = _parts(fitted.blend, filled, value / raw if raw else 0.0, figures, why)
    return _scored(value, parts, interval(value, points, fitted.spread), ceiling if held_down else None)


def _of_what_was_conveyed(
    figures: Mapping[str, float], points: int, fitted: Calibration, ceiling: float, because: Because | None
) -> Score:
    """The score of an answer that the encoder read: what it conveys, and a little for its words."""
    blend = _of_words(points)
    raw, reach = blend.value(figures), figures[ENTAILED] + WORDS_ADD_AT_MOST
    value = min(conveyed(figures, points), ceiling)
    held_down = because is not None and value + WORDS_ADD_AT_MOST >= ceiling
    note = because if held_down else _conveyed_note(raw > reach)
    parts = _parts(blend, figures, value / raw if raw else 0.0, figures, (note,))
    # Fitted on answers to one or two key points, mostly: it needs no widening for them.
    spread = interval(value, _ENOUGH_KEY_POINTS, fitted.entailed_interval)
    return _scored(value, parts, spread, ceiling if held_down else None)


def conveyed(figures: Mapping[str, float], points: int) -> float:
    """The score, 0 to 1 and without a ceiling, of an answer to `points` key points that the encoder read."""
    return min(_of_words(points).value(figures), figures[ENTAILED] + WORDS_ADD_AT_MOST)


def _of_words(points: int) -> Blend:
    return _OF_FEW if points <= _FEW_POINTS else _OF_MANY


def _parts(
    blend: Blend,
    values: Mapping[str, float],
    factor: float,
    measured: Mapping[str, float],
    notes: Sequence[Because | None],
) -> tuple[ScorePart, ...]:
    """The terms of the sum, each `values` times `factor`, with what was `measured` and its `notes`."""
    noted = tuple(note for note in notes if note is not None)
    return tuple(
        ScorePart(
            kind=PartKind(name),
            value=_unit(values[name] * factor),
            weight=share,
            why=(
                Because(kind=_MEASURES.get(name, BecauseKind.MEASURED), amount=_unit(measured[name])),
                *noted,
            ),
        )
        for name, share in blend.shares.items()
        if share > 0
    )


def _scored(
    value: float, parts: tuple[ScorePart, ...], spread: tuple[float, float], ceiling: float | None = None
) -> Score:
    """A score; what is under a `ceiling` is known for what it is, and cannot be worth much more."""
    low, high = spread
    high = high if ceiling is None else min(high, max(value, ceiling + 0.1))
    return Score(value=_unit(value), low=low, high=high, band=Band.of(_unit(value)), parts=parts)


def _conveyed_note(words_are_cut: bool) -> Because | None:
    return Because(kind=BecauseKind.FEW_FOR_WORDS) if words_are_cut else None


def share_told(key_points: Sequence[KeyPointVerdict]) -> float | None:
    """The weighted share of a long planned answer that was said, 0 to 1; None where it is not long."""
    sayable = [judged for judged in key_points if judged.key_point.origin in TO_BE_SAID]
    if len(sayable) < _LONG_ANSWER:
        return None
    whole = sum(judged.key_point.weight for judged in sayable)
    # What is missing has some credit all the same, for words that its neighbours said.
    said = (judged for judged in sayable if judged.label is not Label.MISSING)
    return sum(judged.key_point.weight * judged.credit for judged in said) / whole


def from_labels(
    parts: tuple[ScorePart, ...], points: int, fitted: Calibration, ceiling: float = 1.0
) -> Score:
    """The score over a judge's labels: the parts' weighted sum, under a ceiling."""
    raw = sum(part.weight * part.value for part in parts)
    value = min(raw, ceiling)
    if raw > value:
        parts = tuple(part.model_copy(update={"value": _unit(part.value * value / raw)}) for part in parts)
    return _scored(value, parts, interval(value, points, fitted.semantic_interval))


def nothing(because: Because) -> Score:
    """The score of no answer."""
    part = ScorePart(kind=PartKind.NOTHING, value=0.0, weight=1.0, why=(because,))
    return Score(value=0.0, low=0.0, high=0.05, band=Band.WEAK, parts=(part,))


def relevance(figures: Mapping[str, float], gate: Gate) -> float:
    """Twice the chance that the answer is about the question, at most 1: only what is likelier not loses."""
    about = gate.bias + sum(slope * figures[name] for name, slope in gate.slopes.items())
    return min(1.0, 2 / (1 + math.exp(-about)))


def interval(value: float, points: int, spread: Interval) -> tuple[float, float]:
    """What people gave to 80 % of the answers scored like this one, wider where there are few key points."""
    wider = 1 + _WIDER_PER_MISSING_POINT * max(0, _ENOUGH_KEY_POINTS - points)
    low = _between(value, spread.at, spread.low) * wider
    high = _between(value, spread.at, spread.high) * wider
    return _unit(min(value, value + low)), _unit(max(value, value + high))


def _between(value: float, at: tuple[float, ...], heights: tuple[float, ...]) -> float:
    for left, right, from_, to in zip(at, at[1:], heights, heights[1:], strict=False):
        if value <= right:
            return from_ + (to - from_) * max(0.0, value - left) / (right - left)
    return heights[-1]


def _relevance_note(about: float) -> Because | None:
    return None if about > 0.9 else Because(kind=BecauseKind.HARDLY_ABOUT, amount=about)


def _sound_note(sound: float) -> Because | None:
    return None if sound == 1 else Because(kind=BecauseKind.WRONG_IN_IT, amount=sound)


def _reach_note(told: float | None) -> Because | None:
    return None if told is None else Because(kind=BecauseKind.LONG_ANSWER, amount=told)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
