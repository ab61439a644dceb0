"""A model on onnxruntime with its tokenizer; imported where one is opened: onnxruntime takes 0.3 s."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from domain.errors import ModelUnavailable

# It would put a sum and its normalisation together again, which takes five times as long (onnxruntime 1.31).
_DISABLED = ["SkipLayerNormFusion"]


def open_session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """`model` (a file, or the graph itself) on one thread."""
    options = onnxruntime.SessionOptions()
    # Two threads inside one text are slower than one text on each of two threads.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # What a text needs is given back after it: 18 MB less for two models, and no slower, one text at a time.
    options.enable_cpu_mem_arena = False
    # Errors only: notes on the machine would land in the middle of an interview.
    options.log_severity_level = 3
    graph = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_DISABLED
    )


def open_model(
    model: Callable[[], Path | bytes | None], tokenizer: Path, most_tokens: int | None
) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    """What `model` gives, on one thread, and its tokenizer. Raises `ModelUnavailable` where it gives none."""
    found = model()
    if found is None:
        raise ModelUnavailable(
            "The local model is damaged, and its weights are not those this program knows."
        )
    return open_session(found), open_tokenizer(tokenizer, most_tokens)


def open_tokenizer(file: Path, most_tokens: int | None) -> Tokenizer:
    """The tokenizer in `file`, which takes one text at a time and cuts it at `most_tokens`."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    if most_tokens is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(most_tokens)
    return tokenizer
