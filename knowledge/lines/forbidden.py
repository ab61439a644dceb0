"""What a line says not to tell, however it is spelt: `dont mention: got lost in docker`."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.lines.cues import cue
from language.patterns import regex

_BEHIND_A_LABEL = regex(r"\**\s*(?:[:：]|[–—-](?=\s))\s*")
_LINK = regex(r"\s*(?:that|dass|que|qu['’]|che|dat)\b\s*", re.IGNORECASE)
_QUOTES = tuple("\"“”„«»「」『』'‘")


# A line is asked as a whole, and again by who reads the answer sentence by sentence.
@lru_cache(maxsize=512)
def forbidden_in(text: str) -> str | None:
    """What `text` says not to tell; "" where it stands on the next lines, None where it forbids nothing.

    A label forbids whatever stands behind it. Without one it is a rule of the work ("Never tell him …"),
    but where it speaks of oneself ("never mention my old boss").
    """
    begun = cue("forbids_telling").match(text)
    if begun is None:
        behind = cue("forbidden_to_tell").search(text)
        said = text[: behind.start()].strip() if behind else ""
        return said if behind and cue("about_oneself").match(said) and not _says_who(said) else None
    rest = text[begun.end() :].strip("*_ ")
    if not rest:
        return ""
    label = _BEHIND_A_LABEL.match(rest)
    if label:
        return rest[label.end() :].strip()
    link = _LINK.match(rest)
    said = rest[link.end() if link else 0 :].strip()
    # What stands in quotes is read with its reason elsewhere.
    return said if not said.startswith(_QUOTES) and cue("about_oneself").match(said) else None


def _says_who(said: str) -> bool:
    """Whether somebody does it: "I would never say" is a sentence of the answer."""
    return bool(_SOMEBODY.search(said))


_SOMEBODY = regex(r"\b(?:ich|wir|man|du|sie|ik|wij|we|je|men)\b", re.IGNORECASE)
