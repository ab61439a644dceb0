"""`interview talking-points`: what was understood of the guides, and what was not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from app import terminal
from app.bootstrap.guides import guide_lines
from app.bootstrap.people import of_one_person
from app.commands.kinds import Kinds, wanted_kinds
from app.commands.options import GuidesOfTheLast, Person
from app.commands.whose import guides_of_the_last_told
from app.display.complaints import complain
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.display.understood import (
    READ_AS_CV,
    in_no_talking_point,
    in_order,
    in_other_languages,
    of_kinds,
    repaired,
)
from app.display.understood import lines as lines_of
from app.display.unread import not_understood, passed_over
from app.display.whose import tell_people
from app.reading import library_shown
from domain.guide import Guide, TalkingPoint, TalkingPointKind
from knowledge.library import Library
from language.wording import counted


async def talking_points(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Guides or folders; without them, those you used last."),
    ] = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    kinds: Kinds = None,
    unparsed: Annotated[
        bool, typer.Option("--unparsed", help="The lines that ended up in no talking point.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")] = False,
) -> None:
    """Show what was understood of the guides, with lines. Needs no index.

    Of several people's guides all are shown, each by itself, unless somebody is named.
    """
    settings = terminal.settings()
    where = await guides_of_the_last_told([*(paths or ()), *(guides or ())], settings)
    screen = Screen(PlainConsole(stderr=True), live=False) if as_json else terminal.screen()
    everybody = library_shown(settings, where)
    chosen = of_one_person(where, everybody, person)
    tell_people(screen, chosen, shows_all=True)
    library, where = (chosen.library, chosen.where) if person is not None else (everybody, where)
    for told in (*(f"not read: {each}" for each in library.unreadable), *passed_over(library.passed_over)):
        complain(told)
    wanted = wanted_kinds(kinds)
    if as_json:
        for missed in not_understood(library.unread, where):
            screen.notice(missed)
        terminal.print_json(
            _unparsed_in_json(library, where) if unparsed else _points_in_json(library, wanted)
        )
        return
    for guide in library.guides:
        if unparsed:
            _show_unparsed(guide, library, where, screen)
        else:
            _show_points(guide, library, wanted, screen)


def _points_in_json(library: Library, kinds: Collection[TalkingPointKind] | None) -> list[dict[str, Any]]:
    return [_as_json(point) for point in library.talking_points if not kinds or point.kind in kinds]


def _unparsed_in_json(library: Library, where: Sequence[Path]) -> list[dict[str, Any]]:
    """Each guide's lines that are in no talking point, and how many of them are in languages not read."""
    found = []
    for unread in library.unread:
        written = guide_lines(where, unread.guide)
        guide = next(guide for guide in library.guides if guide.name == unread.guide)
        lines = [{"line": number, "text": written[number - 1]} for number in guide.unparsed]
        found.append(
            {
                "guide": unread.guide,
                "lines": unread.of,
                "unparsed": lines,
                "languages": dict(unread.languages),
            }
        )
    return found


def _as_json(point: TalkingPoint) -> dict[str, Any]:
    return {
        "guide": point.source.guide,
        "type": point.kind.value,
        "lines": [point.source.first_line, point.source.last_line],
        "title": point.title,
        "text": point.text,
    }


def _show_points(
    guide: Guide,
    library: Library,
    kinds: Collection[TalkingPointKind] | None,
    screen: Screen,
) -> None:
    points = [point for point in guide.talking_points if not kinds or point.kind in kinds]
    summary = ", ".join(of_kinds(points))
    screen.console.print(Text(f"{guide.name}", style="bold"), Text(f"  {summary or 'nothing understood'}"))
    if guide.cv:
        screen.notice(READ_AS_CV)
    for repair in guide.repairs:
        screen.notice(repaired(repair))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Lines", justify="right", style="dim", no_wrap=True, min_width=9)
    table.add_column("Kind", no_wrap=True)
    table.add_column("What", overflow="ellipsis", no_wrap=True, max_width=88)
    table.add_column("Key points", justify="right")
    for point in in_order(points):
        what = point.title or point.text
        table.add_row(
            lines_of(point.source),
            point.kind.value.replace("_", " "),
            Text(" ".join(what.split())),
            str(len(point.key_points)) if point.key_points else "",
        )
    screen.console.print(table)
    if missed := in_no_talking_point(guide):
        screen.notice(f"{missed}: --unparsed")
    _tell_languages(guide, library, screen)
    screen.blank()


def _tell_languages(guide: Guide, library: Library, screen: Screen) -> None:
    for told in in_other_languages(guide, library.unread):
        screen.notice(told)


def _told_unparsed(count: int, lines: int) -> str:
    if not count:
        return f"no line of {lines} was left over: each is in a talking point, or only orders them"
    return f"{count} of {counted(lines, 'line')} {'is' if count == 1 else 'are'} in no talking point"


def _show_unparsed(guide: Guide, library: Library, where: Sequence[Path], screen: Screen) -> None:
    lines = guide_lines(where, guide.name)
    count = len(guide.unparsed)
    screen.console.print(Text(f"{guide.name}", style="bold"), Text(f"  {_told_unparsed(count, guide.lines)}"))
    _tell_languages(guide, library, screen)
    for number in guide.unparsed:
        screen.console.print(Text.assemble((f"{number:>6}  ", "dim"), lines[number - 1]), soft_wrap=True)
    screen.blank()
