"""Who asks each question of a round: where several may, they take turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from agents.interviewer.agenda.stages import Stage
from agents.interviewer.rounds import RoundRules
from domain.interview import AgendaItem
from domain.rounds import Role


def with_voices(
    stages: Sequence[Stage], chosen: Sequence[Sequence[AgendaItem]], rules: RoundRules
) -> list[list[AgendaItem]]:
    """The questions of each stage, each with the one who asks it.

    Of those who may, it is somebody else than before, and whoever was heard least.
    """
    heard: Counter[Role] = Counter()
    last: Role | None = None
    spoken: list[list[AgendaItem]] = []
    for stage, items in zip(stages, chosen, strict=True):
        voices = rules.voices_in(stage.part)
        spoken.append([])
        for item in items:
            last = min(voices, key=partial(_turn, last, heard), default=None)
            if last is not None:
                heard[last] += 1
            spoken[-1].append(item.model_copy(update={"by": last}))
    return spoken


def _turn(last: Role | None, heard: Mapping[Role, int], role: Role) -> tuple[bool, int]:
    return role is last, heard[role]
