"""The terminal as everything of ours is printed to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from domain.shown import shown


class PlainConsole(Console):
    """A console that shows texts as they are: no sign in them steers the terminal, and none is markup.

    Colours and cursor movements are rich's own and pass.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of `renderable`."""
        return self._shown(super().render(renderable, options))

    @staticmethod
    def _shown(segments: Iterable[Segment]) -> Iterator[Segment]:
        for segment in segments:
            if segment.control:
                yield segment
            else:
                yield Segment(shown(segment.text), segment.style)
