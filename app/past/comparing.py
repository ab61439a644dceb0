"""Side by side: two sessions, or the old and the new verdicts of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.display import words
from app.display.labels import label
from app.past.transcript import Asked, by_question, mean, score_of
from domain.interview import Session, Turn
from domain.rescoring import Rescoring
from domain.values import Frozen
from domain.verdict import Label, Verdict


class Side(Frozen):
    """What one session has on a question.

    `score` is 0 to 1; where there is none `unscored` says why, "" where the question was not judged at all.
    """

    answers: tuple[str, ...]
    score: float | None = None
    unscored: str = ""
    follow_ups: int = 0


class KeyPointChange(Frozen):
    """A key point that came out otherwise; None where that side was not held against it."""

    text: str
    before: Label | None
    after: Label | None


class Compared(Frozen):
    """One talking point in both sessions; None where a session did not ask about it."""

    talking_point_id: str
    text: str
    first: Side | None
    second: Side | None
    changes: tuple[KeyPointChange, ...] = ()

    @property
    def difference(self) -> float | None:
        """By how much the second scored better, -1 to 1; None where one of them has no score."""
        if self.first is None or self.second is None:
            return None
        if self.first.score is None or self.second.score is None:
            return None
        return self.second.score - self.first.score


class Comparison(Frozen):
    """Two sessions; `mean_first` and `mean_second` are over the questions that both have scores for."""

    first: str
    second: str
    rows: tuple[Compared, ...]
    mean_first: float | None
    mean_second: float | None


class Rejudgement(Frozen):
    """One question with its old and its new verdict."""

    text: str
    answer: str
    old: Verdict
    new: Verdict
    changes: tuple[KeyPointChange, ...]

    @property
    def difference(self) -> float | None:
        """By how much the new score is higher, -1 to 1; None where one of them is missing."""
        old, new = score_of(self.old), score_of(self.new)
        return None if old is None or new is None else new - old


class Means(NamedTuple):
    """The old and the new mean, 0 to 1, over the `questions` that have a score in both verdicts."""

    questions: int
    old: float
    new: float


def means(judged: Sequence[Rejudgement]) -> Means | None:
    """The means of verdicts then and now; None where no question has a score in both."""
    both = [one for one in judged if one.difference is not None]
    old, new = mean([score_of(one.old) for one in both]), mean([score_of(one.new) for one in both])
    return None if old is None or new is None else Means(len(both), old, new)


def told(side: Side | None) -> str:
    """What a session has on a question, in words: "71, 2 follow-ups"."""
    if side is None:
        return "not asked"
    if side.score is not None:
        outcome = words.percent(side.score)
    elif side.unscored:
        outcome = f"unscored: {side.unscored}"
    else:
        outcome = label("not_judged")
    if side.follow_ups:
        outcome += f", {side.follow_ups} follow-up{'s' if side.follow_ups > 1 else ''}"
    return outcome


def told_change(change: KeyPointChange) -> str:
    """What became of a key point, in words: "missing → covered"."""
    before, after = (label.value if label is not None else "–" for label in (change.before, change.after))
    return f"{before} → {after}"


def compare(
    first: Session, first_turns: Sequence[Turn], second: Session, second_turns: Sequence[Turn]
) -> Comparison:
    """Both sessions, in the order of the first, then what only the second asked.

    Questions belong together when they are about one talking point, whatever words they were put in; where a
    session asks about it twice, the first time goes with the first time.
    """
    left, right = _numbered(by_question(first_turns)), _numbered(by_question(second_turns))
    rows = tuple(_compared(left.get(key), right.get(key)) for key in dict.fromkeys([*left, *right]))
    both = [row for row in rows if row.difference is not None]
    return Comparison(
        first=first.id,
        second=second.id,
        rows=rows,
        mean_first=mean([row.first.score for row in both if row.first]),
        mean_second=mean([row.second.score for row in both if row.second]),
    )


def side_by_side(turns: Sequence[Turn], rescoring: Rescoring) -> list[Rejudgement]:
    """The old and the new verdicts, in the order of the questions."""
    new = {one.question_id: one.verdict for one in rescoring.judged}
    return [
        Rejudgement(
            text=asked.question.text,
            answer=asked.answer,
            old=asked.verdict,
            new=new[asked.question.id],
            changes=changes(asked.verdict, new[asked.question.id]),
        )
        for asked in by_question(turns)
        if asked.verdict is not None and asked.question.id in new
    ]


def changes(before: Verdict | None, after: Verdict | None) -> tuple[KeyPointChange, ...]:
    """The key points with another label in `after` than in `before`, in the order of the guide."""
    if before is None or after is None:
        return ()
    old = {found.key_point.id: found for found in before.key_points}
    new = {found.key_point.id: found for found in after.key_points}
    return tuple(
        KeyPointChange(
            text=(new.get(name) or old[name]).key_point.text,
            before=old[name].label if name in old else None,
            after=new[name].label if name in new else None,
        )
        for name in dict.fromkeys([*old, *new])
        if name not in old or name not in new or old[name].label is not new[name].label
    )


def _numbered(asked: Sequence[Asked]) -> dict[tuple[str, int], Asked]:
    """The questions by their talking point, and how often it had been asked about before."""
    found: dict[tuple[str, int], Asked] = {}
    for one in asked:
        times = 0
        while (one.question.talking_point_id, times) in found:
            times += 1
        found[one.question.talking_point_id, times] = one
    return found


def _compared(first: Asked | None, second: Asked | None) -> Compared:
    either = first or second
    assert either is not None
    return Compared(
        talking_point_id=either.question.talking_point_id,
        text=either.question.text,
        first=_side(first),
        second=_side(second),
        changes=changes(first.verdict if first else None, second.verdict if second else None),
    )


def _side(asked: Asked | None) -> Side | None:
    if asked is None:
        return None
    return Side(
        answers=asked.answers,
        score=score_of(asked.verdict),
        unscored=words.why_unscored(asked.verdict),
        follow_ups=sum(turn.follow_up is not None for turn in asked.turns),
    )
