"""What one can do with sessions that were: list them, read them, delete them."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.choices import ModeName, SortName, StatusName
from app.commands.options import AsJson, SessionId
from domain.shown import shown_in_a_line

if TYPE_CHECKING:
    from app.bootstrap import Memory
    from domain.interview import Session
    from domain.usage import Usage


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("sessions")(sessions)
    app.command("report")(report)
    app.command("replay")(replay)
    app.command("forget")(forget)


def sessions(
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
    asyncio.run(_sessions(status, guide, mode, since, sort, reverse, as_json))


def report(session: SessionId = "") -> None:
    """Show the report of a session again, as it was made."""
    asyncio.run(_report(session))


def replay(
    session: SessionId = "",
    speed: Annotated[
        float, typer.Option("--speed", min=0, help="0: at once; 1: as fast as it was; 4: four times as fast.")
    ] = 0.0,
    first: Annotated[int | None, typer.Option("--from", min=1, help="The first turn to show.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1, help="The last turn to show.")] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
) -> None:
    """Read a session again, as it was shown; needs no guides, no index and no model."""
    asyncio.run(_replay(session, speed, first, last, as_json, markdown))


def forget(
    session: Annotated[str, typer.Argument(help="The session's id.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="All sessions, and all else that is kept.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Delete a session, or everything: every key of it."""
    if bool(session) == everything:
        raise typer.BadParameter("Name one session, or say --all.")
    asyncio.run(_forget(session, yes))


async def _sessions(
    status: StatusName | None,
    guide: str,
    mode: ModeName | None,
    since: str,
    sort: SortName | None,
    reverse: bool,
    as_json: bool,
) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415 -- only these commands read the database
    from app.past import listing, tables  # noqa: PLC0415

    screen = terminal.screen()
    begun = listing.moment(since, bootstrap.now()) if since else None
    async with bootstrap.open_memory(terminal.settings()) as memory:
        known, problems = await listing.readable(memory.store)
        chosen = listing.select(known, listing.Wanted(status, mode, guide, begun), sort, reverse=reverse)
        usage = {session.id: await _usage(memory, session.id) for session in chosen}
    for problem in problems:
        print(f"interview: {shown_in_a_line(problem)}", file=sys.stderr)
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


async def _usage(memory: Memory, session_id: str) -> Usage:
    """What language models took of a session, as far as it can be read."""
    from domain.errors import StoredByNewerVersion, UnknownSession  # noqa: PLC0415
    from domain.usage import Usage, total  # noqa: PLC0415
    from memory.records import DamagedRecord  # noqa: PLC0415

    try:
        return total(turn.whole for turn in await memory.store.usage(session_id))
    except (DamagedRecord, StoredByNewerVersion, UnknownSession):
        return Usage()


async def _report(session_id: str) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await bootstrap.session_or_last(memory, session_id)
        found = await memory.store.report(session.id)
    if found is None:
        raise InterviewError(
            f"Session {session.id} is still open, so it has no report. "
            f"`interview resume {session.id}` goes on; /stop ends it."
        )
    screen.report(found, session)


async def _replay(
    session_id: str, speed: float, first: int | None, last: int | None, as_json: bool, markdown: bool
) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import replaying  # noqa: PLC0415
    from app.past.formats.markdown import as_shown  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415
    from domain.interview import Mode  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await bootstrap.session_or_last(memory, session_id)
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
        print(as_shown(session, chosen, found, feedback=session.mode is Mode.STUDY), end="")
        return
    numbers = {turn.number for turn in chosen}
    shown = [scene for scene in replaying.scenes(session, turns) if scene.turn.number in numbers]
    _tell_session(session)
    await replaying.play(shown, session, found, screen, speed, asyncio.sleep)


def _tell_session(session: Session) -> None:
    from app import terminal  # noqa: PLC0415
    from app.display import words  # noqa: PLC0415

    screen = terminal.screen()
    forked = f" · forked from {session.forked_from}" if session.forked_from else ""
    screen.line("Session", f"{session.id} · {words.when(session.started_at)} · {session.mode.value}{forked}")
    if session.unmasked:
        screen.notice(f"{words.UNMASKED}.")
    screen.blank()


async def _forget(session_id: str, yes: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from memory.records import DamagedRecord  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        if not session_id:
            count = len(await memory.store.ids())
            if not yes:
                typer.confirm(f"Delete all {count} sessions and what was learned from them?", abort=True)
            await bootstrap.forget_all(memory)
            screen.notice(f"Everything is deleted: {count} sessions.")
            return
        # What is damaged can still be deleted.
        with contextlib.suppress(DamagedRecord):
            await memory.store.session(session_id)
        if not yes:
            typer.confirm(f"Delete session {session_id} for good?", abort=True)
        await bootstrap.forget(memory, session_id)
    screen.notice(f"Session {session_id} is deleted.")
