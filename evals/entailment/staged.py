"""Training stage after stage, each from the end of the one before; a stopped run goes on where it was."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from app.settings import from_environment
from evals.entailment.low_rank import LowRankEncoder
from evals.entailment.stages import Stage
from evals.entailment.train import train

# Half of what MiniLM gets at a time: more steps are worth more than larger ones.
_MOST_TOKENS = 2048


def asked_for(described: str | None, kept: Path, out: Path) -> argparse.Namespace:
    """The options of a training's command: `cache`, `kept`, `graded` and `out`, all paths."""
    parser = argparse.ArgumentParser(description=described)
    cache = from_environment(os.environ).cache_directory
    parser.add_argument("--cache", type=Path, default=cache, help="where the weights were fetched to")
    parser.add_argument("--kept", type=Path, default=kept, help="where the state of a stopped run is")
    parser.add_argument("--graded", type=Path, default=Path("../shared/graded"), help="pupils' answers")
    parser.add_argument("--out", type=Path, default=out)
    return parser.parse_args()


def ends_of(
    encoder_of: Callable[[Mapping[str, np.ndarray] | None], LowRankEncoder],
    tokenizer: Tokenizer,
    stages: Sequence[Stage],
    kept: Path,
    graded: Path,
) -> list[dict[str, np.ndarray]]:
    """What was trained by the end of each of `stages`; `encoder_of` begins from such an end, or anew."""
    ends: list[dict[str, np.ndarray]] = []
    for number, stage in enumerate(stages):
        (file,) = train(
            encoder_of(ends[-1] if ends else None),
            tokenizer,
            [stage],
            kept / f"stage-{number + 1}",
            graded,
            first=number,
            most_tokens=_MOST_TOKENS,
        )
        ends.append(dict(np.load(file)))
    return ends
