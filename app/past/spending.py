"""What language models took of a session, agent by agent, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from agents.reasons.said import decimal, said
from agents.reasons.said import whole as figure
from agents.reasons.used import told_cost
from app.display.labels import label, of_agent
from domain.interview import ENGLISH
from domain.usage import TurnUsage, Usage, by_agent, total

_COLUMNS = ("column_agent", "column_requests", "column_tokens", "column_seconds", "column_cost")


def title(language: str = ENGLISH) -> str:
    """What stands above it."""
    return label("model_took", language)


def columns(language: str = ENGLISH) -> tuple[str, ...]:
    """The heads of the columns."""
    return tuple(label(key, language) for key in _COLUMNS)


def rows(turns: Sequence[TurnUsage], language: str = ENGLISH) -> list[tuple[str, ...]]:
    """A row for each agent under `columns`, and one for all; none where no model was asked."""
    agents = by_agent(turns)
    if not agents:
        return []
    named = [(of_agent(agent, language), usage) for agent, usage in agents.items()]
    whole = (label("all_agents", language), total(agents.values()))
    return [_row(*each, language) for each in (*named, whole)]


def _row(name: str, usage: Usage, language: str) -> tuple[str, ...]:
    tokens = figure(usage.tokens, language)
    if usage.estimated:
        tokens = said("usage.roughly", language, count=tokens)
    cost = told_cost(usage, language) if usage.tokens else ""
    return name, str(usage.calls), tokens, decimal(usage.milliseconds / 1000, 1, language), cost
