"""Writes the form that `knowledge.entailment.multilingual.packed` reads."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def in_blocks(matrix: Floats) -> bytes:
    """A matrix in 4 bits, a scale for each 32 neighbours of a row."""
    out = b""
    for block in matrix.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7 or 1)
        codes = (np.clip(np.rint(block / np.float32(scale)), -8, 7) + 8).astype(np.uint8)
        out += scale.tobytes() + (codes[:16] | codes[16:] << 4).astype(np.uint8).tobytes()
    return out


def pack(
    file: Path, pieces: Sequence[tuple[str, float]], tensors: Mapping[str, Floats], hidden: int = 32
) -> Path:
    """Write a file: two-dimensional tensors in 4 bits, others in 32."""
    header = b"E5S1" + struct.pack("<I7ifi", 1, hidden, 1, 1, 4 * hidden, len(pieces), 16, 2, 1e-12, 32)
    texts = [piece.encode() for piece, _ in pieces]
    starts = np.cumsum([0, *map(len, texts)]).astype("<u4")
    vocabulary = struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(starts[-1]))
    vocabulary += starts.tobytes() + np.array([score for _, score in pieces], "<f4").tobytes()
    vocabulary += b"".join(texts)
    # One character that is written otherwise: four bytes for it, one for how many, four for each.
    rewritten = struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xFF21, 1, ord("A"))
    contents = {
        name: in_blocks(value) if value.ndim == 2 else value.astype("<f4").tobytes()
        for name, value in tensors.items()
    }
    begin = len(header + vocabulary + rewritten) + 4 + sum(23 + len(name.encode()) for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, content in contents.items():
        kind = int(tensors[name].ndim == 2)
        directory += struct.pack("<H", len(name.encode())) + name.encode()
        directory += struct.pack("<BIQQ", kind, tensors[name].size, begin, len(content))
        begin += len(content)
    file.write_bytes(header + vocabulary + rewritten + directory + b"".join(contents.values()))
    return file
