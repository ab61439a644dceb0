"""The candidate's own words, with what the evaluator found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from nicegui.element import Element

from agents.coach.heard import label_told
from domain.verdict import Evidence, FigureLabel, Label, Verdict
from web.parts.elements import tag


class Found(StrEnum):
    """What words are evidence of, the weightiest first: words that are two things are shown as the first."""

    AGAINST = "against"
    LANDED = "landed"
    PARTLY = "partly"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an answer, `answer[start:end]`, what they are evidence of, and of which point."""

    start: int
    end: int
    found: Found
    point: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer; `found` is None where nothing was found in it."""

    text: str
    found: Found | None = None
    points: tuple[str, ...] = ()


_OF_LABELS = {
    Label.COVERED: Found.LANDED,
    Label.PARTLY: Found.PARTLY,
    Label.UNSURE: Found.UNSURE,
    Label.CONTRADICTED: Found.AGAINST,
}
_TOLD = {
    Found.LANDED: "landed",
    Found.PARTLY: "partly landed",
    Found.UNSURE: "not sure",
    Found.AGAINST: "to check",
}


def spans(verdict: Verdict) -> list[Span]:
    """Where the evidence of `verdict` stands in the answer."""
    found = [
        _span(each.evidence, _OF_LABELS[told], each.key_point.text)
        for each in verdict.key_points
        if each.evidence is not None and (told := label_told(each)) in _OF_LABELS
    ]
    found += [
        _span(figure.said, Found.AGAINST, f"your guide has {figure.expected}")
        for figure in verdict.figures
        if figure.label is FigureLabel.WRONG and figure.expected
    ]
    found += [_span(hit.evidence, Found.AGAINST, hit.red_flag) for hit in verdict.red_flags]
    return found


def pieces(answer: str, found: Sequence[Span]) -> list[Piece]:
    """`answer` cut where evidence begins or ends; joined they are the answer again, letter for letter."""
    inside = [span for span in found if 0 <= span.start < span.end <= len(answer)]
    cuts = sorted({0, len(answer), *(span.start for span in inside), *(span.end for span in inside)})
    order = list(Found)
    cut: list[Piece] = []
    for start, end in pairwise(cuts):
        here = [span for span in inside if span.start <= start and end <= span.end]
        kind = min((span.found for span in here), key=order.index, default=None)
        points = tuple(dict.fromkeys(span.point for span in here if span.found is kind))
        cut.append(Piece(answer[start:end], kind, points))
    return cut


def marked(answer: str, verdict: Verdict) -> Element:
    """The answer with its evidence marked; a screen reader says what of."""
    with tag("p", "", "marked") as whole:
        for piece in pieces(answer, spans(verdict)):
            if piece.found is None:
                tag("span", piece.text)
                continue
            about = f"{_TOLD[piece.found]}: {'; '.join(piece.points)}"
            with tag("mark", "", piece.found.value, title=about):
                tag("span", f"[{about}] ", "unseen")
                tag("span", piece.text)
    return whole


def _span(evidence: Evidence, found: Found, point: str) -> Span:
    return Span(evidence.start, evidence.end, found, point)
