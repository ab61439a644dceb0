"""Where the guides of a session are: on this machine, or on another one with the same database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from urllib.parse import unquote_to_bytes

from app.settings import Settings
from domain.errors import NoGuides
from domain.interview import Session
from domain.shown import shown
from knowledge.library import Library, find_guides, same_guides

_DIGITS = 12
"""So much of a digest tells guides apart, and a session is kept at every step."""


def guides_of(session: Session, settings: Settings, given: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """Where the guides of `session` are: among those `given`, at their old place, or among those set.

    Guides are known again by their content, else by their name. Where not all of them are among those given,
    those given are taken as they are: whoever names guides means them.

    A session out of a file names places on another machine, and whoever wrote it chose the names: nothing
    there is opened. Raises `NoGuides` for such a one until guides are given, and where they are not found.
    """
    if given:
        return _among(session, given) or tuple(given)
    if session.imported:
        raise NoGuides(
            f"session {session.id}",
            "it was imported, so the guides it names are not opened here. Name yours: --guides PATH",
        )
    kept = tuple(path_of(guide) for guide in session.guides)
    if _among(session, kept) is not None:
        return kept
    if (found := _among(session, settings.guides)) is not None:
        return found
    if _any_in(kept):
        # They were renamed or taken apart; what was asked may still be there.
        return kept
    raise NoGuides(
        f"session {session.id}",
        f"it was held over {_told(session)}, which is not on this machine. Say where that is: "
        "--guides PATH, or set INTERVIEW_GUIDES.",
    )


def places_of(guides: Sequence[Path]) -> tuple[str, ...]:
    """Where `guides` are, as a session keeps it: a path that cannot be written as an address."""
    return tuple(_kept(path.resolve()) for path in guides)


def kept_places(kept: Sequence[str]) -> tuple[Path, ...]:
    """Where guides are, out of what was kept of it; () where nothing is there any more."""
    places = tuple(path_of(guide) for guide in kept)
    return places if _any_in(places) else ()


def contents_of(library: Library) -> dict[str, str]:
    """What a session keeps of the content of its guides, by their names: enough to know them again."""
    return {guide.name: guide.digest[:_DIGITS] for guide in library.guides}


def folder_name(guides: Sequence[Path]) -> str:
    """The name of the folder for what is made of `guides`: the same places share one."""
    where = "\n".join(sorted(str(path.resolve()) for path in guides))
    return hashlib.blake2b(where.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def _among(session: Session, where: Sequence[Path]) -> tuple[Path, ...] | None:
    """The guides of `session` that are in `where`; None where one of them is not."""
    if session.contents:
        return same_guides(session.contents, where)
    # Earlier versions kept the places alone.
    return _of_the_name([PurePath(guide).name for guide in session.guides], where)


def _of_the_name(names: Sequence[str], where: Sequence[Path]) -> tuple[Path, ...] | None:
    by_name = {path.name: path for path in where if _any_in([path])}
    if all(name in by_name for name in names):
        return tuple(by_name[name] for name in names)
    return same_guides(dict.fromkeys(names, ""), where)


def _any_in(where: Sequence[Path]) -> bool:
    try:
        return bool(find_guides(where))
    except NoGuides:
        return False


def _told(session: Session) -> str:
    names: Sequence[str] | Mapping[str, str] = session.contents or session.guides
    first = ", ".join(list(names)[:3])
    return first if len(names) <= 3 else f"{first} and {len(names) - 3} more"


def _kept(path: Path) -> str:
    return str(path) if shown(str(path)) == str(path) else path.as_uri()


def path_of(guide: str) -> Path:
    """Where a guide is, out of what was kept of its place."""
    scheme = "file://"
    if not guide.startswith(scheme):
        return Path(guide)
    return Path(os.fsdecode(unquote_to_bytes(guide.removeprefix(scheme))))
