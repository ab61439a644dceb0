"""What comes in parts, as far as it may be large."""

from __future__ import annotations

from collections.abc import AsyncIterable


async def read_up_to(parts: AsyncIterable[bytes], most: int) -> bytes | None:
    """All of `parts`; None where that is more than `most` bytes, of which no more are read."""
    read: list[bytes] = []
    length = 0
    async for part in parts:
        length += len(part)
        if length > most:
            return None
        read.append(part)
    return b"".join(read)
