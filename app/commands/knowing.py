"""`interview index`, `talking-points`, `ask` and `check`: what is known of the guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app import terminal, watching
from app.bootstrap.contradictions import find_contradictions
from app.bootstrap.guides import checked, guide_lines
from app.commands.options import Guides
from app.contradictions import show
from app.display.head import tell_guides
from app.display.screen import Screen
from app.indexing import open_shown_index
from domain.errors import BadSetting
from domain.guide import KINDS_IN_GUIDES, Guide, Passage, TalkingPoint, TalkingPointKind
from domain.shown import shown_in_a_line
from knowledge.library import Library, read_library
from language.wording import shorten

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only this kind of talking point; may be repeated."),
]


def talking_points(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Guides or folders; without them, the set ones.")
    ] = None,
    guides: Guides = None,
    kinds: Kinds = None,
    unparsed: Annotated[
        bool, typer.Option("--unparsed", help="The lines that ended up in no talking point.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """Show what was understood of the guides, with lines. Needs no index and no Redis."""
    where = checked([*(paths or ()), *(guides or ())], terminal.settings())
    library = read_library(where)
    for problem in library.unreadable:
        typer.echo(f"interview: not read: {shown_in_a_line(problem)}", err=True)
    wanted = _wanted(kinds)
    if as_json:
        chosen = [point for point in library.talking_points if not wanted or point.kind in wanted]
        terminal.print_json([_as_json(point) for point in chosen])
        return
    screen = terminal.screen()
    for guide in library.guides:
        if unparsed:
            _show_unparsed(guide, where, screen)
        else:
            _show_points(guide, wanted, screen)


def ask(
    question: Annotated[str, typer.Argument(help="What you want to find.")],
    guides: Guides = None,
    kinds: Kinds = None,
    guide: Annotated[
        list[str] | None, typer.Option("--guide", help="Only in this guide (its file name); may be repeated.")
    ] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many passages at most.")] = 5,
) -> None:
    """Search the guides: the passages, where they stand, and how well they fit (0 to 1)."""
    settings, screen = terminal.settings(), terminal.screen()
    wanted = _wanted(kinds)
    where = checked(guides, settings)
    library = read_library(where)
    names = {read.name for read in library.guides}
    if unknown := set(guide or ()) - names:
        raise BadSetting(
            f"There is no guide {sorted(unknown)[0]!r} here. There is: {', '.join(sorted(names))}."
        )
    knowledge = open_shown_index(settings, library, where, None, screen)
    found = knowledge.search(question, k=k, kinds=wanted, guides=guide)
    if not found:
        screen.notice("Nothing relevant in your guides.")
        return
    for passage in found:
        _show_passage(passage, knowledge.point(passage.talking_point_id).title, screen)


def check(
    guides: Guides = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """Report where your guides contradict themselves, the most damaging first."""
    where = checked(guides, terminal.settings())
    found = find_contradictions(where)
    if as_json:
        terminal.print_json(found)
    else:
        show(found, terminal.screen())


async def index(
    guides: Guides = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and follow changes of the guides.")] = False,
) -> None:
    """Build the index, or bring it up to date where the guides changed."""
    settings, screen = terminal.settings(), terminal.screen()
    where = checked(guides, settings)

    def build() -> Library:
        library = read_library(where)
        tell_guides(screen, library)
        knowledge = open_shown_index(settings, library, where, None, screen)
        screen.line("Index", f"version {knowledge.version}, {len(knowledge.talking_points)} talking points")
        return library

    build()
    if watch:
        screen.notice("Following your guides. Ctrl-C ends it.")
        await watching.follow(where, build, screen.notice)


def _wanted(kinds: list[str] | None) -> frozenset[TalkingPointKind] | None:
    """The kinds a person named; underscores, spaces and dashes are the same."""
    if not kinds:
        return None
    names = {kind: kind.lower().replace("-", "_").replace(" ", "_") for kind in kinds}
    known = [kind.value for kind in KINDS_IN_GUIDES]
    for given, name in names.items():
        if name not in known:
            raise BadSetting(f"--kind {given!r} is no kind of talking point. There are: {', '.join(known)}.")
    return frozenset(TalkingPointKind(name) for name in names.values())


def _as_json(point: TalkingPoint) -> dict[str, Any]:
    return {
        "guide": point.source.guide,
        "type": point.kind.value,
        "lines": [point.source.first_line, point.source.last_line],
        "title": point.title,
        "text": point.text,
    }


def _show_points(guide: Guide, kinds: Collection[TalkingPointKind] | None, screen: Screen) -> None:
    points = [point for point in guide.talking_points if not kinds or point.kind in kinds]
    counts = Counter(point.kind for point in points)
    summary = ", ".join(f"{count} {kind.value}" for kind, count in sorted(counts.items()))
    screen.console.print(Text(f"{guide.name}", style="bold"), Text(f"  {summary or 'nothing understood'}"))
    for repair in guide.repairs:
        screen.notice(f"repaired: {repair.what}" + (f" ({repair.count} times)" if repair.count > 1 else ""))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Lines", justify="right", style="dim", no_wrap=True, min_width=9)
    table.add_column("Kind", no_wrap=True)
    table.add_column("What", overflow="ellipsis", no_wrap=True, max_width=88)
    table.add_column("Key points", justify="right")
    for point in sorted(points, key=lambda point: (point.source.first_line, point.kind.value)):
        first, last = point.source.first_line, point.source.last_line
        what = point.title or point.text
        table.add_row(
            str(first) if first == last else f"{first}–{last}",
            point.kind.value.replace("_", " "),
            Text(" ".join(what.split())),
            str(len(point.key_points)) if point.key_points else "",
        )
    screen.console.print(table)
    if guide.unparsed:
        screen.notice(f"{len(guide.unparsed)} lines are in no talking point; --unparsed shows them.")
    screen.blank()


def _show_unparsed(guide: Guide, where: tuple[Path, ...], screen: Screen) -> None:
    lines = guide_lines(where, guide.name)
    count = len(guide.unparsed)
    screen.console.print(Text(f"{guide.name}", style="bold"), Text(f"  {count} of {guide.lines} lines"))
    for number in guide.unparsed:
        screen.console.print(Text.assemble((f"{number:>6}  ", "dim"), lines[number - 1]), soft_wrap=True)
    screen.blank()


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
