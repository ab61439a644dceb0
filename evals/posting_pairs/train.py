"""Training what tells whether a talking point shows a line: `make train-matcher`.

Can be stopped and goes on where it was. Progress is printed; the held-out part is not touched
(`measure.py` does that).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import tensorflow as tf
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from evals.entailment.encoder import PADDING
from evals.entailment.optimising import Adam, share_of_rate
from evals.entailment.weights import start_tokenizer, start_weights
from evals.posting_pairs.batches import SHOWS, Batch, of_guides, of_phrases
from evals.posting_pairs.data import candidates, phrases
from evals.posting_pairs.encoder import PairEncoder
from knowledge.showing import model as showing

SEED = 20261130
STEPS, RATE = 120, 3e-4
_GUIDES_SHARE = 0.5
# Tokens of a text that are read, and lengths of a batch.
_MOST_TOKENS, _LENGTH_STEP = 160, 16
_REPORT_EVERY, _KEEP_EVERY = 20, 40
# What comes close competes with what shows a line, and with half its weight.
_HALF = float(np.log(0.5))
_NEVER = -1e9
KEPT = Path("build/posting_pairs")
SHIPPED = Path(showing.__file__).with_name(showing.SHIPPED)


def main() -> None:
    """Train, and write what ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kept", type=Path, default=KEPT, help="where the state of a stopped run is")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    tf.keras.utils.set_random_seed(SEED)
    encoder = PairEncoder(start_weights(), SEED)
    train(encoder, options.kept, options.steps)
    write(encoder, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB", flush=True)


def train(encoder: PairEncoder, kept: Path, steps: int) -> None:
    """Train `encoder` so many steps; the state is kept in `kept`, so that a stopped run goes on."""
    optimiser = Adam(encoder.parameters)
    compiled = tf.function(_step_of(encoder, optimiser), reduce_retracing=True)
    state = tf.train.Checkpoint(**{name.replace(".", "/"): value for name, value in optimiser.state.items()})
    manager = tf.train.CheckpointManager(state, str(kept), max_to_keep=1)
    if manager.restore_or_initialize():
        print(f"going on after step {int(optimiser.steps)}", flush=True)
    tokenizer = start_tokenizer()
    tokenizer.enable_truncation(_MOST_TOKENS)
    done, began, losses = int(optimiser.steps), time.monotonic(), []
    for number, batch in enumerate(_batches(), start=1):
        if number > steps:
            break
        if number <= done:
            continue
        rate = tf.constant(RATE * share_of_rate(number / steps), tf.float32)
        losses.append(compiled(*map(tf.constant, _arrays(batch, tokenizer)), rate).numpy())
        if number % _REPORT_EVERY == 0 or number == steps:
            of_rank, of_chance = np.mean(losses, axis=0)
            each = (time.monotonic() - began) / (number - done)
            print(
                f"{number}/{steps} rank {of_rank:.3f}, chance {of_chance:.3f}, {each:.1f} s a step",
                flush=True,
            )
            losses = []
        if number % _KEEP_EVERY == 0 or number == steps:
            manager.save()


def write(encoder: PairEncoder, path: Path) -> None:
    """What ships: the thin matrices and the vectors, in half precision."""
    shipped = {
        name: np.ascontiguousarray(value.numpy().astype(np.float16))
        for name, value in encoder.parameters.items()
        if name.startswith("encoder.")
    }
    save_file(shipped, path)


def _batches() -> Iterator[Batch]:
    """Batches without an end, the same in every run."""
    rng = random.Random(SEED)
    guides, lines = candidates().training, phrases().training
    while True:
        yield of_guides(guides, rng) if rng.random() < _GUIDES_SHARE else of_phrases(lines, rng)


def _step_of(encoder: PairEncoder, optimiser: Adam) -> Callable[..., tf.Tensor]:
    """A step of training on a batch, which gives its two losses: of the order, and of the chance."""

    def step(
        lines: tf.Tensor,
        lines_seen: tf.Tensor,
        points: tf.Tensor,
        points_seen: tf.Tensor,
        targets: tf.Tensor,
        asked: tf.Tensor,
        rate: tf.Tensor,
    ) -> tf.Tensor:
        with tf.GradientTape() as tape:
            cosines = tf.matmul(
                encoder.vectors(lines, lines_seen, training=True),
                encoder.vectors(points, points_seen, training=True),
                transpose_b=True,
            )
            of_rank, of_chance = _losses(encoder, cosines, targets, asked)
            loss = of_rank + of_chance
        optimiser.apply(tape.gradient(loss, list(encoder.parameters.values())), rate)
        return tf.stack([of_rank, of_chance])

    return step


def _losses(
    encoder: PairEncoder, cosines: tf.Tensor, targets: tf.Tensor, asked: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    """How far down what shows a line stands, and how far the chances are off, each by lines that are told."""
    shows = targets >= SHOWS
    near = (targets > 0) & ~shows
    told = tf.cast(tf.reduce_any(shows, axis=-1), tf.float32)
    lines_told = tf.maximum(tf.reduce_sum(told), 1)
    sharp = tf.exp(encoder.parameters["out.sharpness"]) * cosines
    among = tf.reduce_logsumexp(tf.where(asked > 0, sharp + tf.where(near, _HALF, 0.0), _NEVER), axis=-1)
    right = tf.reduce_logsumexp(tf.where(shows, sharp, _NEVER), axis=-1)
    odds = encoder.parameters[showing.SLOPE] * cosines + encoder.parameters[showing.BIAS]
    off = asked * tf.nn.sigmoid_cross_entropy_with_logits(targets, odds)
    return tf.reduce_sum((among - right) * told) / lines_told, tf.reduce_sum(off) / lines_told


def _arrays(batch: Batch, tokenizer: Tokenizer) -> tuple[np.ndarray, ...]:
    return (*padded(batch.lines, tokenizer), *padded(batch.points, tokenizer), batch.targets, batch.asked)


def padded(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    """Tokens (texts, length), and 0 or PADDING for each: few different lengths, so few graphs."""
    encoded = [each.ids for each in tokenizer.encode_batch(list(texts))]
    length = -(-max(map(len, encoded)) // _LENGTH_STEP) * _LENGTH_STEP
    ids = np.zeros((len(encoded), length), np.int32)
    seen = np.full_like(ids, PADDING)
    for row, each in enumerate(encoded):
        ids[row, : len(each)], seen[row, : len(each)] = each, 0
    return ids, seen


if __name__ == "__main__":
    main()
