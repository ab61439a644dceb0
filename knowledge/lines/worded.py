"""Whether a text has a figure, in digits or in words."""

from __future__ import annotations

import re

from knowledge.inline import folded
from language.words import NUMBERS

_NUMBERS = frozenset(folded(word) for words in NUMBERS.values() for word in words)


# 两周, 三个月: a number in signs before what is counted.
_IN_SIGNS = re.compile(r"[一二两三四五六七八九十百千万半]+(?:个|[周天日月年人次倍成分秒家台位名岁])")


def has_figure(text: str) -> bool:
    """Is there a figure, or a word for one ("two", "quarante"), in a text?"""
    if any(map(str.isdigit, text)) or _IN_SIGNS.search(text):
        return True
    return any(word in _NUMBERS for word in folded(text).split())
