"""Where files are dropped, or chosen, to be put in among the guides."""

from __future__ import annotations

from app.guides.folder import KINDS
from knowledge.files.contents import MOST_BYTES
from knowledge.library import SUFFIXES
from web.parts.elements import Component


class GuideDrop(Component, component="guide_drop.js"):
    """Sends each file to `address` and tells what became of it; a taken name is asked about."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.given(
            address=address,
            accept=",".join(sorted(SUFFIXES)),
            most=MOST_BYTES,
            kinds=f"{KINDS}, at most {MOST_BYTES // 1_000_000} MB each",
        )
