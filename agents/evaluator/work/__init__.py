"""Work that is handed in: judged by what it does, how it is made, and what was asked and said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.later import later

if TYPE_CHECKING:
    from agents.evaluator.work import judging
else:
    judging = later("agents.evaluator.work.judging")

__all__ = ["judging"]
