"""Letters that only look bold or slanted: "𝟭𝘀𝘁 𝗥𝗼𝘂𝗻𝗱", as social networks have them."""

from __future__ import annotations

import re
import unicodedata

_LETTER = re.compile("[\U0001d400-\U0001d7ff]")
_STYLED = re.compile("[\U0001d400-\U0001d7ff](?:[^\\w\n]*[\U0001d400-\U0001d7ff])*")
_WHOLE = re.compile("^(\\s*)([^\\w\n]*[\U0001d400-\U0001d7ff][\U0001d400-\U0001d7ff\\W]*)$")


def has_styled_letters(text: str) -> bool:
    """Is there any such letter in `text`?"""
    return not text.isascii() and bool(_LETTER.search(text))


def plain_letters(line: str) -> str:
    """`line` in plain letters; bold where all of it was styled, since it is a title then."""
    if not has_styled_letters(line):
        return line
    whole = _WHOLE.match(line)
    if whole and not whole[2].lstrip().startswith(("-", "*", "#", "|", ">")):
        return f"{whole[1]}**{unicodedata.normalize('NFKC', whole[2].strip())}**"
    return _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line)
