"""A file that the page takes in: a session that was exported, a posting, a transcript."""

from __future__ import annotations

from web.parts.elements import Component

MOST = 25 << 20
"""Bytes that a file may have: a little less than a request of the page."""


class ImportBox(Component, component="import_box.js"):
    """A file of a kind in `accept`, and a button that hands it to `target`; what came of it stands below.

    Where something is asked besides, what was written goes with it in the header `x-said`.
    """

    def __init__(self, target: str, *, label: str, button: str, accept: str, asks: str = "") -> None:
        super().__init__()
        self.given(
            label=label,
            button=button,
            accept=accept,
            asks=asks,
            target=target,
            most=MOST,
            large=f"A file of at most {MOST >> 20} MB is taken here; the command takes larger ones.",
            away="That did not arrive: the page's server is away, or the file is too large.",
        )
