"""Small libraries made by hand, for tests of the index and of what builds on it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from domain.errors import ModelUnavailable
from domain.guide import Guide, KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from knowledge.library import Library
from tests.support.embedding import HashEmbedder


def talking_point(
    title: str,
    text: str = "",
    kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER,
    *,
    guide: str = "guide.md",
    line: int = 1,
    key_points: tuple[str, ...] = (),
    hooks: tuple[str, ...] = (),
) -> TalkingPoint:
    """A talking point whose id is its title, and whose key points stand on the lines after it."""
    return TalkingPoint(
        id=title,
        kind=kind,
        title=title,
        text=text,
        source=Source(guide=guide, first_line=line, last_line=line + len(key_points)),
        key_points=tuple(
            KeyPoint(
                id=f"{title}/{number}",
                text=said,
                weight=1,
                origin=KeyPointOrigin.ANSWER,
                source=Source(guide=guide, first_line=line + number, last_line=line + number),
            )
            for number, said in enumerate(key_points, start=1)
        ),
        follow_up_hooks=hooks,
    )


def guide(*points: TalkingPoint, name: str = "guide.md") -> Guide:
    """A guide with these talking points; give each of them the same `guide` when the name matters."""
    return Guide(name=name, digest=name, lines=100, talking_points=points)


def library(*guides: Guide) -> Library:
    """A library of these guides."""
    return Library(guides=guides, unreadable=())


PROJECT = Path(__file__).parents[2]
BATCH = talking_point(
    "Why did you leave batch jobs?", "The nightly batch was late, so we moved to streaming."
)
BUDGET = talking_point("How did you keep to the budget?", "We switched idle machines off at night.")
MENTOR = talking_point("Tell me about mentoring", "I paired with two juniors every week.", line=30)


def two_points() -> Library:
    return library(guide(BATCH, BUDGET))


def stored_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


class FailingEmbedder(HashEmbedder):
    """A remote model that is gone."""

    def embed_documents(self, texts: list[str]) -> np.ndarray:
        raise ModelUnavailable("The embedding model did not answer.")
