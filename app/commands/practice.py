"""`interview progress`, `one-pager` and `anki`: between two interviews."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agents.coach import one_pager as page
from app import files, terminal
from app.bootstrap.contradictions import doubts_of
from app.bootstrap.guides import guides_to_practise
from app.bootstrap.memory import now, open_memory
from app.commands.options import GuidesOfTheLast, Person
from app.commands.whose import one_persons
from app.practice import anki as decks
from app.practice import one_pager as pages
from app.practice import progress as progressing
from domain.days import HERE
from domain.errors import InterviewError
from memory.scheduling import standings


async def progress(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show how well your talking points sit, how interviews went, and what to do next."""
    settings, screen = terminal.settings(), terminal.screen()
    async with open_memory(settings) as memory:
        where = await guides_to_practise(guides, settings, memory)
        library = one_persons(where, person, screen, as_json=as_json).library
        practices = await memory.mastery.practices()
        sessions = await memory.store.sessions()
    found = progressing.progress(library.talking_points, practices, sessions, now(), HERE)
    if as_json:
        terminal.print_json(found)
    else:
        progressing.show(screen, found)


async def one_pager(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it as Markdown, *.md.")] = None,
) -> None:
    """Show one page for the day: how to open, figures, stories, what slipped, what not to say.

    What sits worst comes first.
    """
    settings, screen = terminal.settings(), terminal.screen()
    async with open_memory(settings) as memory:
        where = await guides_to_practise(guides, settings, memory)
        practices = await memory.mastery.practices()
    chosen = one_persons(where, person, screen)
    library = chosen.library
    found = standings(library.talking_points, practices, now(), HERE)
    sections = page.one_pager(found, doubts_of(settings, chosen.where, library))
    names = [guide.name for guide in library.guides]
    if not sections:
        raise InterviewError(
            f"{', '.join(names)}: nothing for a page was found. `interview talking-points` shows what was."
        )
    if out is None:
        pages.show(screen, sections)
        return
    files.write(out, pages.markdown(sections, names))
    screen.notice(f"Your page for the day is in {out}.")


async def anki(
    out: Annotated[Path, typer.Option("--out", "-o", help="The deck to write, *.apkg.")],
    guides: GuidesOfTheLast = None,
    person: Person = None,
) -> None:
    """Write your questions, facts and red flags as a deck for Anki.

    Cards keep their identity: importing a newer deck updates them, and Anki keeps its schedule. What you
    wrote into a card yourself is written over.
    """
    settings, screen = terminal.settings(), terminal.screen()
    writer = decks.genanki()
    async with open_memory(settings) as memory:
        where = await guides_to_practise(guides, settings, memory)
        library = one_persons(where, person, screen).library
        deck, kept = decks.deck(library.talking_points, await memory.cards.all())
        # First: a card that was handed out and is not known may be another one's the next time.
        await memory.cards.keep(kept)
        decks.write(deck.cards, out, writer)
    screen.notice(f"{len(deck.cards)} cards are in {out}. Anki: File, Import.")
    if deck.left_out:
        told = ", ".join(f"{count} {why}" for why, count in deck.left_out.items())
        screen.notice(f"Left out: {told}. `interview talking-points` shows what there is.")
