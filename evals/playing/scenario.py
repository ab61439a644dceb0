"""What a scenario file holds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from domain.interview import Mode
from domain.rounds import Round
from domain.values import Frozen
from domain.verdict import FlagKind
from evals.candidates.catalogue import BEHAVIOURS
from evals.candidates.persona import Persona, Text
from evals.metrics import METRICS


class InlineGuide(Frozen):
    """A guide made for the case; `name` ends in .md."""

    name: Annotated[str, StringConstraints(pattern=r"^[\w.-]+\.(md|txt)$")]
    text: Text


class Bound(Frozen):
    """What a figure must be, both ends included."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Bound:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least or at_most")
        return self

    def holds(self, value: float) -> bool:
        """Whether `value` lies within."""
        return (self.at_least is None or value >= self.at_least - 1e-9) and (
            self.at_most is None or value <= self.at_most + 1e-9
        )

    def __str__(self) -> str:
        ends = (("at least", self.at_least), ("at most", self.at_most))
        return " and ".join(f"{word} {end:g}" for word, end in ends if end is not None)


class CandidateSpec(Frozen):
    """Who answers: a behaviour with its parameters, the lines of a script, or a persona.

    A line "/skip" is a command. A persona is played by a language model; without one it is skipped.
    """

    behaviour: str = ""
    seed: int = 1
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    points: tuple[Annotated[int, Field(ge=1)], ...] | None = None
    script: tuple[str, ...] = ()
    persona: Persona | None = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> CandidateSpec:
        if [bool(self.behaviour), bool(self.script), self.persona is not None].count(True) != 1:
            raise ValueError("needs either a behaviour or a script or a persona")
        if self.behaviour and self.behaviour not in BEHAVIOURS:
            raise ValueError(f"no behaviour {self.behaviour!r}; allowed: {', '.join(sorted(BEHAVIOURS))}")
        allowed = BEHAVIOURS[self.behaviour].parameters if self.behaviour else frozenset()
        extra = set(self.parameters) - allowed
        if extra:
            raise ValueError(f"{self.kind} takes no {', '.join(sorted(extra))}")
        return self

    @property
    def kind(self) -> str:
        """The behaviour's name, "script" or "persona"."""
        return self.behaviour or ("script" if self.script else "persona")

    @property
    def parameters(self) -> dict[str, float | tuple[int, ...]]:
        """The behaviour's parameters that were given."""
        given = {"share": self.share, "points": self.points}
        return {name: value for name, value in given.items() if value is not None}


class Expectations(Frozen):
    """What must hold. Grounding, discretion and legal routes are asked of every scenario besides.

    `asks` are the ids of the talking points that the first questions are about, in their order
    (`talking_point` of a turn in the results).
    """

    metrics: dict[str, Bound] = Field(default_factory=dict)
    flags: tuple[FlagKind, ...] = ()
    no_flags: tuple[FlagKind, ...] = ()
    ended: str = ""
    asks: tuple[Text, ...] = ()
    says: tuple[Text, ...] = ()
    never_says: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _names_metrics(self) -> Expectations:
        unknown = sorted(set(self.metrics) - set(METRICS))
        if unknown:
            raise ValueError(f"no metric {unknown[0]!r}; allowed: {', '.join(sorted(METRICS))}")
        return self


class Scenario(Frozen):
    """One eval case; `name` is the file's name without its ending.

    `guides` are "sample" (those that ship with the program), one of these by its name, files beside the
    scenario, or texts made for it.
    `rubric` gives criteria their weights in percent. A scenario with a `known_failure` (the reason) is
    expected to fail, and told when it passes.
    """

    name: str
    about: Text
    tags: tuple[Text, ...] = ()
    guides: Annotated[tuple[Literal["sample"] | Text | InlineGuide, ...], Field(min_length=1)] = ("sample",)
    mode: Mode = Mode.STUDY
    round: Round = Round.WHOLE
    minutes: Annotated[float, Field(gt=0, le=240)] = 10.0
    seed: int = 1
    rubric: dict[Text, Annotated[float, Field(gt=0, le=100)]] = Field(default_factory=dict)
    candidate: CandidateSpec
    expect: Expectations = Expectations()
    known_failure: str = ""
