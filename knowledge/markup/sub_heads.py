"""Which sub-head a clause of an answer stands under."""

from __future__ import annotations

from knowledge.markup.prose import Form, Piece
from language.sentences import count_words


class Heads:
    """The sub-heads above a clause: lines that only introduce what follows, and bullets over bullets."""

    def __init__(self) -> None:
        self._head: Piece | None = None
        self._labels: list[Piece | None] = []
        self._fresh = False
        self._used = False

    def under(self, piece: Piece) -> None:
        """What follows stands under `piece`."""
        if piece.form is Form.BULLET:
            missing = max(0, piece.depth - len(self._labels))
            self._labels[piece.depth :] = [*([None] * missing), piece]
            self._used = False
        else:
            self._head = piece
            if self._used:
                self._labels.clear()
        self._fresh = True

    def over(self, piece: Piece) -> Piece | None:
        """The nearest head that `piece` stands under."""
        if piece.form is Form.PROSE:
            if self._used:
                self._labels.clear()
            label = next((held for held in reversed(self._labels) if held is not None), None)
            return (label or self._head) if self._fresh else None
        above = next((held for held in reversed(self._labels[: piece.depth]) if held is not None), None)
        # A label in a list that has ended for the eye goes on: "1. CACHE:" / "Now:" / "- one node".
        self._used = self._used or above is not None
        bare = self._head is not None and count_words(self._head.text) < 2
        loose = next((held for held in reversed(self._labels) if held is not None), None) if bare else None
        del self._labels[max(piece.depth, 1) if loose is None else len(self._labels) :]
        return above or loose or self._head

    def after_paragraph(self) -> None:
        """A head before a paragraph is spent with it, unless a numbered label stands over both."""
        self._head = None
        self._fresh = bool(self._labels)
