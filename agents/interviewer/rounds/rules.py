"""The rules of a round, as its file has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from domain.rounds import Part, Role, Round
from domain.values import Frozen, Share
from domain.work import WorkKind
from language.tables import read_yaml


class RoundRules(Frozen):
    """What a round asks about, in its order, with shares of the time that sum to 1; who speaks in which part.

    `voices` names the roles that take turns in a part, "any" those of every other part; nobody in particular
    where it is empty. An answer's time is planned `room` times as long, for its follow-ups. `follow_ups` is
    the most that a question may have, and an answer from the score `good_enough` on is dug into no more.
    `raises_doubts` says whether contradictions of the guides come up. `tasks` is what is handed in there,
    None where words answer.
    """

    asks: Mapping[Part, Share] = Field(default_factory=dict)
    voices: Mapping[Part | str, tuple[Role, ...]] = Field(default_factory=dict)
    room: float = Field(ge=1, le=4)
    follow_ups: int = Field(ge=0, le=6)
    good_enough: Share
    raises_doubts: bool
    tasks: WorkKind | None = None

    @model_validator(mode="after")
    def _shares_are_a_whole(self) -> RoundRules:
        if self.asks and abs(sum(self.asks.values()) - 1) > 0.001:
            raise ValueError(f"the shares sum to {sum(self.asks.values()):g}, not to 1")
        return self

    def voices_in(self, part: Part | None) -> tuple[Role, ...]:
        """The roles that ask in `part`, None for what no part is about; none where nobody in particular."""
        return (self.voices.get(part) if part is not None else None) or self.voices.get("any", ())


@cache
def rules_of(held: Round) -> RoundRules:
    """The rules of a round."""
    file = Path(__file__).with_name(f"{held.value}.yaml")
    return RoundRules.model_validate(read_yaml(file))
