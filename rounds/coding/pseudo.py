"""Pseudo-code told from code in a language that is not run here.

Only what has no sign of any language and reads as words in most of its lines is called pseudo-code: whoever
wrote a program is not told that it is none.
"""

from __future__ import annotations

import re

_LANGUAGES = re.compile(
    r"[;{}$]|::|=>|:=|&&|\|\||!=|==|\|>|\bend[ \t]*$|^[ \t]*(?:#[ \t]*include|#!|--)|"
    r"^[ \t]*(?:let|var|val|const|fn|func|fun|function|sub|proc|module|public|private|local|defn?|import|"
    r"package|program|procedure|begin|using|dim|echo|done|fi|esac)\b|"
    r"\w\([^()\s]{0,80}\)[ \t]*$|^[ \t]*\((?:def|let|fn|lambda)\b",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:#|//)[^\n]*")
_WORDS = re.compile(r"\b[^\W\d_]{2,}(?:,? [^\W\d_]+){2}|[\u4e00-\u9fff]{4}")
"""Three words in a row, or as much in Chinese."""


def is_pseudo(code: str) -> bool:
    """Whether `code`, which is no Python, tells steps in words."""
    bare = _QUOTED.sub('""', code)
    lines = [line for line in bare.splitlines() if line.strip()]
    if not lines or _LANGUAGES.search(bare):
        return False
    return 2 * sum(_WORDS.search(line) is not None for line in lines) >= len(lines)
