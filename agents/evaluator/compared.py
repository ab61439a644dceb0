"""What comes of holding an answer against one talking point, and what that rests on either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.against.denials import Denial, Heard, denials_of
from agents.evaluator.against.places.contrasts import kept_contrasts
from agents.evaluator.by_words.features import ENTAILED, Measured, Reference, prepare
from agents.evaluator.figures.derived import is_average
from agents.evaluator.figures.in_place import in_place
from agents.evaluator.figures.times_of_day import times_of_day
from domain.guide import TalkingPoint
from domain.verdict import Evidence, FigureLabel, FigureVerdict, Flag, KeyPointVerdict, Label
from knowledge.figures import check_figures
from language.figures import figures
from language.text import Text, read

# From these credits on a key point is called covered, or partly covered.
_COVERED, _PARTLY = 0.6, 0.3
# What is left of a key point's credit when its figure is wrong.
WRONG_FIGURE_CREDIT = 0.5
FEWEST_OWN_WORDS = 4
"""Fewer words of its own than this, none of them the guide's, say nothing that could be half heard."""
# From this share of its words on, or with its first clause, a key point is denied as a whole.
_DENIED = 0.4


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer held against one talking point.

    `figures` are those of the answer, by the point's own; `denied` tells of key points a lesser part of which
    is turned round, `turned` of what makes the whole answer worth nothing. `encoder` is the fingerprint of
    what read it, "" by words alone. `foreign` says that no encoder reads the language, whether there is one
    or not; `in_other_words` is such an answer which may hold key points in words that are not the guide's.
    """

    point: TalkingPoint
    measured: Measured
    key_points: tuple[KeyPointVerdict, ...]
    figures: tuple[FigureVerdict, ...]
    denied: tuple[Flag, ...] = ()
    turned: Flag | None = None
    in_other_words: bool = False
    foreign: bool = False
    encoder: str = ""

    @property
    def by_meaning(self) -> bool:
        """Whether the encoder read the key points, and not their words alone were compared."""
        return ENTAILED in self.measured.figures

    @property
    def tells(self) -> bool:
        """Whether a key point was told, in part at least."""
        return any(found.label in (Label.COVERED, Label.PARTLY) for found in self.key_points)

    @property
    def coverage(self) -> float:
        """The weighted share of the key points that was conveyed, 0 to 1."""
        figures = self.measured.figures
        return figures.get(ENTAILED, figures["key_points"])


def label_of(credit: float) -> Label:
    """The label for the share of a key point that was said."""
    if credit >= _COVERED:
        return Label.COVERED
    return Label.PARTLY if credit >= _PARTLY else Label.MISSING


@lru_cache(maxsize=2048)
def reference_of(question: str, point: TalkingPoint) -> Reference:
    """The talking point made ready to be measured against."""
    points = [(read(key_point.text), key_point.weight) for key_point in point.key_points]
    return prepare(read(question), model_answer(point), points)


def model_answer(point: TalkingPoint) -> Text:
    """What the guide would have the candidate say."""
    return read(point.text or "\n".join(key_point.text for key_point in point.key_points))


def figures_said(heard: Text, point: TalkingPoint) -> tuple[FigureVerdict, ...]:
    """The figures of what was heard, by the point's own."""
    # What lies beyond the words that were heard is not read: 100 KB of figures would take a second.
    found = check_figures(heard.through, [(each.text, each.source) for each in point.key_points])
    found = tuple(sorted((*found, *times_of_day(heard, point.key_points)), key=lambda each: each.said.start))
    return tuple(each for each in found if _within(each.said, heard))


def figures_in_place(
    heard: Text,
    found: tuple[FigureVerdict, ...],
    point: TalkingPoint,
    shown: Sequence[Text | None],
    credits: Sequence[float],
) -> tuple[FigureVerdict, ...]:
    """`found` by what is told around each; what was worked out of two figures is held against neither."""
    planned = model_answer(point)
    known, words = figures(planned.raw), frozenset(planned.words)
    spoken = {said.start: said for said in figures(heard.through)}
    placed = in_place(heard, found, point.key_points, shown, credits)
    return tuple(
        each.model_copy(update={"label": FigureLabel.UNKNOWN, "expected": "", "source": None})
        if each.label is FigureLabel.WRONG
        and (said := spoken.get(each.said.start)) is not None
        and is_average(said, known, words)
        else each
        for each in placed
    )


def _within(said: Evidence, heard: Text) -> bool:
    """Whether a figure stands in what was heard, and not in a part that does not count."""
    return any(said.start < token.end and token.start < said.end for token in heard.tokens)


def with_wrong_figure(point: TalkingPoint, figures: tuple[FigureVerdict, ...]) -> list[bool]:
    """For each key point of `point` whether one of `figures` is wrong by it."""
    return with_figure(point, [found for found in figures if found.label is FigureLabel.WRONG])


def with_figure(point: TalkingPoint, figures: Sequence[FigureVerdict]) -> list[bool]:
    """For each key point of `point` whether one of `figures` is held against it."""
    held = [found for found in figures if found.expected]
    return [
        any(found.expected in key_point.text and found.source == key_point.source for found in held)
        for key_point in point.key_points
    ]


def denials_told(
    heard: Heard, points: Sequence[str], reference: Reference, measured: Measured
) -> list[Denial | None]:
    """For each of `points` that was told in part, what of it the answer turns round."""
    told = [credit >= _PARTLY for credit in measured.credits.tolist()]
    found = denials_of(points, heard, reference.points)
    kept = kept_contrasts(heard.text, points)
    return [
        denial if is_told and not _among(denial, sentences) else None
        for denial, is_told, sentences in zip(found, told, kept, strict=True)
    ]


def _among(denial: Denial | None, sentences: Sequence[Text]) -> bool:
    """Whether the words that deny stand in one of `sentences`."""
    return denial is not None and any(
        each.span[0] <= denial.evidence.start < each.span[1] for each in sentences
    )


def is_whole(denial: Denial | None) -> bool:
    """Whether a key point is denied as a whole, and not a lesser part of it."""
    return denial is not None and (denial.main or denial.share >= _DENIED)
