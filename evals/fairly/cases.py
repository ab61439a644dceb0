"""The answers written by hand: one wrong figure or one denial, worth nothing, honest in free words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agents.evaluator.batch import point_of
from domain.guide import TalkingPoint, TalkingPointKind
from evals.sample_answers import asked_for, questions, written

ONE_FIGURE, WORTHLESS, HONEST = "one figure wrong", "worthless", "honest"
DENIALS = "what is not so"
# What a key point with one wrong figure is worth, and what an answer that tells all in free words.
_A_QUARTER, _TOLD = 0.25, 0.95


@dataclass(frozen=True, slots=True)
class Case:
    """What was said to a talking point, of which `group` and `kind`; `unseen`: nothing was tuned on it.

    `fair` is the score that a careful reader gives, 0 to 1, the most of it for what is worthless.
    """

    point: TalkingPoint
    group: str
    kind: str
    said: str
    fair: float
    unseen: bool


def cases() -> list[Case]:
    """All answers, in the order of their files; raises `LookupError` for a question that no guide has."""
    return [*_with_one_figure_wrong(), *_of_what_is_not_so(), *_to_sample_guides()]


def _with_one_figure_wrong() -> Iterator[Case]:
    for each in written(__package__, "figures.yaml"):
        guide = "\n".join(f"- {line}" for line in each["guide"])
        point = point_of(each["asked"], guide, TalkingPointKind.QUESTION_ANSWER)
        fair = 1 - (1 - _A_QUARTER) / len(each["guide"])
        yield Case(point, ONE_FIGURE, ONE_FIGURE, each["said"], fair, each.get("unseen", False))


def _of_what_is_not_so() -> Iterator[Case]:
    for each in written(__package__, "negations.yaml"):
        guide = "\n".join(f"- {line}" for line in each["guide"])
        point = point_of(each["asked"], guide, TalkingPointKind.QUESTION_ANSWER)
        one_less = 1 - 1 / len(each["guide"])
        for kind, said, fair in (
            ("not so, as the guide says", each["fair"], _TOLD),
            ("one point turned", each["one"], one_less),
            ("all taken back", each["all"], 0.0),
        ):
            yield Case(point, DENIALS, kind, said, fair, each.get("unseen", False))


def _to_sample_guides() -> Iterator[Case]:
    points = questions()
    for group, kinds in written(__package__, "answers.yaml").items():
        for kind, answers in kinds.items():
            for number, each in enumerate(answers):
                fair = 0.2 if group == WORTHLESS else _TOLD
                point = asked_for(points, each["question"])
                yield Case(point, group, kind, each["said"], fair, number % 2 == 1)
