"""What was heard: words with their times, how sure the recogniser is of them, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.spoken import Spoken

_AROUND = ".,;:!?…()[]\"“”„«»'’-–—"
WITHOUT_SPACES = frozenset("zh yue ja th lo my km".split())
"""The languages that are written without spaces between words."""


class Doubt(StrEnum):
    """Why a word should be looked at before it is judged."""

    FIGURE = "figure"
    DENIAL = "denial"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it is written, punctuation included; `start` and `end` in seconds from the recording's start.

    `confidence` is the recogniser's own, 0 to 1. `doubtful` is why it is marked, None where it is not.
    """

    text: str
    start: float
    end: float
    confidence: float
    doubtful: Doubt | None = None

    @property
    def bare(self) -> str:
        """The word without the punctuation around it."""
        return self.text.strip(_AROUND)


@dataclass(frozen=True, slots=True)
class Offer:
    """`words[first:last]` sound like a term of the guide, and are not it: "post gress" → "Postgres".

    An offer is never taken by itself. `heard` are the words without the punctuation around them.
    """

    first: int
    last: int
    heard: str
    term: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech without a silence in it, in seconds from the recording's start."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A spoken answer, written down. `language` is the code it was heard in.

    `speech` are the stretches in which somebody spoke, by the detector and not by the words.
    """

    words: tuple[HeardWord, ...]
    language: str
    delivery: Spoken
    speech: tuple[Stretch, ...] = ()
    offers: tuple[Offer, ...] = field(default=())

    @property
    def text(self) -> str:
        """What was said, as it stands in the answer box."""
        return self._between.join(word.text for word in self.words)

    @property
    def doubtful(self) -> tuple[HeardWord, ...]:
        """The words that are marked."""
        return tuple(word for word in self.words if word.doubtful is not None)

    @property
    def needs_a_look(self) -> bool:
        """Whether a front must show it before it is sent: a figure, a denial or a word of it is doubtful."""
        return bool(self.doubtful or self.offers)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in `text`, as spans."""
        spans: list[tuple[int, int]] = []
        at = 0
        for word in self.words:
            spans.append((at, at + len(word.text)))
            at += len(word.text) + len(self._between)
        return tuple(spans)

    @property
    def _between(self) -> str:
        return "" if self.language in WITHOUT_SPACES else " "

    def with_audio(self, name: str) -> Heard:
        """The same with the name of its recording."""
        return replace(self, delivery=self.delivery.model_copy(update={"audio": name}))

    def taken(self, offer: Offer) -> str:
        """`text` with `offer` taken, the punctuation around it kept."""
        return _replaced(self, offer)


def _replaced(heard: Heard, offer: Offer) -> str:
    start, end = heard.places[offer.first][0], heard.places[offer.last - 1][1]
    said = heard.text[start:end]
    at = said.find(offer.heard)
    return heard.text[:start] + said[:at] + offer.term + said[at + len(offer.heard) :] + heard.text[end:]
