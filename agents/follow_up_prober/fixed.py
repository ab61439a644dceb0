"""What of a wording stands in every follow-up that was made of it."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"\{\w+\}")


def fixed_part(wording: str) -> str:
    """The longest piece of `wording` outside its placeholders."""
    return max(_PLACEHOLDER.split(wording), key=len).strip(" “”„«»")
