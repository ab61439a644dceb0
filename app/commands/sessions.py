"""`interview sessions`, `report`, `replay` and `forget`."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from app.choices import StatusName

SessionId = Annotated[str, typer.Argument(help="The session's id; without it, the last one.")]


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
) -> None:
    """List your sessions, the last one first."""
    asyncio.run(_sessions(status))


def report(session: SessionId = "") -> None:
    """Show the report of a session again, as it was made."""
    asyncio.run(_report(session))


def replay(session: SessionId = "") -> None:
    """Read a session again, as it was shown; needs no guides, no index and no model."""
    asyncio.run(_replay(session))


def forget(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Delete a session: every key of it."""
    if not yes:
        typer.confirm(f"Delete session {session} for good?", abort=True)
    asyncio.run(_forget(session))


async def _sessions(status: StatusName | None) -> None:
    from rich.table import Table  # noqa: PLC0415 -- only these commands draw tables

    from app import bootstrap, terminal  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        known = [s for s in await memory.store.sessions() if not status or s.status.value == status]
    if not known:
        screen.notice("No sessions yet. `interview start` begins one.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Session", "Begun", "Status", "Mode", "Asked", "Answered", "Score", "Guides"):
        table.add_column(name, justify="right" if name in ("Asked", "Answered", "Score") else "left")
    for session in known:
        score = "–" if session.score is None else f"{100 * session.score:.0f}"
        table.add_row(
            session.id,
            f"{session.started_at.astimezone():%Y-%m-%d %H:%M}",
            session.status.value,
            session.mode.value,
            f"{session.asked}/{session.planned}",
            str(session.answered),
            score,
            ", ".join(guide.rstrip("/").rsplit("/", 1)[-1] for guide in session.guides),
        )
    screen.console.print(table)


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


async def _replay(session_id: str) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from domain.interview import MessageKind, TurnKind  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await bootstrap.session_or_last(memory, session_id)
        turns = await memory.store.turns(session.id)
        found = await memory.store.report(session.id)
    screen.line(
        "Session", f"{session.id} · {session.started_at.astimezone():%Y-%m-%d %H:%M} · {session.mode.value}"
    )
    screen.blank()
    position = follow_ups = 0
    for turn in turns:
        position += turn.kind is TurnKind.QUESTION
        follow_ups = 0 if turn.kind is TurnKind.QUESTION else follow_ups + (turn.kind is TurnKind.FOLLOW_UP)
        screen.question(turn, position, session.planned, follow_ups)
        if turn.message is not None:
            message = turn.message
            screen.answer(message.text if message.kind is MessageKind.ANSWER else f"/{message.kind.value}")
        screen.feedback(turn)
    if found is not None:
        screen.report(found, session)


async def _forget(session_id: str) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await memory.store.session(session_id)
        await bootstrap.forget(memory, session.id)
    screen.notice(f"Session {session_id} is deleted.")
