"""Which encoder reads what was said."""

from __future__ import annotations

from enum import StrEnum


class Encoder(StrEnum):
    """`SMALL` is everywhere; `LARGER` is fetched by who wants it, and takes four times as long."""

    SMALL = "small"
    LARGER = "larger"
