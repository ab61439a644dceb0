"""What a file holds of a session that may not be seen before the session's end.

It is packed, not encrypted: nobody reads it by chance, and a program that takes the file in goes on from it.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib

_MOST = 256 << 20
"""Bytes that a seal may come to when it is opened."""


class BrokenSealError(ValueError):
    """It is no seal, or a damaged one."""


def sealed(told: object) -> str:
    """`told`, which can be written as JSON, in letters, digits and signs."""
    return base64.b85encode(zlib.compress(json.dumps(told).encode())).decode()


def opened(seal: str) -> str:
    """The JSON that was sealed. Raises `BrokenSealError`."""
    try:
        packed = base64.b85decode(seal)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, _MOST)
        if not unpacking.eof:
            raise BrokenSealError("it is larger than it may be, or cut off")
        return content.decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise BrokenSealError(str(error)) from error
