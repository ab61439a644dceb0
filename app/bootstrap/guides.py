"""The guides that a command was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agents.interviewer.phases import phase_of
from app.bootstrap.memory import Memory
from app.bootstrap.whereabouts import guides_of
from app.settings import SAMPLE_GUIDES, Settings
from domain.errors import InterviewError, NoGuides
from knowledge.files.read import read_text
from knowledge.library import Library, find_guides, name_of


def check_askable(library: Library) -> None:
    """Raise `NoGuides` where the guides hold nothing that an interview could ask for."""
    if not any(phase_of(point) for point in library.talking_points):
        names = ", ".join(guide.name for guide in library.guides)
        raise NoGuides(
            names,
            "no question, story, pitch or weak area was found. `interview talking-points --unparsed` shows "
            "what was not understood; docs/guides-how-to.md shows what is.",
        )


def checked(guides: Sequence[Path] | None, settings: Settings) -> tuple[Path, ...]:
    """The guides a command was given, else those of the settings."""
    chosen = tuple(guides) if guides else settings.guides
    if not chosen:
        raise InterviewError("No guides were named. Give a file or a folder: --guides PATH")
    return chosen


def guide_lines(guides: Sequence[Path], name: str) -> list[str]:
    """The lines of the guide called `name`, as they arrived after repair."""
    path = next(path for path in find_guides(guides) if name_of(path, guides) == name)
    return read_text(path, name).text.split("\n")


async def guides_to_practise(
    guides: Sequence[Path] | None, settings: Settings, memory: Memory
) -> tuple[Path, ...]:
    """The guides that were named, else those that were set, else those of the last interview."""
    if guides or settings.guides != (SAMPLE_GUIDES,):
        return checked(guides, settings)
    known = [session for session in await memory.store.sessions() if not session.imported]
    return guides_of(known[0], settings) if known else settings.guides
