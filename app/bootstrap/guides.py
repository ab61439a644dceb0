"""The guides, and where they contradict themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.memory import Memory, now
from app.bootstrap.whereabouts import guides_of
from app.settings import Settings
from domain.days import HERE
from domain.errors import (
    InterviewError,
    NoGuides,
)

if TYPE_CHECKING:
    from app.practice.progress import Progress
    from domain.contradiction import Contradiction
    from domain.interview import Session
    from knowledge.library import Library


def read_guides(guides: Sequence[Path]) -> Library:
    """The guides at `guides`, understood. Raises `NoGuides`."""
    from knowledge.library import read_library  # noqa: PLC0415 -- text repair and stemmers cost 200 ms

    return read_library(guides)


def check_askable(library: Library) -> None:
    """Raise `NoGuides` where the guides hold nothing that an interview could ask for."""
    from agents.interviewer.phases import phase_of  # noqa: PLC0415

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
    from knowledge.library import find_guides, name_of  # noqa: PLC0415
    from knowledge.read import read_text  # noqa: PLC0415

    path = next(path for path in find_guides(guides) if name_of(path, guides) == name)
    return read_text(path, name).text.split("\n")


def find_contradictions(guides: Sequence[Path]) -> tuple[Contradiction, ...]:
    """Where the guides at `guides` contradict themselves, the most damaging first."""
    from knowledge.consistency import contradictions  # noqa: PLC0415
    from knowledge.library import read_texts  # noqa: PLC0415

    return contradictions(read_texts(guides))


async def progress_of(memory: Memory, session: Session, settings: Settings) -> Progress | None:
    """How the guides of `session` sit by now; None where they are no longer there."""
    from app.practice import progress as progressing  # noqa: PLC0415

    try:
        library = read_guides(guides_of(session, settings))
    except NoGuides:
        return None
    practices, sessions = await memory.mastery.practices(), await memory.store.sessions()
    return progressing.progress(library.talking_points, practices, sessions, now(), HERE)
