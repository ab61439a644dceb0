"""The arithmetic from what was measured to a score, a band and an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from agents.evaluator.by_words.features import ENTAILED
from agents.evaluator.scoring.calibration import Calibration, Gate, Interval
from domain.guide import KeyPointOrigin
from domain.verdict import Band, KeyPointVerdict, Label, Score, ScorePart

# The least score of each band. Docs/scoring.md tells how they were chosen.
BANDS = ((0.8, Band.STRONG), (0.6, Band.SOLID), (0.35, Band.DEVELOPING), (0.0, Band.WEAK))
# With fewer key points than this a single hit or miss moves the score much, and the interval says so.
_ENOUGH_KEY_POINTS = 4
_WIDER_PER_MISSING_POINT = 0.1
# The shares were fitted on answers to questions with a few key points. A planned answer of this many is a
# speech, and half of it is not "most of it". So it reaches .1 + .9 (1 - (1 - share told)^1.7): little for
# nothing told, 0.51 for 30 % of it, 0.81 for 60 %.
_LONG_ANSWER = 7
_LEAST_REACH, _REACH = 0.1, 1.7
_SAYABLE = frozenset({KeyPointOrigin.ANSWER, KeyPointOrigin.FIGURE, KeyPointOrigin.STAR})

# Where the encoder read the answer its words may add this much to what they convey, and no more: an answer
# that says nothing of the guide in the guide's words is worth next to nothing.
WORDS_ADD_AT_MOST = 0.05

_MEASURES = {
    ENTAILED: "of your key points, by their weight, came across",
    "key_points": "of their words were said",
    "precision": "of your own words are your guide's",
    "letters": "likeness, spelling forgiven",
    "length": "of your guide's length",
}
_PART_NAMES = {
    ENTAILED: "key points conveyed",
    "key_points": "key points, by their words",
    "precision": "kept to the point",
    "letters": "likeness, spelling forgiven",
    "length": "length, up to the guide's",
    "meaning": "meaning as a whole",
}


def band(value: float) -> Band:
    """The word for a score from 0 to 1."""
    # Rounded first: 0.7999999 is shown as 80 and must not be called less.
    return next(name for least, name in BANDS if round(value, 4) >= least)


def score(
    figures: Mapping[str, float],
    points: int,
    fitted: Calibration,
    ceiling: float = 1.0,
    because: str = "",
    *,
    sound: float = 1.0,
    told: float | None = None,
) -> Score:
    """The score of one answer: fitted shares of the filled figures, times relevance, under a ceiling.

    `figures` are the measured shares and `sound` the share of them that is not wrong (`features.Measured`),
    `points` the number of key points, `told` the share of a long planned answer that was said
    (`share_told`). Every part's value already holds the relevance, what is sound and the ceiling, so that
    the parts add up to the score.
    """
    if ENTAILED in figures:
        return _of_what_was_conveyed(figures, points, fitted, ceiling, because)
    semantic = "meaning" in figures
    blend = fitted.semantic if semantic else fitted.lexical
    gate = fitted.semantic_gate if semantic else fitted.gate
    fullness = fitted.semantic_fullness if semantic else fitted.fullness
    spread = fitted.semantic_interval if semantic else fitted.interval
    filled = {name: 1 - (1 - figures[name]) ** fullness for name in blend.shares}
    raw = blend.value(filled)
    about = relevance(figures, gate)
    # Wrong in the guide's own words is as like it as right: likeness and length must not pay for it.
    earned = raw * about * sound
    reach = 1.0 if told is None else 1 - (1 - _LEAST_REACH) * (1 - min(1.0, told)) ** _REACH
    value = min(earned, ceiling, reach)
    factor = value / raw if raw else 0.0
    if earned > ceiling:
        note = because
    else:
        notes = (_relevance_note(about), _sound_note(sound), _reach_note(told) if earned > reach else "")
        note = "; ".join(filter(None, notes))
    parts = tuple(
        ScorePart(
            name=_PART_NAMES[name],
            value=_unit(filled[name] * factor),
            weight=share,
            because=f"{figures[name]:.0%} measured{note and '; ' + note}",
        )
        for name, share in blend.shares.items()
        if share > 0
    )
    low, high = interval(value, points, spread)
    if earned > ceiling:
        # What is under a ceiling is known for what it is, and cannot be worth much more.
        high = min(high, max(value, ceiling + 0.1))
    return Score(value=_unit(value), low=low, high=high, band=band(_unit(value)), parts=parts)


def _of_what_was_conveyed(
    figures: Mapping[str, float], points: int, fitted: Calibration, ceiling: float, because: str
) -> Score:
    """The score of an answer that the encoder read: what it conveys, and a little for its words."""
    raw = fitted.entailed.value(figures)
    reach = figures[ENTAILED] + WORDS_ADD_AT_MOST
    value = min(raw, reach, ceiling)
    factor = value / raw if raw else 0.0
    held_down = bool(because) and value + WORDS_ADD_AT_MOST >= ceiling
    note = because if held_down else _conveyed_note(raw > reach)
    parts = tuple(
        ScorePart(
            name=_PART_NAMES[name],
            value=_unit(figures[name] * factor),
            weight=share,
            because=f"{figures[name]:.0%} {_MEASURES[name]}{note and '; ' + note}",
        )
        for name, share in fitted.entailed.shares.items()
        if share > 0
    )
    low, high = interval(value, points, fitted.entailed_interval)
    if held_down:
        # What is under a ceiling is known for what it is, and cannot be worth much more.
        high = min(high, max(value, ceiling + 0.1))
    return Score(value=_unit(value), low=low, high=high, band=band(_unit(value)), parts=parts)


def _conveyed_note(words_are_cut: bool) -> str:
    return "words alone add at most five points" if words_are_cut else ""


def share_told(key_points: Sequence[KeyPointVerdict]) -> float | None:
    """The weighted share of a long planned answer that was said, 0 to 1; None where it is not long."""
    sayable = [found for found in key_points if found.key_point.origin in _SAYABLE]
    if len(sayable) < _LONG_ANSWER:
        return None
    whole = sum(found.key_point.weight for found in sayable)
    # What is missing has some credit all the same, for words that its neighbours said.
    said = (found for found in sayable if found.label is not Label.MISSING)
    return sum(found.key_point.weight * found.credit for found in said) / whole


def from_labels(
    parts: tuple[ScorePart, ...], points: int, fitted: Calibration, ceiling: float = 1.0
) -> Score:
    """The score over a judge's labels: the parts' weighted sum, under a ceiling."""
    raw = sum(part.weight * part.value for part in parts)
    value = min(raw, ceiling)
    if raw > value:
        parts = tuple(part.model_copy(update={"value": _unit(part.value * value / raw)}) for part in parts)
    low, high = interval(value, points, fitted.semantic_interval)
    return Score(value=_unit(value), low=low, high=high, band=band(_unit(value)), parts=parts)


def nothing(because: str) -> Score:
    """The score of no answer."""
    part = ScorePart(name="key points", value=0.0, weight=1.0, because=because)
    return Score(value=0.0, low=0.0, high=0.05, band=Band.WEAK, parts=(part,))


def relevance(figures: Mapping[str, float], gate: Gate) -> float:
    """Twice the chance that the answer is about the question, at most 1: only what is likelier not loses."""
    return min(
        1.0,
        2 / (1 + math.exp(-gate.bias - sum(slope * figures[name] for name, slope in gate.slopes.items()))),
    )


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


def _relevance_note(about: float) -> str:
    return "" if about > 0.9 else f"times {about:.2f}, because it is hardly about this question"


def _sound_note(sound: float) -> str:
    return "" if sound == 1 else f"times {sound:.2f}, for what is wrong in it"


def _reach_note(told: float | None) -> str:
    return "" if told is None else f"as far as {told:.0%} of a long answer reaches"


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
