"""Training the larger encoder: `make train-larger`. Can be stopped and goes on where it was.

`interview setup --larger` has fetched the weights that it begins from. Progress is printed; the held-out part
is not touched (`measure.py` does that).
"""

from __future__ import annotations

from pathlib import Path

import tensorflow as tf
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from evals.entailment.larger.encoder import LargerEncoder
from evals.entailment.larger.stages import BEFORE, SHARE, STAGES
from evals.entailment.ship import write
from evals.entailment.ship_low_rank import update_of
from evals.entailment.staged import asked_for, ends_of
from evals.entailment.train import SEED, mean_of
from knowledge.entailment.larger import model, weights

KEPT = Path("build/entailment-larger")
SHIPPED = Path(model.__file__).with_name(model.UPDATE)


def main() -> None:
    """Train, and write what ships."""
    options = asked_for(__doc__, KEPT, SHIPPED)
    folder = weights.folder_of(options.cache)
    if folder is None:
        raise SystemExit(f"{options.cache}: no weights are there. `interview setup --larger` fetches them.")
    tf.keras.utils.set_random_seed(SEED)
    pinned = load_file(folder / weights.MODEL)
    tokenizer = Tokenizer.from_file(str(folder / weights.TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ends = ends_of(
        lambda start: LargerEncoder(pinned, SEED, start), tokenizer, STAGES, options.kept, options.graded
    )
    mean = mean_of([ends[BEFORE - 1], ends[-1]], shares=(1 - SHARE, SHARE))
    write(update_of(mean, pinned), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
