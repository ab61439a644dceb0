"""What an assistant can read: guides, sessions, reports."""

from __future__ import annotations

from pydantic import TypeAdapter

from app.past.formats.markdown import as_shown
from assistants import told_guides, told_past
from assistants.holding import Sessions
from assistants.plainly import resource
from domain.errors import InterviewError, NoGuides
from domain.interview import Mode, SessionStatus

_GUIDES = TypeAdapter(tuple[told_guides.Guide, ...])
_POINTS = TypeAdapter(tuple[told_guides.Point, ...])


class Reading:
    """The resources, as texts: JSON for what is typed, Markdown for what is read."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @resource
    async def guides(self) -> str:
        """The candidate's guides, and how many talking points of each kind they have."""
        library = (await self._sessions.shelf.understood()).library
        return _GUIDES.dump_json(tuple(told_guides.guide(each) for each in library.guides), indent=1).decode()

    @resource
    async def talking_points(self, name: str) -> str:
        """What was understood of one guide: its talking points, with what a strong answer says."""
        library = (await self._sessions.shelf.understood()).library
        found = next((guide for guide in library.guides if guide.name == name), None)
        if found is None:
            names = ", ".join(guide.name for guide in library.guides)
            raise NoGuides(names, f"none of them is called {name!r}.")
        points = tuple(told_guides.point(each) for each in found.talking_points)
        return _POINTS.dump_json(points, indent=1).decode()

    @resource
    async def transcript(self, session: str) -> str:
        """A session as its candidate saw it, with the report where it is finished."""
        found = await self._sessions.session(session)
        turns = await self._sessions.turns(found)
        report = await self._sessions.store(found).report(found.id)
        over = found.status is SessionStatus.FINISHED
        return as_shown(found, turns, report, feedback=over or found.mode is Mode.STUDY)

    @resource
    async def report(self, session: str) -> str:
        """The report of a finished session."""
        found = await self._sessions.session(session)
        report = await self._sessions.store(found).report(found.id)
        if report is None:
            raise InterviewError(f"Session {session} is still open, so it has no report.")
        return as_shown(found, (), report, feedback=False)

    @resource
    async def sessions(self) -> str:
        """The candidate's interviews and drills, the one touched last first."""
        memory = self._sessions.memory
        known = [*await memory.store.sessions(), *await memory.drills.sessions()]
        known.sort(key=lambda session: session.updated_at, reverse=True)
        listed = told_past.Sessions(sessions=tuple(told_past.summary(session) for session in known))
        return listed.model_dump_json(indent=1)
