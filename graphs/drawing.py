"""Drawings of the compiled graphs for docs/architecture.md: `python -m graphs.drawing` renews them there."""

from __future__ import annotations

import re
from pathlib import Path

from graphs.interview import drill_graph, interview_graph

ARCHITECTURE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
_FENCE = re.compile(r"(<!-- (interview|drilling) graph -->\n)```mermaid\n.*?```", re.DOTALL)
_GRAPHS = {"interview": interview_graph, "drilling": drill_graph}


def drawing(name: str) -> str:
    """The graph called `name` as a fenced Mermaid diagram, drawn from the compiled graph."""
    return f"```mermaid\n{_GRAPHS[name]().compile().get_graph().draw_mermaid().strip()}\n```"


def drawn(document: str) -> str:
    """`document` with the drawings of today in the places that are marked for them."""
    return _FENCE.sub(lambda match: match[1] + drawing(match[2]), document)


if __name__ == "__main__":
    ARCHITECTURE.write_text(drawn(ARCHITECTURE.read_text(encoding="utf-8")), encoding="utf-8")
