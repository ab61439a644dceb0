"""The lines at the head of an interview or a drill: guides, database, language model, agenda."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.bootstrap.memory import Memory, eviction_warning
from app.display.screen import Screen
from app.settings import AGENTS, Settings
from domain.interview import Agenda, Phase
from knowledge.library import Library

_MANY_LINES = 10
_MANY_OF_ALL = 0.1
"""So many lines that were not understood, or this share of a guide, are told at the start."""


def tell_guides(screen: Screen, library: Library) -> None:
    """The head's line about the guides, and one for each that could not be read."""
    points = len(library.talking_points)
    read = len(library.guides)
    screen.line("Guides", f"{read} read, {points} talking points   (interview talking-points shows them)")
    for problem in library.unreadable:
        screen.notice(f"not read: {problem}")
    if missed := not_understood(library):
        screen.notice(missed)


def not_understood(library: Library) -> str:
    """How many lines of which guides ended up in no talking point; "" where they are few."""
    many = {
        guide.name: len(guide.unparsed)
        for guide in library.guides
        if len(guide.unparsed) >= _MANY_LINES or len(guide.unparsed) >= _MANY_OF_ALL * max(guide.lines, 1)
    }
    if not many:
        return ""
    lines = sum(many.values())
    where = next(iter(many)) if len(many) == 1 else f"{len(many)} guides"
    were = "line of {} was" if lines == 1 else "lines of {} were"
    told = f"{lines} {were.format(where)} not understood"
    return f"{told}: interview talking-points --unparsed shows {'it' if lines == 1 else 'them'}"


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
