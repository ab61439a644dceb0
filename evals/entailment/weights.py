"""The pinned weights and tokenizer that training begins from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from platformdirs import user_cache_path
from tokenizers import Tokenizer

from knowledge.search import weights

# Where training leaves what it made, and shipping takes it from.
KEPT = Path("build/entailment")
TRAINED = KEPT / "parameters.npz"


def start_weights() -> dict[str, np.ndarray]:
    """The embedding model's weights by name, float32; raises `FileNotFoundError` where there are none."""
    pinned = weights.pinned(_folder())
    if pinned is None:
        raise FileNotFoundError("Other weights are installed than the pinned ones: `interview setup`.")
    return {name: np.asarray(value, np.float32) for name, value in pinned.items()}


def start_tokenizer() -> Tokenizer:
    """Its tokenizer, without padding and without truncation."""
    tokenizer = Tokenizer.from_file(str(_folder() / weights.TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _folder() -> Path:
    folder = weights.folder_of(user_cache_path("mock-interviewer"))
    if folder is None:
        raise FileNotFoundError("The weights to begin from are not installed: `interview setup`.")
    return folder
