"""Drawings of the compiled graphs for docs/architecture.md: `python -m graphs.drawing` renews them there."""

from __future__ import annotations

import re
from pathlib import Path

from graphs.interview import interview_graph

ARCHITECTURE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
_FENCE = re.compile(r"(?<=<!-- interview graph -->\n)```mermaid\n.*?```", re.DOTALL)


def drawing() -> str:
    """The interview's graph as a fenced Mermaid diagram, drawn from the compiled graph."""
    return f"```mermaid\n{interview_graph().compile().get_graph().draw_mermaid().strip()}\n```"


def drawn(document: str) -> str:
    """`document` with the drawing of today in the place that is marked for it."""
    return _FENCE.sub(lambda _: drawing(), document)


if __name__ == "__main__":
    ARCHITECTURE.write_text(drawn(ARCHITECTURE.read_text(encoding="utf-8")), encoding="utf-8")
