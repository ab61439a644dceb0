"""`interview plan`: what to do each day until the interview."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app import files, terminal
from app.bootstrap.memory import now, open_memory
from app.bootstrap.postings import posting_at
from app.bootstrap.whereabouts import places_of
from app.commands.options import GuidesOfTheLast, JobToo, Person
from app.commands.whose import guides_to_practise_told, one_persons
from app.indexing import open_shown_index
from app.practice.plan.handing_out import Form, handed_out
from app.practice.plan.planning import plan_to
from app.practice.plan.showing import show
from domain.errors import BadSetting


async def plan(
    on: Annotated[str, typer.Option("--date", help="The day of the interview, as 2026-12-03.")] = "",
    minutes: Annotated[
        int | None,
        typer.Option("--minutes-a-day", "-m", min=5, max=480, help="How long you practise a day (30)."),
    ] = None,
    job: JobToo = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write it as Markdown, *.md.")] = None,
    calendar: Annotated[Path | None, typer.Option("--ics", help="Write it for your calendar, *.ics.")] = None,
) -> None:
    """Show what to do each day until the interview, by what was practised so far.

    Without --date it is the plan that there is. Today stays as it was planned when it began; what is to come
    follows what you do. With --job what the posting asks for and your guides lack is to be written.
    """
    settings, screen, moment = terminal.settings(), terminal.screen(), now()
    day = _day(on) if on else None
    posting = posting_at(job) if job is not None else None
    async with open_memory(settings) as memory:
        where = await guides_to_practise_told(guides, settings, memory)
        chosen = one_persons(settings, where, person, screen)
        # What is set, or a sample, is no choice of this plan.
        named = places_of(where) if guides or (day is not None and where != settings.guides) else ()
        index = partial(open_shown_index, settings, chosen.library, chosen.where, None, screen)
        planned = partial(plan_to, on=day, minutes=minutes, posting=posting, guides=named, knowledge=index)
        found = await planned(memory, chosen.library.talking_points, moment, settings.place)
    show(screen, found)
    wanted: dict[Form, Path | None] = {"md": markdown, "ics": calendar}
    for form, out in wanted.items():
        if out is not None:
            with files.whole(out) as fresh:
                fresh.write_bytes(handed_out(found, form, moment))
            screen.notice(f"The plan is in {out}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadSetting(f"--date {text!r} is no day: write it as 2026-12-03.") from None
