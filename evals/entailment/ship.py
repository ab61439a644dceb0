"""What ships of the trained encoder: the change of the pinned weights in 8 bits, and the head.

`python -m evals.entailment.ship` reads what `train` kept and writes knowledge/entailment/update.safetensors.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from evals.entailment.weights import ODDS, SHIPPED, TRAINED, start_weights


def main() -> None:
    """Write the update, and print how large it is and how near to what was trained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parameters", type=Path, default=TRAINED)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    with np.load(options.parameters) as arrays:
        trained = {name: arrays[name] for name in arrays.files}
    for label, odds in ODDS.items():
        trained["head.bias"][label] += math.log(odds)
    write(update_of(trained, start_weights()), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


def write(update: Mapping[str, np.ndarray], path: Path) -> None:
    """`update` as a file.

    safetensors 0.8 writes memory as it lies, which of a matrix in column order is another matrix
    (`findings/a_transposed_array_is_saved_as_another.sh`).
    """
    save_file({name: np.ascontiguousarray(value) for name, value in update.items()}, path)


def update_of(trained: Mapping[str, np.ndarray], start: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What `knowledge.entailment.graphs.small.updated` adds to `start` to have `trained` again.

    A matrix's change is rounded to 8 bits with a scale a row, which loses next to nothing. Cut to its 96
    largest singular values it lost a seventh.
    """
    update: dict[str, np.ndarray] = {}
    for name, value in trained.items():
        if name.startswith("head."):
            update[name] = value.astype(np.float16)
        elif value.ndim == 1:
            update[f"{name}.plus"] = (value - start[name]).astype(np.float16)
        else:
            change = value - start[name]
            scales = np.maximum(np.abs(change).max(axis=1, keepdims=True), 1e-12) / 127
            update[f"{name}.codes"] = np.rint(change / scales).astype(np.int8)
            update[f"{name}.scales"] = scales.astype(np.float32)
    return update


if __name__ == "__main__":
    main()
