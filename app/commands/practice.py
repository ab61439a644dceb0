"""`interview progress`, `one-pager` and `anki`: between two interviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import files, terminal
from app.bootstrap.contradictions import doubts_of
from app.bootstrap.memory import now, open_memory
from app.commands.options import GuidesOfTheLast, Person
from app.commands.whose import guides_to_practise_told, one_persons
from app.practice import progress as progressing
from domain.errors import InterviewError
from domain.later import later
from language.wording import counted
from memory.scheduling import standings

if TYPE_CHECKING:
    from agents.coach import one_pager as page
    from app.practice import one_pager as pages
    from app.practice.cards import deck as decks
    from app.practice.cards import package
else:
    page = later("agents.coach.one_pager")
    pages = later("app.practice.one_pager")
    decks = later("app.practice.cards.deck")
    package = later("app.practice.cards.package")


_DECK = Path("interview-cards.apkg")


async def progress(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show how well your talking points sit, how interviews went, and what to do next."""
    settings, screen = terminal.settings(), terminal.screen()
    async with open_memory(settings) as memory:
        where = await guides_to_practise_told(guides, settings, memory)
        library = one_persons(settings, where, person, screen, as_json=as_json).library
        practices = await memory.mastery.practices()
        sessions = await memory.store.sessions()
    found = progressing.progress(library.talking_points, practices, sessions, now(), settings.place)
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
        where = await guides_to_practise_told(guides, settings, memory)
        practices = await memory.mastery.practices()
    chosen = one_persons(settings, where, person, screen)
    library = chosen.library
    found = standings(library.talking_points, practices, now(), settings.place)
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
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The deck to write, *.apkg; an earlier one is written over.")
    ] = _DECK,
    guides: GuidesOfTheLast = None,
    person: Person = None,
) -> None:
    """Write your questions, facts and red flags as a deck for Anki.

    Cards keep their identity: importing a newer deck updates them, and Anki keeps its schedule. What you
    changed in Anki stays, but in cards that say something else now.
    """
    settings, screen = terminal.settings(), terminal.screen()
    writer = package.genanki()
    async with open_memory(settings) as memory:
        where = await guides_to_practise_told(guides, settings, memory)
        library = one_persons(settings, where, person, screen).library
        known = await memory.cards.all()
        deck, kept = decks.deck(library.talking_points, known, at=int(now().timestamp()))
        # First: a card that was handed out and is not known may be another one's the next time.
        await memory.cards.keep(kept)
        package.write(deck.cards, out, writer)
    screen.notice(f"{counted(len(deck.cards), 'card')} are in {out}. Anki: File, Import.")
    if deck.changed:
        screen.notice(
            f"{counted(deck.changed, 'card')} of an earlier deck say something else now: importing writes "
            "over what you changed in those. All else that you changed stays."
        )
    if deck.surplus:
        screen.notice(decks.surplus_told(deck.surplus))
    if deck.left_out:
        told = ", ".join(f"{count} {why}" for why, count in deck.left_out.items())
        screen.notice(f"Left out: {told}. `interview talking-points` shows what there is.")
