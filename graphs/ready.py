"""What nobody needs before the first answer, and the first answer needs at once."""

from __future__ import annotations

from importlib import import_module

from knowledge.base import KnowledgeBase

_WHO_WAIT = ("coach.agent", "evaluator.agent", "evaluator.gather", "follow_up_prober.agent")
"""The agents' modules that `graphs.nodes` imports when they are first used."""


def make_ready(knowledge: KnowledgeBase) -> None:
    """Import those who judge, probe and coach, and open what they search and read with, in `knowledge`."""
    for name in _WHO_WAIT:
        import_module(f"agents.{name}")
    knowledge.open()
