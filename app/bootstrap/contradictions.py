"""Where the guides contradict themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.bootstrap.whereabouts import folder_name
from app.settings import Settings
from domain.contradiction import Contradiction
from domain.guide import TalkingPoint
from knowledge import consistency
from knowledge.library import Library, read_texts


def find_contradictions(guides: Sequence[Path]) -> tuple[Contradiction, ...]:
    """Where the guides at `guides` contradict themselves, the most damaging first."""
    return consistency.contradictions(read_texts(guides), datetime.now(UTC).date())


def contradictions_of(
    settings: Settings, guides: Sequence[Path], library: Library
) -> tuple[Contradiction, ...]:
    """The same for guides that `library` holds, looked for only where they changed since they last were."""
    kept = settings.index_directory / f"{folder_name(guides)}.contradictions.json"
    return consistency.kept_contradictions(
        library.guides, partial(read_texts, guides), kept, datetime.now(UTC).date()
    )


def doubts_of(settings: Settings, guides: Sequence[Path], library: Library) -> tuple[TalkingPoint, ...]:
    """Where the guides at `guides`, which `library` holds, contradict themselves so that one would ask."""
    return consistency.doubts(contradictions_of(settings, guides, library))
