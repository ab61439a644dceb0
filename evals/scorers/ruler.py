"""Which figures stand in a text, by another rule than the interviewer's own checks.

What is measured with the ruler that it was made with measures nothing: figures are compared digit by digit
here, whatever they count and however they are grouped.
"""

from __future__ import annotations

import re

_FIGURE = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?")
_GROUPING = re.compile(r"\D")


def new_figures(text: str, known: str) -> list[str]:
    """The figures of `text`, as they are written, whose digits stand nowhere in `known` as one figure."""
    there = {_digits(found) for found in _FIGURE.findall(known)}
    return [found for found in _FIGURE.findall(text) if _digits(found) not in there]


def _digits(figure: str) -> str:
    return _GROUPING.sub("", figure).lstrip("0") or "0"
