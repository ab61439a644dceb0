"""Training the encoder: `make train`. Can be stopped and goes on where it was.

Progress is printed; the held-out part is not touched (`measure.py` does that). With `--last-alone` only the
last stages are run, from what ships.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import tensorflow as tf
from tokenizers import Tokenizer

from evals.entailment import school
from evals.entailment.beside import Beside
from evals.entailment.compose import Composer, Example, written
from evals.entailment.data import Conveyed, Item, by_language, notes, questions, statements, written_for
from evals.entailment.encoder import CLASSES, MOST_POINTS, PADDING, Encoder
from evals.entailment.in_any_language import InAnyLanguage
from evals.entailment.nearly import Nearly
from evals.entailment.noting import noted
from evals.entailment.one_of_many import OneOfMany
from evals.entailment.optimising import Adam, share_of_rate
from evals.entailment.passing import Passing
from evals.entailment.retelling import Retelling
from evals.entailment.speaking import spoken_flat
from evals.entailment.stages import LAST, STAGES, Stage
from evals.entailment.weights import KEPT, TRAINED, shipped_weights, start_tokenizer, start_weights
from knowledge.entailment.layout import Row, answer_ids, lay_out, point_ids

_Any = TypeVar("_Any")

SEED = 20261128
BATCH = 12
_FEWER, _MERGED = 0.3, 0.25
# Of what is in other languages so much comes beside one key point as well.
_ALONE = 0.4
# The kinds of written answer that were told apart worst after all stages but the last.
_HARD = frozenset({"nonsense", "contrary", "numbers", "spoken", "denial"})
_SPOKEN_OF = 0.6
# Two stages end equally well on what they were not tuned on, each with faults of its own: their mean goes on.
_AVERAGED = 2
_LENGTHS = (48, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768)
_LENGTH_STEP = BATCH * 24
_REPORT_EVERY, _KEEP_EVERY = 50, 100
# Words of an answer that the encoder reads at once, about.
_WINDOW_WORDS = 110
# A long row costs more than its share; beyond this a batch is made of fewer.
_MOST_TOKENS, _MOST_ROWS = 4096, 84


@dataclass(frozen=True, slots=True)
class Sample:
    """A row and its targets, (MOST_POINTS, CLASSES): shares that add up to 1, or 0 where no key point is."""

    row: Row
    target: np.ndarray


def main() -> None:
    """Train and keep the parameters in a folder, ready for `evals.entailment.ship`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=KEPT, help="where the parameters go")
    parser.add_argument("--graded", type=Path, default=Path("../shared/graded"), help="pupils' answers")
    parser.add_argument("--last-alone", action="store_true", help="the last stages, from what ships")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tf.keras.utils.set_random_seed(SEED)
    if options.last_alone:
        mean, legs = shipped_weights(), LAST[-1:]
    else:
        ends = _train(STAGES, start_weights(), options.out / "stages", options.graded)
        mean, legs = start_weights() | mean_of([np.load(file) for file in ends[-_AVERAGED:]]), LAST
    number = len(STAGES) + sum(len(leg.stages) for leg in LAST[: len(LAST) - len(legs)])
    for leg in legs:
        folder = options.out / f"stage-{number + 1}"
        end = _train(leg.stages, mean, folder, options.graded, first=number)[-1]
        mean = mean | mean_of([mean, np.load(end)], shares=(1 - leg.share, leg.share))
        number += len(leg.stages)
    kept: dict[str, Any] = {
        name: value for name, value in mean.items() if name.startswith(("encoder.", "head."))
    }
    np.savez(options.out / TRAINED.name, **kept)
    print(f"kept in {options.out / TRAINED.name}", flush=True)


class Trained(Protocol):
    """An encoder as it is trained."""

    @property
    def parameters(self) -> Mapping[str, tf.Variable]:
        """What is trained, by name."""
        ...

    def logits(
        self, ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, *, training: bool
    ) -> tf.Tensor:
        """Logits (rows, MOST_POINTS, CLASSES) of tokens (rows, length)."""
        ...


def _train(
    stages: Sequence[Stage], begin: Mapping[str, np.ndarray], out: Path, graded: Path, first: int = 0
) -> list[Path]:
    return train(Encoder(begin, SEED), start_tokenizer(), stages, out, graded, first=first)


def train(
    encoder: Trained,
    tokenizer: Tokenizer,
    stages: Sequence[Stage],
    out: Path,
    graded: Path,
    *,
    first: int = 0,
    most_tokens: int = _MOST_TOKENS,
) -> list[Path]:
    """Train through `stages`, the first of which is number `first`, and give the file at each one's end.

    The state is kept in `out`, so that a stopped run goes on. A batch has `most_tokens` at most.
    """
    out.mkdir(parents=True, exist_ok=True)
    steps, ends = _steps(stages, first, graded, tokenizer, most_tokens)
    optimiser = Adam(encoder.parameters)
    compiled = tf.function(_step_of(encoder, optimiser), reduce_retracing=True)
    kept = tf.train.Checkpoint(**{name.replace(".", "/"): value for name, value in optimiser.state.items()})
    manager = tf.train.CheckpointManager(kept, str(out), max_to_keep=1)
    if manager.restore_or_initialize():
        print(f"going on after step {int(optimiser.steps)}", flush=True)
    began, answers, losses = time.monotonic(), 0, []
    done = int(optimiser.steps)
    for number, (batch, rate) in enumerate(steps[done:], start=done + 1):
        losses.append(
            float(compiled(*map(tf.constant, _arrays(batch, most_tokens)), tf.constant(rate, tf.float32)))
        )
        answers += len(batch)
        if number % _REPORT_EVERY == 0 or number == len(steps):
            speed = answers / (time.monotonic() - began)
            print(
                f"{number}/{len(steps)} loss {np.mean(losses):.3f}, {speed:.1f} answers a second", flush=True
            )
            losses = []
        if number % _KEEP_EVERY == 0 or number == len(steps):
            manager.save()
        if number in ends:
            values = {name: value.numpy() for name, value in encoder.parameters.items()}
            np.savez(_at_the_end_of(number, out), **values)
    return [_at_the_end_of(number, out) for number in ends]


def _steps(
    stages: Sequence[Stage], first: int, graded: Path, tokenizer: Tokenizer, most_tokens: int
) -> tuple[list[tuple[list[Sample], float]], list[int]]:
    """Every step's batch and learning rate, and how many steps there are at the end of each stage."""
    steps: list[tuple[list[Sample], float]] = []
    ends: list[int] = []
    for stage, each in enumerate(stages, start=first):
        batches = [
            batch
            for epoch in range(each.epochs)
            for batch in _epoch(each, SEED + 100 * stage + epoch, graded, tokenizer, most_tokens)
        ]
        steps += [
            (batch, each.rate * share_of_rate(number / len(batches)))
            for number, batch in enumerate(batches, start=1)
        ]
        ends.append(len(steps))
    return steps, ends


def _step_of(encoder: Trained, optimiser: Adam) -> Callable[..., tf.Tensor]:
    """A step of training on a batch, which gives its loss."""

    def step(
        ids: tf.Tensor, positions: tf.Tensor, segments: tf.Tensor, targets: tf.Tensor, rate: tf.Tensor
    ) -> tf.Tensor:
        with tf.GradientTape() as tape:
            shares = tf.nn.log_softmax(encoder.logits(ids, positions, segments, training=True))
            loss = -tf.reduce_sum(targets * shares) / tf.maximum(tf.reduce_sum(targets), 1)
        optimiser.apply(tape.gradient(loss, list(encoder.parameters.values())), rate)
        return loss

    return step


def _at_the_end_of(stage: int, out: Path) -> Path:
    return out / f"after-step-{stage}.npz"


def mean_of(
    kept: Sequence[Mapping[str, np.ndarray]], shares: Sequence[float] | None = None
) -> dict[str, np.ndarray]:
    """The mean of what was trained in each of `kept`, by `shares` that add up to 1 or evenly, float32.

    Stochastic weight averaging has it evenly:
    Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, 2018.
    """
    return {
        name: np.average([each[name] for each in kept], axis=0, weights=shares).astype(np.float32)
        for name in kept[-1]
    }


def _epoch(
    stage: Stage, seed: int, graded: Path, tokenizer: Tokenizer, most_tokens: int
) -> Iterator[list[Sample]]:
    """The batches of one epoch, composed answers drawn anew."""
    rng = random.Random(seed)
    samples = [sample_of(example, tokenizer, rng) for example in _drawn(stage, rng)]
    samples += [
        Sample(_row(answer, [reference], tokenizer), _padded([shares]))
        for answer, reference, shares in _some(list(school.training(graded)), stage.pupils, rng)
    ]
    samples += [beside_one(each, tokenizer, rng) for each in _drawn_for_one(stage, rng)]
    rng.shuffle(samples)
    batches: list[list[Sample]] = []
    for start in range(0, len(samples), _LENGTH_STEP):
        near = sorted(samples[start : start + _LENGTH_STEP], key=lambda sample: len(sample.row.ids))
        at = 0
        while at < len(near):
            # Rows of like length stand together, and short ones more of them.
            longest = len(near[min(at + BATCH, len(near)) - 1].row.ids)
            size = max(2, min(_MOST_ROWS, most_tokens // _bucket(longest)))
            batches.append(near[at : at + size])
            at += size
    rng.shuffle(batches)
    yield from batches


def _drawn(stage: Stage, rng: random.Random) -> list[Example]:
    """What one epoch of `stage` has of our own data, written or composed."""
    items, single, dense = questions().training, statements().training, notes().training
    composer = Composer(items, single, "training", rng)
    examples = _some(written(items), stage.share, rng)
    examples += _some([each for each in written(items) if each.kind in _HARD], stage.hard, rng)
    examples += [composer.draw(item) for item in items for _ in range(stage.composed)]
    examples = [_noted(each, rng) if rng.random() < stage.noted else each for each in examples]
    told, denials = _parted(written(single))
    examples += _some(told, stage.statements, rng) + _some(denials, stage.statements * stage.denials, rng)
    examples += [composer.draw_pair() for _ in range(stage.pairs)]
    examples += [composer.draw_together() for _ in range(stage.together)]
    examples += _some(written(dense), stage.notes, rng)
    passing = Passing(dense, "training", rng, _WINDOW_WORDS)
    examples += [passing.draw() for _ in range(stage.passing)]
    retelling = Retelling(items, single, "training", rng)
    examples += [retelling.draw_listed(rng.choice(items)) for _ in range(stage.listed)]
    examples += [retelling.draw_decisive() for _ in range(stage.decisive)]
    examples += [retelling.draw_exchanged() for _ in range(stage.exchanged)]
    examples += [retelling.draw_in_part(rng.choice(items)) for _ in range(stage.in_part)]
    nearly = Nearly(items, single, "training", rng)
    examples += [nearly.draw() for _ in range(stage.nearly)]
    examples += [nearly.draw_alone() for _ in range(stage.nearly // 2)]
    one_of_many = OneOfMany(single, dense, rng)
    examples += [one_of_many.draw() for _ in range(stage.of_many)]
    newest = written_for(stage.written_for)
    beside = Beside((*items, *single, *newest * stage.newest), "en", "training", rng)
    examples += [beside.draw() for _ in range(stage.beside)]
    examples += written(newest) * stage.newest
    examples = [spoken_flat(each, rng) if rng.random() < stage.flat else each for each in examples]
    return examples + (_drawn_abroad(stage, rng) if stage.abroad else [])


def _drawn_for_one(stage: Stage, rng: random.Random) -> list[Example]:
    """Of which one key point is asked, or several as one sentence."""
    items, single = questions().training, statements().training
    composer = Composer(items, single, "training", rng)
    latest = [each for each in written(written_for(stage.written_for)) if len(each.points) > 1]
    found = [_any_of(items, composer, rng) for _ in range(stage.few)] + latest * (stage.newest // 2)
    return found + (_some(_drawn_abroad(stage, rng), _ALONE, rng) if stage.abroad else [])


def _drawn_abroad(stage: Stage, rng: random.Random) -> list[Example]:
    """What one epoch has in other languages."""
    of_each = {language: split.training for language, split in by_language().items()}
    items = [item for found in of_each.values() for item in found]
    composer, told = InAnyLanguage(items, rng), written(items)
    drawn = _some(told, stage.abroad, rng)
    composed = [composer.draw() for _ in range(len(drawn) // 2)]
    for language, found in of_each.items():
        beside = Beside(found, language, "training", rng)
        composed += [beside.draw() for _ in range(stage.beside)]
    return drawn + composed + [each for each in told if each.kind in stage.abroad_anew]


def _parted(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Those that deny nothing, and those that do."""
    denials = [each for each in examples if Conveyed.DENIED in each.labels]
    return [each for each in examples if Conveyed.DENIED not in each.labels], denials


def _noted(example: Example, rng: random.Random) -> Example:
    """The same answer beside its key points put as dense notes."""
    return dataclasses.replace(example, points=tuple(noted(point, rng) for point in example.points))


def sample_of(example: Example, tokenizer: Tokenizer, rng: random.Random) -> Sample:
    """An example as a row; its key points come in any order, so that their places teach nothing."""
    asked = list(zip(example.points, example.labels, strict=True))
    rng.shuffle(asked)
    if rng.random() < _MERGED:
        asked = _merged(asked, rng)
    # Also fewer of them: what is found must not hang on how many stand in the row.
    most = rng.randint(1, len(asked)) if rng.random() < _FEWER else MOST_POINTS
    asked = asked[: min(most, MOST_POINTS)]
    row = _row(example.text, [point for point, _ in asked], tokenizer)
    return Sample(row, _padded([_one_hot(label) for _, label in asked]))


def _any_of(items: Sequence[Item], composer: Composer, rng: random.Random) -> Example:
    """An answer of any making: half of them written, a third of single statements, the others composed."""
    drawn = rng.random()
    if drawn < 0.5:
        return rng.choice(written([rng.choice(items)]))
    return composer.draw_together() if drawn < 0.8 else composer.draw(rng.choice(items))


def beside_one(example: Example, tokenizer: Tokenizer, rng: random.Random) -> Sample:
    """An example beside one of its key points, or beside two to four of them as one sentence.

    One alone is most times one that the answer speaks of: of long answers' key points few are absent.
    """
    asked = list(zip(example.points, example.labels, strict=True))
    several = min(len(asked), rng.choice((1, 1, 2, 2, 3, 3, 4)))
    rng.shuffle(asked)
    if several == 1 and rng.random() < _SPOKEN_OF:
        asked.sort(key=lambda pair: pair[1] is Conveyed.ABSENT)
    chosen = asked[:several]
    point = chosen[0][0] if len(chosen) == 1 else _as_one([point for point, _ in chosen], rng)
    return Sample(
        _row(example.text, [point], tokenizer), _padded([_shares_of([label for _, label in chosen])])
    )


def _as_one(points: Sequence[str], rng: random.Random) -> str:
    """Key points as the clauses of one sentence."""
    clauses = [points[0].rstrip(" .;,")]
    for point in points[1:]:
        bare = point.rstrip(" .;,")
        # A name or an abbreviation keeps its capital; most sentences begin with neither.
        lower = bare[:2].strip() not in ("I", "I'") and bare[1:2].islower()
        clauses.append(bare[0].lower() + bare[1:] if lower else bare)
    joint = rng.choice((", ", ", ", "; "))
    return f"{joint.join(clauses[:-1])}{rng.choice((', and ', ' and ', joint))}{clauses[-1]}."


def _shares_of(labels: Sequence[Conveyed]) -> list[float]:
    """The shares of the classes for a sentence of such clauses; what it credits is the mean of their credits.

    One of two or three that is denied outweighs the others.
    """
    credit = sum({Conveyed.COVERED: 1.0, Conveyed.PARTLY: 0.5}.get(label, 0.0) for label in labels) / len(
        labels
    )
    denied = labels.count(Conveyed.DENIED) / len(labels)
    denied = denied if denied in (0.0, 1.0) else (1 + 3 * denied) / 4
    rest = 1 - denied
    return [
        max(0.0, 2 * credit - 1) * rest,
        (1 - abs(2 * credit - 1)) * rest,
        max(0.0, 1 - 2 * credit) * rest,
        denied,
    ]


def _merged(asked: Sequence[tuple[str, Conveyed]], rng: random.Random) -> list[tuple[str, Conveyed]]:
    """Some neighbours as one key point of two sentences, as guides have them: denied where one of them is."""
    found: list[tuple[str, Conveyed]] = []
    for point, label in asked:
        if found and rng.random() < 0.5:
            before, told = found.pop()
            joint = " " if before[-1] in ".!?…" else rng.choice([". ", "; ", " – "])
            found.append((f"{before}{joint}{point}", _of_two(told, label)))
        else:
            found.append((point, label))
    return found


def _of_two(one: Conveyed, other: Conveyed) -> Conveyed:
    if Conveyed.DENIED in (one, other):
        return Conveyed.DENIED
    return one if one is other else Conveyed.PARTLY


def _some(of: Sequence[_Any], share: float, rng: random.Random) -> list[_Any]:
    whole, rest = divmod(share, 1)
    return [*of] * int(whole) + rng.sample(list(of), round(rest * len(of)))


def _row(answer: str, points: Sequence[str], tokenizer: Tokenizer) -> Row:
    return lay_out(answer_ids(tokenizer, answer), [point_ids(tokenizer, point) for point in points])


def _one_hot(label: Conveyed) -> list[float]:
    return [float(label == other) for other in Conveyed]


def _padded(shares: Sequence[Sequence[float]]) -> np.ndarray:
    target = np.zeros((MOST_POINTS, CLASSES), dtype=np.float32)
    target[: len(shares)] = shares
    return target


def _bucket(length: int) -> int:
    return next((size for size in _LENGTHS if size >= length), math.ceil(length / 128) * 128)


def _arrays(batch: Sequence[Sample], most_tokens: int) -> tuple[np.ndarray, ...]:
    """Ids, positions, segments and targets of a batch, padded to few different shapes."""
    length = _bucket(max(len(sample.row.ids) for sample in batch))
    rows = max(2, min(_MOST_ROWS, most_tokens // length))
    rows = max(rows, len(batch))
    ids, positions = (np.zeros((rows, length), dtype=np.int32) for _ in range(2))
    segments = np.full((rows, length), PADDING, dtype=np.int32)
    targets = np.zeros((rows, MOST_POINTS, CLASSES), dtype=np.float32)
    segments[:, 0] = 0
    for at, sample in enumerate(batch):
        size = len(sample.row.ids)
        ids[at, :size], positions[at, :size] = sample.row.ids, sample.row.positions
        segments[at, :size], targets[at] = sample.row.segments, sample.target
    return ids, positions, segments, targets


if __name__ == "__main__":
    main()
