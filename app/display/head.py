"""The lines at the head of an interview or a drill: guides, database, language model, agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.memory import Memory, eviction_warning
from app.display.screen import Screen
from app.display.unread import not_understood
from app.settings import AGENTS, Settings
from domain.interview import Agenda, Phase
from knowledge.library import Library


def tell_guides(screen: Screen, library: Library, where: Sequence[Path]) -> None:
    """The head's lines about the guides in `where`: how many, what was not read, what was not understood."""
    points = len(library.talking_points)
    read = len(library.guides)
    screen.line("Guides", f"{read} read, {points} talking points   (interview talking-points shows them)")
    for problem in library.unreadable:
        screen.notice(f"not read: {problem}")
    for missed in not_understood(library.unread, where):
        screen.notice(missed)


def tell_memory(screen: Screen, memory: Memory) -> None:
    """The head's line about the database."""
    screen.line("Memory", memory.redis.describe().replace(str(Path.home()), "~"))
    if warning := eviction_warning(memory):
        screen.notice(warning)


def tell_model(screen: Screen, settings: Settings) -> None:
    """The head's line about the language model."""
    models = sorted({settings.model_for(agent) for agent in AGENTS} - {""})
    screen.line(
        "Model",
        ", ".join(models) if models else "none: drafts only   (interview doctor tells how to add one)",
    )
    if not settings.mask and (models or settings.embeddings):
        where = [
            *(["the model"] if models else []),
            *(["the embedding server"] if settings.embeddings else []),
        ]
        screen.notice(f"--no-mask: what you say and your guides go to {' and '.join(where)} as they are.")
    if not models:
        return
    most = [f"{settings.model_budget:,} tokens"] if settings.model_budget is not None else []
    if settings.model_budget_dollars is not None:
        most.append(f"${settings.model_budget_dollars:,.2f}")
    if most:
        screen.notice(f"At most {' and '.join(most)} in this session; after that, drafts.")


def agenda_line(agenda: Agenda) -> str:
    """The agenda in a line: "45 min · opening · 2 stories · 4 technical"."""
    names = {Phase.STORY: ("story", "stories"), Phase.CONCERN: ("concern", "concerns")}
    counts = Counter(item.phase for item in agenda.items)
    parts = [f"{agenda.minutes:g} min"]
    for phase, count in counts.items():
        if phase in (Phase.OPENING, Phase.CLOSING, Phase.THEIR_QUESTIONS):
            parts.append(phase.value)
        else:
            one, many = names.get(phase, (phase.value, phase.value))
            parts.append(f"{count} {one if count == 1 else many}")
    return " · ".join(parts)
