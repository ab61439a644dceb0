"""Which encoder reads what was said."""

from __future__ import annotations

from enum import StrEnum


class Encoder(StrEnum):
    """`SMALL` is everywhere; `LARGER` is an extra, understands more, and takes some three times as long."""

    SMALL = "small"
    LARGER = "larger"
