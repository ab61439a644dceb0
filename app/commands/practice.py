"""`interview drill`, `progress`, `one-pager` and `anki`: between two interviews."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.choices import DrillName
from app.commands.options import NoMask
from app.session.candidate import LeftOpen
from domain.days import HERE
from domain.errors import InterviewError

Guides = Annotated[
    list[Path] | None,
    typer.Option(
        "--guides",
        "-g",
        help="A guide or a folder of guides; without it, those of the last interview.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("drill")(drill)
    app.command("progress")(progress)
    app.command("one-pager")(one_pager)
    app.command("anki")(anki)


def drill(
    guides: Guides = None,
    kind: Annotated[
        DrillName,
        typer.Option(
            "--kind", "-k", help="questions, facts (exact), red-flags (say it better), pitch (timed)."
        ),
    ] = "questions",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many at most.")] = 5,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the drill that was left open last.")
    ] = False,
    no_mask: NoMask = False,
) -> None:
    """Practise what is due or weak, then what was never practised, in other words than before.

    Answers are typed, or come from standard input, one a line; the end of the input ends the drill.
    """
    try:
        asyncio.run(_drill(guides, kind, limit, resume, mask=not no_mask))
    except LeftOpen as left:
        raise LeftOpen("interview drill --resume", kept=left.kept) from left


def progress(
    guides: Guides = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show how well your talking points sit, how interviews went, and what to do next."""
    asyncio.run(_progress(guides, as_json))


def one_pager(
    guides: Guides = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it as Markdown, *.md.")] = None,
) -> None:
    """Show one page for the day: how to open, figures, stories, what slipped, what not to say.

    What sits worst comes first.
    """
    asyncio.run(_one_pager(guides, out))


def anki(
    out: Annotated[Path, typer.Option("--out", "-o", help="The deck to write, *.apkg.")],
    guides: Guides = None,
) -> None:
    """Write your questions, facts and red flags as a deck for Anki.

    Cards keep their identity: importing a newer deck updates them, and Anki keeps its schedule. What you
    wrote into a card yourself is written over.
    """
    asyncio.run(_anki(out, guides))


async def _drill(guides: list[Path] | None, kind: DrillName, limit: int, resume: bool, *, mask: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415 -- LangGraph and rich cost half a second
    from app.practice import practising  # noqa: PLC0415 -- LangGraph and rich cost half a second

    settings, screen = terminal.settings().model_copy(update={"mask": mask}), terminal.screen()
    candidate = terminal.standard_input(screen) or terminal.keyboard()
    async with bootstrap.open_memory(settings) as memory:
        if resume:
            await practising.go_on(settings, screen, memory, guides, candidate)
            return
        where = await practising.guides_to_practise(guides, settings, memory)
        await practising.begin(settings, screen, memory, where, kind=kind, limit=limit, candidate=candidate)


async def _progress(guides: list[Path] | None, as_json: bool) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.practice import practising  # noqa: PLC0415
    from app.practice import progress as progressing  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    async with bootstrap.open_memory(settings) as memory:
        where = await practising.guides_to_practise(guides, settings, memory)
        library = bootstrap.read_guides(where)
        practices = await memory.mastery.practices()
        sessions = await memory.store.sessions()
    found = progressing.progress(library.talking_points, practices, sessions, bootstrap.now(), HERE)
    if as_json:
        terminal.print_json(found)
    else:
        progressing.show(screen, found)


async def _one_pager(guides: list[Path] | None, out: Path | None) -> None:
    from agents.coach import one_pager as page  # noqa: PLC0415
    from app import bootstrap, files, terminal  # noqa: PLC0415
    from app.practice import one_pager as pages  # noqa: PLC0415
    from app.practice import practising  # noqa: PLC0415
    from memory.scheduling import standings  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    async with bootstrap.open_memory(settings) as memory:
        where = await practising.guides_to_practise(guides, settings, memory)
        practices = await memory.mastery.practices()
    library = bootstrap.read_guides(where)
    found = standings(library.talking_points, practices, bootstrap.now(), HERE)
    sections = page.one_pager(found, bootstrap.doubts(settings, where, library))
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


async def _anki(out: Path, guides: list[Path] | None) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.practice import anki as decks  # noqa: PLC0415
    from app.practice import practising  # noqa: PLC0415

    settings, screen = terminal.settings(), terminal.screen()
    writer = decks.genanki()
    async with bootstrap.open_memory(settings) as memory:
        where = await practising.guides_to_practise(guides, settings, memory)
        deck, kept = decks.deck(bootstrap.read_guides(where).talking_points, await memory.cards.all())
        # First: a card that was handed out and is not known may be another one's the next time.
        await memory.cards.keep(kept)
        decks.write(deck.cards, out, writer)
    screen.notice(f"{len(deck.cards)} cards are in {out}. Anki: File, Import.")
    if deck.left_out:
        told = ", ".join(f"{count} {why}" for why, count in deck.left_out.items())
        screen.notice(f"Left out: {told}. `interview talking-points` shows what there is.")
