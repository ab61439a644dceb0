"""The line of a page that says what is being done, or what did not work."""

from __future__ import annotations

from web.parts.elements import tag
from web.parts.layout import told


class News:
    """One line, where this is made; a screen reader says it when it changes."""

    def __init__(self) -> None:
        self._place = tag("div", "", "news", role="status")

    def say(self, text: str) -> None:
        """What is being done, "" for nothing."""
        self._place.clear()
        if text:
            with self._place:
                tag("p", text, "notice")

    def failed(self, text: str) -> None:
        """What did not work, brought to where it is read."""
        self._place.clear()
        with self._place:
            told(text)
        self._place.run_method("scrollIntoView", {"block": "center"})
