"""What could be done where nothing is to be drilled."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer.drilling import DrillKind
from app.display.labels import label
from app.practice.progress import by_drill, command_of, worth_doing
from domain.interview import ENGLISH
from domain.mastery import Standing
from domain.report import Drill


def instead(found: Sequence[Standing], kind: DrillKind | None, language: str = ENGLISH) -> tuple[Drill, ...]:
    """What could be done in place of a drill of `kind`, each with its command; None stands for a warm-up.

    There is always something: an interview at least. It is told in `language`.
    """
    by_kind = by_drill(found)
    others = [
        wanted.drill
        for wanted in worth_doing(by_kind, language)
        if wanted.kind is not None and wanted.kind is not kind
    ]
    if kind is not None and by_kind[kind]:
        command = f"{command_of(kind)} --ahead"
        others.append(Drill(text=label("instead_ahead", language), command=command))
    if kind is not None and any(by_kind.values()):
        others.append(Drill(text=label("instead_warm_up", language), command="interview warm-up"))
    others.append(Drill(text=label("instead_interview", language), command="interview start"))
    return tuple(others)
