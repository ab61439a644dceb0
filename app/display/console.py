"""The terminal as everything of ours is printed to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from domain.shown import shown


class PlainConsole(Console):
    """A console that shows texts as they are: no sign in them steers the terminal, and none is markup.

    Colours and cursor movements are rich's own and pass. Where it is no terminal lines end with their last
    word: the blanks that fill a column up are nothing in a file.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of `renderable`."""
        shown_as_they_are = self._shown(super().render(renderable, options))
        return shown_as_they_are if self.is_terminal else _without_blanks_at_ends(shown_as_they_are)

    @staticmethod
    def _shown(segments: Iterable[Segment]) -> Iterator[Segment]:
        for segment in segments:
            if segment.control:
                yield segment
            else:
                yield Segment(shown(segment.text), segment.style)


def _without_blanks_at_ends(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The `segments` without the blanks before the end of a line."""
    held: list[Segment] = []
    for segment in segments:
        if segment.control:
            yield segment
            continue
        *whole, rest = segment.text.split("\n")
        for line in whole:
            if text := line.rstrip(" "):
                yield from held
                yield Segment(text, segment.style)
            held = []
            yield Segment.line()
        if text := rest.rstrip(" "):
            yield from held
            held = []
            yield Segment(text, segment.style)
        if blanks := rest[len(text) :]:
            held.append(Segment(blanks, segment.style))
    yield from held
