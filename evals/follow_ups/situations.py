"""The situations as they stand in the files, and the values that the prober is given for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import resources
from typing import Literal

import yaml
from pydantic import Field

from agents.evaluator.judging.proof import CREDITS
from domain.guide import Guide, KeyPoint, KeyPointOrigin, Source, Stated, TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase, Question
from domain.unscored import Unscored, UnscoredKind
from domain.values import Frozen
from domain.verdict import (
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Surely,
    Verdict,
)

Part = Literal["seen", "unseen", "fresh", "kept", "aimed", "aside"]
Strength = Literal["strong", "middling", "weak"]


class WrongFigure(Frozen):
    """A figure as it was said, and the guide's."""

    said: str
    expected: str


class Asked(Frozen):
    """A follow-up that was asked before: its aim in the words of the file, and how it was worded."""

    aim: str
    text: str


class Situation(Frozen):
    """A question, what was said to it and what became of its key points; README.md tells of each field."""

    name: str
    strength: Strength
    language: str
    phase: Phase
    point: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER
    question: str
    points: Mapping[str, str]
    stated: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    answer: str | tuple[str, ...]
    earlier: tuple[Asked, ...] = ()
    labels: Mapping[str, Label] = Field(default_factory=dict)
    evidence: Mapping[str, str] = Field(default_factory=dict)
    denied: Mapping[str, float] = Field(default_factory=dict)
    figures: tuple[WrongFigure, ...] = ()
    flags: tuple[FlagKind, ...] = ()
    score: float = 0.0
    right: tuple[str, ...]
    wrong: Mapping[str, str]
    kind: str = ""
    about: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """What was said, one text a turn."""
        return (self.answer,) if isinstance(self.answer, str) else self.answer

    @cached_property
    def talking_point(self) -> TalkingPoint:
        """The piece of a guide that the question stands on."""
        return TalkingPoint(
            id=self.name,
            kind=self.point,
            title=self.question,
            text=" ".join(self.points.values()),
            source=self._at(1),
            key_points=tuple(
                KeyPoint(
                    id=f"{self.name}/{letter}",
                    text=text,
                    weight=1,
                    origin=KeyPointOrigin.ANSWER,
                    source=self._at(line),
                )
                for line, (letter, text) in enumerate(self.points.items(), start=2)
            ),
            follow_up_hooks=self.hooks,
            stated=tuple(Stated(quote=said, source=self._at(1)) for said in self.stated),
        )

    @property
    def guide(self) -> Guide:
        """The guide that holds nothing else."""
        return Guide(name=self.name, digest=self.name, lines=9, talking_points=(self.talking_point,))

    @property
    def asked(self) -> Question:
        """The question as the interviewer asked it."""
        return Question(
            id="q1",
            talking_point_id=self.name,
            phase=self.phase,
            text=self.question,
            seconds=90,
            reason="a situation",
            sources=(self._at(1),),
            provenance=Provenance(agent="interviewer"),
            language=self.language,
        )

    @property
    def before(self) -> tuple[FollowUp, ...]:
        """The follow-ups that this question had already."""
        return tuple(
            FollowUp(
                text=each.text,
                aim=f"{self.name}/{each.aim}" if each.aim in self.points else each.aim,
                why="asked before",
                sources=(self._at(1),),
                provenance=Provenance(agent="follow_up_prober"),
            )
            for each in self.earlier
        )

    @property
    def verdict(self) -> Verdict:
        """What a careful evaluator found in the answer."""
        unscored = Unscored(kind=UnscoredKind.TOLD_IN_TWO_WAYS)
        score = Score(value=self.score, low=self.score, high=self.score, band=Band.of(self.score))
        return Verdict(
            outcome=unscored if self.point is TalkingPointKind.CONTRADICTION else score,
            key_points=tuple(self._judged(key_point) for key_point in self.talking_point.key_points),
            figures=tuple(
                FigureVerdict(
                    label=FigureLabel.WRONG,
                    said=self._evidence(each.said),
                    expected=each.expected,
                    source=self._at(2),
                )
                for each in self.figures
            ),
            flags=tuple(Flag(kind=kind, message=kind.value) for kind in self.flags),
            provenance=Provenance(agent="evaluator"),
        )

    def _judged(self, key_point: KeyPoint) -> KeyPointVerdict:
        letter = key_point.id.rsplit("/", 1)[1]
        label = self.labels[letter]
        return KeyPointVerdict(
            key_point=key_point,
            label=label,
            credit=CREDITS[label],
            evidence=self._evidence(self.evidence[letter]) if letter in self.evidence else None,
            surely=_denied(self.denied[letter]) if letter in self.denied else None,
        )

    def _evidence(self, quote: str) -> Evidence:
        start = "\n".join(self.answers).index(quote)
        return Evidence(quote=quote, start=start, end=start + len(quote))

    def _at(self, line: int) -> Source:
        return Source(guide=self.name, first_line=line, last_line=line)


def _denied(surely: float) -> Surely:
    """What an encoder heard that takes words for a denial, and is only so sure of it."""
    return Surely(covered=(1 - surely) / 2, partly=0, absent=(1 - surely) / 2, denied=surely)


def situations(part: Part) -> Sequence[Situation]:
    """The situations of one part, in the file's order."""
    file = resources.files(__package__).joinpath(f"{part}.yaml")
    return [Situation.model_validate(each) for each in yaml.safe_load(file.read_text(encoding="utf-8"))]
