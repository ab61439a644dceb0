"""One person's guides, for the commands that are about one person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.people import Chosen, of_one_person
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.display.whose import tell_people
from app.reading import library_shown
from app.settings import Settings
from knowledge.library import Library


def one_persons(
    settings: Settings, where: Sequence[Path], person: str | None, screen: Screen, *, as_json: bool = False
) -> Chosen:
    """The guides in `where` that an interview would be held over; a line says who else has some there.

    It goes to standard error where standard output is JSON. Raises `BadSetting` for the name of nobody there,
    `NoGuides` where nothing can be read.
    """
    chosen = of_one_person(where, library_shown(settings, where), person)
    tell_people(Screen(PlainConsole(stderr=True), live=False) if as_json else screen, chosen)
    return chosen


def everybodys(
    settings: Settings, where: Sequence[Path], person: str | None
) -> tuple[Sequence[Path], Library]:
    """All guides in `where`, for what only looks things up; where `person` is named, theirs.

    Raises as `one_persons`.
    """
    library = library_shown(settings, where)
    if person is None:
        return where, library
    chosen = of_one_person(where, library, person)
    return chosen.where, chosen.library
