"""A recorded session as a scenario, so that a complaint becomes a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from app.settings import SAMPLE_GUIDES
from domain.errors import InterviewError
from domain.interview import MessageKind, Session, Turn, TurnKind
from evals.playing.loading import made
from models.privacy import Masks


def scenario_text(session: Session, turns: Sequence[Turn], names: Sequence[str] = ()) -> str:
    """The YAML of a scenario that says word for word what was said in `session`, personal data masked.

    `names` are masked besides what is recognised. The guides are named by their places and not copied; a
    home folder, which is often called by its owner's name, is "~". The questions stand in what is expected:
    an agenda that has become another makes the answers senseless. Raises `InterviewError` where nothing was
    said, or where the session was a drill, whose questions a scenario cannot choose.
    """
    if session.drill:
        raise InterviewError(f"Session {session.id} is a drill; only an interview can become a scenario.")
    masks = Masks(names)
    lines = [_line(turn, masks) for turn in turns if turn.message is not None]
    if not lines:
        raise InterviewError(f"Nothing was said in session {session.id}, so there is nothing to play again.")
    given: dict[str, Any] = {
        "about": f"What was said in session {session.id}; say in expect what should have come of it.",
        "tags": ["from-life"],
        "guides": [_place(Path(guide), session) for guide in session.guides],
        "mode": session.mode.value,
        "minutes": session.minutes,
        "seed": session.seed,
        "candidate": {"script": lines},
        "expect": {
            "asks": [turn.question.talking_point_id for turn in turns if turn.kind is TurnKind.QUESTION],
            "metrics": {"questions": {"at_least": 1}},
        },
    }
    made(given, f"session {session.id}", name="from-session")
    return yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=100)


def _place(path: Path, session: Session) -> str:
    if session.imported:
        # A stranger's places are names; whoever plays the scenario puts guides of such names beside it.
        return path.name
    if path == SAMPLE_GUIDES:
        return "sample"
    if path.parent == SAMPLE_GUIDES:
        return path.name
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def _line(turn: Turn, masks: Masks) -> str:
    message = turn.message
    assert message is not None  # the caller took the turns that have one
    if message.kind is MessageKind.ANSWER:
        return masks.mask(message.text)
    return f"/{message.kind.value}"
