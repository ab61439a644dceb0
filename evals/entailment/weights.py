"""The weights and the tokenizer that training begins from."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from evals.entailment.data import Conveyed
from knowledge.entailment.graphs.small import updated
from knowledge.search import weights

# Where training leaves what it made, and shipping takes it from.
KEPT = Path("build/entailment")
TRAINED = KEPT / "parameters.npz"
SHIPPED = Path(__file__).parents[2] / "knowledge" / "entailment" / "update.safetensors"
# Of the rows that were trained on more are denied than of answers, and fewer told: as it ships the odds are
# so much lower and higher. Saerens, Latinne and Decaestecker, Adjusting the Outputs of a Classifier to New a
# Priori Probabilities, 2002.
ODDS = {Conveyed.COVERED: 1.5, Conveyed.DENIED: 0.5}


def start_weights() -> dict[str, np.ndarray]:
    """The embedding model's weights by name, float32; raises `FileNotFoundError` where there are none."""
    pinned = weights.pinned(_folder())
    if pinned is None:
        raise FileNotFoundError("Other weights are installed than the pinned ones: `interview setup`.")
    return {name: np.asarray(value, np.float32) for name, value in pinned.items()}


def shipped_weights() -> dict[str, np.ndarray]:
    """The encoder's weights as they ship, with its head as it was trained, by name, float32."""
    update = load_file(SHIPPED)
    merged = dict(updated(start_weights(), update))
    head = {name: np.asarray(value, np.float32) for name, value in update.items() if name.startswith("head.")}
    for label, odds in ODDS.items():
        head["head.bias"][label] -= math.log(odds)
    return merged | head


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
