"""How a checkpoint, its values and its writes stand in Redis, as bytes."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

Typed: TypeAlias = tuple[str, bytes]
"""A serialised value: the serializer's name for its type, and the bytes."""

_SEPARATOR = re.compile(rb"\x00(?!\xff)")
_WORTH_DEFLATING = 200
_DEFLATED = b"z"


def part(text: str) -> bytes:
    r"""One part of a field: UTF-8 with NUL written as ``\0\xff``.

    Parts are joined by NUL. Since UTF-8 has no byte 0xff, the join can be undone and sorts as the tuple of
    its parts does (the encoding of byte strings in FoundationDB's tuple layer).
    """
    return text.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff")


def field(*parts: str) -> bytes:
    """The field of these parts."""
    return b"\0".join(map(part, parts))


def parts(joined: bytes) -> list[str]:
    """The parts of a field."""
    return [
        piece.replace(b"\0\xff", b"\0").decode("utf-8", "surrogatepass") for piece in _SEPARATOR.split(joined)
    ]


def namespace_prefix(namespace: str) -> bytes:
    """What every field of a namespace begins with."""
    return part(namespace) + b"\0"


def pack(frames: Iterable[bytes]) -> bytes:
    """Byte strings in one, each behind its length in four bytes, big endian."""
    return b"".join(struct.pack(">I", len(frame)) + frame for frame in frames)


def unpack(packed: bytes) -> list[bytes]:
    """The byte strings that `pack` put together."""
    found, at = [], 0
    while at < len(packed):
        (length,) = struct.unpack_from(">I", packed, at)
        found.append(packed[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def pack_typed(value: Typed) -> bytes:
    """A serialised value in one byte string, deflated where that is worth it.

    Checkpoints repeat the names and versions of all channels, and the rest is text: deflated they take a
    third of the room, at some 30 microseconds each.
    """
    kind, content = value
    if len(content) >= _WORTH_DEFLATING:
        deflated = zlib.compress(content, level=1)
        if len(deflated) < len(content):
            return pack([kind.encode(), deflated, _DEFLATED])
    return pack([kind.encode(), content])


def unpack_typed(packed: bytes) -> Typed:
    """The serialised value that `pack_typed` put into one byte string."""
    kind, content, *how = unpack(packed)
    return kind.decode(), zlib.decompress(content) if how else content


class StoredCheckpoint(NamedTuple):
    """One entry of the checkpoints' hash.

    The first four frames are for the scripts: they follow parents, find the checkpoints of a run, and know
    which values a checkpoint refers to without reading what the serializer wrote. `blobs` are fields;
    `delta_channels` are the channels whose value may have to be replayed from an ancestor.
    """

    parent_id: str
    run_id: str
    delta_channels: Sequence[str]
    blobs: Sequence[bytes]
    checkpoint: Typed
    metadata: Typed

    def packed(self) -> bytes:
        """The entry's bytes."""
        return pack(
            [
                part(self.parent_id),
                part(self.run_id),
                pack(map(part, self.delta_channels)),
                pack(self.blobs),
                pack_typed(self.checkpoint),
                pack_typed(self.metadata),
            ]
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> StoredCheckpoint:
        """The entry that `packed` wrote."""
        parent_id, run_id, deltas, blobs, checkpoint, metadata = unpack(packed)
        return cls(
            parts(parent_id)[0],
            parts(run_id)[0],
            [parts(channel)[0] for channel in unpack(deltas)],
            unpack(blobs),
            unpack_typed(checkpoint),
            unpack_typed(metadata),
        )


class StoredWrite(NamedTuple):
    """One write; sorts as a super-step applies its tasks' writes.

    That order is `(task_path, task_id, position)`: langgraph's `writes_sort_key`. `position` is that of the
    write within its task, negative for the special ones.
    """

    task_path: str
    task_id: str
    position: int
    channel: str
    value: Typed

    def packed(self) -> bytes:
        """One write among those of its task. Position and channel come first: scripts read them."""
        return pack([b"%d" % self.position, part(self.channel), part(self.task_path), pack_typed(self.value)])

    @classmethod
    def unpacked(cls, task_id: str, packed: bytes) -> StoredWrite:
        """The write of `task_id` that `packed` wrote."""
        position, channel, task_path, value = unpack(packed)
        return cls(parts(task_path)[0], task_id, int(position), parts(channel)[0], unpack_typed(value))


def stored_writes(fields: Sequence[bytes], values: Sequence[bytes | None]) -> list[StoredWrite]:
    """The writes of one checkpoint in the order in which they apply; `values` holds those of a task each."""
    return sorted(
        StoredWrite.unpacked(parts(name)[2], write)
        for name, task in zip(fields, values, strict=True)
        for write in unpack(task or b"")
    )
