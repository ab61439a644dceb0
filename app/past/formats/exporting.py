"""A session as a file that can be imported again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.past.formats.archive import SCHEMA, Archive
from domain.interview import SessionStatus
from domain.shown import shown_in_json


def as_json(archive: Archive, states: Mapping[int, Mapping[str, Any]] | None = None) -> str:
    """`archive` as JSON that `app.past.importing` reads; with `states` it can be resumed and forked there."""
    told = archive.model_copy(update={"states": tuple(dict(state) for state in (states or {}).values())})
    if states and told.session.status is SessionStatus.OPEN:
        # A turn that was put just before a crash, with no state yet, is put again when the session goes on.
        last = max(states)
        told = told.model_copy(update={"turns": tuple(turn for turn in told.turns if turn.number <= last)})
    return shown_in_json(
        json.dumps({"schema": SCHEMA, **told.model_dump(mode="json")}, ensure_ascii=False, indent=1)
    )
