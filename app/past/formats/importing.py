"""A session out of a file."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.follow_up_prober.policy import Weakness
from app.past.forking import put_transcript
from app.past.formats.archive import SCHEMA, Archive
from app.past.formats.exporting import SEALED
from app.past.formats.sealing import BrokenSealError, opened
from app.past.states import put_states
from domain.errors import InterviewError, StoredByNewerVersion
from domain.interview import Agenda, CandidateMessage, FollowUp, Question, Session, SessionStatus
from domain.shown import shown
from domain.values import Count, Seconds, Share
from domain.verdict import Verdict
from graphs.interview import Graph
from memory.store import SessionStore

_MOST = 2**63 - 1
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class NotAnExport(InterviewError):
    """A file is not what `interview export` writes."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is no session that `interview export --format json` wrote: {why}.")


class _Closed(BaseModel):
    """The turn that was coached last, and the score it was counted with."""

    turn: int = Field(ge=1)
    score: Share


class _Waiting(BaseModel):
    """What must hold of a waiting state, so that no node meets a value it cannot read."""

    model_config = ConfigDict(extra="allow")

    session: Session
    agenda: Agenda
    position: Count
    question: Question
    asked: str
    turn: int = Field(ge=1)
    message: CandidateMessage | None = None
    answers: list[str]
    earlier: list[str]
    verdict: Verdict | None
    weakness: Weakness | None
    follow_ups: list[FollowUp]
    hints: Count = 0
    elapsed: Seconds
    scored: Count
    score_sum: float = Field(ge=0, le=1_000_000_000)
    closed: _Closed | None = None
    ended: str


def read_archive(content: bytes, name: str) -> Archive:
    """The session in a file's bytes; `name` names the file in errors.

    Raises `NotAnExport`, and `StoredByNewerVersion` for the export of a later version of the program.
    """
    try:
        told = _read(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAnExport(name, "it is not JSON") from error
    schema = told.pop("schema", None) if isinstance(told, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise NotAnExport(name, "it has no schema number")
    if schema > SCHEMA:
        raise StoredByNewerVersion(name)
    if isinstance(seal := told.pop(SEALED, None), str):
        told |= _unsealed(seal, name)
    try:
        archive = Archive.model_validate(_without_controls(told))
        for state in archive.states:
            _Waiting.model_validate(state)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise NotAnExport(name, f"{place}: {first['msg'].lower()}") from error
    _check(archive, name)
    return archive


def _read(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number, parse_float=_finite, parse_int=_whole)


def _unsealed(seal: str, name: str) -> dict[str, Any]:
    """The fields that were sealed. Raises `NotAnExport`."""
    try:
        found = _read(opened(seal))
    except (BrokenSealError, ValueError, RecursionError) as error:
        raise NotAnExport(name, "what is sealed in it is damaged") from error
    if not isinstance(found, dict):
        raise NotAnExport(name, "what is sealed in it is no session's")
    return found


def renamed(archive: Archive, session_id: str) -> Archive:
    """`archive` as the session `session_id`."""
    old = archive.session.id
    report = archive.report
    if report is not None:
        drills = tuple(
            drill.model_copy(update={"command": _renamed_word(drill.command, old, session_id)})
            for drill in report.drills
        )
        report = report.model_copy(update={"session_id": session_id, "drills": drills})
    return archive.model_copy(
        update={
            "session": archive.session.model_copy(update={"id": session_id}),
            "report": report,
            "states": tuple(
                {**state, "session": {**state["session"], "id": session_id}} for state in archive.states
            ),
        }
    )


async def take_in(
    archive: Archive, store: SessionStore, graph: Graph, taken: Sequence[str], new_id: Callable[[], str]
) -> Session:
    """Keep `archive`; under an id from `new_id` where its own is in `taken` or could not be typed."""
    if archive.session.id in taken or not _ID.fullmatch(archive.session.id):
        archive = renamed(archive, new_id())
    archive = _of_a_stranger(archive)
    session = archive.session
    await put_transcript(store, session, archive.turns)
    if archive.report is not None:
        await store.put_report(session.id, archive.report)
    for rescoring in archive.rescorings:
        await store.add_rescoring(session.id, rescoring)
    for usage in archive.usage:
        await store.put_usage(session.id, usage)
    if archive.states:
        await put_states(graph, session.id, list(archive.states))
    return session


def _of_a_stranger(archive: Archive) -> Archive:
    """`archive` with its guides as names alone, in the states that it goes on from, too."""
    return archive.model_copy(
        update={
            "session": archive.session.model_copy(update={"imported": True}),
            "states": tuple(
                {**state, "session": {**state["session"], "imported": True}} for state in archive.states
            ),
        }
    )


def _check(archive: Archive, name: str) -> None:
    """What no single value tells: turns in order, states that belong to them."""
    numbers = [turn.number for turn in archive.turns]
    if numbers != list(range(1, len(numbers) + 1)):
        raise NotAnExport(name, "its turns are not numbered 1, 2, 3, …")
    if archive.report is not None and archive.report.session_id != archive.session.id:
        raise NotAnExport(name, "its report is about another session")
    counted = [usage.turn for usage in archive.usage]
    if counted != sorted(set(counted)) or not set(counted) <= {0, *numbers}:
        raise NotAnExport(name, "its usage does not belong to its turns")
    waited = [state["turn"] for state in archive.states]
    if waited != sorted(set(waited)) or not set(waited) <= set(numbers):
        raise NotAnExport(name, "its states do not belong to its turns")
    if any(state["session"]["id"] != archive.session.id for state in archive.states):
        raise NotAnExport(name, "its states are of another session")
    # Without any state an open session can still be read; with another's turn it would go on wrongly.
    if archive.session.status is SessionStatus.OPEN and waited and waited[-1] != numbers[-1]:
        raise NotAnExport(name, "the session is open, and its last turn has no state")


def _without_controls(value: Any) -> Any:
    """`value` with every text as it can be shown. Lengths, and so the places of quotes, stay as they were."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return [_without_controls(item) for item in value]
    if isinstance(value, dict):
        return {_without_controls(key): _without_controls(item) for key, item in value.items()}
    return value


def _renamed_word(text: str, old: str, new: str) -> str:
    return " ".join(new if word == old else word for word in text.split(" "))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is too large")
    return number


def _whole(text: str) -> int:
    # What the database and the graph's states hold of a number has 64 bits.
    number = int(text) if len(text) < 20 else _MOST + 1
    if abs(number) > _MOST:
        raise ValueError(f"{text[:20]}… is too large")
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
