"""`interview match`: a posting held against the guides."""

from __future__ import annotations

from app import terminal
from app.bootstrap.memory import now
from app.bootstrap.postings import posting_at
from app.commands.options import AsJson, GuidesOfTheLast, Job, Person
from app.commands.whose import guides_of_the_last_told, one_persons
from app.display.console import PlainConsole
from app.display.matched import show
from app.display.screen import Screen
from app.indexing import open_shown_index
from domain.days import day_of
from knowledge.posting.matching import match


async def match_posting(
    job: Job, guides: GuidesOfTheLast = None, person: Person = None, as_json: AsJson = False
) -> None:
    """Hold a job posting against your guides: what is covered, thin, unsure, missing or contradicted."""
    settings, screen = terminal.settings(), terminal.screen()
    posting = posting_at(job)
    chosen = one_persons(
        settings, await guides_of_the_last_told(guides, settings), person, screen, as_json=as_json
    )
    told = Screen(PlainConsole(stderr=True), live=False) if as_json else screen
    knowledge = open_shown_index(settings, chosen.library, chosen.where, None, told)
    matched = match(posting, knowledge, day_of(now(), settings.place))
    if as_json:
        terminal.print_json({"posting": posting, "matched": matched})
    else:
        show(posting, matched, screen)
