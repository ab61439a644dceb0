"""The guides that a command was given."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from agents.interviewer.phases import phase_of
from agents.interviewer.rounds import has_questions, rules_of
from app.bootstrap.memory import Memory, now, open_memory
from app.bootstrap.whereabouts import guides_of, kept_places
from app.settings import SAMPLE_GUIDES, Settings
from domain.days import day_of
from domain.errors import InterviewError, NoGuides
from domain.later import later
from domain.rounds import Round
from knowledge.kept_guides import KeptGuides
from knowledge.library import Library, guides_by_name, read_library
from memory.records import DamagedRecord

if TYPE_CHECKING:
    from knowledge.files import read
else:
    read = later("knowledge.files.read")


def library_of(
    settings: Settings,
    where: Sequence[Path],
    known: Library | None = None,
    progress: Callable[[str], None] | None = None,
) -> Library:
    """The guides in `where`, understood; those in `known`, or read before, are not read again.

    `progress` is told each guide's name. Raises `NoGuides` where nothing usable is there.
    """
    kept = KeptGuides(settings.index_directory / "understood")
    return read_library(where, progress, known=known, kept=kept)


def check_askable(library: Library, held: Round | None = None, where: Sequence[Path] = ()) -> None:
    """Raise `NoGuides` where the guides hold nothing that an interview could ask for.

    A round of `held` tasks needs nothing else: `check_round` says whether there are some. The error names
    the guides by their names; to whoever named `where` they are, by that.
    """
    if (held is None or rules_of(held).tasks is None) and not any(
        phase_of(point) for point in library.talking_points
    ):
        typed = " ".join(shlex.quote(str(path)) for path in where)
        shows = f"interview talking-points --unparsed {typed}".rstrip()
        raise NoGuides(
            typed or ", ".join(guide.name for guide in library.guides),
            f"no question, story, pitch or weak area was found. `{shows}` shows what was not understood; "
            "docs/guides-how-to.md shows what is.",
        )


class NothingForRound(InterviewError):
    """The guides hold nothing that somebody in this round would ask."""

    exit_code = 3

    def __init__(self, held: Round) -> None:
        super().__init__(
            f"Your guides have nothing for the round {held.value}. `interview start` without --round asks "
            "what there is; docs/rounds.md tells what each round asks, and how to write it down."
        )


def check_round(library: Library, held: Round) -> None:
    """Raise `NothingForRound` where the guides hold nothing that `held` could ask."""
    if not has_questions(library.talking_points, held):
        raise NothingForRound(held)


def checked(guides: Sequence[Path] | None, settings: Settings) -> tuple[Path, ...]:
    """The guides a command was given, else those of the settings."""
    chosen = tuple(guides) if guides else settings.guides
    if not chosen:
        raise InterviewError("No guides were named. Give a file or a folder: --guides PATH")
    return chosen


def guide_lines(guides: Sequence[Path], name: str) -> list[str]:
    """The lines of the guide called `name`, as they arrived after repair. Raises as `guide_path`."""
    return read.read_text(guide_path(guides, name), name).text.split("\n")


def guide_path(guides: Sequence[Path], name: str) -> Path:
    """Where the guide called `name` is. Raises `NoGuides` where `guides` has none of that name."""
    path = guides_by_name(guides).get(name)
    if path is None:
        raise NoGuides(", ".join(str(each) for each in guides), f"none of them is called {name!r}.")
    return path


class By(StrEnum):
    """Why guides are meant that nobody named: a plan's, those used last, or the samples."""

    PLAN = "plan"
    LAST = "last"
    SAMPLES = "samples"


class Meant(NamedTuple):
    """The guides a command is over, and why; `by` is None where they were named, or set."""

    where: tuple[Path, ...]
    by: By | None


async def guides_to_practise(guides: Sequence[Path] | None, settings: Settings, memory: Memory) -> Meant:
    """The guides that were named, else those that were set, else the plan's, else those used last.

    A plan is for its guides as long as its day has not passed; those used last are those of an interview or a
    drill, whichever was held later.
    """
    if guides or settings.guides != (SAMPLE_GUIDES,):
        return Meant(checked(guides, settings), None)
    with contextlib.suppress(DamagedRecord):
        plan = await memory.plans.kept()
        ahead = plan is not None and plan.interview >= day_of(now(), settings.place)
        if plan is not None and ahead and (planned := kept_places(plan.guides)):
            return Meant(planned, By.PLAN)
    held = [*await memory.store.sessions(), *await memory.drills.sessions()]
    known = [session for session in held if not session.imported]
    last = max(known, key=lambda session: session.updated_at, default=None)
    if last is None:
        return Meant(settings.guides, By.SAMPLES)
    return Meant(guides_of(last, settings), By.LAST)


async def guides_of_the_last(guides: Sequence[Path] | None, settings: Settings) -> Meant:
    """As `guides_to_practise`, for what needs no database but to know which guides are meant.

    None is begun for that: where there is none, nothing was practised. Raises `MemoryUnavailable` where
    nothing was named and one that is there cannot be opened: nobody is answered over other guides.
    """
    if guides or settings.guides != (SAMPLE_GUIDES,):
        return Meant(checked(guides, settings), None)
    if not settings.redis_url and not settings.redis_directory.is_dir():
        return Meant(settings.guides, By.SAMPLES)
    async with open_memory(settings) as memory:
        return await guides_to_practise(None, settings, memory)
