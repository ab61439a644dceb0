"""An answer and key points as the encoder reads them."""

from __future__ import annotations

import re
from itertools import pairwise

from domain.guide import TalkingPoint
from language.text import Text

END = "."
"""What the encoder sees at the end of an answer, and of each note of one."""
_OUTER_LABELS = re.compile(r"^(?:[^:.!?]{2,60}:\s+(?:\d+[.)]\s+)?)+(?=[^:.!?]{2,40}:\s+\S)")
_ITEM = re.compile(r"(\n|\A)([ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+)(\S)")
_ENDED = frozenset(".!?:;…,")


def as_points(point: TalkingPoint) -> list[str]:
    """The key points as the encoder reads them: of several labels before one, the last alone names it.

    "Prevention: 3. Masking: replace names with tokens" is told by whoever tells the replacing.
    """
    return [_OUTER_LABELS.sub("", key_point.text) for key_point in point.key_points]


def as_heard(heard: Text) -> str:
    """What counts of the answer, sign for sign where it stood: what does not count is blank.

    It ends with a full stop, whether one was typed or not: an open end reads as the beginning of a list of
    notes, of which the encoder expects that all is told. The items of a list become sentences: short ones
    behind dashes read as a heap of words, of which it expects that nothing is.
    """
    start, end = heard.span
    signs = list(heard.raw[:end])
    signs[:start] = " " * start
    for before, after in pairwise(heard.tokens):
        gap = heard.raw[before.end : after.start]
        # Between neighbours stand only signs; words there were taken out as not meant for the interviewer.
        if any(sign.isalnum() for sign in gap):
            signs[before.end : after.start] = re.sub(r"\S", " ", gap)
    return _ITEM.sub(_as_sentence, "".join(signs)) + END


def _as_sentence(item: re.Match[str]) -> str:
    """The beginning of a list's item, sign for sign: a stop for the line's end before it, and a capital."""
    line_end, mark, first = item.groups()
    before = item.string[: item.start()].rstrip()[-1:]
    capital = first.upper()
    return (
        ("." if before and before not in _ENDED else line_end)
        + " " * len(mark)
        + (capital if len(capital) == 1 else first)
    )
