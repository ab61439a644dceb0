"""What was said and shown in a session before, as entries of a thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import quote

from app.past.replaying import SceneKind, scenes
from app.past.transcript import by_question, said
from domain.interview import Session, Turn
from domain.spoken import Spoken
from web.rooms.entries import Asked, Entry, Judged, Said


def remembered(
    session: Session, turns: Sequence[Turn], recordings: Collection[str] = ()
) -> list[tuple[Entry, float]]:
    """The entries in their order, each with the seconds that it came after the one before.

    `recordings` are the names of those that are there to be heard again.
    """
    answers = {asked.question.id: asked.answer for asked in by_question(turns)}
    found: list[tuple[Entry, float]] = []
    for scene in scenes(session, turns):
        entry: Entry
        match scene.kind:
            case SceneKind.ASKED:
                entry = Asked(scene.turn, scene.position, session.planned, scene.follow_ups)
            case SceneKind.SAID:
                message = scene.turn.message
                spoken = message.spoken if message is not None else None
                work = message.work if message is not None else None
                words = said(scene.turn, work=False)
                entry = Said(words, spoken, addresses(session.id, spoken, recordings), work)
            case SceneKind.FEEDBACK:
                entry = Judged(scene.turn, answers.get(scene.turn.question.id, ""))
        found.append((entry, scene.after))
    return found


def addresses(session_id: str, spoken: Spoken | None, recordings: Collection[str]) -> tuple[str, ...]:
    """Where the recordings of an answer are heard, of those of the session that are there."""
    names = spoken.audio.split() if spoken is not None else []
    return tuple(
        f"/past/{quote(session_id, safe='')}/audio/{quote(name, safe='')}"
        for name in names
        if name in recordings
    )
