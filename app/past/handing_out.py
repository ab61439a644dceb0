"""A session handed out as a file's content, and taken in again."""

from __future__ import annotations

from dataclasses import dataclass

from app.bootstrap.graphs import compile_interview
from app.bootstrap.memory import Memory, new_session_id, now
from app.choices import FormatName
from app.past.formats import importing
from app.past.formats.archive import Archive, archive_revealed, collect
from app.past.formats.exporting import as_json
from app.past.formats.html import as_html
from app.past.formats.markdown import as_markdown
from app.past.revealing import tells_as_it_goes
from app.past.states import waiting_states
from app.practice.progress import progress_of
from app.settings import Settings
from domain.interview import Session, SessionStatus


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A session that was taken in: `archive` is the file's, whose id it may not have.

    `renamed` says that and why in a sentence, "" where it has; `goes_on` is whether it can be gone on with.
    """

    session: Session
    archive: Archive
    renamed: str
    goes_on: bool

    @property
    def told(self) -> str:
        """What came of it, in a sentence."""
        return f"Session {self.session.id} is in, with {len(self.archive.turns)} turns."


async def handed_out(memory: Memory, settings: Settings, session_id: str, form: FormatName) -> str:
    """The session as the content of a file, with what may be seen of it now. Raises `UnknownSession`."""
    archive = await collect(memory.store, session_id)
    match form:
        case "json":
            states = await waiting_states(compile_interview(memory), archive.session.id)
            return as_json(archive, states, sealed=not tells_as_it_goes(archive.session))
        case "markdown":
            return as_markdown(archive_revealed(archive))
        case "html":
            shown = archive_revealed(archive)
            return as_html(shown, await progress_of(memory, shown.session, settings))


async def taken_in(memory: Memory, archive: Archive) -> TakenIn:
    """Keep the session of a file; nothing is overwritten."""
    taken = await memory.store.ids()
    session = await importing.take_in(
        archive, memory.store, compile_interview(memory), taken, lambda: new_session_id(taken, now())
    )
    renamed = ""
    if session.id != archive.session.id:
        why = "is taken" if archive.session.id in taken else "cannot be typed"
        renamed = f"The id {archive.session.id!r} {why}, so this one is {session.id}."
    goes_on = session.status is SessionStatus.OPEN and bool(archive.states)
    return TakenIn(session, archive, renamed, goes_on)
