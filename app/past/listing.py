"""Which sessions a list shows, and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.choices import ModeName, SortName, StatusName
from app.past.revealing import session_revealed
from domain.errors import BadSetting, StoredByNewerVersion, UnknownSession
from domain.interview import Session
from memory.records import DamagedRecord
from memory.store import SessionStore

_AGO = re.compile(r"(\d{1,5})\s*([hdw])", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a session must be like to be listed; `guide` is a part of a guide's path, in any case."""

    status: StatusName | None = None
    mode: ModeName | None = None
    guide: str = ""
    since: datetime | None = None

    def holds(self, session: Session) -> bool:
        """Whether `session` is like that."""
        return (
            (self.status is None or session.status.value == self.status)
            and (self.mode is None or session.mode.value == self.mode)
            and (not self.guide or any(self.guide.lower() in guide.lower() for guide in session.guides))
            and (self.since is None or session.started_at >= self.since)
        )


def select(
    sessions: Sequence[Session], wanted: Wanted, sort: SortName | None = None, *, reverse: bool = False
) -> list[Session]:
    """The sessions that are `wanted`: the newest, the best or the longest first, turned round by `reverse`.

    Without `sort` they stay in the order given. Sessions without a score come last either way.
    """
    chosen = [session for session in sessions if wanted.holds(session)]
    match sort:
        case "begun":
            chosen.sort(key=lambda session: session.started_at, reverse=True)
        case "answered":
            chosen.sort(key=lambda session: session.answered, reverse=True)
        case "score":
            chosen.sort(key=lambda session: session.score or 0.0, reverse=True)
    if reverse:
        chosen.reverse()
    if sort == "score":
        chosen.sort(key=lambda session: session.score is None)
    return chosen


def moment(text: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The moment that `text` names: a date ("2026-05-04", at midnight in `zone`, by default the local one),
    a date with a time, or how long ago ("12h", "7d", "2w").

    Raises `BadSetting` for anything else.
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2].lower()])
    try:
        found = datetime.fromisoformat(text.strip())
        return found if found.tzinfo is not None else _placed(found, zone)
    except (ValueError, OverflowError) as error:
        raise BadSetting(
            f"--since {text!r} is no moment. Give a date (2026-05-04) or how long ago (12h, 7d, 2w)."
        ) from error


def _placed(found: datetime, zone: tzinfo | None) -> datetime:
    return found.replace(tzinfo=zone) if zone is not None else found.astimezone()


async def readable(store: SessionStore) -> tuple[list[Session], list[str]]:
    """The sessions as they may be seen now, the one touched last first, and a line on each that cannot be
    read."""
    found: list[Session] = []
    problems: list[str] = []
    for session_id in await store.ids():
        try:
            found.append(session_revealed(await store.session(session_id)))
        except (DamagedRecord, StoredByNewerVersion) as error:
            problems.append(str(error))
        except UnknownSession:
            # Forgotten meanwhile, or only half written when the program was killed.
            continue
    return sorted(found, key=lambda session: session.updated_at, reverse=True), problems
