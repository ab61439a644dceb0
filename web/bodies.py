"""What is sent to an address, as far as it may be large."""

from __future__ import annotations

from fastapi import Request


async def body_of(request: Request, most: int) -> bytes | None:
    """What was sent; None where it is more than `most` bytes, of which no more are read."""
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            return None
        parts.append(part)
    return b"".join(parts)
