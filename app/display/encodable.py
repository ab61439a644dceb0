"""What a terminal that is not UTF-8 cannot show costs a sign, never the session."""

from __future__ import annotations

import codecs
import contextlib
from io import TextIOWrapper
from typing import TextIO

_HANDLER = "interview-nearest-sign"
# Nothing here may end a string of JSON.
_NEAREST = str.maketrans(
    {
        "“": "'",
        "”": "'",
        "„": "'",
        "«": "'",
        "»": "'",
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "·": "-",
        "•": "*",
        "→": "->",
        "←": "<-",
        "↑": "^",
        "↓": "v",
        "×": "x",
        "±": "+/-",
        "≤": "<=",
        "≥": ">=",
        "✓": "ok",
        "✗": "x",
        "█": "#",
        "▓": "#",
        "▒": "+",
        "░": ".",
    }
)


def make_encodable(*streams: TextIO) -> None:
    """Let `streams` write the nearest sign, or `?`, for what their encoding does not have."""
    codecs.register_error(_HANDLER, _nearest)
    for stream in streams:
        # One that became another thing after it was opened (a pipe in a file's place) stays as it is.
        with contextlib.suppress(OSError):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors=_HANDLER)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_NEAREST)
    return "".join(sign if sign.isascii() else "?" for sign in signs), error.end
