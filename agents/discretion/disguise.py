"""Whether words may hide something."""

from __future__ import annotations

import unicodedata

from language.patterns import regex
from prompts.fence import visible

_ENCODED = regex(r"[A-Za-z0-9+/=_-]{28,}")
_LETTERS_APART = regex(r"(?:\b\w\b[^\w]{1,3}){5,}")


def disguised(said: str, known: str) -> bool:
    """Whether `said` may hide something: unseen signs, letters set apart, codes, letters of other scripts.

    Only codes and scripts that are in `known`, the words it was to be made from, are usual.
    """
    if visible(said) != said or _LETTERS_APART.search(said):
        return True
    if any(code not in known for code in _ENCODED.findall(said)):
        return True
    return not _scripts(said) <= _scripts(known) | {"LATIN"}


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(sign, "?").split()[0] for sign in text if sign.isalpha()}
