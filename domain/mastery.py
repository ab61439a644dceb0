"""How well the candidate's talking points sit: what was practised, how it went, when it should come back."""

from __future__ import annotations

from enum import StrEnum

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.values import Frozen, Moment, Share
from domain.verdict import Band, FigureLabel, FlagKind, Verdict


class Rating(StrEnum):
    """How an answer went, in the four words of spaced repetition."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class WrongFigure(Frozen):
    """A figure that was said wrongly, and what the guide has."""

    said: str
    expected: str


class Practice(Frozen):
    """One question that was answered to its end, follow-ups included.

    `title`, `kind` and `source` are those of the talking point then, by which it is found again when its
    text, and with it its id, has changed. `at` is in the time of the place, as its offset from UTC tells.
    `follow_ups` are the aims of the follow-ups it needed. `rating` and `score` (0 to 1) are None where the
    answer could not be judged.
    """

    session_id: str
    question_id: str
    drill: bool
    at: Moment
    talking_point_id: str
    kind: TalkingPointKind
    title: str
    source: Source
    rating: Rating | None
    score: Share | None = None
    follow_ups: tuple[str, ...] = ()
    wrong_figures: tuple[WrongFigure, ...] = ()


class State(StrEnum):
    """Where a talking point stands."""

    NEVER = "never practised"
    WEAK = "weak"
    FADING = "fading"
    SOLID = "solid"


class Standing(Frozen):
    """A talking point of today's guides with what is remembered about it.

    `days` is in how many of the candidate's days it should come back: 0 today, below 0 where that day has
    passed, None before its first rating. `recall` is the chance (0 to 1) that it would come out well today,
    0 before the first rating. `changed` says that the guide's text is another than the one practised last.
    """

    point: TalkingPoint
    state: State
    practices: tuple[Practice, ...] = ()
    days: int | None = None
    recall: float = 0.0
    changed: bool = False

    @property
    def is_due(self) -> bool:
        """Whether it should come back today."""
        return self.days is not None and (self.changed or self.days <= 0)


def rating_of(verdict: Verdict, follow_ups: int) -> Rating | None:
    """The rating that follows from a question's last verdict and the follow-ups it needed.

    Unscored: none, since nothing is known. Weak: again. Developing: hard. Solid: good. Strong: easy without
    a follow-up, good with one. Whatever the band, a wrong figure, a red flag or a second follow-up makes it
    hard at best, and an answer far outside its time good at best.
    """
    if verdict.score is None:
        return None
    match verdict.score.band:
        case Band.WEAK:
            return Rating.AGAIN
        case Band.DEVELOPING:
            return Rating.HARD
    wrong = any(figure.label is FigureLabel.WRONG for figure in verdict.figures)
    if wrong or verdict.red_flags or follow_ups > 1:
        return Rating.HARD
    off_time = any(flag.kind in (FlagKind.TOO_LONG, FlagKind.TOO_SHORT) for flag in verdict.flags)
    if verdict.score.band is Band.SOLID or follow_ups or off_time:
        return Rating.GOOD
    return Rating.EASY


def wrong_figures(verdict: Verdict) -> tuple[WrongFigure, ...]:
    """The figures that were wrong, each once."""
    wrong = {
        WrongFigure(said=figure.said.quote, expected=figure.expected): None
        for figure in verdict.figures
        if figure.label is FigureLabel.WRONG
    }
    return tuple(wrong)
