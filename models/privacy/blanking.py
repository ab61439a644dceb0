"""Personal data left out of a text for good, where nothing has to be put back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from models.privacy.recognisers import recognise

_VERSION = 1
"""Rises when texts come out otherwise, so that what was made of them is made again."""


def blank(text: str, names: Sequence[str] = ()) -> str:
    """`text` with "[email]" in place of an address, "[phone]" of a number; `names` are left out besides.

    Unlike a `Masks` placeholder the word has no number, so one text always comes out the same, whatever was
    masked before it.
    """
    pieces: list[str] = []
    end = 0
    for found in recognise(text, tuple(name for name in names if name.strip())):
        pieces += (text[end : found.start], f"[{found.kind}]")
        end = found.end
    return "".join((*pieces, text[end:]))


def blanking(names: Sequence[str] = ()) -> str:
    """A name of what `blank` does with these `names`: "masked-1", and a digest where there are any."""
    if not names:
        return f"masked-{_VERSION}"
    told = "\n".join(sorted(name.casefold() for name in names))
    return f"masked-{_VERSION}-{hashlib.blake2b(told.encode(), digest_size=4).hexdigest()}"
