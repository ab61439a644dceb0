"""What one can do with sessions that were: list them, read them, delete them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from app import terminal
from app.bootstrap.memory import Memory, now, open_memory, session_or_last
from app.choices import ModeName, SortName, StatusName
from app.commands.options import AsJson, SessionId
from app.display import words
from app.display.complaints import complain
from app.display.labels import label
from app.display.rounds import mode_of
from app.past import listing, tables
from app.past.transcript import transcript
from domain.errors import InterviewError, StoredByNewerVersion, UnknownSession
from domain.interview import Mode, Session
from domain.later import later
from domain.usage import Usage, total
from memory.records import DamagedRecord

if TYPE_CHECKING:
    from app.past import forgetting, replaying
    from app.past.formats import markdown as document
else:
    document = later("app.past.formats.markdown")
    forgetting = later("app.past.forgetting")
    replaying = later("app.past.replaying")


async def sessions(
    status: Annotated[
        StatusName | None, typer.Option("--status", help="Only the open or only the finished ones.")
    ] = None,
    guide: Annotated[str, typer.Option("--guide", help="Only over guides with this in their path.")] = "",
    mode: Annotated[ModeName | None, typer.Option("--mode", help="Only of this mode.")] = None,
    since: Annotated[
        str, typer.Option("--since", help="Only begun since: a date (2026-05-04) or how long ago (7d, 12h).")
    ] = "",
    sort: Annotated[
        SortName | None, typer.Option("--sort", help="The newest, best or longest first.")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    as_json: AsJson = False,
) -> None:
    """List your sessions, the one touched last first."""
    screen = terminal.screen()
    begun = listing.moment(since, now()) if since else None
    async with open_memory(terminal.settings()) as memory:
        known, problems = await listing.readable(memory.store)
        chosen = listing.select(known, listing.Wanted(status, mode, guide, begun), sort, reverse=reverse)
        usage = {session.id: await _usage(memory, session.id) for session in chosen}
    for problem in problems:
        complain(problem)
    if as_json:
        terminal.print_json(
            [{**session.model_dump(mode="json"), "usage": usage[session.id]} for session in chosen]
        )
    elif not known and not problems:
        screen.notice("No sessions yet. `interview start` begins one.")
    elif not chosen:
        screen.notice(f"None of your {len(known)} sessions is like that.")
    else:
        tables.show_sessions(screen.console, chosen, usage)


async def report(session_id: SessionId = "", as_json: AsJson = False) -> None:
    """Show the report of a session again, as it was made."""
    screen = terminal.screen()
    async with open_memory(terminal.settings()) as memory:
        session = await session_or_last(memory, session_id)
        found = await memory.store.report(session.id)
    if found is None:
        raise InterviewError(
            f"Session {session.id} is still open, so it has no report. "
            f"`interview resume {session.id}` goes on; /stop ends it."
        )
    if as_json:
        terminal.print_json(found)
    else:
        screen.report(found, session)


async def replay(
    session_id: SessionId = "",
    speed: Annotated[
        float, typer.Option("--speed", min=0, help="0: at once; 1: as fast as it was; 4: four times as fast.")
    ] = 0.0,
    first: Annotated[int | None, typer.Option("--from", min=1, help="The first turn to show.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1, help="The last turn to show.")] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
) -> None:
    """Read a session again, as it was shown; needs no guides, no index and no model."""
    screen = terminal.screen()
    async with open_memory(terminal.settings()) as memory:
        session = await session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        found = await memory.store.report(session.id)
        usage = await memory.store.usage(session.id)
    chosen = replaying.between(turns, session.id, first, last)
    if chosen != turns[len(turns) - len(chosen) :]:
        # The report came after the last turn.
        found = None
    if as_json:
        told = {"session": session, "turns": chosen, "report": found, "usage": usage}
        terminal.print_json(told)
        return
    if markdown:
        print(document.as_shown(session, chosen, found, feedback=session.mode is Mode.STUDY), end="")
        return
    numbers = {turn.number for turn in chosen}
    shown = [scene for scene in replaying.scenes(session, turns) if scene.turn.number in numbers]
    _tell_session(session)
    await replaying.play(shown, session, found, screen, speed, asyncio.sleep)


async def forget(
    session_id: Annotated[str, typer.Argument(metavar="SESSION", help="The session's id.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="All sessions, and all else that is kept.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Delete a session, or everything: every key of it."""
    if bool(session_id) == everything:
        raise typer.BadParameter("Name one session, or say --all.")
    screen = terminal.screen()
    async with open_memory(terminal.settings()) as memory:
        if not session_id:
            count = len(await memory.store.ids())
            if not yes:
                typer.confirm(f"Delete all {count} sessions and what was learned from them?", abort=True)
            await forgetting.forget_all(memory)
            screen.notice(f"Everything is deleted: {count} sessions.")
            return
        # What is damaged can still be deleted.
        with contextlib.suppress(DamagedRecord):
            await memory.store.session(session_id)
        if not yes:
            typer.confirm(f"Delete session {session_id} for good?", abort=True)
        await forgetting.forget(memory, session_id)
    screen.notice(f"Session {session_id} is deleted.")


async def _usage(memory: Memory, session_id: str) -> Usage:
    """What language models took of a session, as far as it can be read."""
    try:
        return total(turn.whole for turn in await memory.store.usage(session_id))
    except (DamagedRecord, StoredByNewerVersion, UnknownSession):
        return Usage()


def _tell_session(session: Session) -> None:
    screen = terminal.screen()
    forked = f" · forked from {session.forked_from}" if session.forked_from else ""
    screen.line("Session", f"{session.id} · {words.when(session.started_at)} · {mode_of(session)}{forked}")
    if session.unmasked:
        screen.notice(f"{label('unmasked')}.")
    screen.blank()
