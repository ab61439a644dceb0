"""A model on onnxruntime with its tokenizer; imported where one is opened: onnxruntime takes 0.3 s."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer


def open_session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """`model` (a file, or the graph itself) on one thread."""
    options = onnxruntime.SessionOptions()
    # Two threads inside one text are slower than one text on each of two threads.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Errors only: notes on the machine would land in the middle of an interview.
    options.log_severity_level = 3
    graph = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def open_tokenizer(file: Path, most_tokens: int | None) -> Tokenizer:
    """The tokenizer in `file`, which takes one text at a time and cuts it at `most_tokens`."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    if most_tokens is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(most_tokens)
    return tokenizer
