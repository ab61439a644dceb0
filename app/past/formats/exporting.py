"""A session as a file that can be imported again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.past.formats.archive import SCHEMA, UNSEALED, Archive, archive_revealed
from app.past.formats.sealing import sealed as as_seal
from domain.interview import SessionStatus
from domain.shown import shown_in_json

SEALED = "sealed"
"""Under this name stand, sealed, the fields that take the place of those beside it."""


def as_json(
    archive: Archive, states: Mapping[int, Mapping[str, Any]] | None = None, *, sealed: bool = False
) -> str:
    """`archive` as JSON that `app.past.importing` reads; with `states` it can be resumed and forked there.

    Where it is to be `sealed`, what may not be seen now cannot be read in it.
    """
    told = archive.model_copy(update={"states": tuple(dict(state) for state in (states or {}).values())})
    if states and told.session.status is SessionStatus.OPEN:
        # A turn that was put just before a crash, with no state yet, is put again when the session goes on.
        last = max(states)
        told = told.model_copy(update={"turns": tuple(turn for turn in told.turns if turn.number <= last)})
    whole = told.model_dump(mode="json")
    written = {"schema": UNSEALED, **whole}
    if sealed:
        seen = archive_revealed(told.model_copy(update={"states": ()})).model_dump(mode="json")
        hidden = {name: value for name, value in whole.items() if value != seen[name]}
        written = {"schema": SCHEMA, **seen, SEALED: as_seal(hidden)}
    return shown_in_json(json.dumps(written, ensure_ascii=False, indent=1))
