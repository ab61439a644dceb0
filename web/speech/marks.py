"""What of an answer that was heard is to be looked at before it is sent."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from app.display.delivery import of_doubt
from domain.interview import ENGLISH
from domain.values import Count, Frozen
from voice.heard import Heard

_MOST = 1000


class Mark(Frozen):
    """`text[start:end]` is `heard`, and doubtful: `why`, in words. `term` is what is offered, "" for nothing.

    `seen` is whether the candidate has looked at it.
    """

    start: Count
    end: Count
    heard: str
    why: str = ""
    term: str = ""
    seen: bool = False


_MARKS: TypeAdapter[tuple[Mark, ...]] = TypeAdapter(tuple[Mark, ...])


def marks_in(heard: Heard, language: str = ENGLISH) -> tuple[Mark, ...]:
    """The marks in `heard.text`, in their order; a doubt within an offer is the offer's.

    Why is said in `language`.
    """
    places = heard.places
    offered = {at for offer in heard.offers for at in range(offer.first, offer.last)}
    found = [
        _mark(heard, places[offer.first][0], places[offer.last - 1][1], offer.heard, term=offer.term)
        for offer in heard.offers
    ]
    found += [
        _mark(heard, *places[at], word.bare, why=of_doubt(word.doubtful, language))
        for at, word in enumerate(heard.words)
        if word.doubtful is not None and at not in offered and word.bare
    ]
    return tuple(sorted(found, key=lambda mark: mark.start))


def marks_of(value: object) -> tuple[Mark, ...]:
    """The marks that a browser sent; none where they are not such."""
    try:
        return _MARKS.validate_python(value)[:_MOST]
    except ValidationError:
        return ()


def _mark(heard: Heard, start: int, end: int, words: str, *, why: str = "", term: str = "") -> Mark:
    """The place of `words` between `start` and `end`, without the punctuation around them."""
    at = heard.text.find(words, start, end)
    start = at if at >= 0 else start
    return Mark(start=start, end=start + len(words) if at >= 0 else end, heard=words, why=why, term=term)
