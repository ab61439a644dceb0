"""An agenda in a line."""

from __future__ import annotations

from collections import Counter

from app.display.labels import label
from domain.interview import ENGLISH, Agenda, Phase

_ONE_OR_MANY = {
    Phase.STORY: ("part_one_story", "part_stories"),
    Phase.CONCERN: ("part_one_concern", "part_concerns"),
}
_PARTS = {
    Phase.OPENING: "part_opening",
    Phase.TECHNICAL: "part_technical",
    Phase.CODING: "part_coding",
    Phase.REVIEW: "part_review",
    Phase.DESIGN: "part_design",
    Phase.CLOSING: "part_closing",
    Phase.THEIR_QUESTIONS: "part_your_questions",
}


def agenda_line(agenda: Agenda, language: str = ENGLISH) -> str:
    """The agenda in a line: "45 min · opening · 2 stories · 4 technical"."""
    counts = Counter(item.phase for item in agenda.items)
    parts = [label("minutes", language, count=f"{agenda.minutes:g}")]
    for phase, count in counts.items():
        one, many = _ONE_OR_MANY.get(phase) or (_PARTS[phase], _PARTS[phase])
        parts.append(label(one if count == 1 else many, language, count=count))
    return " · ".join(parts)
