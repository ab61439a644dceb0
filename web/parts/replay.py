"""A session that plays again: play, pause, steps and speed."""

from __future__ import annotations

from collections.abc import Sequence

from web.parts.elements import Component


class Replay(Component, component="replay.js"):
    """Plays the entries of the thread that stands in it; `waits` are the seconds before each of them."""

    def __init__(self, waits: Sequence[float]) -> None:
        super().__init__()
        self.given(waits=[round(wait, 1) for wait in waits])
