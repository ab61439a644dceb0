"""Titles that ask why by a name: `Why Harbour & Vine`."""

from __future__ import annotations

import re

_MOST_WORDS_IN_A_NAME = 5
# A name's words have capitals, but for what joins them: "Why Harbour & Vine", "Why Port of Ghent".
WHY_NAME = re.compile(r"^(?:Why|WHY) (?P<name>\S.*?)\??$")
_JOINS = frozenset("& and of the de la du van der von und y et e".split())
# "Why This Works" is about the guide, and no question.
_NO_NAME = frozenset(
    "i me him her it its this that these those they their we our you your us not how what when most many "
    "some people candidates companies interviewers employers".split()
)
_WORDS = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*|&")


def asks_why(title: str) -> bool:
    """`Why` before a name of an employer, or of anything else that was chosen."""
    found = WHY_NAME.match(title)
    words = _WORDS.findall(found["name"]) if found else []
    if not words or len(words) > _MOST_WORDS_IN_A_NAME or words[0].lower() in _NO_NAME:
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _JOINS for word in words)
