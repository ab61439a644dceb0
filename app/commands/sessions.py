"""What one can do with sessions that were: list, read, fork, compare, judge again, hand out, delete."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.choices import FormatName, ModeName, SortName, StatusName

if TYPE_CHECKING:
    from app.bootstrap import Memory
    from app.past.archive import Archive
    from domain.interview import Session
    from models.fail_over import FirstThatAnswers
    from models.privacy import MaskingModel

_SECONDS_FOR_A_FIRST_LINE = 5
"""How long a pipe may stay silent before a fork is left for `interview resume`."""
_SUFFIXES: dict[str, FormatName] = {
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}

SessionId = Annotated[str, typer.Argument(help="The session's id; without it, the last one.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (sessions, report, replay, fork, compare, rescore, export, forget):
        app.command(command.__name__)(command)
    app.command("import")(import_)


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


def fork(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    turn: Annotated[int, typer.Option("--turn", min=1, help="The turn to answer again.")],
) -> None:
    """Answer again from a turn of an old session, in a new one; the old one stays as it is."""
    asyncio.run(_fork(session, turn))


def compare(
    first: Annotated[str, typer.Argument(help="A session's id.")],
    second: Annotated[str, typer.Argument(help="Another session's id.")],
    as_json: AsJson = False,
) -> None:
    """Show the answers and scores of two sessions side by side, question by question."""
    asyncio.run(_compare(first, second, as_json))


def rescore(
    session: SessionId = "",
    model: Annotated[
        str, typer.Option("--model", help="The model that judges (openai:NAME), or draft for none.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Judge an old session with today's evaluator; what it was judged then is kept beside it."""
    asyncio.run(_rescore(session, model, as_json))


def export(
    session: SessionId = "",
    form: Annotated[
        FormatName | None, typer.Option("--format", help="json can be imported again; html has charts.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file; its ending tells the format. - for standard output."),
    ] = None,
    anki: Annotated[
        bool, typer.Option("--anki", help="No session, but your questions, facts and red flags for Anki.")
    ] = False,
) -> None:
    """Hand out a session as a file: JSON (the default), Markdown, or one page of HTML with charts."""
    if anki:
        from app.commands.practice import anki as as_deck  # noqa: PLC0415 -- the same as `interview anki`

        as_deck(out or Path("interview.apkg"))
        return
    asyncio.run(_export(session, form, out))


def import_(file: Annotated[Path, typer.Argument(help="What `export --format json` wrote.")]) -> None:
    """Take in a session that was exported. Nothing is overwritten."""
    asyncio.run(_import(file))


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
        known, problems = await _readable(memory)
    for problem in problems:
        print(f"interview: {problem}", file=sys.stderr)
    chosen = listing.select(known, listing.Wanted(status, mode, guide, begun), sort, reverse=reverse)
    if as_json:
        _print_json([session.model_dump(mode="json") for session in chosen])
    elif not known and not problems:
        screen.notice("No sessions yet. `interview start` begins one.")
    elif not chosen:
        screen.notice(f"None of your {len(known)} sessions is like that.")
    else:
        tables.show_sessions(screen.console, chosen)


async def _readable(memory: Memory) -> tuple[list[Session], list[str]]:
    """The sessions, the one touched last first, and a line on each that cannot be read."""
    from domain.errors import StoredByNewerVersion, UnknownSession  # noqa: PLC0415
    from memory.records import DamagedRecord  # noqa: PLC0415

    found: list[Session] = []
    problems: list[str] = []
    for session_id in await memory.store.ids():
        try:
            found.append(await memory.store.session(session_id))
        except (DamagedRecord, StoredByNewerVersion) as error:
            problems.append(str(error))
        except UnknownSession:
            # Forgotten meanwhile, or only half written when the program was killed.
            continue
    return sorted(found, key=lambda session: session.updated_at, reverse=True), problems


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
    from app.past.markdown import as_shown  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415
    from domain.interview import Mode  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await bootstrap.session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        found = await memory.store.report(session.id)
    chosen = replaying.between(turns, session.id, first, last)
    if chosen != turns[len(turns) - len(chosen) :]:
        # The report came after the last turn.
        found = None
    if as_json:
        told = {"session": session, "turns": chosen, "report": found}
        _print_json(told)
        return
    if markdown:
        print(as_shown(session, chosen, found, feedback=session.mode is Mode.STUDY), end="")
        return
    numbers = {turn.number for turn in chosen}
    shown = [scene for scene in replaying.scenes(session, turns) if scene.turn.number in numbers]
    _tell_session(session)
    await replaying.play(shown, session, found, screen, speed, asyncio.sleep)


async def _fork(session_id: str, number: int) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.going_on import go_on  # noqa: PLC0415
    from app.past import forking  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    async with bootstrap.open_memory(settings) as memory:
        await memory.store.session(session_id)
        moment = bootstrap.now()
        new_id = bootstrap.new_session_id(await memory.store.ids(), moment)
        graph = bootstrap.compile_interview(memory)
        forked = await forking.fork(memory.store, graph, session_id, number, new_id, moment)
        screen.line("Fork", f"{forked.id}, session {session_id} again from turn {number}")
        source = terminal.standard_input(screen)
        if source is not None and not await source.has_something(_SECONDS_FOR_A_FIRST_LINE):
            screen.notice(f"`interview resume {forked.id}` goes on; compare them afterwards:")
            screen.notice(f"`interview compare {session_id} {forked.id}`")
            return
        await go_on(settings, screen, memory, forked, source or terminal.keyboard())
        screen.line("Compare", f"interview compare {session_id} {forked.id}")


async def _compare(first_id: str, second_id: str, as_json: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import comparing, tables  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415

    screen = terminal.screen()
    async with bootstrap.open_memory(terminal.settings()) as memory:
        first, second = await memory.store.session(first_id), await memory.store.session(second_id)
        turns = [await transcript(memory.store, session.id) for session in (first, second)]
    comparison = comparing.compare(first, turns[0], second, turns[1])
    if as_json:
        _print_json(comparison)
    else:
        tables.show_comparison(screen.console, comparison)


async def _rescore(session_id: str, model: str, as_json: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import comparing, rescoring, tables  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415
    from app.screen import Screen  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    settings = terminal.settings()
    # With JSON on standard output, notices go elsewhere.
    screen = Screen(Console(stderr=True, highlight=False)) if as_json else terminal.screen()
    judge = _judge(model)
    async with contextlib.AsyncExitStack() as stack:
        if judge is not None:
            stack.push_async_callback(judge.aclose)
        memory = await stack.enter_async_context(bootstrap.open_memory(settings))
        session = await bootstrap.session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        if all(turn.verdict is None for turn in turns):
            raise InterviewError(f"Session {session.id} has no judged answer, so none can be judged again.")
        where = tuple(Path(guide) for guide in session.guides)
        knowledge = terminal.index(settings, bootstrap.read_guides(where), where, memory, screen)
        found = await rescoring.rescore(turns, knowledge, judge, bootstrap.now())
        await memory.store.add_rescoring(session.id, found)
    if as_json:
        _print_json(found)
    else:
        tables.show_rescoring(screen.console, comparing.side_by_side(turns, found), found.provenance.model)


async def _export(session_id: str, form: FormatName | None, out: Path | None) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past.archive import collect  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    form = form or _SUFFIXES.get(out.suffix.lower() if out is not None else "", "json")
    async with bootstrap.open_memory(terminal.settings()) as memory:
        session = await bootstrap.session_or_last(memory, session_id)
        archive = await collect(memory.store, session.id)
        match form:
            case "json":
                content = await _json_with_states(memory, archive)
            case "markdown":
                from app.past.markdown import as_markdown  # noqa: PLC0415

                content = as_markdown(archive)
            case "html":
                from app.past.html import as_html  # noqa: PLC0415

                content = as_html(archive, await bootstrap.progress_of(memory, archive.session))
    if out is None and form == "html":
        out = Path(f"interview-{session.id}.html")
        if out.exists():
            raise InterviewError(f"{out} exists already. `--out {out}` writes over it, `--out -` prints.")
    if out is None or str(out) == "-":
        sys.stdout.write(content)
        return
    try:
        out.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InterviewError(f"{out} cannot be written: {error.strerror or error}.") from error
    terminal.screen().notice(f"Session {session.id} is in {out}.")


async def _json_with_states(memory: Memory, archive: Archive) -> str:
    from app import bootstrap  # noqa: PLC0415
    from app.past.exporting import as_json  # noqa: PLC0415
    from app.past.states import waiting_states  # noqa: PLC0415

    states = await waiting_states(bootstrap.compile_interview(memory), archive.session.id)
    return as_json(archive, states)


async def _import(file: Path) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import importing  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415
    from domain.interview import SessionStatus  # noqa: PLC0415

    screen = terminal.screen()
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InterviewError(f"{file} cannot be read: {error.strerror or error}.") from error
    archive = importing.read_archive(content, str(file))
    async with bootstrap.open_memory(terminal.settings()) as memory:
        taken = await memory.store.ids()
        graph = bootstrap.compile_interview(memory)
        session = await importing.take_in(
            archive, memory.store, graph, taken, lambda: bootstrap.new_session_id(taken, bootstrap.now())
        )
    if session.id != archive.session.id:
        why = "is taken" if archive.session.id in taken else "cannot be typed"
        screen.notice(f"The id {archive.session.id!r} {why}, so this one is {session.id}.")
    then = "resume" if session.status is SessionStatus.OPEN and archive.states else "replay"
    screen.notice(
        f"Session {session.id} is in, with {len(archive.turns)} turns. `interview {then} {session.id}`"
    )


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


def _judge(model: str) -> FirstThatAnswers | MaskingModel | None:
    """The evaluator's model: the one that was named, none for "draft", else that of the settings."""
    from app import bootstrap, terminal  # noqa: PLC0415

    settings = terminal.settings()
    if model:
        chosen = "" if model == "draft" else model
        settings = settings.model_copy(
            update={"model_by_agent": {**settings.model_by_agent, "evaluator": chosen}}
        )
    return bootstrap.language_models(settings).get("evaluator")


def _tell_session(session: Session) -> None:
    from app import terminal  # noqa: PLC0415
    from app.past import words  # noqa: PLC0415

    screen = terminal.screen()
    forked = f" · forked from {session.forked_from}" if session.forked_from else ""
    screen.line("Session", f"{session.id} · {words.when(session.started_at)} · {session.mode.value}{forked}")
    screen.blank()


def _print_json(value: Any) -> None:
    from pydantic_core import to_jsonable_python  # noqa: PLC0415

    print(json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=1))
