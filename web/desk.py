"""What was put on the page and lies there as long as it runs: a posting, the new questions of a debrief."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.debrief.debriefing import Heard
from domain.posting import Posting


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A transcript that became the session `session_id`; `questions` is the file of those that are new."""

    session_id: str
    heard: Heard
    questions: bytes


@dataclass(slots=True)
class Desk:
    """The posting that was looked at last, and the debriefs taken in, by their sessions."""

    posting: Posting | None = None
    debriefs: dict[str, TakenIn] = field(default_factory=dict)
