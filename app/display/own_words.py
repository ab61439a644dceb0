"""What every front that shows a session says of its own: in which language, and each setback once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from app.display import words
from app.display.notes import Notes
from domain.interview import ENGLISH
from domain.usage import Setback


class OwnWords(ABC):
    """The part of an `app.display.front.Front` that is alike wherever notices are shown one by one."""

    def __init__(self) -> None:
        self._language = ENGLISH
        self._notes = Notes()

    @property
    def language(self) -> str:
        """The language in which what we say of our own is said."""
        return self._language

    def speak(self, language: str) -> None:
        """Say it in `language` from now on; every question brings its own."""
        self._language = language

    @abstractmethod
    def notice(self, text: str) -> None:
        """Show a sentence that is no part of the interview."""

    def setbacks(self, news: Sequence[Setback]) -> None:
        """Show what language models failed at, each time it is news."""
        for setback in news:
            self._notes.know(setback)
            self.notice(words.setback(setback, self._language))
