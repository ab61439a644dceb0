"""A session as a file, and back."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from app import files, terminal
from app.bootstrap.memory import open_memory, session_or_last
from app.choices import FormatName
from app.commands.options import SessionId
from app.commands.practice import anki as as_deck
from app.past.formats import importing
from app.past.handing_out import handed_out, taken_in
from domain.errors import InterviewError

_LARGEST_IMPORT = 200_000_000
_SUFFIXES: dict[str, FormatName] = {
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}


async def export(
    session_id: SessionId = "",
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
        await as_deck(out or Path("interview.apkg"))
        return
    form = form or _SUFFIXES.get(out.suffix.lower() if out is not None else "", "json")
    settings = terminal.settings()
    async with open_memory(settings) as memory:
        session = await session_or_last(memory, session_id)
        content = await handed_out(memory, settings, session.id, form)
    if out is None and form == "html":
        out = Path(f"interview-{session.id}.html")
        if out.exists():
            raise InterviewError(f"{out} exists already. `--out {out}` writes over it, `--out -` prints.")
    if out is None or str(out) == "-":
        sys.stdout.write(content)
        return
    files.write(out, content)
    terminal.screen().notice(f"Session {session.id} is in {out}.")


async def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export --format json` wrote.")],
) -> None:
    """Take in a session that was exported. Nothing is overwritten."""
    screen = terminal.screen()
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb") as source:
            content = source.read(_LARGEST_IMPORT + 1)
    except OSError as error:
        raise InterviewError(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(content) > _LARGEST_IMPORT:
        raise InterviewError(f"{file} is larger than a session can be ({_LARGEST_IMPORT // 1_000_000} MB).")
    archive = importing.read_archive(content, str(file))
    async with open_memory(terminal.settings()) as memory:
        found = await taken_in(memory, archive)
    then = "resume" if found.goes_on else "replay"
    if found.renamed:
        screen.notice(found.renamed)
    screen.notice(f"{found.told} `interview {then} {found.session.id}`")
