"""A room's thread: what was said and shown, in order, for everybody who watches."""

from __future__ import annotations

from typing import TypeVar

from app.watched import Watched
from domain.interview import Turn
from domain.shown import shown
from domain.spoken import Spoken
from domain.work import HandedIn
from web.rooms.entries import Asked, Begun, Entry, Judged, Said, Saying, Waiting, Working

Kind = TypeVar("Kind")


class Thread(Watched):
    """Entries in order, the words that are coming, and what is waited for; tells its watchers of changes.

    An entry is never moved: it may be replaced at its place, so that tabs render only what changed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.saying: Saying | None = None
        self.waiting: Waiting = Working()

    def add(self, entry: Entry) -> None:
        """Put `entry` at the end."""
        self.saying = None
        self.entries.append(entry)
        self.changed()

    def ask(self, entry: Asked) -> None:
        """Put a question at the end, where it does not stand there already."""
        if self.asked(entry.turn.number) is None:
            self.add(entry)

    def answer(self, text: str, spoken: Spoken | None = None) -> None:
        """Put what the candidate said at the end, and how it was spoken where it was."""
        self.add(Said(shown(text), spoken))

    def hand_in(self, work: HandedIn | None) -> None:
        """Put what was handed in at the end; nothing where there is none."""
        if work is not None:
            self.add(Said("", work=work))

    def judge(self, turn: Turn, answer: str = "") -> None:
        """Put the feedback on `turn` at the end, or in the place of what stood there of it.

        `answer` is all that was said to its question; "" where that is not known yet.
        """
        judged = Judged(turn, answer)
        for at, entry in enumerate(self.entries):
            if isinstance(entry, Judged) and entry.turn.number == turn.number:
                self._replace(at, judged)
                return
        if (begun := self._begun()) is not None:
            self._replace(begun, judged)
            return
        self.add(judged)

    def put(self, before: Entry, entry: Entry) -> None:
        """Put `entry` in the place of `before`, where that still stands."""
        for at, each in enumerate(self.entries):
            if each is before:
                self._replace(at, entry)
                return

    def asked(self, number: int) -> Asked | None:
        """The question or follow-up of turn `number`; None where it was not shown."""
        return next((e for e in self.entries if isinstance(e, Asked) and e.turn.number == number), None)

    def last(self, kind: type[Kind]) -> Kind | None:
        """The last entry of a kind."""
        return next((entry for entry in reversed(self.entries) if isinstance(entry, kind)), None)

    def say(self, saying: Saying | None) -> None:
        """The words that are not final: all of them each time, None where they are taken back."""
        self.saying = saying
        self.changed()

    def wait(self, waiting: Waiting) -> None:
        """What is waited for from now on."""
        self.waiting = waiting
        self.changed()

    def _begun(self) -> int | None:
        """Where the feedback on the last question was begun; None where it was not."""
        for at in range(len(self.entries) - 1, -1, -1):
            if isinstance(self.entries[at], Begun):
                return at
            if isinstance(self.entries[at], Asked | Said | Judged):
                return None
        return None

    def _replace(self, at: int, entry: Entry) -> None:
        self.saying = None
        self.entries[at] = entry
        self.changed()
