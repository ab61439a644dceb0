"""The tools that tell what is known: of the guides, and of what was practised."""

from __future__ import annotations

import asyncio
from typing import Annotated

from pydantic import Field

from app.bootstrap.memory import now
from app.choices import StatusName
from app.commands.kinds import wanted_kinds
from app.past import listing, replaying
from app.practice import progress as progressing
from app.practice.progress import Progress
from assistants import told, told_guides, told_past
from assistants.holding import Sessions
from assistants.plainly import tool
from assistants.tools import Person, Session
from domain.errors import BadSetting, InterviewError
from domain.interview import Mode, SessionStatus


class Knowing:
    """What looks, and changes nothing. What is said of each tool is for the assistant."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @tool
    async def search_guides(
        self,
        query: Annotated[str, Field(description="What to find.", min_length=1, max_length=2000)],
        most: Annotated[int, Field(description="How many passages at most.", ge=1, le=50)] = 5,
        kinds: Annotated[
            list[str] | None,
            Field(description="Only these kinds of talking point: star_story, fact and so on."),
        ] = None,
        guides: Annotated[list[str] | None, Field(description="Only these guides, by their names.")] = None,
    ) -> told_guides.Findings:
        """Search the candidate's guides: passages with their places and how well they fit (0 to 1)."""
        wanted = wanted_kinds(kinds)
        opened = await self._sessions.shelf.opened()
        names = {guide.name for guide in opened.library.guides}
        if unknown := sorted(set(guides or ()) - names):
            raise BadSetting(f"There is no guide {unknown[0]!r} here. There is: {', '.join(sorted(names))}.")
        knowledge = opened.knowledge
        passages = await asyncio.to_thread(
            lambda: knowledge.search(query, k=most, kinds=wanted, guides=guides or None)
        )
        return told_guides.Findings(
            passages=tuple(
                told_guides.found(each, knowledge.point(each.talking_point_id)) for each in passages
            )
        )

    @tool
    async def check_guides(self, person: Person = "") -> told_guides.Contradictions:
        """Where the candidate's guides contradict themselves, with both places and what would be asked."""
        opened = await self._sessions.shelf.opened(person=person.strip() or None)
        return told_guides.Contradictions(found=opened.contradictions)

    @tool
    async def show_progress(self, person: Person = "") -> Progress:
        """How well the talking points sit, what is due, how interviews went, and what to do next."""
        opened = await self._sessions.shelf.opened(person=person.strip() or None)
        memory = self._sessions.memory
        practices, sessions = await memory.mastery.practices(), await memory.store.sessions()
        place = self._sessions.settings.place
        return progressing.progress(opened.library.talking_points, practices, sessions, now(), place)

    @tool
    async def show_report(self, session: Session) -> told_past.ShownReport:
        """The report of a finished session, with the feedback on each question."""
        found = await self._sessions.session(session)
        report = await self._sessions.store(found).report(found.id)
        if report is None:
            raise InterviewError(
                f"Session {session} is still open, so it has no report. resume_interview goes on with it; "
                "stop_interview ends it."
            )
        turns = await self._sessions.turns(found)
        feedback = tuple(each for turn in turns if (each := told.feedback(turn)) is not None)
        return told_past.ShownReport(
            session=told_past.summary(found), report=told.report(report, found), feedback=feedback
        )

    @tool
    async def list_sessions(
        self,
        status: Annotated[StatusName | None, Field(description="Only the open or only the finished.")] = None,
        most: Annotated[int, Field(description="How many at most.", ge=1, le=200)] = 20,
    ) -> told_past.Sessions:
        """The candidate's interviews and drills, the one touched last first."""
        memory = self._sessions.memory
        interviews, problems = await listing.readable(memory.store)
        drills, more = await listing.readable(memory.drills)
        known = sorted([*interviews, *drills], key=lambda session: session.updated_at, reverse=True)
        chosen = listing.select(known, listing.Wanted(status))
        return told_past.Sessions(
            sessions=tuple(told_past.summary(session) for session in chosen[:most]),
            more=len(chosen[most:]),
            problems=(*problems, *more),
        )

    @tool
    async def replay_session(
        self,
        session: Session,
        first: Annotated[int | None, Field(description="The first turn to show.", ge=1)] = None,
        last: Annotated[int | None, Field(description="The last turn to show.", ge=1)] = None,
    ) -> told_past.Transcript:
        """What was asked and said in a session, turn by turn, and what came of it."""
        found = await self._sessions.session(session)
        turns = replaying.between(await self._sessions.turns(found), found.id, first, last)
        judged = found.mode is Mode.STUDY or found.status is SessionStatus.FINISHED
        return told_past.Transcript(
            session=told_past.summary(found),
            turns=tuple(told_past.exchange(turn, judged=judged) for turn in turns),
        )
