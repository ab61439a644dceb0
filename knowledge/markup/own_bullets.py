"""Signs of a guide's own before the entries of its lists: `~ Vespa`, `» references`, `? why it is vacant`.

Which sign somebody takes is anybody's guess. That several lines stand one below the other with the same tells
that it marks a list, as a dash would.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from knowledge.markup.page import Page

_FEWEST = 3
_FEWEST_TOGETHER = 2
_ASKS = ("?", "？", "?)")
# Not those that mark lists, rows, titles or quotations already, nor arrows, money and boxes.
_BULLET = re.compile(
    r"^(?P<before>\s*)(?:[-*+•]\s+(?=[?!]))?(?P<sign>\?{1,2}|!{1,3}|[~»›¤°¬§¦†‡■◆◇♦♢★☆✦✧✱✲✳❖❯⁃∙⋅‧⦿⁕※])\s+(?=\S)"
)


def with_own_bullets(page: Page) -> None:
    """Write as `-` what a guide marks the entries of its lists with; linear in its length."""
    found = {index: bullet for index, line in page.said() if (bullet := _BULLET.match(line)) is not None}
    often = Counter(bullet["sign"] for bullet in found.values())
    together = Counter(
        found[index]["sign"]
        for index, below in pairwise(found)
        if below == index + 1 and found[index]["sign"] == found[below]["sign"]
    )
    for index, bullet in found.items():
        sign = bullet["sign"]
        fewest = _FEWEST_TOGETHER if sign[0] in "?!" else _FEWEST
        if often[sign] >= fewest and together[sign] >= _FEWEST_TOGETHER - 1:
            said = page.lines[index][bullet.end() :].rstrip()
            if sign.startswith("?") and not said.endswith(_ASKS):
                # The sign says that it is asked.
                said += "?"
            page.lines[index] = f"{bullet['before']}- {said}"
