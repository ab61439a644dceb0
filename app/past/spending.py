"""What language models took of a session, agent by agent, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from domain.usage import TurnUsage, Usage, by_agent, told_cost, total

TITLE = "What the language model took"
COLUMNS = ("Agent", "Requests", "Tokens", "Seconds", "Cost")


def rows(turns: Sequence[TurnUsage]) -> list[tuple[str, ...]]:
    """A row for each agent under `COLUMNS`, and one for all; none where no model was asked."""
    agents = by_agent(turns)
    if not agents:
        return []
    named = [(agent.replace("_", " "), usage) for agent, usage in agents.items()]
    return [_row(*each) for each in (*named, ("all", total(agents.values())))]


def _row(name: str, usage: Usage) -> tuple[str, ...]:
    tokens = f"{'about ' if usage.estimated else ''}{usage.tokens:,}"
    cost = told_cost(usage) if usage.tokens else ""
    return name, str(usage.calls), tokens, f"{usage.milliseconds / 1000:.1f}", cost
