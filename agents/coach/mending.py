"""The candidate's own sentence with the guide's figure, where both count the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from agents.coach.said import said_spans
from agents.figures_told import wrong_figures
from domain.guide import KeyPoint
from domain.report import Words
from domain.verdict import Evidence, FigureVerdict, KeyPointVerdict, Label, Verdict
from language.figures import Dimension, Figure, Role, aspect_of, figures
from language.text import read

# Units that say nothing of what is counted: there the words have to.
_OF_ANYTHING = frozenset({Dimension.COUNT, Dimension.RATIO, Dimension.FACTOR})


def mendable(verdict: Verdict, answer: str) -> list[tuple[KeyPointVerdict, Evidence]]:
    """Key points that were said with a wrong figure for the same thing, and where their words stand."""
    wrong = _to_mend(verdict, answer)
    return [
        (judged, judged.evidence)
        for judged in verdict.labelled(Label.PARTLY, Label.UNSURE, Label.COVERED)
        if judged.evidence is not None
        and any(
            figure.source == judged.key_point.source
            and figure.expected in judged.key_point.text
            and judged.evidence.start < figure.said.end
            and figure.said.start < judged.evidence.end
            for figure in wrong
        )
    ]


def mended(answer: str, start: int, end: int, verdict: Verdict) -> tuple[str, Words]:
    """A sentence of the answer with the guide's figures where others were said, and whose words it is now."""
    text, words = answer[start:end], Words.OWN
    for figure in sorted(_to_mend(verdict, answer), key=lambda each: -each.said.start):
        if start <= figure.said.start and figure.said.end <= end:
            text = text[: figure.said.start - start] + figure.expected + text[figure.said.end - start :]
            words = Words.MENDED
    return text, words


def _to_mend(verdict: Verdict, answer: str) -> list[FigureVerdict]:
    key_points = [each.key_point for each in verdict.key_points]
    return [each for each in wrong_figures(verdict) if _counts_the_same(each, answer, key_points)]


def _counts_the_same(figure: FigureVerdict, answer: str, key_points: Iterable[KeyPoint]) -> bool:
    """Whether what was said and what the guide has are figures of the same thing: in doubt they are not."""
    said = next((each for each in figures(answer) if _meets(each, figure.said)), None)
    if said is None:
        return False
    begin, end = _line(answer, said)
    for key_point in key_points:
        at = key_point.text.find(figure.expected)
        if key_point.source != figure.source or at < 0:
            continue
        expected = next((each for each in figures(key_point.text) if each.start <= at < each.end), None)
        if expected is None or not _of_a_kind(said, answer, expected, key_point.text):
            continue
        around = answer[begin : said.start] + " " + answer[said.end : end]
        rest = key_point.text[: expected.start] + " " + key_point.text[expected.end :]
        if read(around).stems & read(rest).stems:
            return True
    return False


def _of_a_kind(said: Figure, answer: str, expected: Figure, text: str) -> bool:
    if said.dimension is not expected.dimension or said.unit != expected.unit:
        return False
    if Role.NONE not in (said.role, expected.role) and said.role is not expected.role:
        return False
    if aspect_of(answer, said) != aspect_of(text, expected):
        return False
    if said.noun and expected.noun:
        return bool(read(said.noun).stems & read(expected.noun).stems)
    return said.dimension not in _OF_ANYTHING or said.noun == expected.noun


def _meets(figure: Figure, said: Evidence) -> bool:
    return figure.start < said.end and said.start < figure.end


def _line(answer: str, figure: Figure) -> tuple[int, int]:
    """The sentence that `figure` stands in."""

    return next(
        ((start, end) for start, end in said_spans(answer) if start <= figure.start < end), (0, len(answer))
    )
