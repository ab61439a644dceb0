"""A terminal that can be looked at, frame by frame."""

from __future__ import annotations

import io

import pyte
from rich.console import Console

from app.display.screen import Screen


class Terminal(io.StringIO):
    """What a person sees: everything written goes through a terminal of `columns` by `lines`."""

    def __init__(self, columns: int = 110, lines: int = 200) -> None:
        super().__init__()
        self._display = pyte.HistoryScreen(columns, lines, history=1_000)
        self._stream = pyte.Stream(self._display)
        self.frames: list[str] = []

    def write(self, text: str) -> int:
        # A terminal's driver returns the carriage with every line feed.
        self._stream.feed(text.replace("\n", "\r\n"))
        if not self.frames or self.frames[-1] != self.shown:
            self.frames.append(self.shown)
        return super().write(text)

    @property
    def shown(self) -> str:
        """What stands there now."""
        return "\n".join(line.rstrip() for line in self._display.display).rstrip()

    @property
    def scrolled(self) -> str:
        """What went out at the top, where a person scrolls back to."""
        lines = self._display.history.top
        return "\n".join(
            "".join(line[at].data for at in range(self._display.columns)).rstrip() for line in lines
        )

    def ever(self, words: str) -> bool:
        """Whether `words` stood there at some time."""
        return any(words in frame for frame in self.frames)

    def screen(self) -> Screen:
        """The interview's screen on this terminal."""
        console = Console(
            file=self,
            force_terminal=True,
            width=self._display.columns,
            height=self._display.lines,
            _environ={"TERM": "xterm"},
        )
        return Screen(console, live=True)
