"""Placeholders for personal data, and the way back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.privacy.recognisers import recognise

_PLACEHOLDER = re.compile(r"\[(?:email|phone|card|iban|id|key|host|name) \d+\]", re.IGNORECASE)
# "[", "[em", "[email", "[email ", "[email 1" at the end of a text.
_BEGINNING = re.compile(r"\[(?:[a-z]{0,5}|[a-z]{2,5} \d*)\Z", re.IGNORECASE)


class Masks:
    """What stands for what, in this process alone: it is neither written nor sent anywhere.

    The same value has the same placeholder throughout, so that a model can tell whether two are one.
    `names` are masked besides what is recognised.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = tuple(name for name in names if name.strip())
        self._by_value: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def __repr__(self) -> str:
        """How many, and none of them."""
        return f"Masks({len(self._values)} values)"

    @property
    def count(self) -> int:
        """How many different values were masked so far."""
        return len(self._values)

    def mask(self, text: str) -> str:
        """`text` with a placeholder, "[email 1]", for each piece of personal data."""
        pieces: list[str] = []
        end = 0
        for found in recognise(text, self._names):
            pieces += (
                text[end : found.start],
                self._placeholder(found.kind, text[found.start : found.end], text),
            )
            end = found.end
        return "".join((*pieces, text[end:]))

    def unmask(self, text: str) -> str:
        """`text` with the values in place of their placeholders; others stay as they are."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match[0].lower(), match[0]), text)

    def unmask_so_far(self, text: str) -> str:
        """Like `unmask`, for a text that is still being written: a placeholder's beginning is left out."""
        return self.unmask(_BEGINNING.sub("", text))

    def _placeholder(self, kind: str, value: str, text: str) -> str:
        if value not in self._by_value:
            placeholder = ""
            # What somebody typed as a placeholder must not come back as another's value.
            while not placeholder or placeholder in text.lower():
                self._counts[kind] += 1
                placeholder = f"[{kind} {self._counts[kind]}]"
            self._by_value[value] = placeholder
            self._values[placeholder] = value
        return self._by_value[value]
