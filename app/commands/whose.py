"""Which guides a command is over, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.guides import By, Meant, guides_of_the_last, guides_to_practise
from app.bootstrap.memory import Memory
from app.bootstrap.people import Chosen, of_one_person
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.display.whose import tell_people
from app.reading import library_shown
from app.settings import Settings
from domain.shown import shown_in_a_line
from knowledge.library import Library
from language.wording import listed

_SAID = {
    By.PLAN: "Over {places}, as your plan is; --guides takes others.",
    By.LAST: "Over {places}, which you used last; --guides takes others.",
    By.SAMPLES: "Over the sample guides; --guides takes yours.",
}
_MOST_PLACES = 3


async def guides_to_practise_told(
    given: Sequence[Path] | None, settings: Settings, memory: Memory
) -> tuple[Path, ...]:
    """As `guides_to_practise`; where nobody named them, a line says which they are."""
    return _told(await guides_to_practise(given, settings, memory))


async def guides_of_the_last_told(given: Sequence[Path] | None, settings: Settings) -> tuple[Path, ...]:
    """As `guides_of_the_last`; where nobody named them, a line says which they are."""
    return _told(await guides_of_the_last(given, settings))


def _told(meant: Meant) -> tuple[Path, ...]:
    """Say on standard error which guides are meant, so that what is handed on is the answer alone."""
    if meant.by is not None:
        screen = Screen(PlainConsole(stderr=True), live=False)
        screen.notice(_SAID[meant.by].format(places=_places(meant.where)))
    return meant.where


def _places(where: Sequence[Path]) -> str:
    """Where guides are, in short: the first few, with ~ for the home."""
    home = str(Path.home())
    named = [shown_in_a_line(str(path)) for path in where[:_MOST_PLACES]]
    short = [f"~{each.removeprefix(home)}" if each.startswith(f"{home}/") else each for each in named]
    more = len(where) - len(short)
    return f"{', '.join(short)} and {more} more" if more else listed(short)


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
