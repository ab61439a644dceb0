"""The last lines of a terminal while they may still change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding

from domain.later import later

if TYPE_CHECKING:
    from rich import live as moving
    from rich import spinner
else:
    moving = later("rich.live")
    spinner = later("rich.spinner")

_FRAMES_A_SECOND = 10


class Region:
    """Lines below everything printed, that are written over and vanish without a trace.

    Where `live` is false nothing of it is ever shown.
    """

    def __init__(self, console: Console, *, live: bool) -> None:
        self._console = console
        self.live = live
        self._display: moving.Live | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return self._display is None

    def show(self, lines: RenderableType) -> None:
        """Put `lines` in the place of what stands there."""
        if not self.live:
            return
        if self._display is None:
            self._display = moving.Live(
                lines,
                console=self._console,
                transient=True,
                refresh_per_second=_FRAMES_A_SECOND,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._display.start(refresh=True)
        else:
            self._display.update(lines, refresh=True)

    def clear(self) -> None:
        """Erase it."""
        if self._display is not None:
            # Emptied first: when it stops, rich prints the whole of it, and erases no more than a screenful.
            self._display.update("", refresh=True)
            self._display.stop()
            self._display = None


def thinking(words: str) -> RenderableType:
    """What stands there while nothing can be shown yet: `words`, and something that moves."""
    # No wider than it is: what a terminal echoes behind a full line, a Ctrl-C, would begin a new one.
    return Padding(spinner.Spinner("dots", text=words, style="dim"), (0, 0, 0, 2), expand=False)
