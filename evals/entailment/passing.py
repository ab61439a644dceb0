"""Long spoken answers and short lists put together from dense notes and the ways in which each was told.

A person who has a note in mind tells it in passing, among others, and tells its neighbours or does not. So
which of them were told is drawn here one by one: that most were says nothing of the one that is asked about.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.entailment.compose import Example, frames
from evals.entailment.data import Conveyed, Item
from evals.entailment.retelling import LISTS
from evals.entailment.speaking import bare

_SPOKEN, _HARD, _TERSE = "spoken", "hard", "terse"
_PARTIAL, _ADJACENT, _NEAR = "partial", "adjacent", "near"
_SHARES_TOLD = (0.2, 0.4, 0.6, 0.8, 1.0)
# Of what is told so much is told by half, and so much with something decisive wrong.
_HALF, _WRONG = 0.14, 0.12
# Of what is not told so much is spoken of all the same.
_SPOKEN_OF = 0.5
# Of what was told besides is asked so often, in windows.
_OF_OTHERS = 1 / 3
_JOINTS = ("", "", "", "so ", "and ", "then ", "well, ", "what else, ", "oh, and ", "the other thing is, ")


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A note and in which of the written ways it is told, if it is; without one what says nothing."""

    note: Item | None
    kind: str | None
    besides: str = ""

    @property
    def text(self) -> str:
        """What is said of it; empty where it is left out."""
        return self.besides if self.note is None or self.kind is None else _text_of(self.note, self.kind)

    @property
    def label(self) -> Conveyed:
        return Conveyed.ABSENT if self.note is None or self.kind is None else _label_of(self.note, self.kind)


class Passing:
    """Draws such answers from the notes of one part of the data; `part` is that of the frames.

    Whole answers to several notes, which somebody has written, stay as they are. With a `window` no more
    words are heard than that, as the encoder reads long answers: what was told beyond is absent there.
    """

    def __init__(
        self, notes: Sequence[Item], part: str, rng: random.Random, window: int | None = None
    ) -> None:
        grouped: dict[tuple[str, str], list[Item]] = {}
        for note in notes:
            if len(note.points) > 1:
                continue
            grouped.setdefault((note.profession, note.question), []).append(note)
        self._questions = list(grouped.values())
        self._frames = frames(part)
        self._rng = rng
        self._window = window

    def draw(self) -> Example:
        """An answer to one question: two in three spoken at length, the others a list in few words."""
        return self._drawn(self._rng.choice(self._questions))

    def each(self, times: int) -> Iterator[Example]:
        """So many answers to every question; for measuring."""
        for notes in self._questions:
            yield from (self._drawn(notes) for _ in range(times))

    def _drawn(self, notes: Sequence[Item]) -> Example:
        told_of_all = self._rng.choice(_SHARES_TOLD)
        terse = self._rng.random() < 1 / 3
        asked = [_Asked(note, self._kind(told_of_all, terse=terse)) for note in notes]
        besides = [] if terse and any(each.kind for each in asked) else self._besides(notes)
        pieces = [each for each in (*asked, *besides) if each.text]
        if self._rng.random() < 2 / 3:
            self._rng.shuffle(pieces)
        heard = self._within(pieces)
        if self._window is not None and self._rng.random() < _OF_OTHERS:
            # Of what was told besides is asked, too: each is told or not by itself.
            asked += [each for each in besides if each.note is not None][:2]
        said = [each.text for each in heard]
        text = self._listed(said) if terse else self._spoken(said)
        points = tuple(self._point(each.note, each.kind) for each in asked if each.note is not None)
        labels = tuple(each.label if each in heard else Conveyed.ABSENT for each in asked)
        return Example("listed" if terse else "in_passing", text, points, labels)

    def _within(self, pieces: Sequence[_Asked]) -> list[_Asked]:
        """The pieces of which as many words are heard as the encoder reads at once; at least one."""
        heard: list[_Asked] = []
        words = 0
        for piece in pieces:
            words += len(piece.text.split())
            if self._window is not None and heard and words > self._window:
                break
            heard.append(piece)
        return heard

    def _kind(self, share: float, *, terse: bool) -> str | None:
        """In which of the written ways a note is told; None where it is left out."""
        if self._rng.random() >= share:
            # A list in few words does not chat.
            return _ADJACENT if self._rng.random() < _SPOKEN_OF * (not terse) else None
        drawn = self._rng.random()
        if drawn < _HALF:
            return _PARTIAL
        if drawn < _HALF + _WRONG:
            return _NEAR
        return _TERSE if terse else self._rng.choice((_SPOKEN, _HARD))

    def _point(self, note: Item, kind: str | None) -> str:
        """The note itself, now and then put in a sentence: guides have both."""
        (point,) = note.points
        in_words = [_text_of(note, other) for other in (_SPOKEN, _HARD) if other != kind]
        if self._rng.random() >= 1 / 8:
            return point
        return _as_sentence(self._rng.choice(in_words))

    def _besides(self, notes: Sequence[Item]) -> list[_Asked]:
        """What is told besides: of another question of the same profession, or what says nothing."""
        others = [
            each
            for other in self._questions
            if other is not notes and other[0].profession == notes[0].profession
            for each in other
        ]
        several = self._rng.choice((0, 0, 1, 2, 3))
        chosen = self._rng.sample(others, min(several, len(others)))
        besides = [_Asked(each, self._rng.choice((_SPOKEN, _HARD, _PARTIAL, _ADJACENT))) for each in chosen]
        if self._rng.random() < 1 / 4:
            besides.append(_Asked(None, None, self._rng.choice(self._frames["small_talk"])))
        return besides

    def _spoken(self, pieces: Sequence[str]) -> str:
        """Sentence after sentence, with what people say between; one in seven as a recogniser writes it."""
        said: list[str] = []
        for piece in pieces:
            if self._rng.random() < 1 / 4:
                said.append(self._rng.choice(self._frames["filler"]))
            begins = piece.split(" ", 1)[0].casefold()
            lower = piece[1:2].islower() and begins not in ("i", "so", "and", "then")
            joint = self._rng.choice(_JOINTS) if lower else ""
            said.append(_as_sentence(joint + (piece[0].lower() + piece[1:] if joint else piece)))
        if self._rng.random() < 1 / 7:
            return bare(" ".join(said))
        return self._run_together(said)

    def _run_together(self, said: Sequence[str]) -> str:
        """The sentences, some of them hung onto the one before by an "and"."""
        if not said:
            return ""
        whole = said[0]
        for before, after in pairwise(said):
            if before.endswith(".") and after[1:2].islower() and self._rng.random() < 1 / 6:
                whole = f"{whole[:-1]}, and {after[0].lower()}{after[1:]}"
            else:
                whole += f" {after}"
        return whole

    def _listed(self, pieces: Sequence[str]) -> str:
        form = self._rng.choice(LISTS)
        return "".join(form.format(piece) for piece in pieces).lstrip("\n;./ ")


def _label_of(note: Item, kind: str) -> Conveyed:
    return next(answer.labels[0] for answer in note.answers if answer.kind == kind)


def _text_of(note: Item, kind: str) -> str:
    return next(answer.text for answer in note.answers if answer.kind == kind)


def _as_sentence(piece: str) -> str:
    capital = piece[0].upper() + piece[1:]
    return capital if capital[-1] in ".!?…" else f"{capital}."
