"""Training the multilingual encoder: `make train-multilingual`. Can be stopped and goes on where it was.

`interview setup --multilingual` has fetched the weights that it begins from. Progress is printed; what is
held out is not touched (`measure.py` does that).
"""

from __future__ import annotations

import math
from pathlib import Path

import tensorflow as tf
from tokenizers import Tokenizer

from evals.entailment.multilingual.encoder import MultilingualEncoder
from evals.entailment.multilingual.stages import ODDS, STAGES
from evals.entailment.ship import write
from evals.entailment.ship_low_rank import update_of
from evals.entailment.staged import asked_for, ends_of
from evals.entailment.train import SEED
from knowledge.entailment.multilingual import model, weights
from knowledge.entailment.multilingual.packed import Packed

KEPT = Path("build/entailment-multilingual")
SHIPPED = Path(model.__file__).with_name(model.UPDATE)


def main() -> None:
    """Train, and write what ships."""
    options = asked_for(__doc__, KEPT, SHIPPED)
    folder = weights.folder_of(options.cache)
    if folder is None:
        raise SystemExit(
            f"{options.cache}: no weights are there. `interview setup --multilingual` fetches them."
        )
    tf.keras.utils.set_random_seed(SEED)
    packed = Packed(folder / weights.MODEL)
    pinned = weights.layers_of(packed) | {weights.WORD_TABLE: weights.Words(folder).whole()}
    tokenizer = Tokenizer.from_file(str(folder / weights.TOKENIZER))
    ends = ends_of(
        lambda start: MultilingualEncoder(pinned, SEED, start),
        tokenizer,
        STAGES,
        options.kept,
        options.graded,
    )
    trained = ends[-1]
    for label, odds in ODDS.items():
        trained["head.bias"][label] += math.log(odds)
    write(update_of(trained, pinned), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
