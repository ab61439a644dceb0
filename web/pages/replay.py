"""A past session as it was shown, played again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nicegui import ui

from app.display import words
from app.display.rounds import mode_of
from app.past.formats.archive import Archive, collect
from app.past.transcript import spoken_in
from domain.errors import InterviewError
from domain.interview import Mode
from voice import keeping
from web.house import Here
from web.parts.elements import link, tag
from web.parts.layout import failed, page
from web.parts.replay import Replay
from web.parts.thread import ThreadView
from web.rooms.entries import Entry, Judged, Reported
from web.rooms.remembering import remembered
from web.rooms.thread import Thread


def register() -> None:
    """Put the page at `/past/…/replay`."""

    @ui.page("/past/{session_id}/replay")
    async def replay(house: Here, session_id: str) -> None:
        with page(f"Replay {session_id}", "/past"):
            try:
                archive = await collect(house.memory.store, session_id)
            except InterviewError as error:
                failed(error)
                return
            session = archive.session
            tag("h1", f"Interview {session.id}, again")
            with tag("p", "", "notice"):
                tag("span", f"{words.when(session.started_at)} · {mode_of(session)} · ")
                link("All of it at once", f"/past/{session.id}")
            shown = scenes_of(archive, keeping.names(house.memory.audio, session.id))
            if not shown:
                tag("p", "Nothing was asked yet.")
                return
            thread = Thread()
            thread.entries.extend(entry for entry, _ in shown)
            replaying = Replay([after for _, after in shown])
            ThreadView(thread, replaying, None).sync()


def scenes_of(archive: Archive, recordings: Collection[str] = ()) -> Sequence[tuple[Entry, float]]:
    """What the session showed, each with the seconds before it.

    A real interview's feedback came at its end, as every report does. `recordings` are the names of those
    that were kept with it.
    """
    shown = remembered(archive.session, archive.turns, recordings)
    if archive.report is None:
        return shown
    if archive.session.mode is Mode.REAL:
        study = archive.session.model_copy(update={"mode": Mode.STUDY})
        shown += [(entry, 0.0) for entry, _ in remembered(study, archive.turns) if isinstance(entry, Judged)]
    return [*shown, (Reported(archive.report, archive.session, spoken_in(archive.turns)), 0.0)]
