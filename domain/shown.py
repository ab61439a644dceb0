"""What a text becomes before it reaches a terminal, a table, a card or an export.

Guides, file names, answers, models and files of strangers may hold signs that a terminal obeys (C0 and C1
control characters, ESC and CSI among them) and halves of signs that cannot be written at all, as Python makes
of a file name that is no UTF-8. Each is shown as one replacement character, so that lengths stay.
"""

from __future__ import annotations

import re

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SIGN = "\N{REPLACEMENT CHARACTER}"


def shown(text: str) -> str:
    """`text` with nothing in it that a terminal would obey; its lines and tabs stay."""
    return _UNSHOWABLE.sub(_SIGN, text)


def shown_in_a_line(text: str) -> str:
    """The same for a name or a message, which must not begin a line of its own either."""
    return _NOT_IN_A_LINE.sub(_SIGN, text)


def shown_in_json(text: str) -> str:
    """JSON `text` that holds what it held, with the signs that JSON lets stand as they are written out."""
    return _UNSHOWABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
