"""`interview index`, `ask` and `check`: what is known of the guides."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from app import terminal
from app.bootstrap.contradictions import find_contradictions
from app.bootstrap.guides import check_askable
from app.commands.kinds import Kinds, wanted_kinds
from app.commands.options import GuidesOfTheLast, Person
from app.commands.whose import everybodys, guides_of_the_last_told, one_persons
from app.display.console import PlainConsole
from app.display.contradictions import show
from app.display.head import tell_guides
from app.display.screen import Screen
from app.guides import watching
from app.indexing import open_shown_index
from domain.errors import BadSetting
from domain.guide import Passage
from knowledge.library import Library
from language.wording import counted, shorten


async def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to find.")],
    guides: GuidesOfTheLast = None,
    person: Person = None,
    kinds: Kinds = None,
    guide: Annotated[
        list[str] | None, typer.Option("--guide", help="Only in this guide (its file name); may be repeated.")
    ] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many passages at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """Search the guides: the passages, where they stand, and how well they fit (0 to 1)."""
    settings = terminal.settings()
    screen = Screen(PlainConsole(stderr=True), live=False) if as_json else terminal.screen()
    wanted = wanted_kinds(kinds)
    where, library = everybodys(settings, await guides_of_the_last_told(guides, settings), person)
    names = {read.name for read in library.guides}
    if unknown := set(guide or ()) - names:
        raise BadSetting(
            f"There is no guide {sorted(unknown)[0]!r} here. There is: {', '.join(sorted(names))}."
        )
    knowledge = open_shown_index(settings, library, where, None, screen)
    found = [
        (knowledge.point(passage.talking_point_id).title, passage)
        for passage in knowledge.search(question, k=k, kinds=wanted, guides=guide)
    ]
    if as_json:
        terminal.print_json([{"title": title, "passage": passage} for title, passage in found])
        return
    if not found:
        screen.notice("Nothing relevant in your guides.")
    for title, passage in found:
        _show_passage(passage, title, screen)


async def check(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """Report where your guides contradict themselves, the most damaging first."""
    settings, screen = terminal.settings(), terminal.screen()
    chosen = one_persons(
        settings, await guides_of_the_last_told(guides, settings), person, screen, as_json=as_json
    )
    if not chosen.library.talking_points:
        # Where nothing is understood nothing contradicts itself, and that says nothing.
        check_askable(chosen.library, where=chosen.where)
    found = find_contradictions(chosen.where)
    if as_json:
        terminal.print_json(found)
    else:
        show(found, screen)


async def index(
    guides: GuidesOfTheLast = None,
    person: Person = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and follow changes of the guides.")] = False,
) -> None:
    """Build the index, or bring it up to date where the guides changed."""
    settings, screen = terminal.settings(), terminal.screen()
    where = await guides_of_the_last_told(guides, settings)

    def build() -> Library:
        read, library = everybodys(settings, where, person)
        tell_guides(screen, library, read)
        knowledge = open_shown_index(settings, library, read, None, screen)
        screen.line(
            "Index", f"version {knowledge.version}, {counted(len(knowledge.talking_points), 'talking point')}"
        )
        return library

    build()
    if watch:
        screen.notice("Following your guides. Ctrl-C ends it.")
        await watching.follow(where, build, screen.notice)


def _show_passage(passage: Passage, title: str, screen: Screen) -> None:
    figures = [f"{passage.score:.2f}"]
    if passage.dense is not None:
        figures.append(f"meaning {passage.dense:.2f}")
    if passage.lexical is not None:
        figures.append(f"words {passage.lexical:.1f}")
    head = Text.assemble(
        (f"{passage.source}", "bold"),
        f"  {passage.kind.value.replace('_', ' ')}  ",
        (" · ".join(figures), "dim"),
    )
    screen.console.print(head)
    screen.console.print(Padding(Text(title), (0, 2)))
    if body := passage.text.removeprefix(title).strip():
        screen.console.print(Padding(Text(shorten(body, 320), style="dim"), (0, 2)))
